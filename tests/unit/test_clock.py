"""Time comes from the computer, and never runs backwards where waits are measured."""

import time

from app.clock import Clock, SystemClock


def test_the_system_s_clock_tells_the_computer_s_time() -> None:
    """Between two looks at the same clock, without an opinion about how long that takes."""
    clock: Clock = SystemClock()

    before = int(time.time())
    told = clock.now()

    assert before <= told <= time.time()


def test_waits_are_measured_by_a_clock_that_never_goes_back() -> None:
    """The time of day may be set back while a visit runs."""
    clock = SystemClock()

    looks = [clock.monotonic() for _ in range(100)]

    assert looks == sorted(looks)
