"""The whole of a list, as ids in its order."""

from app.records.kinds.lesson_plan import LESSON_PLAN
from app.store.search import Narrowed, Piece
from app.store.store import Store
from tests.helpers.stores import DEVICE, OWN, SHARED, plan, record_id, remark, save


def test_a_list_holds_every_record_of_its_kind_that_is_not_deleted_what_changed_last_first(store: Store) -> None:
    save(store, 1, plan("一"), now=100)
    save(store, 2, plan("二"), now=300)
    save(store, 3, plan("三", deleted=True), now=400)
    save(store, 4, remark(record_id(1), "批注"), now=500)
    save(store, 5, plan("五"), space=SHARED, now=200)

    assert store.outlines.ids(LESSON_PLAN) == [record_id(2), record_id(5), record_id(1)]
    assert store.outlines.ids(LESSON_PLAN, deleted=True) == [record_id(3)]


def test_a_list_is_narrowed_by_words_space_time_and_person(store: Store) -> None:
    save(store, 1, plan("雨 一"), now=100)
    save(store, 2, plan("雨 二"), space=SHARED, now=300)
    save(store, 3, plan("雪"), now=200)

    def found(narrowed: Narrowed = Narrowed(), *words: str) -> list[int]:  # noqa: B008  # a frozen value
        pieces = [Piece(word) for word in words]
        return [
            number for number in (1, 2, 3) if record_id(number) in store.outlines.ids(LESSON_PLAN, pieces, narrowed)
        ]

    assert found(Narrowed(), "雨") == [1, 2]
    assert found(Narrowed(space=OWN), "雨") == [1]
    assert found(Narrowed(since=200)) == [2, 3]
    assert found(Narrowed(until=200)) == [1]
    assert found(Narrowed(devices=frozenset({DEVICE}))) == [1, 2, 3]
    assert found(Narrowed(people=frozenset())) == [1, 2, 3]


def test_what_a_list_is_sorted_by_comes_with_it(store: Store) -> None:
    save(store, 1, plan("一", slot=3))
    save(store, 2, plan("二"))

    placed = store.outlines.placed(LESSON_PLAN, field="slot")

    assert [(one.record, one.title, one.value, one.author) for one in placed] == [
        (record_id(2), "二", None, DEVICE),
        (record_id(1), "一", 3, DEVICE),
    ]
