"""Qt counts UTF-16 units, we count characters; the two are the same until the first 😀 or 𠮷."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.positions import to_points, to_units, units_long


@pytest.mark.parametrize(
    ("text", "points", "units"),
    [("秋天的雨", 2, 2), ("😀秋天", 1, 2), ("a😀b𠮷c", 4, 6), ("𠮷", 0, 0), ("骨😀", 2, 3)],
)
def test_places_beyond_the_basic_plane_take_two_units(text: str, points: int, units: int) -> None:
    """The same place, counted both ways."""
    assert to_units(text, points) == units
    assert to_points(text, units) == points


def test_a_place_inside_a_pair_is_before_it() -> None:
    """No character is ever cut in two."""
    assert to_points("a😀b", 2) == 1


@given(st.text(st.sampled_from("a骨😀𠮷\n")), st.integers(-3, 40))
def test_there_and_back_is_the_same_place(text: str, place: int) -> None:
    """For every place in a text, and for places outside it, which count as its ends."""
    inside = min(max(place, 0), len(text))

    assert to_points(text, to_units(text, place)) == inside
    assert units_long(text) == len(text.encode("utf-16-le")) // 2
    assert to_points(text, units_long(text) + 5) == len(text)
