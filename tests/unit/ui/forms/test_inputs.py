"""Every field type has an input, which shows what the document has and sends nothing by itself."""

import pytest

from app.records.fields import FIELD_TYPES, Choice, Choices, Date, Field, Line, Number, Prose, Rows, YesNo
from app.records.label import Label
from app.records.values import Row, Value
from app.ui.forms.inputs import INPUT
from tests.helpers.inputs import WANG, Tried
from tests.helpers.kinds import a_file
from tests.helpers.windows import Stage

LABEL = Label("栏", "Field")
ROW: tuple[Field, ...] = (Line("a", "a", LABEL), Prose("b", "b", LABEL), Number("c", "c", LABEL))
TWO_ROWS: list[Row] = [{"id": "r1", "a": "甲", "c": 5}, {"id": "r2"}]
TO_DO: list[Row] = [{"id": "r1", "text": "甲", "done": True}]
SHOWN: dict[str, Value] = {
    "Line": "一行",
    "Prose": "一\n二😀",
    "Date": "2026-11-21",
    "Moment": "2026-11-21T14:30",
    "Number": 3,
    "Elapsed": 754,
    "YesNo": True,
    "Choice": "sc",
    "Choices": ["3", "陶艺"],
    "Person": WANG,
    "People": [WANG, "张校长"],
    "Link": "AAAAAAAAAAAA",
    "Rows": TWO_ROWS,
    "Checklist": TO_DO,
    "Signature": "2026-11-21T14:30 王敏",
    "File": [a_file("黑板.jpg").member(), a_file("签到.png", 2, "png").member()],
}


def field_of(kind: type[Field]) -> Field:
    """One field of a type."""
    if issubclass(kind, Rows):
        return Rows("k", "k", LABEL, row=ROW, total="c")
    if issubclass(kind, Choice | Choices):
        return kind("k", "k", LABEL, terms="subjects")
    return kind("k", "k", LABEL)


def test_every_field_type_has_its_line() -> None:
    """A new field type is one more line in the table."""
    assert set(INPUT) == set(FIELD_TYPES)
    assert {kind.__name__ for kind in FIELD_TYPES} == set(SHOWN)


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_showing_sends_nothing(stage: Stage, kind: type[Field]) -> None:
    """What came by a merge must not go out again as if it had been typed; nor what is emptied by one."""
    tried = Tried(stage, field_of(kind))
    tried.input.show_value(SHOWN[kind.__name__])
    tried.input.show_value(SHOWN[kind.__name__])
    tried.input.set_editable(False)
    tried.input.set_editable(True)
    tried.input.show_value(None)
    stage.settle()

    assert tried.edits == []
    assert [error for error in tried.refusals if error] == []
    assert all(stop.accessibleName() or stop.property("text") for stop in tried.input.stops())


@pytest.mark.parametrize("kind", [Line, Prose, Date, YesNo])
def test_tab_stops_once_in_a_plain_field(stage: Stage, kind: type[Field]) -> None:
    """The calendar's button is one more."""
    stops = Tried(stage, field_of(kind)).input.stops()

    assert len(stops) == (2 if kind is Date else 1)
