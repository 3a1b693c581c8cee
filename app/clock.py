"""Time, as an argument: everything that needs the time is handed a Clock, so that tests can turn it."""

import time
from typing import Protocol

#: The last moment that is shown, in seconds since 1970: the end of the year 9998. Calendars end a year later, and a
#: time that somebody else's program wrote may be any number.
LATEST = 253_370_764_799


class Clock(Protocol):
    """What the program may ask about time."""

    def now(self) -> int:
        """Seconds since 1970 (UTC) by this computer's clock, which may be wrong by years."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never goes back. For waits and speeds only."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> int:
        return int(time.time())

    def monotonic(self) -> float:
        return time.monotonic()
