"""One open record: saved as it is typed, marked where comments stand, and whole after every trouble."""

import pytest
from PySide6.QtWidgets import QWidget

from app.errors import StoreError
from app.ids import RecordId
from app.records.edits import SetValue, WriteProse
from app.ui.autosave import Draft
from app.ui.forms.page import FormPage
from app.ui.forms.texts import LineInput, ProseInput
from app.workspace.views import RecordView
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage, commit, marked


def not_wanted(_view: RecordView) -> QWidget:
    """These records' kinds are known, so none is drawn as mere text."""
    raise AssertionError("a known kind was drawn as text")


def opened(stage: Stage, plan: str, workspace: Workspace | None = None) -> FormPage:
    """The form of a record, ready."""
    page = FormPage(stage.desk(workspace), RecordId(plan), not_wanted)
    page.resize(1_180, 700)
    stage.show(page)
    page.shown()
    stage.settle(lambda: page.form is not None and page.form.whole)
    return page


def test_typing_is_saved_and_said_to_be(stage: Stage) -> None:
    """Without a button."""
    plan = stage.plan()
    page = opened(stage, plan)
    box = page.frame_of("reflection")
    assert isinstance(box, ProseInput)
    commit(box.box, "下次先猜再翻😀")
    writing = page.head.state.text()
    stage.settle(lambda: not page.unsaved)

    assert writing == stage.texts.say("form.writing")
    assert page.head.state.text() == stage.texts.say("form.saved")
    assert stage.teacher.view(plan).values["reflection"] == "下次先猜再翻😀"


def test_comments_are_marked_in_the_field_and_lead_there(stage: Stage) -> None:
    """A field in a folded section too."""
    plan = stage.plan(pupils="五年级学生爱动手")
    stage.mentor.comment(plan, "pupils", 0, 3, "很好")
    stage.exchange()
    page = opened(stage, plan)
    (card,) = page.beside.cards
    card.chosen.emit(card.comment)
    place = page.frame_of("pupils")
    stage.settle()

    assert place is not None
    assert marked(place.box) == ["五年级"]
    assert page.beside.isVisible()
    assert page.frame_of("topic") is None


def test_a_merge_shows_and_keeps_what_is_typed(stage: Stage) -> None:
    """Both sides' words stand in the field and in the file."""
    plan = stage.plan(key_point="中间")
    page = opened(stage, plan)
    place = page.frame_of("key_point")
    assert place is not None
    stage.teacher.edit(plan, [WriteProse("key_point", "前中间")])
    place.box.moveCursor(place.box.textCursor().MoveOperation.End)
    commit(place.box, "后")
    stage.settle(lambda: not page.unsaved)
    stage.settle(lambda: place.box.text == "前中间后")

    assert stage.teacher.view(plan).values["key_point"] == "前中间后"


def test_a_bad_value_is_told_beside_its_field(stage: Stage) -> None:
    """And what was typed stays in the window."""
    page = opened(stage, stage.plan())
    frame = page.form.frame("taught_on") if page.form else None
    assert frame is not None
    page.autosave.put(Draft(SetValue("taught_on", "下周")))
    page.autosave.flush()
    stage.settle(lambda: not page.unsaved)

    assert stage.texts.say("record.bad_value.what") in frame.notice.text


def test_a_full_disk_is_told_after_the_second_failure(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the telling ends when the disk has room again; the words were kept all along."""

    def full(*_rest: object) -> object:
        raise StoreError("store.full")

    plan = stage.plan()
    page = opened(stage, plan)
    topic = page.form.frame("topic") if page.form else None
    assert topic is not None
    assert isinstance(topic.input, LineInput)
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "edit", full)
        topic.input.box.end(False)
        commit(topic.input.box, "！")
        stage.settle(lambda: page.notice.text != "")
        told = page.notice.text
    stage.settle(lambda: not page.unsaved)

    assert stage.texts.say("store.full.what") in told
    assert page.notice.text == ""
    assert stage.teacher.view(plan).title == "秋天的雨！"


def test_a_reader_sees_but_cannot_change(stage: Stage) -> None:
    """Rights come with the record."""
    plan = stage.plan()
    stage.teacher.delete(plan)
    page = opened(stage, plan)
    topic = page.form.frame("topic") if page.form else None
    assert topic is not None
    assert isinstance(topic.input, LineInput)

    assert topic.input.box.isReadOnly()
    assert page.head.restore.isVisible()
    page.head.restore.click()
    box = topic.input.box
    stage.settle(lambda: not box.isReadOnly())


def test_a_record_that_is_not_here_says_so(stage: Stage) -> None:
    """It may not have arrived."""
    page = FormPage(stage.desk(), RecordId("AAAAAAAAAAAA"), not_wanted)
    stage.show(page)
    page.shown()
    stage.settle()

    assert stage.texts.say("record.missing.what") in page.notice.text
