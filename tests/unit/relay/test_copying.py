"""Backups between both databases: whole or not there, checked, and restored only where nothing is."""

import itertools
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol.limits import PART
from app.protocol.messages import ASK_ACKS, ASK_SNAPSHOTS, FileAsk, SnapshotAt
from app.relay.certificate import pin_of
from app.relay.checking import check
from app.relay.copying import BACKED_UP, NotEmpty, NotWhole, back_up, restore
from app.relay.database import Database, StorageError
from app.relay.identity import establish
from app.relay.scan import counts
from app.relay.schools import add_school, schools
from app.relay.service import Service
from app.relay.settings import RelaySettings
from tests.helpers.clock import FakeClock
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device, bring, pieces, snapshot

NOW, SIZES = 1_795_000_000, (5_000, 700, 6_000)
FILE, CONTENT = bytes(range(12)), bytes(100_000)


class Relay:
    """A relay with a space, 40 envelopes, one that has begun, a snapshot, most of a second one, a picture's first
    piece and a part of its next, and a school."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.settings = database, RelaySettings(folder)
        self.code = establish(self.settings, database, NOW)
        self.pin = pin_of(self.settings)
        self.teacher = Device(self.serve(), self.pin, self.code, seed=1)
        self.teacher.exchange([*self.teacher.found(), *self.teacher.envelopes(40)])
        self.teacher.exchange(self.teacher.large(20_000)[1][:3])
        self.teacher.exchange(snapshot(self.teacher, b"a whole snapshot", 20, SIZES))
        self.teacher.exchange(snapshot(self.teacher, b"on its way here.", 30, SIZES)[:4])
        made = pieces(self.teacher, FILE, CONTENT)
        self.teacher.exchange(bring(FILE, made)[:20])
        self.school = database.write(lambda connection: add_school(connection, "one", NOW))

    def serve(self, database: Database | None = None) -> Service:
        return Service(database or self.database, self.pin, self.code, FakeClock())


@pytest.fixture
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Relay]:
    (tmp_path / "home").mkdir()
    database = Database(new_database(getattr(request, "param", "SQLite"), tmp_path / "home"))
    yield Relay(database, tmp_path / "home")
    database.close()


MOVES = list(itertools.product(DATABASES, DATABASES))


@pytest.mark.parametrize(("source", "kind"), MOVES, indirect=["source"], ids=[" to ".join(move) for move in MOVES])
def test_a_backup_moves_a_relay_from_any_database_to_any(source: Relay, kind: str, tmp_path: Path) -> None:
    """Everything is there, the half envelope too; visitor and snapshot go on; the log has a new generation."""
    file = tmp_path / "relay.backup"
    back_up(source.database, file, NOW + 5)
    target = Database(new_database(kind, tmp_path))

    restore(file, target, tmp_path)

    report = check(target)
    assert (report.faults, report.snapshots) == ([], 1)
    before = source.database.generation
    assert target.generation != before
    with source.database.reading() as old, target.reading() as new:
        assert counts(old) == counts(new)
        assert schools(old, b"") == schools(new, b"")
        assert target.fact(new, "generation") == target.generation.hex()
        assert target.fact(new, BACKED_UP) == source.database.fact(old, BACKED_UP) == str(NOW + 5)
    (tmp_path / "new").mkdir()
    assert establish(RelaySettings(tmp_path / "new"), target, NOW) == source.code
    assert (tmp_path / "new" / "key.pem").read_bytes() == source.settings.key.read_bytes()
    source.teacher.relay = source.serve(target)
    (ack,) = source.teacher.exchange([], flags=ASK_ACKS).acks
    assert (ack.number, ack.held > 8_000) == (40, True)
    (at,) = [i for i in source.teacher.exchange([], flags=ASK_SNAPSHOTS).items if isinstance(i, SnapshotAt)]
    assert (at.cursor, at.snapshot, at.chunks, at.held) == (20, b"on its way here.", 2, PART)
    (file_at,) = source.teacher.exchange([FileAsk(0, FILE, True, 0, 0)]).files
    assert (file_at.count, file_at.pieces, file_at.held) == (2, 1, 3 * PART)
    assert not list(tmp_path.glob("*.part*"))
    target.close()


@pytest.mark.parametrize("source", DATABASES, indirect=True)
def test_a_backup_is_made_while_visits_go_on(source: Relay, tmp_path: Path) -> None:
    """It is of one moment: no row in it counts what is not in it."""
    source.teacher.number = 40
    source.teacher.exchange(source.teacher.envelopes(1))  # forgets the half envelope, whose number this is
    made = threading.Thread(target=lambda: back_up(source.database, tmp_path / "relay.backup", NOW))
    made.start()
    for _ in range(20):
        assert source.teacher.exchange(source.teacher.envelopes(2)).refused == []
    made.join()

    report = check(Database(tmp_path / "relay.backup", untouched=True))

    assert report.faults == []
    assert 41 <= report.envelopes <= 81


def test_nothing_is_overwritten(source: Relay, tmp_path: Path) -> None:
    file = tmp_path / "relay.backup"
    file.write_bytes(b"of last week")

    with pytest.raises(FileExistsError):
        back_up(source.database, file, NOW)
    assert file.read_bytes() == b"of last week"
    file.unlink()
    back_up(source.database, file, NOW)
    with pytest.raises(NotEmpty):
        restore(file, source.database, tmp_path)
    assert check(source.database).faults == []


def test_what_a_cut_backup_left_does_not_stop_the_next(source: Relay, tmp_path: Path) -> None:
    (tmp_path / "relay.backup.part").write_bytes(b"half a file")

    back_up(source.database, tmp_path / "relay.backup", NOW)

    assert check(Database(tmp_path / "relay.backup", untouched=True)).faults == []


@pytest.mark.parametrize("harm", ["cut", "flipped", "another file"])
def test_a_damaged_backup_is_not_restored(source: Relay, tmp_path: Path, harm: str) -> None:
    """And leaves the place empty for a good one."""
    file = tmp_path / "relay.backup"
    back_up(source.database, file, NOW)
    data = bytearray(file.read_bytes())
    if harm == "cut":
        del data[len(data) // 2 :]
    elif harm == "flipped":
        data[-4096 * 3 : -4096 * 2] = bytes(4096)
    else:
        data = bytearray(b"this is a letter to the school" * 100)
    file.write_bytes(data)
    target = Database(tmp_path / "new.db")

    with pytest.raises((NotWhole, StorageError)):
        restore(file, target, tmp_path)

    with target.reading() as connection:
        assert counts(connection)["spaces"] == 0
    assert file.read_bytes() == data


def test_a_database_that_is_no_relay_yet_is_no_backup(tmp_path: Path) -> None:
    Database(tmp_path / "empty.db").close()

    with pytest.raises(NotWhole):
        restore(tmp_path / "empty.db", Database(tmp_path / "new.db"), tmp_path)


def test_a_backup_can_be_looked_at_and_stays_as_it_is(source: Relay, tmp_path: Path) -> None:
    """No journal beside it, not a byte changed: it may lie on a read-only disk."""
    file = tmp_path / "关于 relay?.backup"
    back_up(source.database, file, NOW)
    before, names = file.read_bytes(), sorted(path.name for path in tmp_path.iterdir())

    assert check(Database(file, untouched=True)).envelopes == 40

    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert sqlite3.connect(file).execute("PRAGMA journal_mode").fetchone()[0] in ("wal", "delete")
