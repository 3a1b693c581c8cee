"""The list of one's saves: each has one place, which it keeps, and what others wrote has none."""

from pathlib import Path

from app.ids import DeviceId, RecordId, SpaceId
from app.store.store import Store
from tests.helpers.stores import new_store

RECORD, SPACE = RecordId("AAECAwQFBgcI"), SpaceId(bytes(16))
MINE, HERS = DeviceId(b"mine0000"), DeviceId(b"hers0000")


def enter(store: Store) -> list[int]:
    saves = store.trail.missing([MINE])
    store.trail.add([bytes([save.place]) * 32 for save in saves], saves)
    return [save.place for save in saves]


def test_saves_get_places_once_and_in_order(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for number in range(2):
        store.deltas.add_own(RECORD, SPACE, MINE, bytes([number]), 100 + number)
    store.deltas.add_received(RECORD, SPACE, HERS, 1, 0, b"hers", 103)
    assert enter(store) == [0, 1]
    store.deltas.add_own(RECORD, SPACE, MINE, b"later", 104)
    assert enter(store) == [2]
    assert enter(store) == []
    assert [save.delta for save in store.trail.of(RECORD)] == [b"\0", b"\1", b"later"]
    assert store.trail.leaves(2) == [bytes(32), b"\1" * 32]
    assert store.trail.count() == 3
    store.close()


def test_two_saves_that_are_alike_have_a_place_each(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for _ in range(2):
        store.deltas.add_own(RECORD, SPACE, MINE, b"same", 100)
    assert enter(store) == [0, 1]
    assert store.trail.count() == 2
    store.close()
