"""The log of changes: nothing is lost, nothing comes twice, and what kills the program is set aside."""

from pathlib import Path

import pytest

from app.errors import Bug
from app.store.deltas import POISON, Quarantined
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, OWN, RELAY, SHARED, open_store, plan, record_id, save

RECORD = record_id(1)


def test_a_delta_that_comes_twice_is_kept_once(store: Store) -> None:
    """Over the relay and by stick; another part of the same envelope is another delta."""
    first = store.deltas.add_received(RECORD, SHARED, OTHER, 4, 0, b"one", 100)
    again = store.deltas.add_received(RECORD, SHARED, OTHER, 4, 0, b"one", 150)
    second = store.deltas.add_received(RECORD, SHARED, OTHER, 4, 1, b"two", 150)

    assert first == again != second
    assert [(row.delta, row.time) for row in store.deltas.of(RECORD)] == [(b"one", 100), (b"two", 150)]


def test_own_deltas_are_never_taken_for_the_same(store: Store) -> None:
    """Equal bytes may be saved twice: a word typed, removed, and typed again."""
    store.deltas.add_own(RECORD, OWN, DEVICE, b"same", 100)
    store.deltas.add_own(RECORD, OWN, DEVICE, b"same", 101)

    assert len(store.deltas.of(RECORD)) == 2
    assert store.deltas.pending(RECORD, OWN) == []


def test_what_came_last_is_told_apart_from_what_was_written_here(store: Store) -> None:
    """The start page says when a colleague's words came, not when one's own were added."""
    assert store.deltas.last_received(RECORD) is None
    store.deltas.add_received(RECORD, SHARED, OTHER, 4, 0, b"one", 100)
    store.deltas.add_own(RECORD, SHARED, DEVICE, b"mine", 900)

    assert store.deltas.last_received(RECORD) == 100


def test_a_delta_ahead_of_what_it_builds_on_waits_and_is_given_again(store: Store, tmp_path: Path) -> None:
    """Also after a closing, and also for a record of which nothing else is here yet."""
    late = store.deltas.add_received(RECORD, SHARED, OTHER, 2, 0, b"second", 100)
    store.documents.merged(RECORD, SHARED, plan("一半"), 100, author=OTHER, pending=True)
    ahead = record_id(2)
    store.deltas.add_received(ahead, SHARED, OTHER, 3, 0, b"third", 100)
    store.close()
    store = open_store(tmp_path)

    assert store.deltas.untried() == [(ahead, SHARED)]
    assert [row.id for row in store.deltas.pending(RECORD, SHARED)] == [late]

    store.deltas.add_received(RECORD, SHARED, OTHER, 1, 0, b"first", 110)
    assert [row.delta for row in store.deltas.pending(RECORD, SHARED)] == [b"second", b"first"]
    store.documents.merged(RECORD, SHARED, plan("全部"), 110, author=OTHER, pending=False)
    assert store.deltas.pending(RECORD, SHARED) == []
    assert store.deltas.untried() == [(ahead, SHARED)]
    store.close()


def test_a_refused_delta_is_kept_listed_and_never_merged(store: Store) -> None:
    """Settling the others does not touch it."""
    bad = store.deltas.add_received(RECORD, SHARED, OTHER, 1, 0, b"bad", 100)
    store.deltas.add_received(RECORD, SHARED, OTHER, 2, 0, b"good", 100)

    store.deltas.refuse([bad], "record.delta_damaged")
    assert [row.delta for row in store.deltas.pending(RECORD, SHARED)] == [b"good"]
    store.deltas.settle(RECORD, SHARED)
    assert [(row.id, row.refused) for row in store.deltas.refused()] == [(bad, "record.delta_damaged")]
    assert (store.deltas.untried(), store.deltas.all_pending(), store.deltas.count_refused()) == ([], [], 1)


def test_the_mark_of_an_import_must_be_on_the_disk_first(store: Store) -> None:
    """Inside a transaction it would vanish with the death that it is to remember."""
    with store.transaction(), pytest.raises(Bug):
        store.deltas.begin_import(inbox=[1])


