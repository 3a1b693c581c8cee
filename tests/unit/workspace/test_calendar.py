"""A person's calendar: whose it is, the school year around today, and what stands in it."""

from datetime import date, datetime

from app.records.calendar import EXAM, MEETING, MILESTONE, SERIES, TERM
from app.records.values import Row, Value
from tests.helpers.world import World

TERMS: list[Row] = [
    {"name": "第一学期", "begins": "2026-09-01", "ends": "2027-01-22"},
    {"name": "第二学期", "begins": "2027-02-22", "ends": "2027-07-09"},
]
EXAMS: list[Row] = [{"name": "期中", "begins": "2026-11-05"}]
STEPS: list[Row] = [
    {"name": "家访", "anchor": "bb", "weeks": 4, "length": 4},
    {"name": "例会", "anchor": "ab", "weeks": 0, "length": 6, "returns": True},
    {"name": "暑期集训", "anchor": "bb", "term": 3, "weeks": 1},
]
YEAR: dict[str, Value] = {"year": "2026—2027学年", "terms": TERMS, "exams": EXAMS, "milestones": STEPS}


def at(world: World, day: str) -> None:
    """Let it be noon of a day."""
    world.clock.time = int(datetime.fromisoformat(day + "T12:00").timestamp())


def test_the_term_is_the_school_s_and_before_that_the_usual_one(world: World) -> None:
    """A colleague's calendar counts as soon as it has come."""
    teacher, leader = world.pair()
    at(world, "2026-11-22")
    usual = teacher.term()
    leader.create("calendar", YEAR, world.shared())
    leader.visit()
    teacher.visit()

    assert (usual.name, usual.known) == ("", False)
    assert (teacher.term().name, teacher.term().begins) == ("第一学期", date(2026, 9, 1))
    assert teacher.term(date(2027, 3, 1)).name == "第二学期"


def test_the_year_has_all_that_stands_in_it(world: World) -> None:
    """Terms, exams, milestones by the school's own interval of meetings, and meetings of one's own; in order."""
    teacher = world.person("李秀兰")
    at(world, "2026-11-22")
    teacher.create("school", {"name": "石门镇中心小学", "meeting_weeks": 2})
    calendar = teacher.create("calendar", YEAR)
    meeting = teacher.create("plc_meeting", {"topic": "观课", "held_at": "2026-11-24T14:30"})
    teacher.create("plc_meeting", {"topic": "去年的", "held_at": "2025-11-24T14:30"})
    view = teacher.calendar()

    assert (view.record, view.year, view.today) == (calendar, "2026—2027学年", date(2026, 11, 22))
    assert (view.first, view.last) == (date(2026, 7, 1), date(2027, 7, 9))
    assert [(day.sort, day.what, day.first.isoformat()) for day in view.days] == [
        (MILESTONE, "家访", "2026-08-04"),
        (MILESTONE, "例会", "2026-09-01"),
        (TERM, "第一学期", "2026-09-01"),
        (MILESTONE, "例会", "2026-09-15"),
        (MILESTONE, "例会", "2026-09-29"),
        (EXAM, "期中", "2026-11-05"),
        (MEETING, "观课", "2026-11-24"),
        (TERM, "第二学期", "2027-02-22"),
    ]
    assert [day.record for day in view.days if day.sort == MEETING] == [meeting]
    assert [one.what for one in view.undated] == ["暑期集训"]


def test_without_a_calendar_the_year_is_the_usual_one(world: World) -> None:
    """From August to July, with a page that can be looked at."""
    teacher = world.person("李秀兰")
    at(world, "2027-03-08")
    view = teacher.calendar()

    assert (view.record, view.first, view.last, view.days) == (None, date(2026, 8, 1), date(2027, 7, 31), ())


def test_a_group_s_rhythm_stands_in_the_calendar(world: World) -> None:
    """Each meeting that follows from the charter, on its day; one that is planned stands there as itself, once."""
    teacher, leader = world.pair()
    at(world, "2026-11-22")
    rhythm: dict[str, Value] = {
        "every": 2,
        "weekday": "3",
        "time": "14:30",
        "begins": "2026-11-18",
        "ends": "2026-12-31",
    }
    leader.create("charter", {"name": "秀兰和王敏", "goal": "教得更好", **rhythm}, world.shared())
    leader.create("plc_meeting", {"topic": "观课", "held_at": "2026-12-02T14:30"}, world.shared())
    leader.visit()
    teacher.visit()
    days = [(day.sort, day.what, day.first.isoformat(), day.note) for day in teacher.calendar().days]

    assert days == [
        (MEETING, "观课", "2026-12-02", "14:30"),
        (SERIES, "秀兰和王敏", "2026-12-16", "14:30"),
        (SERIES, "秀兰和王敏", "2026-12-30", "14:30"),
    ]
