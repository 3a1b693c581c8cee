"""Sharing says who will read it, for how long, and that it cannot be called back, before it happens; in two clicks."""

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.ui.forms.head import FormHead
from app.ui.lists.page import ListPage
from app.ui.main_window import MainWindow
from app.ui.sharing.dialog import ShareDialog, share
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.windows import Stage, parts


def asked(stage: Stage, window: MainWindow) -> ShareDialog:
    """The question that is open."""
    stage.settle(lambda: any(dialog.isVisible() for dialog in parts(window, ShareDialog)))
    return next(dialog for dialog in parts(window, ShareDialog) if dialog.isVisible())


def test_a_draft_is_shared_in_two_clicks(stage: Stage) -> None:
    """The names, later members, no way back: all of it stands there before the second click."""
    draft = stage.teacher.create("lesson_plan", {"topic": "雨"})
    window = stage.window()
    window.open_record(draft)
    page = form_in_front(stage, window)
    hand = Hand(stage)
    hand.click(page.head.share)
    dialog = asked(stage, window)
    said = " ".join(one.text() for one in parts(dialog, QLabel))
    hand.click(dialog.do)

    assert hand.clicks == 2
    assert "李秀兰、王敏" in said
    assert "以后加入" in said
    assert "收不回来" in said
    assert not stage.teacher.view(draft).space.private
    assert stage.teacher.preference("shared last", "") == stage.world.shared().hex()


def test_several_drafts_of_a_list_are_shared_together(stage: Stage) -> None:
    """What is shared already stays where it is, and is counted."""
    shared = stage.plan()
    drafts = [stage.teacher.create("lesson_plan", {"topic": topic}) for topic in ("甲", "乙")]
    window = stage.window()
    window.open_list("lesson_plan")
    stage.settle()
    page = window.page("list:lesson_plan")
    assert isinstance(page, ListPage)
    page.choose.click()
    page.table.selectAll()
    stage.settle()
    hand = Hand(stage)
    hand.click(page.share)
    dialog = asked(stage, window)
    said = " ".join(one.text() for one in parts(dialog, QLabel))
    words = dialog.do.text()
    hand.click(dialog.do)

    assert hand.clicks == 2
    assert "其中 1 条已经分享过" in said
    assert words == "分享 2 条"
    assert {stage.teacher.view(one).space.private for one in (shared, *drafts)} == {False}


def test_the_space_of_the_last_time_stands_chosen(stage: Stage) -> None:
    """Another one is a click more."""
    other = stage.mentor.found_space("另一个圈", stage.world.card)
    draft = stage.mentor.create("lesson_plan", {"topic": "雨"})
    stage.mentor.set_preference("shared last", other.space.hex())
    window = stage.window(stage.mentor)
    share(window.desk, window, [draft], lambda: True)
    dialog = asked(stage, window)

    assert dialog.spaces[other.space].isChecked()
    dialog.spaces[stage.world.shared()].click()
    assert "李秀兰" in dialog.meaning.text()
    dialog.reject()


def test_what_cannot_be_saved_is_not_shared(stage: Stage) -> None:
    """And somebody without a space is led to where one is founded."""
    draft = stage.teacher.create("lesson_plan", {"topic": "雨"})
    window = stage.window()
    share(window.desk, window, [draft], lambda: False)
    dialog = asked(stage, window)
    dialog.do.click()
    stage.settle()
    alone = stage.world.person("独自")
    mine = alone.create("lesson_plan", {"topic": "雨"})
    head = stage.show(FormHead(stage.desk(alone), RecordId(mine), lambda: True))
    head.refresh(alone.view(mine))
    head.share.click()
    stage.settle()

    assert stage.teacher.view(draft).space.private
    assert ("open_people", "") in stage.shell.calls
