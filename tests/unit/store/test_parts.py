"""The envelope that is under way lies right behind the cursor, and is gone as soon as the cursor moves."""

from pathlib import Path

import pytest

from app.errors import Bug
from app.store.parts import Begun
from app.store.store import Store
from tests.helpers.stores import OWN, RELAY, SHARED, open_store


def begin(store: Store, whole: int = 9_000) -> Begun:
    """The first two parts of an envelope at cursor 7."""
    begun = store.parts.add(RELAY, SHARED, Begun(7, whole, 0), b"a" * 4_096)
    return store.parts.add(RELAY, SHARED, begun, b"b" * 100)


def test_parts_are_kept_in_their_order_also_over_a_restart(store: Store, tmp_path: Path) -> None:
    assert begin(store) == Begun(7, 9_000, 4_196)
    store.close()
    store = open_store(tmp_path)

    assert store.parts.begun(RELAY, SHARED) == Begun(7, 9_000, 4_196)
    assert store.parts.joined(RELAY, SHARED) == b"a" * 4_096 + b"b" * 100
    store.close()


def test_each_space_and_relay_has_its_own(store: Store) -> None:
    begin(store)

    assert store.parts.begun(RELAY, OWN) is None
    assert store.parts.begun(b"another", SHARED) is None
    assert store.parts.joined(b"another", SHARED) == b""


def test_a_part_is_not_added_twice(store: Store) -> None:
    begin(store)

    with pytest.raises(Bug):
        store.parts.add(RELAY, SHARED, Begun(7, 9_000, 4_096), b"b" * 100)
    assert store.parts.begun(RELAY, SHARED) == Begun(7, 9_000, 4_196)


@pytest.mark.parametrize("cursor", [3, 7, 8])
def test_a_cursor_that_moves_forgets_what_was_under_way(store: Store, cursor: int) -> None:
    """Forward, because the envelope is whole or was passed; back, because the relay's log is another."""
    begin(store)
    store.cursors.move(RELAY, OWN, 5)
    assert store.parts.begun(RELAY, SHARED) is not None

    store.cursors.move(RELAY, SHARED, cursor)

    assert store.parts.begun(RELAY, SHARED) is None


def test_the_whole_envelope_the_cursor_and_the_parts_go_together(store: Store) -> None:
    """Undone together, too."""
    begin(store)

    def store_and_fail() -> None:
        with store.transaction():
            store.inbox.add(SHARED, RELAY, 7, store.parts.joined(RELAY, SHARED), 100)
            raise Bug("bug", "elsewhere")

    with pytest.raises(Bug):
        store_and_fail()
    assert (store.inbox.count(), store.cursors.get(RELAY, SHARED).cursor) == (0, 0)
    assert store.parts.begun(RELAY, SHARED) == Begun(7, 9_000, 4_196)

    store.inbox.add(SHARED, RELAY, 7, store.parts.joined(RELAY, SHARED), 100)
    assert (store.inbox.count(), store.parts.begun(RELAY, SHARED)) == (1, None)
