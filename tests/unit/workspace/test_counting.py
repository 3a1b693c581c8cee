"""What a pair promised itself, counted from what both can read, for the two alone."""

from app.ids import RecordId
from app.records.edits import Mark, SetValue
from app.records.people import person_value
from app.records.values import Row, Value
from app.workspace.counting import CounterView
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of

MENTOR_DUTIES: list[Row] = [{"duty": "w"}, {"duty": "d", "times": 3}]
MENTEE_DUTIES: list[Row] = [{"duty": "p"}, {"duty": "b"}, {"words": "写日记"}]


def me(workspace: Workspace) -> str:
    """How a field names this person."""
    return person_value(desk_of(workspace).person)


def agreement(world: World, **values: Value) -> tuple[Workspace, Workspace, Workspace, RecordId]:
    """An agreement in a space in which a third teacher is too."""
    teacher, mentor = world.pair()
    other = world.person("赵国庆")
    world.bring(mentor, other)
    told: dict[str, Value] = {
        "focus": "追问",
        "mentor": me(mentor),
        "mentees": [me(teacher)],
        "begins": "2026-09-01",
        "ends": "2027-08-31",
        "mentor_duties": MENTOR_DUTIES,
        "mentee_duties": MENTEE_DUTIES,
        **values,
    }
    record = mentor.create("mentorship_agreement", told, world.shared())
    settle(teacher, mentor, other)
    return teacher, mentor, other, record


def told(counters: tuple[CounterView, ...]) -> list[tuple[str, str, int | None, int, str]]:
    """What matters of them here."""
    return [(one.side, one.duty, one.done, one.promised, one.per) for one in counters]


def test_what_both_can_read_is_counted_beside_what_was_promised(world: World) -> None:
    """The number of the agreement, else the school's; what no kind fulfils is left to the pair."""
    teacher, mentor, _other, record = agreement(world)
    day = desk_of(mentor).situation().today
    seen: dict[str, Value] = {"observer": me(mentor), "taught_by": me(teacher), "observed_on": day}
    mentor.create("class_observation", seen, world.shared())
    mentor.create("class_observation", {**seen, "observed_on": "2026-05-01"}, world.shared())
    mentor.create("class_observation", seen)
    mentor.create("class_observation", {**seen, "taught_by": "别人"}, world.shared())
    mentor.create("mentoring_log", {"mentor": me(mentor), "mentee": me(teacher), "held_on": day}, world.shared())
    teacher.create("lesson_plan", {"topic": "秋天的雨"}, world.shared())
    settle(teacher, mentor)
    hers, his = teacher.counters(record), mentor.counters(record)

    assert told(his.counters) == [
        ("mentor", "w", 1, 8, "t"),
        ("mentor", "d", 1, 3, "m"),
        ("mentee", "p", 1, 3, "t"),
        ("mentee", "b", None, 1, "y"),
        ("mentee", "", None, 0, "t"),
    ]
    assert hers == his
    assert (his.counters[0].name, his.counters[0].other) == ("王敏", "李秀兰")


def test_a_draft_counts_nobody(world: World) -> None:
    """Else a leader could begin one that names all colleagues, and read how much each of them has done."""
    teacher, mentor, other, _record = agreement(world)
    teacher.create("lesson_plan", {"topic": "秋天的雨"}, world.shared())
    settle(teacher, mentor, other)
    asked: dict[str, Value] = {"focus": "x", "mentor": me(other), "mentees": [me(teacher), me(mentor)]}
    found = other.counters(other.create("mentorship_agreement", {**asked, "mentee_duties": MENTEE_DUTIES}))

    assert (found.mine, found.counters) == (True, ())


def test_nobody_else_is_told_anything(world: World) -> None:
    """Though he reads the agreement: neither counters, nor the next step, nor that its day is past."""
    _teacher, _mentor, other, record = agreement(world, next_step="听一节", next_on="2026-09-02")

    assert other.view(record).title == "追问"
    found = other.counters(record)
    assert (found.mine, found.counters, found.following) == (False, (), None)
    assert other.today().steps == ()


def test_a_mentee_sees_her_own_pair_and_the_mentor_all_of_hers(world: World) -> None:
    teacher, mentor, other, record = agreement(world)
    mentor.edit(record, [Mark("mentees", me(other))])
    settle(teacher, mentor, other)

    assert {one.name for one in teacher.counters(record).counters} == {"王敏", "李秀兰"}
    assert {one.name for one in other.counters(record).counters} == {"王敏", "赵国庆"}
    assert {one.name for one in mentor.counters(record).counters} == {"王敏", "李秀兰", "赵国庆"}


def test_the_next_step_stands_on_the_start_page_of_the_two_when_its_day_is_near(world: World) -> None:
    """Past days are said to the pair alone, and nothing is said of a pair whose time is over."""
    teacher, mentor, _other, record = agreement(world, next_step="听一节", next_on="2026-09-02")
    following = teacher.counters(record).following
    assert following is not None

    assert (following.overdue, following.missing) == (True, False)
    for workspace in (teacher, mentor):
        assert [(step.text, step.due, step.may_answer) for step in workspace.today().steps] == [
            ("听一节", "2026-09-02", False)
        ]
    mentor.edit(record, [SetValue("ends", "2026-09-01")])
    assert mentor.today().steps == ()
