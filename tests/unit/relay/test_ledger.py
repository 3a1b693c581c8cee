"""A space inside one transaction: what is refused changes nothing, what fails is undone, what is met is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol.failures import Code, Refusal
from app.protocol.messages import BlobUp, EntryUp, Hello
from app.relay.admission import Members, Right, Signer
from app.relay.database import Database
from app.relay.ledger import Ledger
from app.relay.service import Service
from app.relay.settings import Allowances
from tests.helpers.clock import FakeClock
from tests.helpers.devices import Device

PIN, CODE, NOW = bytes(range(32)), b"0123456789", 1_800_000_000


class Desk:
    """A database, and ledgers on it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.members = Members()
        self.device = Device(Service(database, PIN, CODE, FakeClock()), PIN, CODE, seed=1)
        self.uploads = self.device.found()

    def hello(self) -> Hello:
        return self.device.hello()

    def found(self) -> None:
        """The space with its entry and blobs, committed."""
        with self.database.writing() as connection:
            ledger = Ledger(connection, self.device.space, self.members, Allowances(), NOW)
            for item in self.uploads:
                if isinstance(item, EntryUp):
                    assert ledger.add_entry(item.entry, self.hello(), CODE)
                elif isinstance(item, BlobUp):
                    ledger.add_blob(item.blob)
            ledger.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / "relay.db")
    yield Desk(database)
    database.close()


def test_a_space_that_is_not_here_refuses_all_but_its_founding(desk: Desk) -> None:
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
        hello = desk.hello()
        assert ledger.length == 0
        for attempt in (
            lambda: ledger.add_blob(b"blob"),
            lambda: ledger.add_envelope(desk.device.envelope()),
            lambda: ledger.meet(hello, Signer(hello, PIN)),
        ):
            with pytest.raises(Refusal, match="UNKNOWN_SPACE"):
                attempt()


def test_what_it_takes_is_seen_at_once_and_after_the_commit(desk: Desk) -> None:
    desk.found()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
        ledger.add_envelope(desk.device.envelope())
        assert ledger.device(desk.device.id).number == 1
        ledger.close()

    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
        assert (ledger.row.position, ledger.row.entries, ledger.length) == (1, 1, 1)
        assert ledger.device(desk.device.id).number == 1


def test_a_transaction_that_fails_takes_nothing(desk: Desk) -> None:
    """Also the membership that was only meant to be: the founding can be tried again."""

    def fail() -> None:
        with desk.database.writing() as connection:
            ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
            entry = desk.uploads[0]
            assert isinstance(entry, EntryUp)
            ledger.add_entry(entry.entry, desk.hello(), CODE)
            ledger.close()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    desk.found()


def test_what_has_no_room_changes_nothing(desk: Desk) -> None:
    desk.found()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(space_bytes=10), NOW)
        before = ledger.row
        with pytest.raises(Refusal) as caught:
            ledger.add_envelope(desk.device.envelope())

        assert caught.value.code is Code.SPACE_FULL
        assert (ledger.row, ledger.device(desk.device.id).number) == (before, 0)


def test_a_relay_with_enough_spaces_founds_no_more(desk: Desk) -> None:
    entry = desk.uploads[0]
    assert isinstance(entry, EntryUp)
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(spaces=0), NOW)
        with pytest.raises(Refusal, match="RELAY_FULL"):
            ledger.add_entry(entry.entry, desk.hello(), CODE)


def test_a_visit_is_remembered_with_its_number(desk: Desk) -> None:
    desk.found()
    hello = desk.hello()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
        assert ledger.meet(hello, Signer(hello, PIN)) is Right.EVERYTHING
        ledger.close()

    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
        assert ledger.device(desk.device.id).visit == hello.visit


def test_a_blob_is_found_by_its_digest(desk: Desk) -> None:
    desk.found()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Allowances(), NOW)
        found = [ledger.blob(digest) for digest in sorted(desk.device.state.blobs)]

    assert sorted(found, key=str) == sorted((item.blob for item in desk.uploads if isinstance(item, BlobUp)), key=str)
