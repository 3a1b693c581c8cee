"""What waits to leave: nothing is forgotten, nothing is sealed twice, numbers have no gaps."""

from pathlib import Path

import pytest

from app.errors import Bug
from app.store.outbox import KEPT, Exported, Sealed
from app.store.spaces import SpaceRow
from app.store.store import Store
from tests.helpers.stores import OWN, RELAY, SHARED, open_store, plan, record_id, save


def test_unsent_records_are_given_by_space_longest_waiting_first(store: Store) -> None:
    """Several saves of one record are one mark, as old as the first of them."""
    late = save(store, 1, plan("一"), space=SHARED, now=300)
    early = save(store, 2, plan("二"), space=SHARED, now=100)
    save(store, 2, plan("二二"), space=SHARED, now=400)
    own = save(store, 3, plan("三"), now=200)

    unsent = store.outbox.unsent()

    assert {space: [item.record for item in items] for space, items in unsent.items()} == {
        SHARED: [early, late], OWN: [own],
    }  # fmt: skip
    first = unsent[SHARED][0]
    assert (first.saves, first.marked, first.size, first.kind) == (2, 100, 2 * len(b"delta of state"), "lesson_plan")


def test_sealing_clears_the_marks_that_it_covers(store: Store, tmp_path: Path) -> None:
    """The envelope, the exported version and the chain's digest lie in the file when it returns."""
    record = save(store, 1, plan("一"), space=SHARED)

    store.outbox.seal(SHARED, 1, b"sealed bytes", b"digest 1", [Exported(record, b"v1", 1)], 120)
    store.close()
    store = open_store(tmp_path)

    assert store.outbox.unsent() == {}
    assert store.outbox.unacknowledged(SHARED) == [Sealed(1, b"sealed bytes")]
    assert (store.outbox.last_number(SHARED), store.outbox.last_digest(SHARED)) == (1, b"digest 1")
    stored = store.documents.load(record)
    assert stored is not None
    assert (stored.exported, stored.sent_number) == (b"v1", 1)
    assert store.outbox.last_number(OWN) == 0
    assert store.outbox.last_digest(OWN) == b""
    store.close()


def test_a_record_saved_while_it_was_sealed_keeps_its_mark(store: Store) -> None:
    """It is exported again, from the version that the envelope covers."""
    record = save(store, 1, plan("一"), space=SHARED)
    (read,) = store.outbox.unsent()[SHARED]
    save(store, 1, plan("一又"), space=SHARED)

    store.outbox.seal(SHARED, 1, b"sealed", b"digest", [Exported(record, b"v1", read.saves)], 120)

    (unsent,) = store.outbox.unsent()[SHARED]
    assert (unsent.since, unsent.saves) == (b"v1", 2)


def test_a_record_moved_while_it_was_sealed_still_owes_its_new_space_everything(store: Store) -> None:
    """The old space's envelope leaves as it is."""
    record = save(store, 1, plan("一"))
    (read,) = store.outbox.unsent()[OWN]
    store.documents.move(record, SHARED, 110)

    store.outbox.seal(OWN, 1, b"sealed", b"digest", [Exported(record, b"v1", read.saves)], 120)

    (unsent,) = store.outbox.unsent()[SHARED]
    assert unsent.since is None
    assert store.outbox.unacknowledged(OWN) == [Sealed(1, b"sealed")]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_number_out_of_order_is_our_mistake_and_stores_nothing(store: Store, number: int) -> None:
    """A number used twice would be a nonce used twice; a gap would look like withholding."""
    record = save(store, 1, plan("一"), space=SHARED)
    store.outbox.seal(SHARED, 1, b"first", b"digest", [], 110)

    with pytest.raises(Bug):
        store.outbox.seal(SHARED, number, b"second", b"other", [Exported(record, b"v1", 1)], 120)

    assert store.outbox.unacknowledged(SHARED) == [Sealed(1, b"first")]
    assert [unsent.since for unsent in store.outbox.unsent()[SHARED]] == [None]


def test_a_transaction_around_sealing_undoes_it_whole(store: Store) -> None:
    """As when the note of what was told fails."""
    record = save(store, 1, plan("一"), space=SHARED)

    def seal_and_fail() -> None:
        with store.transaction():
            store.outbox.seal(SHARED, 1, b"sealed", b"digest", [Exported(record, b"v1", 1)], 120)
            raise Bug("bug", "elsewhere")

    with pytest.raises(Bug):
        seal_and_fail()

    assert store.outbox.last_number(SHARED) == 0
    assert len(store.outbox.unsent()[SHARED]) == 1


