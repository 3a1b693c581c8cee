"""The numbers that a visit is judged by begin at nothing."""

from app.sync.links.traffic import Timeouts, Traffic


def test_a_new_link_has_carried_nothing() -> None:
    assert Traffic() == Traffic(sent=0, received=0, requests=0)


def test_a_stalled_cell_is_waited_for() -> None:
    """2G stalls for half a minute and goes on: giving up earlier would pay for the handshake again."""
    assert Timeouts().silence > 30
