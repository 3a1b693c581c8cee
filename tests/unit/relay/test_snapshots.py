"""What a relay takes for a snapshot, keeps of it, and gives to whom; all through the service, as visitors meet it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.signing import SNAPSHOT_SIGNATURE
from app.protocol.failures import Code
from app.protocol.limits import PART
from app.protocol.membership import Role
from app.protocol.messages import (
    ASK_SNAPSHOTS,
    NO_SNAPSHOT,
    Item,
    SnapshotAt,
    SnapshotDown,
    SnapshotPlace,
    SnapshotUp,
    Welcome,
)
from app.protocol.snapshot import Series, chunk_signed_bytes
from app.relay.database import Database
from app.relay.service import Service
from tests.helpers.clock import FakeClock
from tests.helpers.devices import Answer, Device

PIN, CODE = bytes(range(32)), b"0123456789"
SIZES = (5_000, 700, 6_000)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    database = Database(tmp_path / "relay.db")
    yield Service(database, PIN, CODE, FakeClock())
    database.close()


@pytest.fixture
def keeper(service: Service) -> Device:
    """The founder, with twenty envelopes in the log."""
    device = Device(service, PIN, CODE, seed=1)
    device.exchange(device.found())
    device.exchange(device.envelopes(20, 1_000))
    return device


def _joined(keeper: Device, seed: int, role: Role = Role.WRITER) -> Device:
    uploads, ticket = keeper.invite(role=role)
    keeper.exchange(uploads)
    member = Device(keeper.relay, PIN, seed=seed)
    member.read_by_ticket(ticket)
    member.exchange(member.join(ticket), budget=0)
    keeper.catch_up(keeper.exchange([], budget=5_000))
    return member


def _series(device: Device, cursor: int = 15, snapshot: bytes = b"a first snapshot", count: int = len(SIZES)) -> Series:
    return Series(snapshot, 1, device.id, cursor, count)


def _chunk(device: Device, series: Series, number: int, space: bytes | None = None, relay: bytes = PIN) -> bytes:
    head, body = series.head(number), device.chance(SIZES[number])
    signed = chunk_signed_bytes(relay, device.space if space is None else space, head, body)
    return head + body + device.key.sign(SNAPSHOT_SIGNATURE, signed)


def _up(chunks: list[bytes], first: int = 0) -> list[Item]:
    return [
        SnapshotUp(0, number, offset, len(chunk), chunk[offset : offset + PART])
        for number, chunk in enumerate(chunks, first)
        for offset in range(0, len(chunk), PART)
    ]


def _chunks(device: Device, series: Series) -> list[bytes]:
    return [_chunk(device, series, number) for number in range(series.count)]


def _at(answer: Answer) -> SnapshotAt:
    return next(item for item in answer.items if isinstance(item, SnapshotAt))


def _given(answer: Answer) -> list[bytes]:
    found: dict[int, bytes] = {}
    for item in answer.items:
        if isinstance(item, SnapshotDown):
            assert len(found.get(item.number, b"")) == item.offset
            found[item.number] = found.get(item.number, b"") + item.part
    return list(found.values())


def test_a_newcomer_is_given_the_snapshot_and_the_envelopes_behind_it(keeper: Device) -> None:
    chunks = _chunks(keeper, _series(keeper))
    assert _at(keeper.exchange(_up(chunks))) == SnapshotAt(0, 15, NO_SNAPSHOT, 0, 0)
    answer = _joined(keeper, 2).exchange([])
    assert _given(answer) == chunks
    assert len(answer.envelopes) == 5
    (waiting,) = [item.waiting for item in answer.items if isinstance(item, Welcome)]
    assert waiting == sum(map(len, chunks)) + sum(map(len, answer.envelopes))


def test_who_does_not_want_it_or_has_the_log_is_given_the_log(keeper: Device) -> None:
    keeper.exchange(_up(_chunks(keeper, _series(keeper))))
    member = _joined(keeper, 2)
    answer = member.exchange([], snapshots=(SnapshotPlace(0, NO_SNAPSHOT, 0),))
    assert (_given(answer), len(answer.envelopes)) == ([], 20)
    member.cursor = 3
    assert _given(member.exchange([])) == []


def test_a_download_goes_on_at_the_byte_that_is_named(keeper: Device) -> None:
    series = _series(keeper)
    chunks = _chunks(keeper, series)
    keeper.exchange(_up(chunks))
    member = _joined(keeper, 2)
    first = member.exchange([], budget=4_500)
    assert first.more
    assert sum(map(len, _given(first))) == PART
    member.cursor = 0
    answer = member.exchange([], snapshots=(SnapshotPlace(0, series.snapshot, 0, PART),))
    (down, *_) = [item for item in answer.items if isinstance(item, SnapshotDown)]
    assert (down.number, down.offset) == (0, PART)
    member.cursor = 0
    other = member.exchange([], snapshots=(SnapshotPlace(0, b"another snapshot", 2, 5),))
    assert _given(other) == chunks


def test_an_upload_goes_on_and_the_old_one_is_given_until_the_new_one_is_whole(keeper: Device) -> None:
    old, new = _series(keeper), _series(keeper, 18, b"second snapshot!")
    old_chunks, new_chunks = _chunks(keeper, old), _chunks(keeper, new)
    keeper.exchange(_up(old_chunks))
    items = _up(new_chunks)
    assert _at(keeper.exchange(items[:3])) == SnapshotAt(0, 15, new.snapshot, 2, 0)
    member = _joined(keeper, 2)
    assert _given(member.exchange([])) == old_chunks
    assert _at(keeper.exchange([], flags=ASK_SNAPSHOTS)) == SnapshotAt(0, 15, new.snapshot, 2, 0)
    assert _at(keeper.exchange(items[3:4])) == SnapshotAt(0, 15, new.snapshot, 2, PART)
    assert _at(keeper.exchange(items[4:])) == SnapshotAt(0, 18, NO_SNAPSHOT, 0, 0)
    member.cursor = 0
    assert _given(member.exchange([])) == new_chunks


def _refused(keeper: Device, items: list[Item]) -> Code:
    answer = keeper.exchange(items)
    assert _at(answer).cursor == 0
    return Code(answer.refused[0].code)


def test_only_a_present_keepers_own_is_taken(keeper: Device) -> None:
    writer = _joined(keeper, 2)
    assert _refused(writer, _up(_chunks(writer, _series(writer)))) is Code.SNAPSHOT_RIGHT
    of_the_keeper = [_chunk(keeper, _series(keeper), number) for number in range(3)]
    other = _joined(keeper, 3, Role.KEEPER)
    assert _refused(other, _up(of_the_keeper)) is Code.SNAPSHOT_PLACE
    assert not _at(other.exchange(_up(_chunks(other, _series(other))))).chunks


@pytest.mark.parametrize("wrong", ["space", "relay", "cursor", "epoch", "mixed", "gap", "offset", "order", "junk"])
def test_what_cannot_be_the_next_part_of_a_snapshot_is_refused(keeper: Device, wrong: str) -> None:
    series = _series(keeper)
    chunks = _chunks(keeper, series)
    other = replace(series, snapshot=b"another snapshot")
    items: dict[str, tuple[list[Item], Code]] = {
        "space": (_up([_chunk(keeper, series, 0, space=bytes(16))]), Code.SNAPSHOT_RIGHT),
        "relay": (_up([_chunk(keeper, series, 0, relay=bytes(32))]), Code.SNAPSHOT_RIGHT),
        "cursor": (_up([_chunk(keeper, replace(series, cursor=21), 0)]), Code.SNAPSHOT_PLACE),
        "epoch": (_up([_chunk(keeper, replace(series, epoch=2), 0)]), Code.SNAPSHOT_PLACE),
        "mixed": (_up([chunks[0], _chunk(keeper, other, 1)]), Code.SNAPSHOT_PLACE),
        "gap": (_up(chunks[1:], 1), Code.SNAPSHOT_PLACE),
        "offset": ([SnapshotUp(0, 0, 5, 100, b"five")], Code.SNAPSHOT_PLACE),
        "order": (_up([chunks[1]]), Code.SNAPSHOT_PLACE),
        "junk": (_up([b"junk" * 40]), Code.VERSION),
    }
    sent, code = items[wrong]
    assert _refused(keeper, sent) is code
    assert _at(keeper.exchange(_up(chunks))).cursor == 15


def test_one_that_covers_no_more_than_the_one_before_is_refused(keeper: Device) -> None:
    keeper.exchange(_up(_chunks(keeper, _series(keeper))))
    answer = keeper.exchange(_up(_chunks(keeper, _series(keeper, 15, b"second snapshot!"))))
    assert answer.refused[0].code == Code.SNAPSHOT_PLACE


def test_a_snapshot_larger_than_its_log_is_refused(service: Service) -> None:
    device = Device(service, PIN, CODE, seed=1)
    device.exchange(device.found())
    device.exchange(device.envelopes(1))
    sizes = [SnapshotUp(0, 0, 0, 1_048_576, b"x" * PART)]
    assert device.exchange(sizes).refused == []
    big = Series(b"a first snapshot", 1, device.id, 1, 3)
    head, body = big.head(0), bytes(900_000)
    chunk = head + body + device.key.sign(SNAPSHOT_SIGNATURE, chunk_signed_bytes(PIN, device.space, head, body))
    device.exchange(_up([chunk]))
    answer = device.exchange([SnapshotUp(0, 1, 0, 900_000, b"x" * PART)])
    assert answer.refused[0].code == Code.SPACE_FULL


def test_a_ticket_sends_no_snapshot_and_is_given_none(keeper: Device) -> None:
    keeper.exchange(_up(_chunks(keeper, _series(keeper))))
    uploads, ticket = keeper.invite()
    keeper.exchange(uploads)
    stranger = Device(keeper.relay, PIN, seed=9)
    answer = stranger.read_by_ticket(ticket)
    assert _given(answer) == []
