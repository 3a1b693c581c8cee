"""A clock that tests turn by hand."""


class FakeClock:
    """Stands still until told otherwise; ``monotonic`` moves with it and never back."""

    def __init__(self, now: int = 1_795_000_000) -> None:
        self.time = now
        self._passed = 0.0

    def now(self) -> int:
        return self.time

    def monotonic(self) -> float:
        return self._passed

    def pass_seconds(self, seconds: int) -> None:
        """Let time go by."""
        self.time += seconds
        self._passed += seconds

    def pass_time(self, seconds: float) -> None:
        """Let a part of a second go by, as a link does."""
        self._passed += seconds
        self.time += round(seconds)

    def set(self, now: int) -> None:
        """Put the clock right, or wrong, without time going by."""
        self.time = now
