"""How fast the way to a relay is, as measured, and what may go and come in the time that a visit has.

A visit takes ``setup`` (name, connection, greeting, and the way to the relay and back) before the first byte of the
answer, then its bytes at a pace of each direction's own. Both are learnt from every visit, smoothed, and kept for each
relay. Until then the link is the one that a village has.
"""

from dataclasses import dataclass, replace

from app.clock import Clock
from app.protocol.limits import ANSWER_BUDGET

#: Seconds and bytes a second of the reference link (design 13): four ways there and back, 40 kbit/s up, 80 down.
USUAL_SETUP, USUAL_UP, USUAL_DOWN = 2.4, 5_000.0, 10_000.0
#: Bytes below which the time of a direction says nothing about its pace.
_TELLING = 4_096
#: How much the newest visit counts against all before it.
_NEWEST = 0.5
#: No link is taken for faster or slower, whatever a clock says; bytes a second.
_FASTEST, _SLOWEST = 1e8, 100.0
_LONGEST_SETUP, _INSTANT = 60.0, 0.001


@dataclass(frozen=True)
class Pace:
    """``setup`` in seconds; ``up`` and ``down`` in bytes a second; a direction is ``told`` once it was measured."""

    setup: float = USUAL_SETUP
    up: float = USUAL_UP
    down: float = USUAL_DOWN
    told_setup: bool = False
    told_up: bool = False
    told_down: bool = False

    def seconds(self, up: int, down: int) -> float:
        """How long a visit with these bytes takes."""
        return self.setup + up / self.up + down / self.down

    def learn_up(self, size: int, seconds: float) -> "Pace":
        """After ``size`` bytes went and the answer began ``seconds`` after the visit."""
        if seconds <= 0:
            return self
        if size < _TELLING:
            setup = min(max(seconds - size / self.up, 0.0), _LONGEST_SETUP)
            return replace(self, setup=_mixed(self.setup, setup, self.told_setup), told_setup=True)
        # What the setup is known to take is no time in which the bytes went; half of it at least is left to them.
        pace = _bounded(size / max(seconds - self.setup, seconds / 2, _INSTANT))
        return replace(self, up=_mixed(self.up, pace, self.told_up), told_up=True)

    def learn_down(self, size: int, seconds: float) -> "Pace":
        """After ``size`` bytes came, ``seconds`` after the first of them."""
        if size < _TELLING or seconds <= 0:
            return self
        return replace(
            self, down=_mixed(self.down, _bounded(size / max(seconds, _INSTANT)), self.told_down), told_down=True
        )

    def encode(self) -> str:
        """For the person's file."""
        parts = (self.setup * 1000, self.up, self.down, self.told_setup, self.told_up, self.told_down)
        return " ".join(str(round(part)) for part in parts)

    @classmethod
    def decode(cls, text: str) -> "Pace":
        """What ``encode`` wrote; the usual link for anything else."""
        parts = text.split()
        if len(parts) != 6 or not all(part.isdecimal() for part in parts):
            return cls()
        setup, up, down, *told = map(int, parts)
        return cls(setup / 1000, _bounded(up), _bounded(down), *map(bool, told))


def pace_name(relay: bytes) -> str:
    """Under this name a relay's pace is kept."""
    return "pace " + relay.hex()


def coming_name(relay: bytes) -> str:
    """Under this name stands how many bytes a relay said wait for us, as a number in text."""
    return "coming " + relay.hex()


class Budget:
    """The time of one visit. ``seconds`` None: as long as it takes, with a bound on what comes down."""

    def __init__(self, clock: Clock, pace: Pace, seconds: float | None = None) -> None:
        self._clock, self._pace, self._seconds = clock, pace, seconds
        self._began = clock.monotonic()

    @property
    def left(self) -> float | None:
        """Seconds that are left; None for no bound."""
        return None if self._seconds is None else self._seconds - (self._clock.monotonic() - self._began)

    def answer(self) -> int:
        """The most bytes to ask for now; 0 when the time is up."""
        left = self.left
        if left is None:
            return ANSWER_BUDGET
        return min(ANSWER_BUDGET, max(0, int((left - self._pace.setup) * self._pace.down)))

    def may_send(self, size: int) -> bool:
        """Is there time for ``size`` more bytes to go? Always for a visit without a bound."""
        left = self.left
        return left is None or size / self._pace.up <= left

    def may_ask(self) -> bool:
        """Is there time for one more request?"""
        left = self.left
        return left is None or left > self._pace.setup


def _mixed(old: float, new: float, told: bool) -> float:
    return old + (new - old) * _NEWEST if told else new


def _bounded(pace: float) -> float:
    return min(max(float(pace), _SLOWEST), _FASTEST)
