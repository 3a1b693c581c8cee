"""A space inside one transaction: what is refused changes nothing, what fails is undone, what is met is remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.signing import digest
from app.protocol.failures import Code, Refusal
from app.protocol.limits import PART
from app.protocol.messages import BlobUp, EntryUp, EnvelopeUp, Hello, Item, PartUp
from app.relay import log
from app.relay.admission import Members, Right, Signer
from app.relay.database import Database
from app.relay.ledger import Ledger
from app.relay.quotas import Quotas
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
            ledger = Ledger(connection, self.device.space, self.members, Quotas(), NOW)
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
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
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
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
        ledger.add_envelope(desk.device.envelope())
        assert ledger.device(desk.device.id).number == 1
        ledger.close()

    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
        assert (ledger.row.position, ledger.row.entries, ledger.length) == (1, 1, 1)
        assert ledger.device(desk.device.id).number == 1


def test_an_envelope_that_comes_twice_in_one_transaction_is_taken_once(desk: Desk) -> None:
    desk.found()
    envelope = desk.device.envelope()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
        ledger.add_envelope(envelope)
        ledger.add_envelope(envelope)
        with pytest.raises(Refusal, match="ENVELOPE_NUMBER"):
            ledger.add_envelope(desk.device.envelope(b"another body than before", number=1))
        ledger.close()
        assert log.stored_digest(connection, desk.device.space, desk.device.id, 1) == digest(envelope)[:16]
        assert ledger.row.position == 1


def test_rows_that_were_read_ahead_are_used_by_the_first_alone(desk: Desk) -> None:
    """The second one in the same transaction sees what the first one left."""
    desk.found()
    space, device = desk.device.space, desk.device.id
    with desk.database.writing() as connection:
        ledger = Ledger(connection, space, desk.members, Quotas(), NOW)
        ledger.add_envelope(desk.device.envelope())
        ledger.close()
        ahead = log.lock(connection, [space], [device])
        assert (list(ahead.spaces), list(ahead.devices)) == ([space], [(space, device)])
        for number in (2, 3):
            ledger = Ledger(connection, space, desk.members, Quotas(), NOW, ahead)
            ledger.add_envelope(desk.device.envelope())
            ledger.close()
            assert (ledger.row.position, ledger.device(device).number) == (number, number)


def test_a_transaction_that_fails_takes_nothing(desk: Desk) -> None:
    """Also the membership that was only meant to be: the founding can be tried again."""

    def fail() -> None:
        with desk.database.writing() as connection:
            ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
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
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(Allowances(space_bytes=10)), NOW)
        before = ledger.row
        with pytest.raises(Refusal) as caught:
            ledger.add_envelope(desk.device.envelope())

        assert caught.value.code is Code.SPACE_FULL
        assert (ledger.row, ledger.device(desk.device.id).number) == (before, 0)


def test_a_relay_with_enough_spaces_founds_no_more(desk: Desk) -> None:
    entry = desk.uploads[0]
    assert isinstance(entry, EntryUp)
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(Allowances(spaces=0)), NOW)
        with pytest.raises(Refusal, match="RELAY_FULL"):
            ledger.add_entry(entry.entry, desk.hello(), CODE)


def test_a_visit_is_remembered_with_its_number(desk: Desk) -> None:
    desk.found()
    hello = desk.hello()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
        assert ledger.meet(hello, Signer(hello, PIN)) is Right.EVERYTHING
        ledger.close()

    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
        assert ledger.device(desk.device.id).visit == hello.visit


def test_a_blob_is_found_by_its_digest(desk: Desk) -> None:
    desk.found()
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(), NOW)
        found = [ledger.blob(digest) for digest in sorted(desk.device.state.blobs)]

    assert sorted(found, key=str) == sorted((item.blob for item in desk.uploads if isinstance(item, BlobUp)), key=str)


def send(
    desk: Desk, uploads: Sequence[Item], allowances: Allowances | None = None, hello: Hello | None = None
) -> Ledger:
    """One transaction that takes these parts and envelopes up to a refusal, which is raised after the commit, as the
    service goes on after one; gives its ledger, to be asked what is held."""
    hello = hello or desk.hello()
    refused: Refusal | None = None
    with desk.database.writing() as connection:
        ledger = Ledger(connection, desk.device.space, desk.members, Quotas(allowances), NOW)
        try:
            for item in uploads:
                if isinstance(item, PartUp):
                    ledger.add_part(item, hello, Signer(hello, PIN))
                elif isinstance(item, EnvelopeUp):
                    ledger.add_envelope(item.envelope)
        except Refusal as refusal:
            refused = refusal
        ledger.device(desk.device.id)
        ledger.close()
    if refused is not None:
        raise refused
    return ledger


def standing(desk: Desk) -> tuple[int, int, int]:
    """Number, held bytes, and bytes of the space, as the next transaction finds them."""
    ledger = send(desk, [])
    known = ledger.device(desk.device.id)
    return known.number, known.held, ledger.row.bytes


def test_parts_of_several_transactions_become_one_envelope(desk: Desk) -> None:
    """Counted as they come, and once when they are whole."""
    desk.found()
    before = standing(desk)[2]
    envelope, uploads = desk.device.large(9_000)

    for held in (PART, 2 * PART):
        send(desk, uploads[held // PART - 1 : held // PART])
        assert standing(desk) == (0, held, before + held)
    ledger = send(desk, uploads[2:])

    assert standing(desk) == (1, 0, before + len(envelope))
    assert ledger.row.day_bytes == before + len(envelope)
    with desk.database.reading() as connection:
        found = log.envelopes(connection, desk.device.space, first=1, last=9, reader=b"nobody..")
        assert list(found) == [(1, envelope)]
        assert log.part(connection, desk.device.space, desk.device.id) == b""


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"device": b"stranger"}, Code.NOT_A_MEMBER), ({"signature": bytes(64)}, Code.HELLO_SIGNATURE)],
)
def test_nothing_of_a_part_is_kept_of_somebody_who_was_not_let_in(
    desk: Desk, changes: dict[str, bytes], code: Code
) -> None:
    """Parts carry no signature of their own: without this, anybody could fill the disk."""
    desk.found()
    before = standing(desk)
    _, uploads = desk.device.large(9_000)

    with pytest.raises(Refusal) as caught:
        send(desk, uploads, hello=desk.device.hello(**changes))  # type: ignore[arg-type]  # any field of a hello

    assert caught.value.code is code
    assert standing(desk) == before


@pytest.mark.parametrize(
    "part",
    [
        PartUp(0, 1, 2 * PART, 9_073, b"after a gap"),
        PartUp(0, 1, PART - 1, 9_073, b"overlapping"),
        PartUp(0, 1, PART, 9_074, b"of an envelope of another length"),
        PartUp(0, 1, PART, 1 << 40, b"of an envelope of any length"),
    ],
)
def test_a_part_that_does_not_continue_is_refused_and_changes_nothing(desk: Desk, part: PartUp) -> None:
    desk.found()
    _, uploads = desk.device.large(9_000)
    send(desk, uploads[:1])
    before = standing(desk)

    with pytest.raises(Refusal) as caught:
        send(desk, [part])

    assert caught.value.code is Code.ENVELOPE_PART
    assert standing(desk) == before
    send(desk, uploads[1:])
    assert standing(desk)[:2] == (1, 0)


def test_a_part_after_a_gap_in_the_numbers_is_refused(desk: Desk) -> None:
    desk.found()
    desk.device.number = 1
    _, uploads = desk.device.large(9_000)

    with pytest.raises(Refusal) as caught:
        send(desk, uploads)
    assert caught.value.code is Code.ENVELOPE_NUMBER


def test_what_begins_anew_takes_the_place_of_what_was_there(desk: Desk) -> None:
    """One unfinished envelope a device: its bytes no longer count for the space, only for the day."""
    desk.found()
    before = standing(desk)[2]
    _, uploads = desk.device.large(20_000)
    send(desk, uploads[:3])
    desk.device.number = 0
    _, shorter = desk.device.large(9_000)

    ledger = send(desk, shorter[:1])

    assert standing(desk) == (0, PART, before + PART)
    assert ledger.row.day_bytes == before + 4 * PART
    send(desk, shorter[1:])
    assert standing(desk)[:2] == (1, 0)


def test_a_whole_envelope_takes_the_place_of_its_unfinished_parts(desk: Desk) -> None:
    """As a device does that was restored from a backup, and says number 1 otherwise."""
    desk.found()
    before = standing(desk)[2]
    _, uploads = desk.device.large(9_000)
    send(desk, uploads[:1])
    short = desk.device.envelope(number=1)

    send(desk, [EnvelopeUp(0, short)])

    assert standing(desk) == (1, 0, before + len(short))


def test_parts_that_make_no_genuine_envelope_are_refused_and_forgotten(desk: Desk) -> None:
    desk.found()
    before = standing(desk)
    _, uploads = desk.device.large(9_000)
    last = uploads[-1]
    assert isinstance(last, PartUp)

    with pytest.raises(Refusal) as caught:
        send(desk, [*uploads[:-1], replace(last, part=bytes(len(last.part)))])

    assert caught.value.code is Code.ENVELOPE_SIGNATURE
    assert standing(desk) == before
    send(desk, uploads)
    assert standing(desk)[:2] == (1, 0)


def test_the_same_large_envelope_again_is_fine_and_another_is_not(desk: Desk) -> None:
    """Its parts are collected once more, and then compared as a short one is."""
    desk.found()
    _, uploads = desk.device.large(9_000)
    send(desk, uploads)
    before = standing(desk)

    send(desk, uploads)
    assert standing(desk) == before
    desk.device.number = 0
    with pytest.raises(Refusal) as caught:
        send(desk, desk.device.large(9_000)[1])
    assert caught.value.code is Code.ENVELOPE_NUMBER
    assert standing(desk) == before


def test_what_will_have_no_room_is_refused_with_its_first_part(desk: Desk) -> None:
    """Nobody sends half of it first."""
    desk.found()
    before = standing(desk)
    _, uploads = desk.device.large(9_000)

    with pytest.raises(Refusal) as caught:
        send(desk, uploads, Allowances(space_bytes=before[2] + 9_000))

    assert caught.value.code is Code.SPACE_FULL
    assert standing(desk) == before
