"""What the relay takes, at each limit and one beyond."""

import pytest

from app.protocol.failures import Code, Refusal
from app.relay.quotas import Charge, Quotas, check_disk, check_request, check_space, check_spaces
from app.relay.schema import SECONDS_A_DAY, SpaceRow
from app.relay.schools import Usage
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
    check_disk(None, SMALL)  # a server tells nobody how much room it has


DEVICE, OTHER = b"device..", b"other..."
TIGHT = Allowances(
    school_bytes=100, school_day_bytes=50, school_spaces=2, device_day_bytes=30, visits_per_minute=2, spaces=9
)


def test_a_school_has_its_limits_over_all_its_spaces() -> None:
    """Not one space is near its own limit; and another school is not concerned."""
    quotas, row, other = Quotas(TIGHT), SpaceRow(b"s" * 16, school=1), SpaceRow(b"o" * 16, school=2)

    quotas.check_growth(row, 10, 10, NOW, lambda: Usage(2, 80, 20))
    with refused(Code.SPACE_FULL):
        quotas.check_growth(row, 10, 11, NOW, lambda: Usage(2, 80, 20))
    quotas.check_growth(other, 10, 11, NOW, Usage)
    quotas = Quotas(TIGHT)
    with refused(Code.RATE):
        quotas.check_growth(row, 0, 31, NOW, lambda: Usage(2, 20, 20))


def test_a_schools_usage_is_read_once_a_minute_and_counted_on() -> None:
    """By what this process itself has taken; what others took is seen a minute later."""
    quotas, row, reads = Quotas(TIGHT), SpaceRow(b"s" * 16, school=1), []

    def read() -> Usage:
        reads.append(1)
        return Usage(1, 10, 0)

    quotas.check_growth(row, 0, 5, NOW, read)
    quotas.took([Charge(1, 45, {})], NOW)
    with refused(Code.RATE):
        quotas.check_growth(row, 0, 6, NOW, read)
    assert len(reads) == 1
    quotas.check_growth(row, 0, 6, NOW + 60, read)
    assert len(reads) == 2


def test_a_school_founds_so_many_spaces() -> None:
    quotas = Quotas(TIGHT)

    quotas.check_spaces(5, 1, NOW, lambda: Usage(spaces=1))
    with refused(Code.RELAY_FULL):
        quotas.check_spaces(5, 2, NOW, lambda: Usage(spaces=2))
    with refused(Code.RELAY_FULL):
        quotas.check_spaces(9, 1, NOW, lambda: Usage(spaces=1))


def test_a_device_has_its_day_over_all_spaces() -> None:
    """Tomorrow it may go on; another device may today."""
    quotas = Quotas(TIGHT)
    quotas.took([Charge(1, 20, {DEVICE: 20}), Charge(2, 5, {DEVICE: 5})], NOW)

    quotas.check_device(DEVICE, 0, 5, NOW)
    with refused(Code.RATE):
        quotas.check_device(DEVICE, 3, 3, NOW)
    quotas.check_device(OTHER, 0, 30, NOW)
    quotas.check_device(DEVICE, 0, 30, NOW + SECONDS_A_DAY)
    quotas.took([], NOW + SECONDS_A_DAY)
    quotas.check_device(DEVICE, 0, 30, NOW + SECONDS_A_DAY)


def test_who_comes_too_often_waits_a_minute() -> None:
    """Only who signed the hello is turned away: a stranger cannot use up a teacher's visits by her device's id."""
    quotas = Quotas(TIGHT)
    for _ in range(2):
        quotas.check_pace(DEVICE, lambda _public: True, NOW)
        quotas.visited(DEVICE, b"public", NOW)

    with refused(Code.RATE):
        quotas.check_pace(DEVICE, lambda public: public == b"public", NOW)
    quotas.check_pace(DEVICE, lambda _public: False, NOW)
    quotas.check_pace(OTHER, lambda _public: True, NOW)
    quotas.check_pace(DEVICE, lambda _public: True, NOW + 60)


def test_attachments_have_a_limit_of_their_own() -> None:
    """So that pictures never take the room that text needs."""
    quotas = Quotas(Allowances(attachment_bytes=100))
    quotas.check_attachments(90, 10)
    with refused(Code.FILE_FULL):
        quotas.check_attachments(90, 11)
