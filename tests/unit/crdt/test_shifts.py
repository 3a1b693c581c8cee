"""Changes of a text carried past each other."""

from hypothesis import given
from hypothesis import strategies as st

from app.crdt.shifts import Shift, amounts, applied, carried, carried_back, joined, tidied


def shifts_of(text: str) -> st.SearchStrategy[Shift]:
    """Any change of a text."""
    part = st.one_of(st.integers(-4, 4), st.text("甲乙😀", min_size=1, max_size=3))
    return st.lists(part, max_size=8).map(lambda parts: _within(parts, len(text)))


def _within(parts: list[int | str], length: int) -> Shift:
    fitting: list[int | str] = []
    for part in parts:
        if isinstance(part, int):
            most = min(abs(part), length)
            length -= most
            fitting.append(most if part > 0 else -most)
        else:
            fitting.append(part)
    return tidied(fitting)


TEXT = st.text("天地玄黄", max_size=10)


@st.composite
def two_changes(draw: st.DrawFn) -> tuple[str, Shift, Shift]:
    """A text and two changes of it."""
    text = draw(TEXT)
    return text, draw(shifts_of(text)), draw(shifts_of(text))


@given(two_changes())
def test_both_orders_give_one_text(case: tuple[str, Shift, Shift]) -> None:
    text, ours, theirs = case

    there = applied(applied(text, theirs), carried(ours, theirs))
    here = applied(applied(text, ours), carried_back(theirs, ours))

    assert there == here


@given(two_changes())
def test_what_a_colleague_put_in_is_never_taken_out(case: tuple[str, Shift, Shift]) -> None:
    text, ours, theirs = case
    letters = "甲乙😀"
    added = [one for part in theirs if isinstance(part, str) for one in part]
    without_ours = tuple(part for part in ours if not isinstance(part, str))

    left = applied(applied(text, theirs), carried(without_ours, theirs))

    assert [one for one in left if one in letters] == added


@given(st.data())
def test_two_after_one_another_are_one(data: st.DataObject) -> None:
    text = data.draw(TEXT)
    first = data.draw(shifts_of(text))
    second = data.draw(shifts_of(applied(text, first)))

    assert applied(text, joined(first, second)) == applied(applied(text, first), second)


def test_neighbours_of_one_sort_are_one_part() -> None:
    assert tidied([1, 2, "甲", "", "乙", -1, 0, -1, 3]) == (3, "甲乙", -2)
    assert tidied([3]) == ()


def test_amounts_are_what_goes_in_and_out() -> None:
    assert amounts((3, "甲乙", -2, 1, "😀")) == (3, 2)
    assert amounts(()) == (0, 0)
