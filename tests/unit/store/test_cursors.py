"""Positions in relays' logs, and numbers of visits."""

from pathlib import Path

from app.store.cursors import Cursor
from app.store.store import Store
from tests.helpers.stores import OWN, RELAY, SHARED, open_store


def test_positions_are_kept_by_relay_and_space(store: Store) -> None:
    """Cursor and known entries move on their own; a relay may send a device back."""
    store.cursors.move(RELAY, SHARED, 10)
    store.cursors.know_entries(RELAY, SHARED, 4)
    store.cursors.know_entries(RELAY, OWN, 1)
    store.cursors.move(b"another", SHARED, 3)
    store.cursors.move(RELAY, SHARED, 6)

    assert store.cursors.get(RELAY, SHARED) == Cursor(6, 4)
    assert store.cursors.get(RELAY, OWN) == Cursor(0, 1)
    assert store.cursors.get(b"another", SHARED) == Cursor(3, 0)


def test_a_visit_number_is_never_given_twice(store: Store, tmp_path: Path) -> None:
    """Also after a closing; each relay has its own count."""
    assert [store.cursors.next_visit(RELAY) for _ in range(3)] == [1, 2, 3]
    assert store.cursors.next_visit(b"another") == 1
    store.close()
    store = open_store(tmp_path)

    assert store.cursors.next_visit(RELAY) == 4
    store.close()
