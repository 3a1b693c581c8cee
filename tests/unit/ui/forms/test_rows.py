"""Rows are added, moved, taken out and brought back; their minutes add up."""

from app.records.edits import AddRow, MoveRow, RemoveRow, RestoreRow, SetValue
from app.records.fields import Rows
from app.records.kinds import ALL
from app.records.values import Row
from app.ui.autosave import Draft
from app.ui.forms.rows import RowsInput
from app.ui.forms.texts import NumberInput, ProseInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage, commit, type_keys

STEPS = ALL[0].field("steps")


def rows(stage: Stage) -> tuple[Tried, RowsInput]:
    """The procedure of a plan, with two rows."""
    tried = Tried(stage, STEPS)
    assert isinstance(tried.input, RowsInput)
    stood: list[Row] = [{"id": "r1", "name": "导入", "minutes": 5}, {"id": "r2", "minutes": 20}]
    tried.input.show_value(stood)
    return tried, tried.input


def test_rows_keep_their_boxes_through_a_refresh(stage: Stage) -> None:
    """A merge that moves a row moves its box; what is typed in it stays."""
    _, steps = rows(stage)
    first, second = steps.rows
    merged: list[Row] = [{"id": "r2", "minutes": 20}, {"id": "r3"}, {"id": "r1", "name": "导入", "minutes": 5}]
    steps.show_value(merged)

    assert [box.row for box in steps.rows] == ["r2", "r3", "r1"]
    assert (steps.rows[0], steps.rows[2]) == (second, first)


def test_minutes_add_up_against_the_lesson(stage: Stage) -> None:
    """While they are typed, and when the lesson's length is changed."""
    tried, steps = rows(stage)
    assert steps.total is not None
    at_first = steps.total.words.text()
    minutes = steps.rows[1].cells["minutes"]
    assert isinstance(minutes, NumberInput)
    minutes.box.clear()
    type_keys(minutes.box, "40")
    over = steps.total.said.text()
    steps.total.lesson.setCurrentIndex(1)
    steps.total.lesson.activated.emit(1)
    stage.settle()

    assert at_first == "合计 25 / 40 分钟"
    assert "多 5 分钟" in over
    assert steps.total.words.text() == "合计 45 / 45 分钟"
    assert tried.edits[-1] == SetValue("steps/r2/minutes", 40)
    assert stage.teacher.preference("lesson_minutes", "40") == "45"


def test_adding_moving_removing_and_undoing(stage: Stage) -> None:
    """Each is one edit, in the order of the hand."""
    tried, steps = rows(stage)
    steps.add.click()
    new = steps.rows[2].row
    steps.rows[2].moved.emit(-1)
    steps.rows[0].moved.emit(-1)
    steps.rows[0].removed.emit()
    steps.undo_button.click()

    assert tried.edits == [
        AddRow("steps", None, new),
        MoveRow("steps", new, "r2"),
        RemoveRow("steps", "r1"),
        RestoreRow("steps", "r1"),
    ]
    assert [box.row for box in steps.rows] == [new, "r2"]


def test_no_more_rows_than_fit(stage: Stage) -> None:
    """The sentence says how many."""
    tried, steps = rows(stage)
    steps.limit = 2
    steps.add.click()

    assert [error.code for error in tried.refusals if error] == ["record.too_many_rows"]
    assert tried.edits == []


def test_cells_of_a_line_are_equally_high_and_know_what_was_saved(stage: Stage) -> None:
    """A table's look, and a save's base."""
    tried, steps = rows(stage)
    teacher, pupils = (steps.rows[0].cells[key] for key in ("teacher", "pupils"))
    assert isinstance(teacher, ProseInput)
    assert isinstance(pupils, ProseInput)
    commit(teacher.box, "一\n二\n三\n四\n五")
    stage.settle()
    draft = tried.drafts[-1]
    steps.was_saved(draft)
    commit(teacher.box, "六")

    assert teacher.box.height() == pupils.box.height()
    assert tried.drafts[-1].base == "一\n二\n三\n四\n五"
    assert isinstance(draft, Draft)
    assert isinstance(STEPS, Rows)


def test_tab_goes_through_the_cells_and_then_to_the_button(stage: Stage) -> None:
    """In the order in which they are read."""
    _, steps = rows(stage)
    stops = steps.stops()

    assert stops[-1] is steps.add
    assert stops.index(steps.rows[0].cells["name"].stops()[0]) < stops.index(steps.rows[1].cells["name"].stops()[0])


def test_cells_are_made_when_they_are_wanted(stage: Stage) -> None:
    """Until then a row adds up, is numbered, and takes what a merge brings; nothing of it is lost."""
    _, steps = rows(stage)
    assert steps.total is not None
    before = [box.built for box in steps.rows]
    merged: list[Row] = [{"id": "r1", "name": "导入", "minutes": 7}, {"id": "r2", "minutes": 20}]
    steps.show_value(merged)
    steps.set_editable(False)
    steps.build_more()
    minutes = steps.rows[0].cells["minutes"]
    assert isinstance(minutes, NumberInput)

    assert before == [False, False]
    assert [box.built for box in steps.rows] == [True, False]
    assert not steps.whole
    assert (minutes.number, minutes.box.isReadOnly()) == (7, True)
    assert steps.total.words.text() == "合计 27 / 40 分钟"
    assert steps.rows[1].number("minutes") == 20
