"""At the gate: the card's words, or two colleagues, then a new PIN; and every slip said where it was made."""

from pathlib import Path

import pytest

from app.ui.start.coming_back import ComingBack
from app.ui.start.gate import Gate
from app.workspace import coming_back
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.homecoming import PIN, cheap_locks, laptop
from tests.helpers.windows import Stage, commit


@pytest.fixture
def people(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    cheap_locks(monkeypatch)
    return laptop(stage.world, tmp_path / "home")


def page(stage: Stage, people: People) -> tuple[ComingBack, list[tuple[Workspace, str]]]:
    gate = stage.show(Gate(people, stage.tasks, stage.texts, people.entries()))
    entered: list[tuple[Workspace, str]] = []
    gate.entered.connect(lambda workspace, first: entered.append((workspace, first)))
    return gate.come_back(), entered


def test_words_code_name_and_a_pin_twice(stage: Stage, people: People) -> None:
    """On a new laptop; a visit is wanted right after."""
    card = stage.teacher.recovery_card()
    made, entered = page(stage, people)
    made.words.setPlainText("　".join(card.chinese))
    made.code.setPlainText(card.code)
    made.read.click()
    stage.settle(lambda: made.pin.isVisible())
    asked_name = made.name.isVisible()
    commit(made.name, "李秀兰")
    made.pin.setText("8642")
    made.again.setText("8643")
    made.enter.click()
    differ = made.notice.text
    made.again.setText("8642")
    made.enter.click()
    stage.settle(lambda: bool(entered))
    ((workspace, first),) = entered

    assert asked_name
    assert stage.texts.say("start.pins_differ") in differ
    assert (workspace.me.person, workspace.me.name, first) == (stage.teacher.me.person, "李秀兰", "sync")
    assert made.words.text == ""
    workspace.close()


def test_a_wrong_word_is_named(stage: Stage, people: People) -> None:
    words = list(stage.teacher.recovery_card().chinese)
    made, _ = page(stage, people)
    made.words.setPlainText("".join([*words[:6], "犇", *words[7:]]))
    made.read.click()
    stage.settle(lambda: bool(made.notice.text))

    assert "第 7 个字" in made.notice.text
    assert "犇" in made.notice.text
    assert made.read.isEnabled()


def test_a_forgotten_pin_asks_for_no_name(stage: Stage, people: People) -> None:
    workspace = people.create("赵老师", PIN)
    words = "".join(workspace.recovery_card().chinese)
    workspace.close()
    made, entered = page(stage, people)
    made.words.setPlainText(words)
    made.read.click()
    stage.settle(lambda: made.pin.isVisible())
    asked_name = made.name.isVisible()
    made.pin.setText("8642")
    made.again.setText("8642")
    made.again.returnPressed.emit()
    stage.settle(lambda: bool(entered))

    assert not asked_name
    entered[0][0].close()
    people.sign_in(workspace.me.person, "8642").close()


def test_back_leads_to_where_one_came_from(stage: Stage, people: People) -> None:
    gate = stage.show(Gate(people, stage.tasks, stage.texts, []))
    made = gate.come_back()
    made.back.emit()

    assert gate.first_start.isVisible()
    assert not made.isVisible()


def test_a_request_under_way_is_shown_first(stage: Stage, people: People) -> None:
    coming_back.ask(people, "李秀兰", PIN)
    made, _ = page(stage, people)

    assert made.asking.answer.isVisible()
    made.asking.back.emit()
    assert made.words.isVisible()
