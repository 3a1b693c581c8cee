"""What is counted begins at nothing, and a visit ends in one of the ways that are named."""

from app.relay.counters import ENDS, Counters


def test_everything_begins_at_nothing() -> None:
    counters = Counters()

    assert [counters.visits[end] for end in ENDS] == [0] * len(ENDS)
    assert (counters.received, counters.sent, counters.writes, counters.write_seconds) == (0, 0, 0, 0.0)
