"""The whole of a space, row by row, and nothing of another one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.relay import log, scan
from app.relay.database import Connection, Database
from app.relay.schema import Begun, DeviceRow
from tests.helpers.databases import DATABASES, new_database

SPACE, OTHER, DEVICE = b"s" * 16, b"o" * 16, b"device.."


@pytest.fixture(params=DATABASES)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """Two spaces, each with a hundred envelopes, two entries, a blob and half an envelope."""
    database = Database(new_database(request.param, tmp_path))
    with database.writing() as opened:
        for space in (SPACE, OTHER):
            row = log.make_space(opened, space, now=1)
            for number in (1, 2):
                row = log.append_entry(opened, row, space + bytes([number]), space * 2, now=1)
            row = log.put_blob(opened, row, b"b" * 32, space, now=1)
            for number in range(1, 101):
                row = log.append_envelope(opened, row, DEVICE, number, b"d" * 16, space, now=1)
            log.keep_space(opened, row)
            log.keep_device(opened, space, DEVICE, DeviceRow(100, 7), now=1)
            log.keep_part(opened, space, DEVICE, Begun(101, 9_000, 4), b"part")
        yield opened
    database.close()


def test_everything_of_one_space_is_read_in_order(connection: Connection) -> None:
    """More rows than are fetched at once."""
    assert scan.spaces(connection) == [OTHER, SPACE]
    assert [number for number, _, _ in scan.entries(connection, SPACE)] == [0, 1]
    assert list(scan.blobs(connection, SPACE)) == [(b"b" * 32, SPACE)]
    found = list(scan.envelopes(connection, SPACE))
    assert [envelope.position for envelope in found] == list(range(1, 101))
    assert {envelope.data for envelope in found} == {SPACE}
    assert scan.devices(connection, SPACE) == {DEVICE: DeviceRow(100, 7, stored=True)}
    assert scan.parts(connection, SPACE) == {DEVICE: (Begun(101, 9_000, 4), 4)}
    assert sorted(scan.unfinished(connection)) == [(OTHER, DEVICE), (SPACE, DEVICE)]


def test_rows_are_counted_in_every_table(connection: Connection) -> None:
    found = scan.counts(connection)

    assert (found["spaces"], found["entries"], found["blobs"], found["envelopes"], found["parts"]) == (2, 4, 2, 200, 2)
