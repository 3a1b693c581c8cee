"""What waits to be read, by how long it waits; and the tasks that a person has."""

from app.records.searching import Searchable
from app.records.values import Row
from app.store.documents import Content
from app.store.store import Store
from tests.helpers.stores import OWN, SHARED, plan, receive, remark, save

MEETING = "plc_meeting"


def meeting(title: str, tasks: list[Row]) -> Content:
    """A meeting as a save leaves it."""
    return Content(MEETING, 1, b"state", Searchable(title), {"topic": title, "tasks": tasks})


def test_what_waits_keeps_its_place_when_more_comes(store: Store) -> None:
    """The first words that she has not read count; once read, it begins anew, as one that she has read before."""
    first = receive(store, 1, plan("一"), now=100)
    second = receive(store, 2, plan("二"), now=200)
    receive(store, 1, plan("一", state=b"more"), now=300)
    before = store.reading.waiting()
    store.receipts.mark_read(first, b"v1", 400)
    receive(store, 1, plan("一", state=b"still more"), now=500)
    after = store.reading.waiting()

    assert [(one.record, one.since, one.again) for one in before] == [(first, 100, False), (second, 200, False)]
    assert [(one.record, one.since, one.again) for one in after] == [(second, 200, False), (first, 500, True)]


def test_what_came_while_the_clock_was_ahead_is_not_hidden_behind_all_that_comes(store: Store) -> None:
    """It goes before whatever was stored after it; where that is nothing, it waits since now."""
    first = receive(store, 1, plan("一"), now=100)
    ahead = receive(store, 2, plan("二"), now=9_999)
    later = receive(store, 3, plan("三"), now=200)
    last = receive(store, 4, plan("四"), now=9_000)

    assert [(one.record, one.since) for one in store.reading.waiting(300)] == [
        (first, 100),
        (ahead, 200),
        (later, 200),
        (last, 300),
    ]


def test_own_deleted_and_what_stands_beside_others_do_not_wait(store: Store) -> None:
    mine = save(store, 1, plan("我的"), space=SHARED)
    receive(store, 1, plan("我的", state=b"changed"))
    receive(store, 2, plan("删了", deleted=True))
    receive(store, 3, remark(mine, "好"))
    receive(store, 4, Content("lesson_plan", 1, b"state", Searchable("样"), {}, template=True))

    assert store.reading.waiting() == []


def test_the_size_is_that_of_the_last_words(store: Store) -> None:
    receive(store, 1, Content("lesson_plan", 1, b"a", Searchable("一"), {"topic": "一"}, size=900))
    receive(store, 1, Content("lesson_plan", 1, b"b", Searchable("一"), {"topic": "一"}, size=1_200))

    assert [one.size for one in store.reading.waiting()] == [1_200]


def test_tasks_are_found_by_their_owner_and_by_whether_they_are_done(store: Store) -> None:
    """In every record of a kind that declares them; a name inside other words is none."""
    tasks: list[Row] = [
        {"id": "a", "task": "写 @01 的小结", "owner": "@0102"},
        {"id": "b", "task": "联系", "owner": "@01", "due": "2026-12-01"},
        {"id": "c", "task": "打印", "owner": "@01", "done": True},
    ]
    receive(store, 1, meeting("十一月", tasks), now=300)
    save(store, 2, meeting("十月", [{"id": "d", "task": "准备", "owner": "张老师", "done": False}]), space=OWN)
    receive(store, 3, meeting("没有", []))
    found = store.reading.tasks(["@01", "张老师"])

    assert [(task.title, task.row["task"]) for _, task in found] == [("十月", "准备"), ("十一月", "联系")]
    assert [kind.key for kind, _ in found] == [MEETING, MEETING]
    assert [task.row["id"] for _, task in store.reading.tasks(["@01"], done=True)] == ["c"]
    assert store.reading.tasks(["谁"]) == []
