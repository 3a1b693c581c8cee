"""What lies on sticks: of each by itself, and nothing of it counts as held by a relay."""

from pathlib import Path

import pytest

from app.store.outbox import Exported
from app.store.spaces import SpaceRow
from app.store.sticks import Letter
from app.store.store import Store
from tests.helpers.stores import RELAY, SHARED, new_store, plan, save

ONE, TWO = b"stick 1" * 4, b"stick 2" * 4


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_store(tmp_path)
    made.spaces.put(SpaceRow(SHARED, "同行", "writer", RELAY, False, b"founder", 1, True))
    return made


def test_each_stick_counts_for_itself(store: Store) -> None:
    store.sticks.hold(ONE, SHARED, 3, 100)
    store.sticks.hold(TWO, SHARED, 5, 200)
    store.sticks.hold(ONE, SHARED, 4, 300)

    assert store.sticks.number(SHARED) == 5
    assert [store.sticks.since(SHARED, number) for number in (3, 4, 5, 6)] == [100, 200, 200, None]


def test_what_a_stick_has_lost_is_not_on_it(store: Store) -> None:
    """Its files were spoilt or removed; what other sticks hold stays."""
    store.sticks.hold(ONE, SHARED, 5, 100)
    store.sticks.hold(TWO, SHARED, 2, 150)
    store.sticks.hold(ONE, SHARED, 0, 200)

    assert (store.sticks.number(SHARED), store.sticks.since(SHARED, 2)) == (2, 150)


def test_what_a_stick_holds_still_waits_for_the_relay(store: Store) -> None:
    """Agreement of the two ways: neither acknowledgement says anything about the other."""
    record = save(store, 1, plan("认识秋天"), space=SHARED)
    (unsent,) = store.outbox.unsent()[SHARED]
    store.outbox.seal(SHARED, 1, b"sealed", b"digest", [Exported(record, b"version", unsent.saves)], 10)

    assert store.sticks.waiting() == 0
    store.sticks.hold(ONE, SHARED, 1, 100)

    assert store.outbox.acknowledged(SHARED) == 0
    assert store.outbox.waits(record)
    assert store.outbox.size_waiting() == (1, len(b"sealed"))
    assert (store.sticks.waiting(), store.sticks.waiting(("lesson_plan",))) == (1, 0)
    store.outbox.acknowledge(SHARED, 1)
    assert store.sticks.number(SHARED) == 1
    assert store.sticks.waiting() == 0
    save(store, 1, plan("认识冬天"), space=SHARED)
    assert (store.outbox.unsealed(record), store.sticks.waiting()) == (True, 0)


def test_a_letter_is_kept_until_its_answer_or_a_later_one_was_taken_in(store: Store) -> None:
    for visit in (1, 2, 3):
        store.sticks.put_letter(Letter(RELAY, visit, b"request", 100))

    store.sticks.close_letters(RELAY, 2)

    assert store.sticks.letters() == [Letter(RELAY, 3, b"request", 100)]


def test_the_newest_answer_is_remembered(store: Store) -> None:
    for _ in range(3):
        store.cursors.next_visit(RELAY)
    for visit in (2, 1):
        store.cursors.answer(RELAY, visit)

    assert (store.cursors.last_visit(RELAY), store.cursors.answered(RELAY)) == (3, 2)
    assert (store.cursors.last_visit(ONE), store.cursors.answered(ONE)) == (0, 0)