def test_what_the_program_died_on_once_is_tried_again_alone(store: Store, tmp_path: Path) -> None:
    """The first death may have been a cut of the power: nobody's comment is given up for that."""
    item = store.inbox.add(SHARED, RELAY, 1, b"envelope", 100)
    other = store.inbox.add(SHARED, RELAY, 2, b"other", 100)
    delta = store.deltas.add_received(RECORD, SHARED, OTHER, 1, 0, b"waiting", 100)
    store.deltas.begin_import(inbox=[item], deltas=[delta])
    store.close()
    store = open_store(tmp_path)

    assert store.quarantined == []
    assert [(came.id, came.suspect) for came in store.inbox.waiting()] == [(item, True), (other, False)]
    assert [row.suspect for row in store.deltas.pending(RECORD, SHARED)] == [True]

    store.documents.merged(RECORD, SHARED, plan("好了"), 110, author=OTHER, pending=False)
    store.deltas.end_import()
    store.close()
    store = open_store(tmp_path)
    assert store.quarantined == []
    store.close()


def test_what_the_program_died_on_twice_is_set_aside_and_kept(store: Store, tmp_path: Path) -> None:
    """An innocent neighbour of the first batch goes on; the poison is listed, and never given again."""
    item = store.inbox.add(SHARED, RELAY, 1, b"poison", 100)
    neighbour = store.inbox.add(SHARED, RELAY, 2, b"innocent", 100)
    delta = store.deltas.add_received(RECORD, SHARED, OTHER, 1, 0, b"poison too", 100)
    store.deltas.begin_import(inbox=[item, neighbour], deltas=[delta])
    store.close()
    store = open_store(tmp_path)
    store.deltas.begin_import(inbox=[item], deltas=[delta])
    store.close()
    store = open_store(tmp_path)

    assert store.quarantined == [Quarantined("delta", delta), Quarantined("inbox", item)]
    assert [came.id for came in store.inbox.waiting()] == [neighbour]
    assert [(came.envelope, came.reason) for came in store.inbox.aside()] == [(b"poison", POISON)]
    assert [(row.delta, row.refused) for row in store.deltas.refused()] == [(b"poison too", POISON)]
    assert store.deltas.pending(RECORD, SHARED) == []
    store.close()

    store = open_store(tmp_path)
    assert store.quarantined == []
    store.close()


def test_an_import_that_fails_in_an_orderly_way_leaves_no_mark(store: Store, tmp_path: Path) -> None:
    """The caller clears it; saves in between do not."""
    item = store.inbox.add(SHARED, RELAY, 1, b"envelope", 100)
    store.deltas.begin_import(inbox=[item])
    save(store, 5, plan("其间保存"))
    store.deltas.end_import()
    store.close()
    store = open_store(tmp_path)

    assert [came.suspect for came in store.inbox.waiting()] == [False]
    store.close()


def test_what_waits_outlives_any_number_of_power_cuts(store: Store, tmp_path: Path) -> None:
    """Each time it is tried alone at the next start; what waits on is no poison."""
    delta = store.deltas.add_received(RECORD, SHARED, OTHER, 2, 0, b"early", 100)
    store.deltas.wait(RECORD, SHARED)
    for _ in range(3):
        store.deltas.begin_import(deltas=store.deltas.all_pending())
        store.close()
        store = open_store(tmp_path)
        assert [(row.id, row.suspect) for row in store.deltas.pending(RECORD, SHARED)] == [(delta, True)]
        assert store.deltas.untried() == [(RECORD, SHARED)]
        store.deltas.wait(RECORD, SHARED)
        assert store.deltas.untried() == []
    store.close()


def test_a_delta_keeps_what_its_author_knew_of_the_log(store: Store) -> None:
    store.deltas.add_received(RECORD, SHARED, OTHER, 1, 0, b"one", 100, entries=7)
    store.deltas.add_own(RECORD, SHARED, OTHER, b"mine", 100)
    assert [row.entries for row in store.deltas.of(RECORD)] == [7, None]
