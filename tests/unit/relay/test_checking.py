"""`check` finds each thing that can go wrong in a database, and nothing where all is well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.protocol.membership import Remove
from app.protocol.messages import EntryUp
from app.relay.checking import check
from app.relay.database import Database
from app.relay.service import Service
from app.spaces.membership_log import sign_entry
from tests.helpers.clock import FakeClock
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device, bring, pieces, snapshot

PIN, CODE = bytes(range(32)), b"0123456789"
SIZES = (5_000, 700, 6_000)

#: A damage, and what is said of it.
DAMAGES = {
    "UPDATE envelopes SET data = blob WHERE position = 3": "its bytes are not those",
    "UPDATE envelopes SET size = size + 1 WHERE position = 3": "its bytes are not those",
    "DELETE FROM envelopes WHERE position = 3": "envelope 4 follows 2",
    "DELETE FROM envelopes WHERE position = 9": "the last envelope is 8",
    "UPDATE envelopes SET number = number + 100 WHERE position = 9": "number 10",
    "DELETE FROM devices": "has envelopes and no row",
    "UPDATE devices SET number = number + 1": "is counted",
    "UPDATE spaces SET bytes = bytes + 1": "bytes are here",
    "UPDATE spaces SET position = position + 1": "the last envelope is 9",
    "DELETE FROM entries WHERE number = 3": "entries are here",
    "DELETE FROM entries WHERE number = 1": "entry 2 is not the one",
    "UPDATE entries SET data = blob WHERE number = 2": "entry 2 is not the one",
    "UPDATE blobs SET data = blob": "is changed",
    "UPDATE parts SET held = held + 1": "of an unfinished envelope",
    "UPDATE chunks SET data = blob WHERE whole = 1 AND number = 1": "chunk 1 is not the one that its device signed",
    "DELETE FROM chunks WHERE whole = 1 AND number = 1": "chunks [0, 2] are here, 3 of 3 are counted",
    "DELETE FROM snapshots WHERE whole = 1": "is of no snapshot",
    "UPDATE snapshots SET snapshot = blob": "chunk 0 is not the one that its device signed",
    "UPDATE snapshots SET bytes = bytes + 1": "bytes are here",
    "UPDATE snapshots SET cursor = 99": "covers 99 of 9",
    "UPDATE chunks SET data = blob WHERE whole = 0 AND number = 2": "bytes of chunk 2 are here",
    "UPDATE pieces SET data = blob WHERE number = 1": "piece 1 is not one that a device of the space signed",
    "DELETE FROM pieces WHERE number = 0": "pieces [1] are here, 2 of 2 are counted",
    "UPDATE files SET bytes = bytes + 1": "bytes are here",
    "UPDATE files SET count = 1": "2 of 1 are counted",
    "UPDATE files SET count = 3": "piece 0 is not one that a device of the space signed",
    "DELETE FROM files": "is of no attachment",
    "UPDATE chunks SET data = blob WHERE whole = 0 AND number = 0": "chunk 0 is not the one that its device signed",
}


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A space with a member who joined, a member who left, nine envelopes and a half, a snapshot and most of one."""
    opened = Database(new_database(request.param, tmp_path))
    service = Service(opened, PIN, CODE, FakeClock())
    teacher, mentor = Device(service, PIN, CODE, seed=1), Device(service, PIN, seed=2)
    teacher.exchange(teacher.found())
    uploads, ticket = teacher.invite()
    teacher.exchange([*uploads, *teacher.envelopes(4)])
    mentor.read_by_ticket(ticket)
    mentor.exchange(mentor.join(ticket))
    mentor.exchange(mentor.envelopes(4))
    teacher.catch_up(teacher.exchange([]))
    entry = sign_entry(Remove(teacher.state.head, teacher.id, mentor.person.person), teacher.key)
    teacher.exchange([EntryUp(0, entry), *teacher.envelopes(1), *teacher.large(9_000)[1][:1]])
    teacher.catch_up(teacher.exchange([]))
    assert teacher.exchange(snapshot(teacher, b"a whole snapshot", cursor=5, sizes=SIZES)).refused == []
    assert teacher.exchange(snapshot(teacher, b"on its way here.", cursor=7, sizes=SIZES)[:4]).refused == []
    file = bytes(range(12))
    assert teacher.exchange(bring(file, pieces(teacher, file, bytes(70_000)))).refused == []
    yield opened
    opened.close()


def test_a_good_database_is_told_by_figures(database: Database) -> None:
    """Also with a member who left: what he signed before stays good."""
    report = check(database, PIN)

    assert (report.faults, report.wrong) == ([], 0)
    assert (report.spaces, report.entries, report.envelopes, report.snapshots, report.attachments) == (1, 4, 9, 1, 1)
    assert report.bytes > 9 * 150 + 4_000 + 70_000


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_found(database: Database, damage: str) -> None:
    statement = damage.replace("= blob", "= :blob")
    with database.writing() as connection:
        connection.execute(text(statement), {"blob": b"not what it was"} if "blob" in statement else {})

    report = check(database, PIN)

    assert any(DAMAGES[damage] in fault for fault in report.faults), report.faults


def test_of_many_faults_the_first_are_told_and_all_are_counted(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE envelopes SET size = 1"))
        for number in range(40):
            connection.execute(
                text("INSERT INTO blobs (space, digest, data) SELECT space, :digest, :data FROM spaces"),
                {"digest": bytes([number]) * 32, "data": b"junk"},
            )

    report = check(database, PIN)

    assert len(report.faults) == 20
    assert report.wrong >= 49
