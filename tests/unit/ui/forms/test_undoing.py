"""Undo on a record's page: one's own words, across saves and fields, by keys and by buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.values import Row
from app.ui.forms.page import FormPage
from app.ui.forms.rows import RowsInput
from app.ui.forms.texts import LineInput, ProseInput
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.views import RecordView
from tests.helpers.windows import Stage, click, commit, compose, press

CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


def no_text(_view: RecordView) -> QWidget:
    raise AssertionError("a known kind was drawn as text")


def opened(stage: Stage, plan: str) -> FormPage:
    """The form of a record, ready, in the window in front."""
    page = FormPage(stage.desk(), RecordId(plan), no_text)
    page.resize(1_180, 700)
    stage.show(page)
    page.activateWindow()
    page.shown()
    stage.settle(lambda: page.form is not None and page.form.whole)
    return page


def prose(page: FormPage, path: str = "reflection") -> ProseBox:
    found = page.frame_of(path)
    assert isinstance(found, ProseInput)
    return found.box


def line(page: FormPage, key: str) -> LineBox:
    assert page.form is not None
    frame = page.form.frame(key)
    assert frame is not None
    assert isinstance(frame.input, LineInput)
    return frame.input.box


def written(stage: Stage, page: FormPage, box: QWidget, text: str) -> None:
    """Type, and let it be saved."""
    box.setFocus()
    commit(box, text)
    stage.settle(lambda: not page.unsaved)


def test_keys_take_back_across_saves_and_fields_and_make_again(stage: Stage) -> None:
    plan = stage.plan()
    page = opened(stage, plan)
    reflection, topic = prose(page), line(page, "topic")
    written(stage, page, reflection, "第一句。")
    written(stage, page, reflection, "第二句。")
    written(stage, page, topic, "，二")
    seen = []
    for _ in range(3):
        press(page.focusWidget() or page, Qt.Key.Key_Z, CONTROL)
        stage.settle()
        seen.append((topic.text(), reflection.text))
    press(page.focusWidget() or page, Qt.Key.Key_Y, CONTROL)
    stage.settle()
    press(page.focusWidget() or page, Qt.Key.Key_Z, BOTH)
    stage.settle()

    assert seen == [
        ("秋天的雨", "第一句。第二句。"),
        ("秋天的雨", "第一句。"),
        ("秋天的雨", ""),
    ]
    assert reflection.text == "第一句。第二句。"
    assert reflection.hasFocus()
    assert stage.teacher.view(plan).values["reflection"] == "第一句。第二句。"


def test_what_was_just_typed_goes_first(stage: Stage) -> None:
    """Before the pause after which it would be saved."""
    plan = stage.plan(reflection="旧的。")
    page = opened(stage, plan)
    box = prose(page)
    box.setFocus()
    commit(box, "新的。")
    press(box, Qt.Key.Key_Z, CONTROL)
    stage.settle(lambda: not page.unsaved)

    assert box.text == "旧的。"


def test_a_colleagues_words_that_came_meanwhile_stay(stage: Stage) -> None:
    plan = stage.plan(reflection="开头。")
    page = opened(stage, plan)
    box = prose(page)
    written(stage, page, box, "我的。")
    stage.exchange()
    stage.mentor.edit(plan, [WriteProse("reflection", "开头。我她的的。")])
    stage.exchange()
    page.shown()
    stage.settle()
    assert box.text == "开头。我她的的。"
    press(box, Qt.Key.Key_Z, CONTROL)
    stage.settle()

    assert box.text == "开头。她的"


def test_ticks_and_rows_are_taken_back_too(stage: Stage) -> None:
    steps: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "新授", "minutes": 20}]
    plan = stage.plan(steps=steps)
    page = opened(stage, plan)
    assert page.form is not None
    frame = page.form.frame("steps")
    assert frame is not None
    rows = frame.input
    assert isinstance(rows, RowsInput)
    rows.rows[0].removed.emit()
    stage.settle(lambda: not page.unsaved)
    assert len(rows.rows) == 1
    press(page, Qt.Key.Key_Z, CONTROL)
    stage.settle()
    page.undoing.undo.setFocus()
    press(page.undoing.undo, Qt.Key.Key_Z, CONTROL)
    stage.settle(lambda: len(rows.rows) == 2)

    assert [box.number("minutes") for box in rows.rows] == [5, 20]


def test_the_buttons_say_what_they_would_do(stage: Stage) -> None:
    plan = stage.plan()
    page = opened(stage, plan)
    undo, redo = page.undoing.undo, page.undoing.redo
    assert not undo.isEnabled()
    assert undo.toolTip() == stage.texts.say("undo.nothing_undo")
    commit(prose(page), "三个字")
    assert undo.isEnabled()
    assert stage.texts.say("undo.typed") in undo.toolTip()
    stage.settle(lambda: not page.unsaved)

    assert "教学反思" in undo.toolTip()
    assert stage.texts.say("undo.taken_out", count=3) in undo.toolTip()
    click(undo)
    stage.settle()
    assert not undo.isEnabled()
    assert redo.isEnabled()
    assert stage.texts.say("undo.put_in", count=3) in redo.accessibleName()
    click(redo)
    stage.settle()
    assert prose(page).text == "三个字"


def test_while_something_is_composed_the_keys_do_nothing(stage: Stage) -> None:
    plan = stage.plan()
    page = opened(stage, plan)
    box = prose(page)
    written(stage, page, box, "写好的。")
    compose(box, "ni'hao")
    press(box, Qt.Key.Key_Z, CONTROL)
    stage.settle()

    assert box.composing
    assert box.text == "写好的。"
    assert stage.teacher.view(plan).values["reflection"] == "写好的。"


def test_a_field_outside_the_form_keeps_its_own_undo(stage: Stage) -> None:
    """The answer to a comment is no part of the record."""
    box = stage.show(ProseBox(100))
    box.setFocus()
    commit(box, "写错")
    press(box, Qt.Key.Key_Z, CONTROL)

    assert box.text == ""


def test_without_the_right_to_write_there_are_no_buttons(stage: Stage) -> None:
    plan = stage.plan()
    stage.teacher.delete(plan)
    page = opened(stage, plan)

    assert not page.undoing.isVisible()


def test_the_caret_goes_behind_what_came_back(stage: Stage) -> None:
    plan = stage.plan(reflection="开头中间结尾")
    page = opened(stage, plan)
    box = prose(page)
    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    stage.settle(lambda: not page.unsaved)
    box.moveCursor(cursor.MoveOperation.Start)
    press(box, Qt.Key.Key_Z, CONTROL)
    stage.settle()

    assert box.text == "开头中间结尾"
    assert box.textCursor().position() == 4
