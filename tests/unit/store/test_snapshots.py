"""Snapshots under way are there again after a restart, and what was vouched for is kept once."""

from app.ids import DeviceId, RecordId, SpaceId
from app.store.snapshots import VOUCHED, Taken
from app.store.store import Store

RELAY, SPACE, DEVICE = bytes(32), SpaceId(bytes(16)), DeviceId(bytes(8))
FIRST, SECOND = RecordId("AAAAAAAAAAAA"), RecordId("BBBBBBBBBBBB")


def test_what_was_taken_in_is_remembered_until_it_is_forgotten(store: Store) -> None:
    assert store.snapshots.taken(RELAY, SPACE) is None
    for taken in (Taken(part=b"some"), Taken(b"head", 3, b"more"), Taken(refused=True)):
        store.snapshots.keep_taken(RELAY, SPACE, taken)
        assert store.snapshots.taken(RELAY, SPACE) == taken
    store.snapshots.forget_taken(RELAY, SPACE)
    assert store.snapshots.taken(RELAY, SPACE) is None


def test_what_was_made_is_kept_in_order_and_replaced_as_a_whole(store: Store) -> None:
    store.snapshots.keep_made(RELAY, SPACE, [b"one", b"two", b"three"])
    store.snapshots.keep_made(RELAY, SPACE, [b"four", b"five"])
    assert store.snapshots.made(RELAY, SPACE) == [b"four", b"five"]
    assert store.snapshots.made(b"another relay", SPACE) == []
    store.snapshots.keep_made(RELAY, SPACE, [])
    assert store.snapshots.made(RELAY, SPACE) == []


def test_a_vouched_delta_is_kept_once_and_waits_to_be_merged(store: Store) -> None:
    add = store.snapshots.add_vouched
    assert [add(FIRST, SPACE, DEVICE, b"a", 5), add(FIRST, SPACE, DEVICE, b"a", 6)] == [True, False]
    assert add(FIRST, SPACE, DEVICE, b"b", 7)
    assert add(SECOND, SPACE, DEVICE, b"a", 8)
    assert [(row.delta, row.number, row.time) for row in store.deltas.of(FIRST)] == [
        (b"a", VOUCHED, 5),
        (b"b", VOUCHED, 7),
    ]
    assert store.deltas.untried() == [(FIRST, SPACE), (SECOND, SPACE)]
    assert store.snapshots.has_pending(SPACE)
    assert not store.snapshots.has_pending(SpaceId(b"x" * 16))
