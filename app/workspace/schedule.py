"""When a visit is tried by itself: soon after a link has appeared, then seldom, and after failures ever more seldom.

The waits are drawn by chance around their middle, so that forty laptops whose school gets its link back do not all
knock in the same second. Nobody is asked for anything, and nothing is told, by a visit that came by itself.
"""

from collections.abc import Callable

#: Seconds from a link's appearing to the first try, and from a visit that went well to the next.
SOON, LATER = 10.0, 1_800.0
#: Seconds to wait after one failure; doubled by each further one, up to the longest.
AGAIN, LONGEST = 60.0, 7_200.0


class Schedule:
    """Tells how long to wait. ``chance`` gives numbers from 0 to 1."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._failures = 0
        self._fresh = True

    def appeared(self) -> None:
        """There is a link again: what failed before says nothing about it."""
        self._failures, self._fresh = 0, True

    def ended(self, well: bool) -> None:
        """A visit is over, whoever began it."""
        self._fresh = False
        self._failures = 0 if well else self._failures + 1

    def wait(self) -> float:
        """Seconds until the next try."""
        if self._failures:
            middle = min(AGAIN * float(1 << min(self._failures - 1, 20)), LONGEST)
        else:
            middle = SOON if self._fresh else LATER
        return middle * (0.5 + self._chance())
