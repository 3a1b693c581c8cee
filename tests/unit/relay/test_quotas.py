"""What the relay takes, at each limit and one beyond."""

import pytest

from app.protocol.failures import Code, Refusal
from app.relay.quotas import check_disk, check_request, check_space, check_spaces
from app.relay.schema import SECONDS_A_DAY, SpaceRow
from app.relay.settings import Allowances

SMALL = Allowances(space_bytes=100, day_bytes=50, spaces=2, request_bytes=30, free_bytes=1_000)
NOW = 10 * SECONDS_A_DAY


def refused(code: Code) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=code.name)


def test_a_space_is_filled_to_the_brim_and_no_further() -> None:
    row = SpaceRow(b"s" * 16, bytes=90)

    check_space(row, 10, NOW, SMALL)
    with refused(Code.SPACE_FULL):
        check_space(row, 11, NOW, SMALL)


def test_a_day_has_its_limit_and_the_next_begins_anew() -> None:
    """A laptop gone mad fills one day, not the disk."""
    row = SpaceRow(b"s" * 16).grown(45, NOW)

    check_space(row, 5, NOW, SMALL)
    with refused(Code.RATE):
        check_space(row, 6, NOW, SMALL)
    check_space(row, 6, NOW + SECONDS_A_DAY, SMALL)


def test_spaces_requests_and_the_disk_have_their_limits() -> None:
    check_spaces(1, SMALL)
    check_request(30, SMALL)
    check_disk(1_000, SMALL)
    with refused(Code.RELAY_FULL):
        check_spaces(2, SMALL)
    with refused(Code.TOO_LARGE):
        check_request(31, SMALL)
    with refused(Code.RELAY_FULL):
        check_disk(999, SMALL)
