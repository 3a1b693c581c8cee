"""Columns share the room of the page; where it is too small there is no table."""

from app.records.fields import FIELD_TYPES, Shape, columns_of
from app.records.kinds import ALL
from app.ui.forms.row_widths import WIDTHS, widths

STEPS = columns_of(ALL[0].field("steps"))


def test_the_procedure_fits_beside_the_rail_at_1366_pixels() -> None:
    """With the notes open beside it, it does not, and stands in cards."""
    found = widths(STEPS, 1_092)

    assert found is not None
    assert sum(found) < 1_092
    assert min(found) >= 58
    assert widths(STEPS, 768) is None


def test_every_type_that_can_stand_in_a_row_has_a_width() -> None:
    """A new one is a line more."""
    assert set(WIDTHS) == {one for one in FIELD_TYPES if one.shape is not Shape.ROWS}
