"""Beginning from the last one, from a template, as a copy; templates that sync and stand in no list."""

from datetime import date, timedelta

import pytest

from app.errors import RecordError
from app.records.values import Row, Value
from app.workspace.workspace import Workspace
from tests.helpers.kinds import without_ids
from tests.helpers.world import World

STEPS: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "练习", "minutes": 35}]
TASKS: list[Row] = [{"task": "交二次备课", "owner": "赵国庆"}, {"task": "借投影仪", "done": True}]


def topics(workspace: Workspace) -> list[str]:
    """What the list of plans shows."""
    return [row.title for row in workspace.list_records("lesson_plan")]


def test_the_last_own_one_is_offered_and_copied(world: World) -> None:
    """Not a colleague's, however new; without its date and reflection, and private."""
    teacher, mentor = world.pair()
    plan = teacher.create(
        "lesson_plan",
        {"topic": "秋天的雨", "steps": STEPS, "taught_on": "2026-11-20", "reflection": "太快"},
        world.shared(),
    )
    mentor.create("lesson_plan", {"topic": "别人的"}, world.shared())
    for workspace in (teacher, mentor, teacher):
        workspace.visit()
    offered = teacher.beginnings("lesson_plan", "zh")
    view = teacher.view(teacher.copy(plan, "zh"))

    assert (offered.last, offered.last_title) == (plan, "秋天的雨")
    assert without_ids(dict(view.values)) == {"topic": "秋天的雨", "steps": STEPS, "made_from": plan}
    assert view.space.private
    assert teacher.beginnings("mentoring_log", "zh").last is None


def test_a_record_becomes_a_template_and_a_template_a_record(world: World) -> None:
    """The template has a name of its own, and stands in no list, count, search or on the start page."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨", "steps": STEPS, "taught_on": "2026-11-20"})
    template = teacher.save_as_template(plan, " 我的新授课 ")
    begun = teacher.copy(template, "zh")
    own = teacher.beginnings("lesson_plan", "zh").templates[0]

    assert (own.name, own.record, own.private, own.may_write) == ("我的新授课", template, True, True)
    assert teacher.view(template).template == "我的新授课"
    assert without_ids(dict(teacher.view(begun).values)) == {"topic": "秋天的雨", "steps": STEPS}
    assert teacher.view(begun).template == ""
    assert len(topics(teacher)) == 2
    assert {row.record for row in teacher.list_records(None, "秋天")} == {plan, begun}
    assert {row.record for row in teacher.today().drafts} == {plan, begun}


def test_templates_are_renamed_deleted_and_shared(world: World) -> None:
    """Shared, it is a colleague's too, under the space's name, and waits for nobody to read it."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨"})
    template, other = teacher.save_as_template(plan, "甲"), teacher.save_as_template(plan, "乙")
    teacher.rename_template(template, "我们的")
    teacher.delete(other)
    teacher.share(template, world.shared())
    for workspace in (teacher, mentor):
        workspace.visit()
    hers = mentor.beginnings("lesson_plan", "zh").templates[0]

    assert (hers.name, hers.about, hers.private) == ("我们的", "秀兰和王敏", False)
    assert [one.name for one in teacher.beginnings("lesson_plan", "zh").templates if one.record] == ["我们的"]
    assert topics(mentor) == []
    assert mentor.today().to_read == ()


def test_a_template_has_a_name_and_only_a_template_is_renamed(world: World) -> None:
    """Said at once, not found out later."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨"})
    for wrong in (lambda: teacher.save_as_template(plan, " "), lambda: teacher.rename_template(plan, "甲")):
        with pytest.raises(RecordError):
            wrong()


def test_a_template_that_ships_with_the_program(world: World) -> None:
    """In the language of the screen."""
    teacher = world.person("李秀兰")
    shipped = [one for one in teacher.beginnings("lesson_plan", "en").templates if one.built_in]
    begun = teacher.view(teacher.from_built_in("lesson_plan", shipped[0].built_in, "en"))

    assert shipped[0].name == "New content"
    assert begun.values["lesson_type"] == "ne"
    assert begun.title == ""


def test_the_next_meeting_from_the_last_one(world: World) -> None:
    """Date moved by the usual interval, open tasks on the agenda, those expected kept, nobody present yet."""
    teacher = world.person("李秀兰")
    today = world.clock.now()
    common: dict[str, Value] = {"invited": ["赵国庆", "钱进"], "present": ["钱进"], "chair": "李秀兰"}
    teacher.create("plc_meeting", {"topic": "十月", "held_at": _day(today, -35) + "T14:30", **common})
    agenda: list[Row] = [{"item": "议题", "minutes": 20}]
    last = teacher.create(
        "plc_meeting",
        {"topic": "十一月", "held_at": _day(today, -7) + "T14:30", "agenda": agenda, "tasks": TASKS, **common},
    )
    view = teacher.view(teacher.copy(last, "zh"))

    assert without_ids(dict(view.values)) == {
        "held_at": _day(today, 21) + "T14:30",
        "chair": "李秀兰",
        "invited": sorted(["赵国庆", "钱进"]),
        "agenda": [{"item": "上次任务：交二次备课 · 赵国庆"}, {"item": "议题", "minutes": 20}],
    }


def test_who_may_be_named(world: World) -> None:
    """In a draft everybody in any of her spaces; and names typed before, by field."""
    teacher, _ = world.pair()
    teacher.create("plc_meeting", {"topic": "十月", "invited": ["钱进"], "chair": "赵国庆"})
    draft = teacher.create("plc_meeting", {"topic": "十一月"})
    known = teacher.known_names(draft)

    assert [member.name for member in known.members] == ["李秀兰", "王敏"]
    assert known.names == {"invited": ("钱进",), "chair": ("赵国庆",)}


def _day(now: int, days: int) -> str:
    return (date.fromtimestamp(now) + timedelta(days=days)).isoformat()


def test_the_agenda_that_goes_out_is_small(world: World) -> None:
    """Fourteen people expected, five items, four open tasks: under 3 KB, so that a stick or a thin link carries it."""
    teacher, mentor = world.pair()
    names = [f"第{number}位老师" for number in range(14)]
    agenda: list[Row] = [{"item": f"第{number}项：各校的做法和想商量的事", "minutes": 15} for number in range(5)]
    tasks: list[Row] = [{"task": "整理书单，发到圈里", "owner": name, "due": "2026-12-04"} for name in names[:4]]
    values: dict[str, Value] = {"topic": "读书", "held_at": "2026-11-20T14:30", "place": "二楼会议室"}
    last = teacher.create("plc_meeting", {**values, "invited": names, "agenda": agenda, "tasks": tasks}, world.shared())
    teacher.visit()
    copy = teacher.copy(last, "zh")
    teacher.share(copy, world.shared())
    report = teacher.visit()
    mentor.visit()

    assert 200 < report.bytes_up <= 3_000
    assert mentor.view(copy).values["agenda"] == teacher.view(copy).values["agenda"]
