"""A common plan and everyone's own second preparation: kept apart, private until shared, untouched by the other."""

import pytest

from app.errors import AccessError
from app.ids import RecordId
from app.records.edits import AddRow, RemoveRow, SetValue, WriteProse
from app.records.values import Row
from app.workspace.workspace import Workspace
from tests.helpers.world import World

STEPS: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "练习", "minutes": 35}]


def meet(*people: Workspace) -> None:
    """Everybody visits until everybody has everything."""
    for person in (*people, *people):
        person.visit()


def common(world: World) -> tuple[Workspace, Workspace, RecordId]:
    """A plan that both have; the mentor made it."""
    teacher, mentor = world.pair()
    plan = mentor.create("lesson_plan", {"topic": "秋天的雨", "steps": STEPS}, world.shared())
    meet(mentor, teacher)
    return teacher, mentor, plan


def row_of(workspace: Workspace, plan: RecordId, at: int) -> str:
    """The id of a stage."""
    steps = workspace.view(plan).values["steps"]
    assert isinstance(steps, list)
    row = steps[at]
    assert isinstance(row, dict)
    return str(row["id"])


def noted(workspace: Workspace, plan: RecordId, row: str, text: str) -> RecordId:
    """One's own preparation with a note on a stage."""
    mine = workspace.begin_preparation(plan)
    workspace.edit(
        mine, [AddRow("notes", None, row), SetValue(f"notes/{row}/name", "导入"), WriteProse(f"notes/{row}/text", text)]
    )
    return mine


def test_it_is_mine_and_private_until_i_share_it(world: World) -> None:
    """The others see neither it nor that there is one."""
    teacher, mentor, plan = common(world)
    mine = noted(teacher, plan, row_of(teacher, plan, 0), "我班先看图")
    meet(teacher, mentor)
    before = mentor.view(plan).apart
    teacher.share(mine, world.shared())
    meet(teacher, mentor)
    (hers,) = mentor.view(plan).apart

    assert before == ()
    assert (hers.author, hers.mine, hers.private) == ("李秀兰", False, False)
    assert hers.notes[0].text == "我班先看图"
    with pytest.raises(AccessError):
        mentor.edit(mine, [WriteProse("body", "改别人的")])


def test_a_later_change_of_the_common_plan_keeps_mine(world: World) -> None:
    """Also when the stage goes: the note keeps its name."""
    teacher, mentor, plan = common(world)
    row = row_of(teacher, plan, 0)
    noted(teacher, plan, row, "我班先看图")
    mentor.edit(plan, [SetValue(f"steps/{row}/minutes", 8), WriteProse(f"steps/{row}/teacher", "出示新的图")])
    meet(mentor, teacher)
    changed = teacher.view(plan)
    mentor.edit(plan, [RemoveRow("steps", row)])
    meet(mentor, teacher)
    gone = teacher.view(plan)

    assert _steps(changed.values["steps"])[0]["teacher"] == "出示新的图"
    for view in (changed, gone):
        (mine,) = view.apart
        assert [(note.row, note.name, note.text) for note in mine.notes] == [(row, "导入", "我班先看图")]
    assert len(_steps(gone.values["steps"])) == 1


def test_everybody_has_one_of_her_own(world: World) -> None:
    """Beginning again is going on; mine stands first."""
    teacher, mentor, plan = common(world)
    theirs = mentor.begin_preparation(plan)
    mine = teacher.begin_preparation(plan)
    for workspace, own, text in ((mentor, theirs, "导师的"), (teacher, mine, "我的")):
        workspace.edit(own, [WriteProse("body", text)])
        workspace.share(own, world.shared())
    meet(teacher, mentor)

    assert teacher.begin_preparation(plan) == mine
    assert [(one.author, one.body) for one in teacher.view(plan).apart] == [("李秀兰", "我的"), ("王敏", "导师的")]
    assert {row.record for row in teacher.list_records()} == {plan}


def test_what_an_older_plan_holds_begins_its_author_s(world: World) -> None:
    """And stays where others have read it; nobody else's begins with it."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "雨", "second_preparation": "我班要慢"}, world.shared())
    meet(teacher, mentor)
    teacher.begin_preparation(plan)
    mentor.begin_preparation(plan)

    assert teacher.view(plan).apart[0].body == "我班要慢"
    assert teacher.view(plan).values["second_preparation"] == "我班要慢"
    assert mentor.view(plan).apart[0].body == ""


def test_a_kind_without_has_none(world: World) -> None:
    """A log is nobody's plan; and nothing goes to a space in which its plan does not lie."""
    teacher, _ = world.pair()
    log = teacher.create("mentoring_log", {"step": "等三秒"}, world.shared())
    draft = teacher.create("lesson_plan", {"topic": "草稿"})
    mine = teacher.begin_preparation(draft)
    with pytest.raises(AccessError):
        teacher.begin_preparation(log)
    with pytest.raises(AccessError):
        teacher.share(mine, world.shared())


def _steps(value: object) -> list[Row]:
    assert isinstance(value, list)
    return [row for row in value if isinstance(row, dict)]
