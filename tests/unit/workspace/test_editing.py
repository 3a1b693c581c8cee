"""Writing: rights, pastes, deletions that are only marks, and giving a draft away."""

import pytest

from app.crdt import MAX_DELTA
from app.errors import AccessError, RecordError, TongxingError
from app.ids import RecordId
from app.records.edits import SetValue, WriteProse
from app.store.content import content_of
from app.workspace.views import Changes, Travel
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of

LONG = "字" * 200_000


def refusal(workspace: Workspace, record: RecordId, path: str, text: str) -> TongxingError:
    """What an edit is refused with."""
    with pytest.raises(TongxingError) as raised:
        workspace.edit(record, [WriteProse(path, text)])
    return raised.value


def test_a_new_record_is_a_draft_that_nobody_else_sees(world: World) -> None:
    """Sharing is a decision of its own."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    teacher.visit()
    mentor.visit()

    assert teacher.view(plan).travel is Travel.PRIVATE
    assert mentor.list_records() == []


def test_an_edit_gives_the_new_title_and_what_changed(world: World) -> None:
    """The list behind the form must redraw this record, and no other."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    saved = teacher.edit(plan, [SetValue("topic", "认识秋天")])

    assert saved.title == "认识秋天"
    assert saved.changes == Changes(frozenset({plan}), sync=True)
    assert {notice.key for notice in saved.notices} == {"notice.required"}


def test_an_edit_that_changes_nothing_is_no_change(world: World) -> None:
    """Autosave writes what stands there already; nothing may leave for it."""
    teacher, _ = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "一句。"}, world.shared())
    teacher.visit()

    assert teacher.edit(plan, [SetValue("topic", "秋天"), WriteProse("notes", "一句。")]).changes == Changes()
    assert teacher.sync_line().waiting_records == 0


def test_all_edits_of_a_save_are_made_or_none(world: World) -> None:
    """The good half of a refused save must not appear by itself."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    with pytest.raises(RecordError) as raised:
        teacher.edit(plan, [SetValue("topic", "冬天"), SetValue("taught_on", "明天")])

    assert raised.value.code == "record.bad_value"
    assert teacher.view(plan).values["topic"] == "秋天"


@pytest.mark.parametrize("role", ["commenter", "reader"])
def test_whoever_may_not_write_changes_nothing(world: World, role: str) -> None:
    """Refused here, before anything of it could be stored or leave: edit, delete, create, share."""
    teacher, mentor = world.pair(role)
    plan = mentor.create("lesson_plan", {"topic": "秋天"}, world.shared())
    mentor.visit()
    teacher.visit()
    draft = teacher.create("lesson_plan", {"topic": "草稿"})
    attempts = (
        lambda: teacher.edit(plan, [SetValue("topic", "改了")]),
        lambda: teacher.delete(plan),
        lambda: teacher.create("lesson_plan", {"topic": "新"}, world.shared()),
        lambda: teacher.share(draft, world.shared()),
    )
    codes = []
    for attempt in attempts:
        with pytest.raises(AccessError) as raised:
            attempt()
        codes.append(raised.value.code)

    assert codes == ["access.no_right"] * 4
    view = teacher.view(plan)
    assert (view.title, view.deleted, view.may_write, view.may_share) == ("秋天", False, False, False)
    assert teacher.view(draft).travel is Travel.PRIVATE
    assert teacher.sync_line().waiting_records == 0


def test_only_a_draft_can_be_shared_and_only_once(world: World) -> None:
    """What others have read cannot be taken to another space, nor back."""
    teacher, _ = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    assert teacher.view(plan).may_share
    teacher.share(plan, world.shared())
    for target in (world.shared(), desk_of(teacher).private_space):
        with pytest.raises(AccessError):
            teacher.share(plan, target)

    assert not teacher.view(plan).may_share
    assert teacher.view(plan).space.space == world.shared()


def test_a_shared_draft_arrives_whole_with_its_past(world: World) -> None:
    """All of it leaves at the next visit, also what was written before anybody could read it."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "第一稿。"})
    teacher.edit(plan, [WriteProse("notes", "第一稿。第二稿。")])
    teacher.share(plan, world.shared())
    teacher.visit()
    mentor.visit()

    assert mentor.view(plan).values == teacher.view(plan).values
    assert len(mentor.history(plan)) == len(teacher.history(plan)) == 2


