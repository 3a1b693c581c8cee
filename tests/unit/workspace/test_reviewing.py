"""The queue, and a record with all that its reviewer needs."""

import pytest

from app.records.edits import WriteProse
from app.records.people import person_value
from app.records.values import Row
from app.workspace import browsing
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of
from tests.unit.workspace.test_review import NOTES, shared_plan


def test_the_queue_is_ordered_by_how_long_something_waits(world: World) -> None:
    """A later edit does not send a plan to the end; read again is told from new; answers are counted."""
    teacher, mentor = world.pair()
    first = shared_plan(world, teacher, mentor)
    world.clock.pass_seconds(86_400)
    second = teacher.create("mentoring_log", {"step": "等三秒", "discussion": "问" * 900}, world.shared())
    settle(teacher, mentor)
    world.clock.pass_seconds(86_400)
    teacher.edit(first, [WriteProse("notes", NOTES + "再读一遍。")])
    settle(teacher, mentor)
    before = mentor.queue()
    mentor.comment(first, "notes", 0, 2, "好")
    mentor.mark_read(first)
    mentor.mark_read(second)
    settle(mentor, teacher)
    (comment,) = teacher.view(first).comments
    teacher.reply(comment.record, "谢谢")
    teacher.edit(second, [WriteProse("discussion", "问")])
    settle(teacher, mentor)
    after = mentor.queue()

    assert [(item.record, item.again, item.minutes) for item in before.waiting] == [
        (first, False, 1),
        (second, False, 3),
    ]
    assert [item.kind_key for item in before.waiting] == ["lesson_plan", "mentoring_log"]
    assert before.waiting[0].since < before.waiting[1].since
    assert (before.waiting[0].author, before.waiting[0].space_name) == ("李秀兰", "秀兰和王敏")
    assert before.waiting[1].characters == 903
    assert [(item.record, item.again) for item in after.waiting] == [(second, True)]
    assert [(item.record, item.replies) for item in after.replied] == [(first, 1)]
    assert teacher.queue().waiting == ()


def test_a_review_has_the_changes_since_it_was_read_and_the_step_before(world: World) -> None:
    """The answer to last month's step stands beside another month's plan."""
    teacher, mentor = world.pair()
    last_month = shared_plan(world, teacher, mentor)
    mentor.set_step(last_month, "提问后等三秒", "2026-11-01", teacher.me.person)
    mentor.mark_read(last_month)
    settle(mentor, teacher)
    (step,) = teacher.today().steps
    teacher.answer_step(step.record, "试了两次，学生想得更久。", True)
    plan = shared_plan(world, teacher, mentor)
    unread = mentor.review(plan)
    mentor.mark_read(plan)
    teacher.edit(plan, [WriteProse("notes", NOTES.replace("先", "首先"))])
    settle(teacher, mentor)
    again = mentor.review(plan)

    assert (unread.changes, unread.read_at) == (None, None)
    assert [(one.text, one.answer, one.done) for one in unread.earlier] == [
        ("提问后等三秒", "试了两次，学生想得更久。", True)
    ]
    assert again.changes is not None
    assert again.changes.differences.paths() == ("notes",)
    assert again.read_at is not None
    assert (unread.following, unread.left) == (None, 0)


def test_a_task_of_a_meeting_stands_on_its_owners_start_page_until_it_is_ticked(world: World) -> None:
    """For everybody, by id or by a typed name; nobody else is told."""
    teacher, mentor = world.pair()
    tasks: list[Row] = [
        {"task": "做一套点数卡片", "owner": person_value(desk_of(teacher).person), "due": "2026-12-01"},
        {"task": "联系场地", "owner": "李秀兰"},
        {"task": "写小结", "owner": "张老师"},
    ]
    meeting = mentor.create("plc_meeting", {"topic": "单元备课", "tasks": tasks}, world.shared())
    settle(mentor, teacher)
    before = teacher.today().steps
    teacher.tick_step(before[0].record, before[0].place)
    settle(teacher, mentor)
    rows = mentor.view(meeting).values["tasks"]
    assert isinstance(rows, list)

    assert [(one.text, one.due, one.target_title) for one in before] == [
        ("做一套点数卡片", "2026-12-01", "单元备课"),
        ("联系场地", "", "单元备课"),
    ]
    assert [row.get("done") for row in rows if isinstance(row, dict)] == [True, None, None]
    assert [one.text for one in teacher.today().steps] == ["联系场地"]
    assert mentor.today().steps == ()
    teacher.tick_step(before[0].record, before[0].place, done=False)
    assert len(teacher.today().steps) == 2


