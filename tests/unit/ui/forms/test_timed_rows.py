"""Rows with a stop-watch are chosen by their declaration, and count as the rows change."""

from app.records.fields import Rows
from app.records.kinds.class_observation import CLASS_OBSERVATION
from app.records.values import Row
from app.ui.forms.rows import RowsInput
from app.ui.forms.timed_rows import TimedRowsInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage

SEEN: list[Row] = [{"id": "a", "time": 0, "stage": "导入"}, {"id": "b", "time": 310, "stage": "新授"}]


def test_the_declaration_decides_and_the_stages_follow_the_rows(stage: Stage) -> None:
    timed = Tried(stage, CLASS_OBSERVATION.field("record")).input
    plain = Tried(stage, CLASS_OBSERVATION.field("levels")).input
    assert isinstance(timed, TimedRowsInput)
    timed.show_value(SEEN)
    both = timed.stages.words.text()
    timed.show_value(SEEN[:1])

    assert type(plain) is RowsInput
    assert isinstance(timed.field, Rows)
    assert both == "时间分配：导入 05:10 · 新授（进行中）"
    assert timed.stages.words.text() == "时间分配：导入（进行中）"


def test_tab_leads_through_rows_that_are_only_read(stage: Stage) -> None:
    """A choice that cannot be changed takes no focus: Tab goes on past it and does not stand still."""
    levels = Tried(stage, CLASS_OBSERVATION.field("levels")).input
    assert isinstance(levels, RowsInput)
    levels.window().activateWindow()
    said: list[Row] = [{"id": "a", "level": "4", "evidence": "一"}, {"id": "b", "level": "3", "evidence": "二"}]
    levels.show_value(said)
    levels.set_editable(False)
    stage.settle()
    first, second = (row.cells["evidence"].stops()[0] for row in levels.rows)
    first.setFocus()
    levels.focusNextPrevChild(True)

    assert second.hasFocus()
