"""A link's pace is learnt from visits, believed step by step, and turned into what a visit may ask and send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.limits import ANSWER_BUDGET
from app.sync.budget import USUAL_DOWN, USUAL_SETUP, USUAL_UP, Budget, Pace
from tests.helpers.clock import FakeClock


def test_until_something_was_measured_the_link_is_the_one_of_a_village() -> None:
    assert Pace().seconds(5_000, 10_000) == USUAL_SETUP + 5_000 / USUAL_UP + 10_000 / USUAL_DOWN == 4.4


def test_a_small_visit_tells_the_setup_and_a_large_one_the_pace() -> None:
    pace = Pace().learn_up(150, 0.53)
    assert pace.setup == pytest.approx(0.5)
    assert (pace.told_setup, pace.told_up) == (True, False)
    pace = pace.learn_up(100_000, 10.5)
    assert pace.up == pytest.approx(10_000)
    pace = pace.learn_down(40_000, 2)
    assert pace.down == pytest.approx(20_000)
    assert pace.seconds(10_000, 20_000) == pytest.approx(2.5)


def test_one_odd_visit_moves_the_pace_half_way() -> None:
    pace = Pace(up=8_000, told_up=True).learn_up(80_000, 22.4)
    assert pace.up == pytest.approx(6_000)


def test_a_clock_that_stands_still_teaches_nothing() -> None:
    assert Pace().learn_up(100_000, 0.0).learn_down(100_000, 0.0) == Pace()


@given(st.integers(0, 10**9), st.floats(0, 1e6), st.integers(0, 10**9), st.floats(0, 1e6))
def test_whatever_was_measured_a_time_can_be_told_and_kept(up: int, first: float, down: int, rest: float) -> None:
    pace = Pace().learn_up(up, first).learn_down(down, rest)
    assert 0 < pace.seconds(10**6, 10**6) < 1e5
    again = Pace.decode(pace.encode())
    assert again.seconds(10**6, 10**6) == pytest.approx(pace.seconds(10**6, 10**6), rel=0.02, abs=0.01)


@pytest.mark.parametrize("text", ["", "1", "a b c d e f", "1 2 3 4 5", "-1 2 3 0 0 0"])
def test_what_is_no_pace_is_taken_for_the_usual_link(text: str) -> None:
    assert Pace.decode(text) == Pace()


def test_a_visit_without_a_bound_may_send_all_and_asks_for_the_usual() -> None:
    budget = Budget(FakeClock(), Pace())
    assert (budget.left, budget.answer()) == (None, ANSWER_BUDGET)
    assert budget.may_send(10**9)
    assert budget.may_ask()


def test_a_visit_of_a_minute_asks_and_sends_what_a_minute_holds() -> None:
    clock = FakeClock()
    budget = Budget(clock, Pace(setup=2, up=5_000, down=10_000), 60)
    assert budget.answer() == 580_000
    assert budget.may_send(300_000)
    assert not budget.may_send(300_001)
    clock.pass_seconds(50)
    assert (budget.answer(), budget.may_ask()) == (80_000, True)
    assert not budget.may_send(60_000)
    clock.pass_seconds(9)
    assert (budget.answer(), budget.may_ask()) == (0, False)
