"""What the operator is told, and what happens when nobody visits."""

from pathlib import Path

import pytest

from app.protocol.membership import Remove
from app.protocol.messages import EntryUp
from app.relay import attachments, log, scan
from app.relay.admission import Members
from app.relay.checking import check
from app.relay.database import Database
from app.relay.housekeeping import drop_useless_part, figures, tidy
from app.relay.schema import DeviceRow
from app.relay.service import Service
from app.spaces.membership_log import sign_entry
from tests.helpers.clock import FakeClock
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device, bring, pieces

PIN, CODE = bytes(range(32)), b"0123456789"


def test_figures_count_and_name_nobody(tmp_path: Path) -> None:
    database = Database(tmp_path / "relay.db")
    assert (figures(database).totals.spaces, figures(database).totals.last_contact) == (0, None)
    with database.writing() as connection:
        log.make_space(connection, b"s" * 16, now=0)
        log.keep_device(connection, b"s" * 16, b"device..", DeviceRow(0, 1), now=77)

    found = figures(database)

    assert (found.totals.spaces, found.totals.devices, found.totals.last_contact) == (1, 1, 77)
    assert found.on_disk > 0
    assert (found.free or 0) > 0


def test_tidying_keeps_everything(tmp_path: Path) -> None:
    database = Database(tmp_path / "relay.db")
    with database.writing() as connection:
        log.make_space(connection, b"s" * 16, now=0)

    tidy(database, Members())

    assert figures(database).totals.spaces == 1
    assert (tmp_path / "relay.db-wal").stat().st_size == 0


@pytest.mark.parametrize("kind", DATABASES)
def test_what_a_removed_device_had_begun_is_dropped(tmp_path: Path, kind: str) -> None:
    """It can never become whole; of a member who is there, it waits. The space's sum is right afterwards."""
    database = Database(new_database(kind, tmp_path))
    service = Service(database, PIN, CODE, FakeClock())
    teacher, mentor = Device(service, PIN, CODE, seed=1), Device(service, PIN, seed=2)
    uploads, ticket = (teacher.exchange(teacher.found()), teacher.invite())[1]
    teacher.exchange(uploads)
    mentor.read_by_ticket(ticket)
    mentor.exchange(mentor.join(ticket))
    for device in (teacher, mentor):
        device.exchange([*device.large(20_000)[1][:2], *bring(bytes(12), pieces(device, bytes(12), bytes(9_000)))[:1]])
    teacher.catch_up(teacher.exchange([]))
    entry = sign_entry(Remove(teacher.state.head, teacher.id, mentor.person.person), teacher.key)
    teacher.exchange([EntryUp(0, entry)])

    tidy(database, service.house.members)

    with database.reading() as connection:
        assert scan.unfinished(connection) == attachments.unfinished(connection) == [(teacher.space, teacher.id)]
    assert check(database).faults == []
    assert not drop_useless_part(database, service.house.members, bytes(16), teacher.id)
    database.close()
