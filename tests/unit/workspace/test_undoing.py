"""Taking back one's own edits through the file, across saves and visits."""

from app.ids import RecordId
from app.records.edits import AddRow, Mark, RemoveRow, SetValue, WriteProse
from app.records.fields import is_prose
from app.records.kinds.plc_meeting import PLC_MEETING
from app.workspace.views import Changes, Undoable, Undone
from app.workspace.workspace import Workspace
from tests.helpers.world import World


def shared_plan(teacher: Workspace) -> RecordId:
    """A plan of the teacher's in the space with the mentor."""
    space = next(one.space for one in teacher.spaces() if not one.private)
    return teacher.create("lesson_plan", {"topic": "秋天", "reflection": "开头"}, space)


def test_an_undo_is_a_new_save_that_leaves_with_the_next_visit(world: World) -> None:
    teacher, mentor = world.pair()
    plan = shared_plan(teacher)
    teacher.edit(plan, [WriteProse("reflection", "开头，写错了")])
    teacher.visit()
    mentor.visit()
    assert mentor.view(plan).values["reflection"] == "开头，写错了"
    undone = teacher.undo(plan)
    teacher.visit()
    mentor.visit()

    assert undone.paths == ("reflection",)
    assert undone.changes.records == {plan}
    assert undone.changes.sync
    assert mentor.view(plan).values["reflection"] == "开头"
    assert next(entry.deleted for entry in mentor.history(plan)) == 4


def test_what_others_wrote_meanwhile_stays(world: World) -> None:
    """A common plan: both write into one paragraph, and a merge comes between the save and its undo."""
    teacher, mentor = world.pair()
    space = next(one.space for one in teacher.spaces() if not one.private)
    meeting = teacher.create("plc_meeting", {"topic": "数学"}, space)
    path = next(field.key for field in PLC_MEETING.fields() if is_prose(field))
    teacher.edit(meeting, [WriteProse(path, "我写的。")])
    teacher.visit()
    mentor.visit()
    mentor.edit(meeting, [WriteProse(path, "我写她写的。")])
    mentor.visit()
    teacher.visit()
    teacher.undo(meeting)

    assert teacher.view(meeting).values[path] == "她写"
    teacher.redo(meeting)
    assert teacher.view(meeting).values[path] == "我写她写的。"


def test_values_ticks_and_rows_go_back_too(world: World) -> None:
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    before = dict(teacher.view(plan).values)
    teacher.edit(plan, [SetValue("topic", "冬天")])
    teacher.edit(plan, [AddRow("steps", row_id="one"), SetValue("steps/one/minutes", 5)])
    teacher.edit(plan, [WriteProse("steps/one/teacher", "读")])
    teacher.edit(plan, [RemoveRow("steps", "one")])
    teacher.undo(plan)
    assert teacher.view(plan).values["steps"] == [{"id": "one", "minutes": 5, "teacher": "读"}]
    told = [teacher.undo(plan).paths for _ in range(3)]

    assert told[0] == ("steps/one/teacher",)
    assert set(told[1]) == {"steps", "steps/one/minutes"}
    assert told[2] == ("topic",)
    assert dict(teacher.view(plan).values) == before
    assert teacher.undo(plan).paths == ()


def test_members_of_a_set_go_back(world: World) -> None:
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    teacher.edit(plan, [Mark("methods", "观察")])

    assert teacher.undo(plan).paths == ("methods",)
    assert "methods" not in teacher.view(plan).values


def test_what_can_be_taken_back_is_told_with_every_answer(world: World) -> None:
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    assert teacher.undoable(plan) == Undoable()
    saved = teacher.edit(plan, [WriteProse("reflection", "三个字")])

    assert saved.undoable == teacher.undoable(plan)
    step = saved.undoable.undo
    assert step is not None
    assert (step.fields, step.put_in, step.taken_out) == (("reflection",), 0, 3)
    undone = teacher.undo(plan)
    assert undone.undoable.undo is None
    assert undone.undoable.redo is not None
    assert teacher.undo(plan).changes.records == frozenset()


def test_a_save_of_which_nothing_is_left_is_passed_over(world: World) -> None:
    """One press takes something back that can be seen."""
    teacher, mentor = world.pair()
    plan = shared_plan(teacher)
    teacher.edit(plan, [WriteProse("reflection", "一")])
    teacher.edit(plan, [SetValue("topic", "冬天")])
    teacher.visit()
    mentor.visit()
    mentor.edit(plan, [SetValue("topic", "春天")])
    mentor.visit()
    teacher.visit()
    undone = teacher.undo(plan)

    assert undone.paths == ("reflection",)
    assert teacher.view(plan).values["topic"] == "春天"


def test_of_a_record_that_was_not_edited_nothing_is_taken_back(world: World) -> None:
    teacher, mentor = world.pair()
    plan = shared_plan(teacher)
    teacher.visit()
    mentor.visit()

    assert mentor.undo(plan) == Undone(Changes(), (), Undoable())
    assert mentor.view(plan).values["topic"] == "秋天"
