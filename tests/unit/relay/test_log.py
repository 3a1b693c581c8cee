"""The log's rows: positions without gaps, pages that can be planned, nothing of one space in another."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.relay import log
from app.relay.database import Connection, Database
from app.relay.schema import Begun, DeviceRow, Place, SpaceRow

SPACE, OTHER = b"s" * 16, b"o" * 16
TEACHER, MENTOR = b"teacher.", b"mentor.."


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = Database(tmp_path / "relay.db")
    with database.writing() as opened:
        yield opened
    database.close()


def fill(connection: Connection, space: bytes, sizes: list[int], device: bytes = TEACHER) -> SpaceRow:
    """A space with envelopes of these sizes."""
    row = log.find(connection, space, lock=True) or log.make_space(connection, space, now=0)
    for number, size in enumerate(sizes, row.position + 1):
        row = log.append_envelope(connection, row, device, number, b"d" * 16, bytes(size), now=0)
    log.keep_space(connection, row)
    return row


def test_a_space_that_is_not_here_is_not_found(connection: Connection) -> None:
    assert log.find(connection, SPACE) is None
    assert log.count_spaces(connection) == 0


def test_a_space_is_written_back_and_found(connection: Connection) -> None:
    row = replace(log.make_space(connection, SPACE, now=9), entries=3, position=4).grown(50, now=86_400)

    log.keep_space(connection, row)

    assert log.find(connection, SPACE) == log.find(connection, SPACE, lock=True) == row
    assert log.count_spaces(connection) == 1


def test_entries_come_in_order_from_a_number_on(connection: Connection) -> None:
    row = log.make_space(connection, SPACE, now=0)
    for entry in (b"found", b"invite", b"join"):
        row = log.append_entry(connection, row, entry, entry.ljust(32), now=0)

    assert row.entries == 3
    assert log.entries_from(connection, SPACE, 1) == [b"invite", b"join"]
    assert log.holds_entry(connection, SPACE, b"join".ljust(32))
    assert not log.holds_entry(connection, OTHER, b"join".ljust(32))


def test_a_blob_is_kept_once(connection: Connection) -> None:
    """The same public key again costs the space nothing."""
    row = log.put_blob(connection, log.make_space(connection, SPACE, now=0), b"d" * 32, b"blob", now=0)

    again = log.put_blob(connection, row, b"d" * 32, b"blob", now=0)

    assert (row.bytes, again) == (4, row)
    assert log.blob(connection, SPACE, b"d" * 32) == b"blob"
    assert log.blob(connection, OTHER, b"d" * 32) is None


def test_a_device_is_met_and_met_again(connection: Connection) -> None:
    assert log.device(connection, SPACE, TEACHER) == DeviceRow()

    log.keep_device(connection, SPACE, TEACHER, DeviceRow(number=2, visit=5), now=1)
    known = log.device(connection, SPACE, TEACHER)
    log.keep_device(connection, SPACE, TEACHER, replace(known, number=3), now=2)

    assert known == DeviceRow(2, 5, stored=True)
    assert log.device(connection, SPACE, TEACHER) == DeviceRow(3, 5, stored=True)


def test_positions_count_within_their_space(connection: Connection) -> None:
    assert fill(connection, SPACE, [10, 20]).position == 2
    assert fill(connection, OTHER, [5]).position == 1
    assert log.stored_digest(connection, SPACE, TEACHER, 2) == b"d" * 16
    assert log.stored_digest(connection, OTHER, TEACHER, 2) is None


def test_a_page_is_planned_by_sizes_without_the_readers_own(connection: Connection) -> None:
    fill(connection, SPACE, [10, 20])
    fill(connection, SPACE, [30], MENTOR)
    fill(connection, SPACE, [40])

    places = log.places(connection, SPACE, after=1, upto=4, reader=MENTOR, limit=9)
    found = list(log.envelopes(connection, SPACE, first=2, last=4, reader=MENTOR))

    assert places == [Place(2, 20), Place(4, 40)]
    assert [(position, len(data)) for position, data in found] == [(2, 20), (4, 40)]
    assert log.places(connection, SPACE, after=0, upto=3, reader=b"nobody..", limit=2) == [Place(1, 10), Place(2, 20)]


def test_the_operators_totals(connection: Connection) -> None:
    fill(connection, SPACE, [10, 20])
    fill(connection, OTHER, [10])
    log.keep_device(connection, SPACE, TEACHER, DeviceRow(2, 1), now=70)
    log.keep_device(connection, OTHER, TEACHER, DeviceRow(1, 1), now=90)

    totals = log.totals(connection)

    assert (totals.spaces, totals.devices, totals.envelopes, totals.last_contact) == (2, 1, 3, 90)


def test_of_each_device_one_unfinished_envelope_is_kept(connection: Connection) -> None:
    """Its length is told with the device's row; its bytes are read only when they are asked for."""
    log.keep_device(connection, SPACE, TEACHER, DeviceRow(number=2, visit=5), now=1)
    log.keep_device(connection, SPACE, MENTOR, DeviceRow(number=1, visit=1), now=1)

    log.keep_part(connection, SPACE, TEACHER, Begun(3, 9_000, 4), b"part")
    log.keep_part(connection, SPACE, TEACHER, Begun(3, 9_000, 8), b"partpart")

    known = log.device(connection, SPACE, TEACHER)
    assert (known.begun, known.held) == (Begun(3, 9_000, 8), 8)
    assert log.part(connection, SPACE, TEACHER) == b"partpart"
    assert log.device(connection, SPACE, MENTOR).begun is None
    assert (log.part(connection, SPACE, MENTOR), log.part(connection, OTHER, TEACHER)) == (b"", b"")
    assert replace(known, number=3).held == 0
    log.keep_part(connection, SPACE, TEACHER, None, b"")
    assert log.device(connection, SPACE, TEACHER).begun is None
