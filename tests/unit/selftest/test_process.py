"""The time since the process' start comes from the system."""

import time

from app.selftest.process import milliseconds_running


def test_it_grows_with_the_process() -> None:
    """It began before this test's own clock was read, and runs with it."""
    begun, first = time.monotonic(), milliseconds_running()
    assert first > 0
    time.sleep(0.02)
    assert milliseconds_running() - first <= 1_000 * (time.monotonic() - begun) + 20
