"""One row: a card or a line with the same cells, made when it is wanted, knowing what stands in it."""

from app.ids import RecordId
from app.records.edits import Mark
from app.records.kinds import ALL
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.choosing import ChoicesInput
from app.ui.forms.row_box import RowBox
from app.ui.forms.texts import LineInput
from tests.helpers.windows import Stage, commit

PLAN = ALL[0]


def box(stage: Stage, field: str) -> RowBox:
    """An empty row of a field."""
    around = Around(stage.desk(), RecordId("x"), PLAN, today=lambda: "2026-11-21")
    return RowBox(PLAN.field(field), "r1", around)


def test_being_seen_is_asking_for_the_cells(stage: Stage) -> None:
    """A row out of sight costs nothing."""
    row = box(stage, "steps")
    wanted: list[bool] = []
    row.wanted.connect(lambda: wanted.append(True))
    before = (row.built, row.stops())
    stage.show(row)

    row.place(3)
    row.build()

    assert before == (False, [])
    assert wanted
    assert row.parts.handle.text() == "3"


def test_a_cell_is_told_by_its_row_and_column(stage: Stage) -> None:
    """To somebody who hears the form; also where the cells are made after the row has its place, and when it moves."""
    row = box(stage, "steps")
    row.place(2)
    row.build()
    minutes = row.cells["minutes"].first_control
    assert minutes is not None
    made = minutes.accessibleName()
    row.place(3)

    assert (made, minutes.accessibleName()) == ("教学过程 2: 分钟", "教学过程 3: 分钟")


def test_it_knows_what_stands_in_it(stage: Stage) -> None:
    """As soon as it is typed or ticked."""
    row = stage.show(box(stage, "objectives"))
    row.show_row({"id": "r1", "aspects": ["3k", "cc"]})
    aspects = row.cells["aspects"]
    assert isinstance(aspects, ChoicesInput)
    aspects.edited.emit(Draft(Mark("objectives/r1/aspects", "3k", False)))
    empty = stage.show(box(stage, "objectives"))

    assert row.values["aspects"] == ["cc"]
    assert row.filled
    assert not empty.filled


def test_a_line_shows_only_what_is_chosen(stage: Stage) -> None:
    """Twenty aspects are a menu in a table, and chips on a card."""
    row = stage.show(box(stage, "objectives"))
    row.show_row({"id": "r1", "aspects": ["3k"]})
    aspects = row.cells["aspects"]
    assert isinstance(aspects, ChoicesInput)
    row.arrange([400, 300])
    on_line = [value for value, chip in aspects.chips.items() if not chip.isHidden()]
    picked = not aspects.pick.isHidden()
    row.arrange(None)

    assert on_line == ["3k"]
    assert picked
    assert sum(not chip.isHidden() for chip in aspects.chips.values()) > 10
    assert aspects.pick.isHidden()


def test_a_row_that_turns_keeps_what_is_typed(stage: Stage) -> None:
    """The cells are the same in both."""
    row = stage.show(box(stage, "steps"))
    name = row.cells["name"]
    assert isinstance(name, LineInput)
    commit(name.box, "导入")
    row.arrange([100, 60, 160, 160, 160, 100, 100])
    row.arrange(None)

    assert row.cells["name"] is name
    assert name.box.text() == "导入"
    assert row.values == {"name": "导入"}