def test_the_steps_of_a_pair_over_time(world: World) -> None:
    """Both ways, oldest first; the same seen from both sides."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.set_step(plan, "一", "2026-11-01", teacher.me.person)
    world.clock.pass_seconds(60)
    mentor.set_step(plan, "二", "2026-12-01", teacher.me.person)
    mentor.set_step(plan, "自己的", "", mentor.me.person)
    world.clock.pass_seconds(60)
    settle(mentor, teacher)
    teacher.set_step(plan, "三", "", mentor.me.person)
    settle(teacher, mentor)

    assert [one.text for one in mentor.steps_with(teacher.me.person)] == ["一", "二", "三"]
    assert sorted(one.text for one in teacher.steps_with(mentor.me.person)) == sorted(["一", "二", "三"])


def test_a_step_or_task_says_whether_this_role_may_tick_it(world: World) -> None:
    """A commenter answers her step, but does not write in a meeting; a reader neither: no button must fail."""
    keeper, guest = world.person("王敏"), world.person("赵老师")
    world.space = keeper.found_space("研讨", world.card).space
    world.bring(keeper, guest, "commenter")
    tasks: list[Row] = [{"task": "做卡片", "owner": person_value(desk_of(guest).person)}]
    meeting = keeper.create("plc_meeting", {"topic": "单元备课", "tasks": tasks}, world.space)
    keeper.set_step(meeting, "等三秒", "", guest.me.person)
    settle(keeper, guest)
    as_commenter = {step.text: step.may_answer for step in guest.today().steps}
    keeper.set_role(world.space, guest.me.person, "reader")
    settle(keeper, guest)

    assert as_commenter == {"做卡片": False, "等三秒": True}
    assert {step.text: step.may_answer for step in guest.today().steps} == {"做卡片": False, "等三秒": False}


def test_the_start_page_and_the_queue_tell_the_same_of_what_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longest waiting first, also when it was edited since; all of it is counted, though not all of it is shown;
    and whatever waits, what came into one's own record is told."""
    monkeypatch.setattr(browsing, "_LOOK", 2)
    teacher, mentor = world.pair()
    first = shared_plan(world, teacher)
    own = shared_plan(world, mentor)
    settle(teacher, mentor)
    for _ in range(2):
        world.clock.pass_seconds(60)
        shared_plan(world, teacher, mentor)
    world.clock.pass_seconds(60)
    teacher.edit(first, [WriteProse("notes", "改过")])
    teacher.edit(own, [WriteProse("notes", "同事写的")])
    settle(teacher, mentor)
    today, queue = mentor.today(), mentor.queue()

    assert [row.record for row in today.to_read] == [item.record for item in queue.waiting[:2]]
    assert today.to_read[0].record == first
    assert today.waiting == len(queue.waiting) == 3
    assert [row.record for row in today.came] == [own]


def test_a_task_stays_on_the_start_page_when_its_owner_takes_another_name(world: World) -> None:
    """Somebody typed her name into the meeting before she changed it."""
    teacher, mentor = world.pair()
    tasks: list[Row] = [{"task": "做卡片", "owner": "李秀兰"}]
    mentor.create("plc_meeting", {"topic": "单元备课", "tasks": tasks}, world.shared())
    settle(mentor, teacher)
    teacher.rename_me("李秀")
    settle(teacher, mentor)

    assert [step.text for step in teacher.today().steps] == ["做卡片"]
    assert mentor.today().steps == ()
