"""The card of an assessment: written, waiting, open."""

import pytest

from app.records.people import person_value
from app.ui.forms import mutual as module
from app.ui.forms.page import FormPage
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.windows import Stage
from tests.helpers.world import desk_of


def writing(stage: Stage) -> FormPage:
    """The form of an assessment that the teacher writes."""
    record = stage.teacher.create(
        "assessment",
        {"period": "这学期", "whom": person_value(desk_of(stage.mentor).person), "helped": "您等我三秒"},
    )
    window = stage.window()
    window.open_record(record)
    page = form_in_front(stage, window)
    stage.settle(page.extras.mutual.isVisible)
    return page


def test_one_click_and_she_waits_and_then_both_are_open(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """While she waits her words stand and cannot be changed."""
    monkeypatch.setattr(module, "confirm", lambda *_args: True)
    page = writing(stage)
    card, hand = page.extras.mutual, Hand(stage)
    shared = page.head.share.isVisible()
    hand.click(card.ready)
    stage.settle(card.back.isVisible)
    waiting = card.words.text()
    read_only = page._view is not None and not page._view.may_write
    his = stage.mentor.create(
        "assessment", {"period": "这学期", "whom": person_value(desk_of(stage.teacher).person), "helped": "您敢问了"}
    )
    stage.exchange()
    stage.mentor.be_ready(his)
    stage.exchange()
    stage.exchange()
    page.shown()
    stage.settle(card.other.isVisible)

    assert shared is False
    assert hand.clicks == 1
    assert waiting == "您已经写好了，内容先定下来。等 王敏 也写好，两份一起打开。"
    assert read_only
    assert card.words.text() == stage.texts.say("mutual.open")
    assert card.intact.text() == stage.texts.say("mutual.intact")


def test_she_may_go_on_writing_while_the_other_has_not(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "confirm", lambda *_args: True)
    page = writing(stage)
    card, hand = page.extras.mutual, Hand(stage)
    hand.click(card.ready)
    stage.settle(card.back.isVisible)
    hand.click(card.back)
    stage.settle(card.ready.isVisible)

    assert page._view is not None
    assert page._view.may_write