def test_an_acknowledgement_ends_the_waiting_and_keeps_the_chain(store: Store) -> None:
    """A number beyond what was sealed does no harm."""
    for number in (1, 2, 3):
        store.outbox.seal(SHARED, number, b"sealed %d" % number, b"digest %d" % number, [], 100)

    store.outbox.acknowledge(SHARED, 2)
    assert [sealed.number for sealed in store.outbox.unacknowledged(SHARED)] == [3]
    assert (store.outbox.last_number(SHARED), store.outbox.last_digest(SHARED)) == (3, b"digest 3")
    assert store.outbox.acknowledged(SHARED) == 2

    store.outbox.acknowledge(SHARED, 99)
    assert store.outbox.acknowledged(SHARED) == 3
    assert store.outbox.unacknowledged(SHARED) == []
    store.outbox.acknowledge(OWN, 5)
    assert store.outbox.acknowledged(OWN) == 0


def test_what_a_relay_has_lost_waits_again_as_it_was(store: Store) -> None:
    """It was restored from an older copy. Only the newest envelopes are kept for that."""
    store.spaces.put(SpaceRow(SHARED, "", "writer", bytes(32), False, b"", 0, True))
    for number in range(1, KEPT + 3):
        store.outbox.seal(SHARED, number, b"sealed %d" % number, b"digest", [], 100)
    store.outbox.acknowledge(SHARED, KEPT + 2)
    assert store.outbox.size_waiting() == (0, 0)

    store.outbox.acknowledge(SHARED, KEPT)
    assert [sealed.number for sealed in store.outbox.unacknowledged(SHARED)] == [KEPT + 1, KEPT + 2]
    assert store.outbox.size_waiting() == (0, 2 * len(b"sealed 1001"))
    store.outbox.acknowledge(SHARED, 0)
    assert store.outbox.unacknowledged(SHARED)[0] == Sealed(3, b"sealed 3")


def test_a_record_waits_until_the_relay_has_acknowledged_it(store: Store) -> None:
    """Unsealed and sealed count; size is about what is unsealed, and exact for what is sealed."""
    store.spaces.put(SpaceRow(SHARED, "师徒", "writer", RELAY, False, b"", 1, True))
    record = save(store, 1, plan("一"), space=SHARED)
    size = len(b"delta of state")
    assert (store.outbox.waits(record), store.outbox.size_waiting()) == (True, (1, size))

    store.outbox.seal(SHARED, 1, b"sealed", b"digest", [Exported(record, b"v1", 1)], 120)
    assert (store.outbox.waits(record), store.outbox.size_waiting()) == (True, (1, len(b"sealed")))
    save(store, 1, plan("一又"), space=SHARED)
    assert store.outbox.size_waiting() == (1, len(b"sealed") + size)
    store.outbox.seal(SHARED, 2, b"more", b"digest", [Exported(record, b"v2", 2)], 130)
    store.outbox.acknowledge(SHARED, 1)
    assert (store.outbox.waits(record), store.outbox.size_waiting()) == (True, (1, len(b"more")))
    store.outbox.acknowledge(SHARED, 2)
    assert (store.outbox.waits(record), store.outbox.size_waiting()) == (False, (0, 0))
    assert store.outbox.waits(record_id(9)) is False


def test_what_is_private_does_not_count_as_waiting(store: Store) -> None:
    """A draft in a space that lives on no relay has nowhere to go; nor has one in a space that was left."""
    save(store, 1, plan("草稿"))
    assert store.outbox.size_waiting() == (0, 0)
    for relay, active in ((None, True), (RELAY, False)):
        store.spaces.put(SpaceRow(OWN, "", "keeper", relay, True, b"", 1, active))
        assert store.outbox.size_waiting() == (0, 0)

    store.spaces.put(SpaceRow(OWN, "", "keeper", RELAY, True, b"", 1, True))
    assert store.outbox.size_waiting()[0] == 1


def test_records_of_some_kinds_can_be_left_out_of_the_count(store: Store) -> None:
    store.spaces.put(SpaceRow(SHARED, "师徒", "writer", RELAY, False, b"", 1, True))
    save(store, 1, plan("一"), space=SHARED)
    assert [store.outbox.records_waiting(but) for but in ((), ("sealed_note",), ("lesson_plan",))] == [1, 1, 0]
