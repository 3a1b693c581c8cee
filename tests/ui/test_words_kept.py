"""No word is lost while she writes: what a colleague does meanwhile, and windows that close in the middle of a word."""

import pytest
from PySide6.QtCore import QPoint

from app.ids import RecordId
from app.records.edits import RemoveRow
from app.records.values import Row
from app.ui.forms.page import FormPage
from app.ui.forms.rows import RowsInput
from app.ui.forms.texts import LineInput, NumberInput, ProseInput
from app.ui.main_window import MainWindow
from tests.helpers.hands import form_in_front
from tests.helpers.windows import Stage, commit, compose

STEPS: list[Row] = [{"name": "导入", "minutes": 5, "teacher": "范读"}, {"name": "练习", "minutes": 35}]


def opened(stage: Stage, plan: RecordId) -> tuple[MainWindow, FormPage]:
    """A plan in the person's window."""
    window = stage.window()
    window.activateWindow()
    window.open_record(plan)
    return window, form_in_front(stage, window)


def steps_of(page: FormPage) -> RowsInput:
    """The rows of the procedure."""
    rows = page.form.rows_of("steps") if page.form else None
    assert rows is not None
    return rows


def saved_steps(stage: Stage, plan: RecordId) -> list[Row]:
    """The rows as the file has them."""
    steps = stage.teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    return [row for row in steps if isinstance(row, dict)]


def remove_row(stage: Stage, page: FormPage, plan: RecordId, at: int) -> None:
    """A colleague takes a row out, and it comes while the page is open."""
    stage.mentor.edit(plan, [RemoveRow("steps", str(saved_steps(stage, plan)[at]["id"]))])
    stage.exchange()
    page.shown()
    stage.settle()


def test_a_row_that_a_colleague_removes_stays_while_it_is_composed_in(stage: Stage) -> None:
    """It went with half a word in it taken as it stood; now the whole word is taken, and the row comes back with it."""
    plan = stage.plan(steps=STEPS)
    _, page = opened(stage, plan)
    cell = steps_of(page).rows[0].cells["teacher"]
    assert isinstance(cell, ProseInput)
    cell.box.setFocus()
    cell.box.moveCursor(cell.box.textCursor().MoveOperation.End)
    compose(cell.box, "jiao'xue")
    remove_row(stage, page, plan, 0)
    composing = cell.box.composing
    commit(cell.box, "教学")
    stage.settle(lambda: not page.unsaved)

    assert composing
    assert [row.get("teacher") for row in saved_steps(stage, plan)] == ["范读教学", None]
    assert len(steps_of(page).rows) == 2


def test_a_row_that_was_only_waiting_for_the_input_method_goes_then(stage: Stage) -> None:
    """She gave the word up."""
    plan = stage.plan(steps=STEPS)
    _, page = opened(stage, plan)
    cell = steps_of(page).rows[0].cells["teacher"]
    assert isinstance(cell, ProseInput)
    cell.box.setFocus()
    compose(cell.box, "jiao")
    remove_row(stage, page, plan, 0)
    compose(cell.box, "")
    stage.settle(lambda: len(steps_of(page).rows) == 1)

    assert [row["name"] for row in saved_steps(stage, plan)] == ["练习"]


def test_my_note_beneath_a_stage_outlives_the_stage_while_it_is_composed(stage: Stage) -> None:
    """The note is a record of its own; its field went with the row."""
    plan = stage.plan(steps=STEPS)
    _, page = opened(stage, plan)
    assert page.apart is not None
    page.apart.begin.click()
    first = str(saved_steps(stage, plan)[0]["id"])
    stage.settle(lambda: page.apart is not None and first in page.apart._bands)
    note = page.apart._bands[first].input
    assert isinstance(note, ProseInput)
    note.box.setFocus()
    compose(note.box, "wo'ban")
    remove_row(stage, page, plan, 0)
    commit(note.box, "我班先看图")
    stage.settle(lambda: not page.unsaved)

    (mine,) = stage.teacher.view(plan).apart
    assert [one.text for one in mine.notes] == ["我班先看图"]


def test_a_row_in_the_hand_may_be_removed_by_a_colleague(stage: Stage) -> None:
    """The hand lets go of nothing, and nothing breaks."""
    plan = stage.plan(steps=STEPS[:1])
    _, page = opened(stage, plan)
    steps = steps_of(page)
    (box,) = steps.rows
    box.parts.handle.dragged.emit(QPoint(0, -200))
    remove_row(stage, page, plan, 0)
    steps._drag(QPoint(0, -200))
    steps._dropped(box, QPoint(0, -200))

    assert steps.rows == []
    assert steps._drop.isHidden()


@pytest.mark.parametrize("key", ["reflection", "topic"])
def test_closing_the_window_takes_what_is_composed(stage: Stage, key: str) -> None:
    plan = stage.plan()
    window, page = opened(stage, plan)
    frame = page.form.frame(key) if page.form else None
    assert frame is not None
    assert isinstance(frame.input, ProseInput | LineInput)
    frame.input.box.setFocus()
    compose(frame.input.box, "教学")
    window.close()

    assert "教学" in str(stage.teacher.view(plan).values[key])


def test_wide_digits_of_an_input_method_are_digits(stage: Stage) -> None:
    """They were swallowed without a word."""
    plan = stage.plan(steps=STEPS)
    _, page = opened(stage, plan)
    minutes = steps_of(page).rows[0].cells["minutes"]
    assert isinstance(minutes, NumberInput)
    minutes.box.clear()
    commit(minutes.box, "１２")
    stage.settle(lambda: not page.unsaved)

    assert minutes.box.text() == "12"
    assert saved_steps(stage, plan)[0]["minutes"] == 12
