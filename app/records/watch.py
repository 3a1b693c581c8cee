"""A stop-watch that goes on while the program is closed: it knows when it was started, not how often it ticked.

It belongs to one person's hand on one laptop, and is kept there; what it gave stands in the rows of the record.
"""

import re
from dataclasses import dataclass

from app.records.fields import LIMIT, Elapsed

_WRITTEN = re.compile(r"(\d+) (\d+|-)")


@dataclass(frozen=True)
class Watch:
    """``before`` are the seconds that it has gone up to ``since`` (unix seconds); None: it stands still."""

    before: int = 0
    since: int | None = None

    @classmethod
    def read(cls, text: str) -> "Watch | None":
        """The watch that was kept as this text; None for none, or what cannot be read."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        return cls(int(found[1]), None if found[2] == "-" else int(found[2]))

    def written(self) -> str:
        """The text that ``read`` understands: seconds gone, then since when it goes, or a dash."""
        return f"{self.before} {'-' if self.since is None else self.since}"

    @property
    def running(self) -> bool:
        """Does it go?"""
        return self.since is not None

    def seconds(self, now: int) -> int:
        """How far it has gone. A clock that was put back does not put it back; what a field cannot hold is its end."""
        gone = max(0, now - self.since) if self.since is not None else 0
        return min(self.before + gone, LIMIT[Elapsed])

    def started(self, now: int) -> "Watch":
        """Going from now on."""
        return self if self.running else Watch(self.before, now)

    def paused(self, now: int) -> "Watch":
        """Standing still from now on."""
        return Watch(self.seconds(now))

    def put_to(self, seconds: int, now: int) -> "Watch":
        """Put to another time, as when the lesson began before it was started."""
        return Watch(seconds, now if self.running else None)
