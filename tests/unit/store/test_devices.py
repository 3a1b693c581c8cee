"""What a store forgets and what it owes when it becomes a new device."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.devices import NOTHING_EXPORTED, Chain, FormerDevice
from app.store.outbox import Exported
from app.store.spaces import SpaceRow
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, RELAY, SHARED, new_store, plan, save

_FORMER = FormerDevice(DEVICE, b"s" * 32, 500, "restored")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with three sealed records; the relay holds the first two, and the first was merged by a colleague."""
    made = new_store(tmp_path)
    made.spaces.put(SpaceRow(SHARED, "圈", "keeper", RELAY, False, b"f" * 32, 1, True))
    for number in (1, 2, 3):
        record = save(made, number, plan(f"第{number}课"), space=SHARED)
        made.outbox.seal(SHARED, number, bytes([number]) * 99, b"d" * 32, [Exported(record, b"v", 1)], 100)
    made.outbox.acknowledge(SHARED, 2)
    made.receipts.reported(SHARED, OTHER, [(DEVICE, 1)])
    made.receipts.merged(SHARED, OTHER, 4, b"x" * 32)
    made.receipts.told(SHARED, [(OTHER, 4)])
    yield made
    made.close()


def test_chains_and_envelopes_are_those_of_this_device(store: Store) -> None:
    assert store.devices.chains() == [Chain(SHARED, 3, 2)]
    assert store.devices.envelope(SHARED, 2) == b"\2" * 99
    assert store.devices.envelope(SHARED, 9) is None


def test_numbers_begin_anew_and_only_what_no_relay_held_is_owed(store: Store) -> None:
    store.devices.retire(_FORMER, {}, [], 600)
    assert store.outbox.last_number(SHARED) == 0
    assert store.outbox.unacknowledged(SHARED) == []
    ((unsent,),) = store.outbox.unsent().values()
    assert (unsent.record, unsent.since) == (save(store, 3, plan("第3课"), space=SHARED), NOTHING_EXPORTED)
    assert store.devices.former() == [_FORMER]


def test_what_arrived_stays_arrived_and_what_was_told_is_told_again(store: Store) -> None:
    store.devices.retire(_FORMER, {}, [], 600)
    numbers = [store.documents.load(save(store, number, plan("x"), space=SHARED)) for number in (1, 2)]
    assert [stored.sent_number for stored in numbers if stored is not None] == [0, None]
    assert store.receipts.untold(SHARED) == [(OTHER, 4)]


def test_that_her_other_laptop_has_it_is_nobodys_receipt(store: Store) -> None:
    store.devices.retire(_FORMER, {}, [], 600, own=[OTHER])
    stored = [store.documents.load(record) for record in store.documents.of_space(SHARED)]
    assert {one.sent_number for one in stored if one is not None} == {None}


def test_the_version_under_way_is_taken_back_as_told(store: Store) -> None:
    record = save(store, 3, plan("第3课"), space=SHARED)
    store.devices.retire(_FORMER, {record: b"older"}, [], 600)
    assert store.documents.exported_version(record) == b"older"
