"""What can stand in a row has an input that holds one value; repeated groups cannot."""

import pytest

from app.records.fields import FIELD_TYPES, Checklist, Field, Line, Number, Rows
from app.records.label import Label
from app.ui.forms.single import SINGLE, make_cell
from app.ui.forms.texts import NumberInput
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage


def test_every_field_type_but_repeated_groups_can_be_a_column() -> None:
    """A new field type without a line in the table is noticed."""
    assert set(SINGLE) == set(FIELD_TYPES) - {Rows, Checklist}


def test_a_column_is_made_by_its_type(stage: Stage) -> None:
    """With the cell's own path, so that an edit goes to the right row."""
    around = Tried(stage, Line("k", "k", Label("栏", "Field"))).input.around

    cell = make_cell(Number("minutes", "m", Label("分钟", "Minutes")), "steps/r1/minutes", around)

    assert isinstance(cell, NumberInput)
    assert cell.path == "steps/r1/minutes"


def test_rows_within_rows_are_our_mistake(stage: Stage) -> None:
    """No declaration has them, and no document could merge them."""
    around = Tried(stage, Line("k", "k", Label("栏", "Field"))).input.around
    nested: Field = Rows("inner", "i", Label("组", "Group"), row=(Line("a", "a", Label("栏", "Field")),))

    with pytest.raises(KeyError):
        make_cell(nested, "steps/r1/inner", around)
