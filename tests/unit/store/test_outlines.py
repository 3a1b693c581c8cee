"""The whole of a list, as ids in its order."""

from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.plc_meeting import PLC_MEETING
from app.records.searching import Searchable
from app.store.documents import Content
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


def test_what_is_to_be_held_comes_soonest_first_and_without_what_was_deleted(store: Store) -> None:
    def meeting(number: int, when: str, *, deleted: bool = False) -> None:
        words = Searchable(f"会 {number}")
        save(store, number, Content("plc_meeting", 1, b"s", words, {"topic": words.title, "held_at": when}, deleted))

    meeting(1, "2026-11-30T14:30")
    meeting(2, "2026-11-24T09:00")
    meeting(3, "2026-11-23T10:00")
    meeting(4, "2026-11-25T10:00", deleted=True)
    meeting(5, "2026-12-25T10:00")

    found = store.outlines.coming(PLC_MEETING, "held_at", "2026-11-24", "2026-12-08", 5)

    assert found == [(record_id(2), "2026-11-24T09:00"), (record_id(1), "2026-11-30T14:30")]
