"""The verbs of gathering are joined to the workspace; what each does is tested beside its module."""

from app.records.values import Row
from app.workspace.together import Together
from app.workspace.workspace import Workspace
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of


def test_a_signed_in_person_has_all_of_them() -> None:
    verbs = [name for name in vars(Together) if not name.startswith("_")]

    assert verbs
    assert all(getattr(Workspace, name) is vars(Together)[name] for name in verbs)


def test_a_facilitator_plans_invites_and_closes_and_reads_no_private_log(world: World) -> None:
    """She keeps the group's space, which a host of another school founded; the pair's log never comes to her laptop,
    nor the key that would open it."""
    teacher, mentor = world.pair()
    pair = world.shared()
    teacher.create("mentoring_log", {"step": "提问后等三秒", "held_on": "2026-11-18"}, pair)
    facilitator = world.person("孙协调")
    world.space = mentor.found_space("六校语文教研", world.card).space
    world.bring(mentor, teacher)
    world.bring(mentor, facilitator, "keeper")
    facilitator.set_purpose(world.space, "plc")
    rows: list[Row] = [{"activity": "同课异构", "minutes": 90, "owner": "李秀兰", "due": "2026-12-01"}]
    facilitator.create("plc_plan", {"name": "计划", "activities": rows}, world.space)
    tasks: list[Row] = [{"task": "录课", "owner": "李秀兰"}]
    meeting = facilitator.create("plc_meeting", {"topic": "朗读", "tasks": tasks}, world.space)
    facilitator.make_ticket(world.space, "writer")
    meet(facilitator, teacher, mentor)
    steps = {step.text: step for step in teacher.today().steps}
    assert set(steps) == {"同课异构", "录课"}
    task = steps["录课"]
    facilitator.tick_step(task.record, task.place)
    meet(facilitator, teacher)

    assert [step.text for step in teacher.today().steps] == ["同课异构"]
    assert teacher.view(meeting).author == "孙协调"
    assert len(teacher.list_records("mentoring_log")) == 1
    assert facilitator.list_records("mentoring_log") == []
    store = desk_of(facilitator).store
    assert [row.space for row in store.spaces.all() if not row.private] == [world.space]
    assert store.spaces.keys(pair) == {}


def test_who_joined_by_will_leaves_by_will_and_keeps_her_copies(world: World) -> None:
    """From the invitation to the last day nobody else's hand is needed."""
    teacher, mentor = world.pair()
    meet(teacher, mentor)
    group = mentor.gather("互助小组", "plc", [teacher.me.person], world.shared()).space
    meet(mentor, teacher)
    teacher.accept(teacher.invitations()[0].note)
    meet(teacher, mentor)
    plan = mentor.create("lesson_plan", {"topic": "圆的认识"}, group)
    meet(mentor, teacher)
    teacher.leave_space(group)
    teacher.visit()
    mentor.visit()

    assert teacher.view(plan).title == "圆的认识"
    assert [left.went_herself for left in teacher.left_spaces()] == [True]
    assert len(mentor.spaces_for("plc")[0].members) == 1
