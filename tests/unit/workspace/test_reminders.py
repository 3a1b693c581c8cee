"""What the start page says of the term: what is near, for oneself."""

from datetime import date
from pathlib import Path

from app.records.values import Row
from tests.helpers.whole_school import WholeSchool
from tests.helpers.world import World


def test_what_is_near_is_told_by_kind_with_a_number(tmp_path: Path) -> None:
    """Visits that are late, a talk after the exam; the message in January is not spoken of in November."""
    school = WholeSchool(tmp_path)
    teacher = school.staff[0]
    pupil = school.paired("张小花", teacher)
    school.paired("李明", teacher)
    school.settle()
    teacher.create("home_visit", {"pupil": pupil, "visited_at": "2026-08-20T16:00", "talked": "聊得很好。"})
    found = teacher.reminders()

    assert [(one.kind, one.count, one.due, one.because) for one in found.left] == [
        ("home_visit", 1, date(2026, 8, 31), ""),
        ("talk", 2, date(2026, 11, 12), "期中"),
    ]
    assert school.head.reminders().left == ()


def test_a_milestone_is_told_a_fortnight_ahead_and_while_it_lasts(world: World) -> None:
    """Not before, and not after."""
    teacher = world.person("李秀兰")
    days = {"没到": "2026-12-20", "快了": "2026-12-03", "正在": "2026-11-20", "过了": "2026-10-01"}
    world.clock.time = 1_795_348_800
    today = teacher.calendar().today
    rows: list[Row] = [{"name": name, "day": day, "length": 1} for name, day in days.items()]
    teacher.create("calendar", {"year": "学年", "milestones": rows})

    assert today == date(2026, 11, 22)
    assert [one.what for one in teacher.reminders().milestones] == ["正在", "快了"]
