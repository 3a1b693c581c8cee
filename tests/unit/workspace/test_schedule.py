"""Visits by themselves come soon after a link, then seldom; after failures ever more seldom, and never in step."""

from hypothesis import given
from hypothesis import strategies as st

from app.workspace.schedule import AGAIN, LATER, LONGEST, SOON, Schedule


def _middle() -> float:
    return 0.5


def test_soon_after_a_link_appeared_and_then_seldom() -> None:
    schedule = Schedule(_middle)
    assert schedule.wait() == SOON
    schedule.ended(True)
    assert schedule.wait() == LATER
    schedule.appeared()
    assert schedule.wait() == SOON


def test_failures_double_the_wait_up_to_two_hours_and_a_success_ends_that() -> None:
    schedule = Schedule(_middle)
    waits = []
    for _ in range(10):
        schedule.ended(False)
        waits.append(schedule.wait())
    assert waits[:3] == [AGAIN, 2 * AGAIN, 4 * AGAIN]
    assert waits[-1] == LONGEST
    schedule.ended(True)
    assert schedule.wait() == LATER


@given(st.floats(0, 1), st.integers(0, 5_000))
def test_a_wait_is_drawn_around_its_middle_and_has_an_end(chance: float, failures: int) -> None:
    schedule = Schedule(lambda: chance)
    for _ in range(failures):
        schedule.ended(False)
    assert 0 < schedule.wait() <= 1.5 * LONGEST
