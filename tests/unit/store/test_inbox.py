"""What came is stored before anything else, and its place in the log moves with it."""

from pathlib import Path

import pytest

from app.errors import Bug
from app.store.cursors import Cursor
from app.store.store import Store
from tests.helpers.stores import OWN, RELAY, SHARED, open_store


def test_an_envelope_and_the_cursor_are_stored_together(store: Store, tmp_path: Path) -> None:
    """In the order of arrival; other spaces' positions stay."""
    first = store.inbox.add(SHARED, RELAY, 7, b"first", 100)
    second = store.inbox.add(SHARED, RELAY, 9, b"second", 101)
    store.close()
    store = open_store(tmp_path)

    assert [(came.id, came.envelope, came.received) for came in store.inbox.waiting()] == [
        (first, b"first", 100), (second, b"second", 101),
    ]  # fmt: skip
    assert store.cursors.get(RELAY, SHARED) == Cursor(9, 0)
    assert store.cursors.get(RELAY, OWN) == Cursor(0, 0)
    store.close()


def test_neither_is_stored_without_the_other(store: Store) -> None:
    """A value that the file does not take undoes the cursor as well."""
    with pytest.raises(Bug):
        store.inbox.add(SHARED, RELAY, 7, "\ud800", 100)  # type: ignore[arg-type]  # the mistake that is meant

    assert store.cursors.get(RELAY, SHARED) == Cursor(0, 0)
    assert store.inbox.count() == 0


def test_an_envelope_goes_with_its_merge_or_stays(store: Store) -> None:
    """Taken away inside the merge's transaction, it is there again when that is undone."""
    item = store.inbox.add(SHARED, RELAY, 1, b"envelope", 100)

    def merge_and_fail() -> None:
        with store.transaction():
            store.inbox.done(item)
            raise Bug("bug", "elsewhere")

    with pytest.raises(Bug):
        merge_and_fail()
    assert store.inbox.count() == 1

    store.inbox.done(item)
    assert store.inbox.count() == 0


def test_what_is_set_aside_is_kept_with_its_reason_and_can_be_tried_again(store: Store) -> None:
    """As when the key of its epoch has come; what was set aside for another reason stays aside."""
    keyless = store.inbox.add(SHARED, RELAY, 1, b"no key", 100)
    refused = store.inbox.add(SHARED, RELAY, 2, b"refused", 100)
    elsewhere = store.inbox.add(OWN, RELAY, 3, b"no key either", 100)
    store.inbox.set_aside(keyless, "access.no_key")
    store.inbox.set_aside(refused, "envelope.refused")
    store.inbox.set_aside(elsewhere, "access.no_key")

    assert store.inbox.waiting() == []
    assert [came.reason for came in store.inbox.aside(SHARED)] == ["access.no_key", "envelope.refused"]
    assert len(store.inbox.aside()) == 3
    assert store.inbox.retry(SHARED, "access.no_key") == 1
    assert [came.id for came in store.inbox.waiting()] == [keyless]


def test_waiting_can_be_asked_by_space_and_in_portions(store: Store) -> None:
    """Oldest first, also within a portion."""
    for number in range(5):
        store.inbox.add((SHARED, OWN)[number % 2], RELAY, number, b"%d" % number, 100)

    assert [came.envelope for came in store.inbox.waiting(OWN)] == [b"1", b"3"]
    assert [came.envelope for came in store.inbox.waiting(limit=2)] == [b"0", b"1"]
