"""What a handover does to one record follows from its declaration."""

from app.records.edits import SetValue
from app.records.fields import Date, Field, Line, Link, Person, Prose, Rows, YesNo
from app.records.handing import Handed, goes_along, handed, staying
from app.records.kind import Handing, Kind, Section, Tasks
from app.records.label import Label
from app.records.values import Row, Value

_ROW: tuple[Field, ...] = (
    Line("task", "t", Label("任务", "Task")),
    Person("owner", "p", Label("负责人", "Who")),
    Date("due", "u", Label("期限", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)
_FIELDS: tuple[Field, ...] = (
    Line("name", "t", Label("名称", "Name")),
    Person("mentor", "m", Label("导师", "Mentor")),
    YesNo("agrees", "g", Label("愿意", "Agrees")),
    Date("begun", "b", Label("开始", "From")),
    Date("ended", "e", Label("结束", "Until")),
    Rows("tasks", "r", Label("任务", "Tasks"), row=_ROW),
    Link("about", "l", Label("关于", "About"), kinds=("child",)),
    Prose("notes", "N", Label("备注", "Notes")),
)


def kind(key: str = "one", handing: Handing | None = None, *, stays: bool = False, fields: int = 8) -> Kind:
    """A kind with these fields, or the last of them."""
    label = Label("一种", "One")
    return Kind(
        key=key, version=1, label=label, title="name", columns=(), main="notes", group="lessons",
        sections=(Section(label, (*_FIELDS[: fields - 2], *_FIELDS[6:][8 - fields :])),),
        tasks=Tasks("tasks", "task", "owner", "due", "done"), handing=handing, stays=stays,
    )  # fmt: skip


def leaves(value: str) -> bool:
    return value == "李秀兰"


def test_open_tasks_go_to_the_successor_and_done_ones_stay() -> None:
    tasks: list[Row] = [
        {"id": "a", "task": "借书", "owner": "李秀兰"},
        {"id": "b", "task": "还书", "owner": "李秀兰", "done": True},
        {"id": "c", "task": "买书", "owner": "王敏"},
    ]

    assert handed(kind(), {"tasks": tasks}, leaves, "赵老师", "2026-12-31") == Handed(
        (SetValue("tasks/a/owner", "赵老师"),)
    )
    assert handed(kind(), {}, leaves, "赵老师", "2026-12-31") is None


def test_a_name_is_changed_where_it_stands() -> None:
    contacts = Handing(people=("mentor", "tasks/owner"))
    tasks: list[Row] = [{"id": "b", "owner": "李秀兰", "done": True}]
    found = handed(kind(handing=contacts), {"mentor": "李秀兰", "tasks": tasks}, leaves, "赵老师", "2026-12-31")

    assert found == Handed((SetValue("mentor", "赵老师"), SetValue("tasks/b/owner", "赵老师")))


def test_a_pairing_ends_and_another_one_begins() -> None:
    """What was agreed with the former mentor is asked anew; one that has ended before stays as it is."""
    pairing = kind(handing=Handing(people=("mentor",), ended="ended", begun="begun", fresh=("agrees",)))
    values: dict[str, Value] = {"name": "结对", "mentor": "李秀兰", "agrees": True, "begun": "2026-09-01"}
    found = handed(pairing, values, leaves, "赵老师", "2026-12-31")

    assert found is not None
    assert found.edits == (SetValue("ended", "2026-12-31"),)
    assert found.begins is not None
    assert found.begins == {"name": "结对", "mentor": "赵老师", "begun": "2026-12-31"}
    ahead = handed(pairing, {**values, "ended": "2027-07-01"}, leaves, "赵老师", "2026-12-31")
    assert ahead is not None
    assert ahead.edits == found.edits
    assert ahead.begins == {**found.begins, "ended": "2027-07-01"}
    assert handed(pairing, {**values, "ended": "2026-10-01"}, leaves, "赵老师", "2026-12-31") is None


def test_what_is_about_a_pupil_stays_and_ones_own_work_goes_along() -> None:
    child, about, plan = kind("child", stays=True), kind("about"), kind("plan", fields=7)
    stay = staying([child, about, plan])

    assert stay == {"child", "about"}
    assert [goes_along(one, stay) for one in (child, about, plan)] == [False, False, True]
