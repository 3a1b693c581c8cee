"""Lists: filtered, sorted and paged in the file, with each field's value as it was handed in."""

import pytest

from app.errors import Bug
from app.records.searching import Searchable
from app.store.outbox import Exported
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, OWN, SHARED, plan, receive, record_id, remark, save


def titles(store: Store, **how: object) -> list[str]:
    """The titles of a list of lesson plans."""
    return [listed.title for listed in store.queries.list_records("lesson_plan", **how)]  # type: ignore[arg-type]  # named below


def test_values_come_back_as_they_were_handed_in(store: Store) -> None:
    """Lines, numbers, sets and rows; what was not set is absent."""
    values = {
        "subject": "maths",
        "grades": ["3", "4"],
        "taught_on": "2026-09-01",
        "period": 2,
        "objectives": [{"id": "r1", "text": "会比较分数的大小", "aspects": ["knowledge"]}],
    }
    save(store, 1, plan("分数", **values))  # type: ignore[arg-type]  # a mixed dict

    (listed,) = store.queries.list_records("lesson_plan")

    assert listed.values == {"topic": "分数", **values}
    assert (listed.author, listed.mine, listed.unread, listed.waiting) == (DEVICE, True, False, True)


def test_yes_and_no_come_back_as_such(store: Store) -> None:
    """Not as 1 and 0."""
    content = remark(record_id(1), "好")
    save(store, 2, type(content)(content.kind, 1, b"s", Searchable("好"), {**content.row, "resolved": True}))

    assert store.queries.where("comment", resolved=True)[0].values["resolved"] is True
    assert store.queries.where("comment", resolved=False) == []


def test_a_list_is_sorted_by_any_column_with_the_empty_last(store: Store) -> None:
    """Both ways; by last change when nothing is said."""
    save(store, 1, plan("b", taught_on="2026-09-02"), now=300)
    save(store, 2, plan("a", taught_on="2026-09-01"), now=100)
    save(store, 3, plan("c"), now=200)

    assert titles(store) == ["b", "c", "a"]
    assert titles(store, order="taught_on") == ["b", "a", "c"]
    assert titles(store, order="taught_on", descending=False) == ["a", "b", "c"]
    assert titles(store, order="title", descending=False) == ["a", "b", "c"]


def test_a_list_is_given_in_pages_that_do_not_overlap(store: Store) -> None:
    """Also when all were changed at the same second."""
    for number in range(7):
        save(store, number, plan(f"{number}"))

    pages = [titles(store, offset=offset, limit=3) for offset in (0, 3, 6, 9)]

    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"], []]


def test_a_list_is_narrowed_by_space_text_and_fields(store: Store) -> None:
    """All of them at once; count says how many there are in all."""
    save(store, 1, plan("分数 甲", subject="maths"))
    save(store, 2, plan("分数 乙", subject="science"))
    save(store, 3, plan("分数 丙", subject="maths"), space=SHARED)
    save(store, 4, plan("小数", subject="maths"))

    assert titles(store, text="分数", space=OWN, equals={"subject": "maths"}) == ["分数 甲"]
    assert store.queries.count("lesson_plan", text="分数") == 3
    assert store.queries.count("lesson_plan", OWN, "分数", equals={"subject": "maths"}) == 1
    assert store.queries.count("lesson_plan", equals={"class_name": None}) == 4
    assert store.queries.count(text="小") == 1


def test_everything_can_be_listed_over_all_kinds(store: Store) -> None:
    """Without field values, which only a kind has."""
    plan_one = save(store, 1, plan("一"), now=100)
    comment = save(store, 2, remark(plan_one, "好"), now=200)

    listed = store.queries.list_records()

    assert [(row.record, row.values) for row in listed] == [(comment, {}), (plan_one, {})]
    assert store.queries.counts() == {"comment": 1, "lesson_plan": 1}
    assert store.queries.counts(SHARED) == {}


def test_what_stands_beside_a_record_is_found_over_all_kinds(store: Store) -> None:
    """Its comments and steps, oldest first; those of another record are not."""
    target, other = save(store, 1, plan("一")), save(store, 2, plan("二"))
    second = save(store, 3, remark(target, "第二"), now=300)
    first = save(store, 4, remark(target, "第一"), now=200)
    save(store, 5, remark(other, "别处"))
    step = remark(target, "下次先问再讲")
    third = save(
        store, 6, type(step)("action_step", 1, b"s", step.words, {"target": target, "text": step.title}), now=400
    )

    assert [listed.record for listed in store.queries.standing_beside(target)] == [first, second, third]
    assert [listed.record for listed in store.queries.where("comment", target=target)] == [first, second]


def test_waiting_ends_with_the_acknowledgement(store: Store) -> None:
    """Unsealed, sealed, and then no longer."""
    record = save(store, 1, plan("一"), space=SHARED)
    store.outbox.seal(SHARED, 1, b"sealed", b"digest", [Exported(record, b"v", 1)], 110)
    assert store.queries.list_records()[0].waiting

    store.outbox.acknowledge(SHARED, 1)
    assert not store.queries.list_records()[0].waiting


def test_what_others_changed_is_unread_longest_waiting_first(store: Store) -> None:
    """Deleted ones and my own are not; it can be asked by kind."""
    save(store, 1, plan("我的"))
    receive(store, 2, plan("新的"), now=300)
    receive(store, 3, remark(record_id(1), "批注"), now=200)
    receive(store, 4, plan("删了", deleted=True), now=100)

    assert [listed.title for listed in store.queries.unread()] == ["新的"]
    assert [listed.title for listed in store.queries.unread("lesson_plan")] == ["新的"]
    assert [listed.author for listed in store.queries.unread(limit=1)] == [OTHER]
    assert [listed.title for listed in store.queries.unread(mine=False)] == ["新的"]
    assert store.queries.unread(mine=True) == []


@pytest.mark.parametrize("column", ["nowhere", "topic; DROP TABLE records", "saves"])
def test_a_column_that_no_declaration_has_is_our_mistake(store: Store, column: str) -> None:
    """Names never reach the file unless they stand in a declaration."""
    with pytest.raises(Bug):
        store.queries.list_records("lesson_plan", order=column)
    with pytest.raises(Bug):
        store.queries.count("lesson_plan", equals={column: "x"})
    with pytest.raises(Bug):
        store.queries.list_records(order="topic")


def test_a_value_written_when_the_field_was_of_another_type_is_left_out(store: Store) -> None:
    """Until the row is renewed after an update; a list must not fail for it."""
    save(store, 1, plan("一", grades="not a list"))

    assert store.queries.list_records("lesson_plan")[0].values == {"topic": "一"}


def test_what_a_space_holds_is_measured(store: Store) -> None:
    """For a stick: more with every record, and nothing of another space."""
    save(store, 1, plan("分数"))
    mine = store.queries.state_bytes(OWN)
    other = store.queries.state_bytes(SHARED)
    save(store, 2, plan("小数"))

    assert mine > 0
    assert other == 0
    assert store.queries.state_bytes(OWN) > mine
