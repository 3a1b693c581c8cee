"""What a store remembers is what its file says, also after something was undone."""

from contextlib import suppress
from pathlib import Path

import pytest

from app.ids import SpaceId
from app.store.remembered import Remembered
from app.store.spaces import RelayRow, SpaceRow
from app.store.store import Store
from tests.helpers.stores import open_store

SPACE = SpaceId(bytes(15) + b"1")
ROW = SpaceRow(SPACE, "校内", "keeper", None, False, bytes(32), 1, True)


def test_a_value_is_read_once_until_it_is_written(store: Store) -> None:
    read: list[str] = []
    known: Remembered[str, str] = Remembered(store._database)

    def reads() -> str:
        read.append("")
        return "value"

    assert [known.get("a", reads) for _ in range(3)] == ["value"] * 3
    known.forget("a")
    known.forget("b")
    known.get("a", reads)
    assert len(read) == 2


@pytest.mark.parametrize("nested", [False, True])
def test_what_an_undone_transaction_wrote_is_not_remembered(store: Store, nested: bool) -> None:
    """Also where the undone one was within another that stands."""
    store.identity.set("a", b"before")
    store.spaces.put(ROW)
    store.spaces.add_key(SPACE, 1, bytes(32))

    def written() -> None:
        store.identity.set("a", b"after")
        store.identity.remove("b")
        store.spaces.put(SpaceRow(SPACE, "结对", "reader", None, False, bytes(32), 1, True))
        store.spaces.add_key(SPACE, 2, bytes(32))
        store.spaces.put_relay(RelayRow(bytes(32), "https://relay.example", b""))
        assert (store.identity.get("a"), store.spaces.all()[0].name) == (b"after", "结对")
        assert (sorted(store.spaces.keys(SPACE)), len(store.spaces.relays())) == ([1, 2], 1)

    def undone() -> None:
        with suppress(RuntimeError), store.transaction():
            written()
            raise RuntimeError

    if nested:
        with store.transaction():
            undone()
    else:
        undone()

    assert store.identity.get("a") == b"before"
    assert (store.spaces.get(SPACE), store.spaces.relays()) == (ROW, [])
    assert store.spaces.keys(SPACE) == {1: bytes(32)}


def test_what_is_handed_out_can_be_changed_without_harm(store: Store, tmp_path: Path) -> None:
    store.spaces.put(ROW)
    store.spaces.add_key(SPACE, 1, bytes(32))
    store.spaces.keys(SPACE).clear()
    store.spaces.all().clear()

    assert store.spaces.keys(SPACE) == {1: bytes(32)}
    assert store.spaces.all() == [ROW]
    store.close()
    again = open_store(tmp_path)
    assert again.spaces.all() == [ROW]
    again.close()
