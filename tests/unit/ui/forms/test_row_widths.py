"""Columns share the room of the page; where it is too small there is no table."""

from app.records.fields import FIELD_TYPES, Shape, columns_of
from app.records.kinds import ALL
from app.text import Texts
from app.ui.forms.row_widths import WIDTHS, longest_words, widths

STEPS = columns_of(ALL[0].field("steps"))


def test_the_procedure_fits_beside_the_rail_at_1366_pixels() -> None:
    """With the notes open beside it, it does not, and stands in cards."""
    found = widths(STEPS, 1_092, {})

    assert found is not None
    assert sum(found) < 1_092
    assert min(found) >= 58
    assert widths(STEPS, 768, {}) is None


def test_every_type_that_can_stand_in_a_row_has_a_width() -> None:
    """A new one is a line more."""
    assert set(WIDTHS) == {one for one in FIELD_TYPES if one.shape is not Shape.ROWS}


def test_a_column_of_choices_is_as_wide_as_its_longest_word() -> None:
    """In the language of the screen; a sentence among the choices does not push the others out."""
    leading = columns_of(next(kind for kind in ALL if kind.key == "school").field("leading"))
    words = longest_words(leading, Texts("en"), lambda text: 8 * len(text))
    found, narrow = widths(leading, 600, words), widths(leading, 600, {})

    assert words == {"part": 200}
    assert found is not None
    assert narrow is not None
    assert found[1] >= 200 > narrow[1]