def test_a_deletion_travels_as_a_mark_and_can_be_taken_back(world: World) -> None:
    """The record leaves every list and stays whole, on both sides."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "还在。"}, world.shared())
    teacher.visit()
    mentor.visit()
    teacher.delete(plan)
    teacher.visit()
    mentor.visit()
    assert mentor.list_records() == teacher.list_records() == []
    assert mentor.view(plan).deleted
    assert mentor.view(plan).values["notes"] == "还在。"

    mentor.undelete(plan)
    mentor.visit()
    teacher.visit()
    assert [row.record for row in teacher.list_records()] == [plan]
    assert not teacher.view(plan).deleted


def test_a_paste_that_is_too_long_for_its_field_leaves_the_field_as_it_was(world: World) -> None:
    """The sentence can say how long it is and what fits."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"notes": "原来的话。"})
    error = refusal(teacher, plan, "notes", "长" * 200_001)

    assert (error.code, error.fields["length"], error.fields["limit"]) == ("record.text_too_long", 200_001, 200_000)
    assert teacher.view(plan).values["notes"] == "原来的话。"


def test_pastes_that_would_together_be_too_long_to_leave_are_refused_in_time(world: World) -> None:
    """Two thin books fit their fields, but no colleague's program would take them as one record."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": LONG}, world.shared())
    error = refusal(teacher, plan, "reflection", LONG)
    assert error.code == "record.text_too_long"
    assert int(error.fields["length"]) > int(error.fields["limit"]) == MAX_DELTA // 3

    assert "reflection" not in teacher.view(plan).values
    assert teacher.edit(plan, [WriteProse("reflection", "短短一句。")]).changes.records == {plan}
    assert not teacher.visit().trouble
    assert mentor.visit().merged == 1
    assert mentor.view(plan).values["notes"] == LONG


def test_one_save_that_is_too_long_to_leave_is_refused_with_both_numbers(world: World) -> None:
    """Whether it makes a record or changes one."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    with pytest.raises(RecordError) as made:
        teacher.create("lesson_plan", {"notes": LONG, "reflection": LONG})
    with pytest.raises(RecordError) as changed:
        teacher.edit(plan, [WriteProse("notes", LONG), WriteProse("reflection", LONG)])

    for raised in (made, changed):
        assert raised.value.code == "record.text_too_long"
        assert {"length", "limit"} <= set(raised.value.fields)
    assert [row.record for row in teacher.list_records()] == [plan]
    assert dict(teacher.view(plan).values) == {"topic": "秋天"}


def test_a_draft_that_is_too_long_to_leave_is_not_shared(world: World) -> None:
    """It would hold up everything else that waits; it stays a draft, whole."""
    teacher, mentor = world.pair()
    other = teacher.create("lesson_plan", {"topic": "另一课"}, world.shared())
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": LONG})
    desk = desk_of(teacher)
    opened = desk.open(plan)
    before = opened.record.document.version()
    opened.record.apply([WriteProse("reflection", LONG)])
    opened.record.save(desk.clock.now() + 100)
    delta = opened.record.document.export(before)
    desk.store.documents.save(
        plan, desk.private_space, content_of(opened.record), delta, desk.owner.device_id, desk.clock.now()
    )
    with pytest.raises(RecordError) as raised:
        teacher.share(plan, world.shared())

    assert raised.value.code == "record.text_too_long"
    assert teacher.view(plan).travel is Travel.PRIVATE
    assert not teacher.visit().trouble
    mentor.visit()
    assert [row.record for row in mentor.list_records()] == [other]
