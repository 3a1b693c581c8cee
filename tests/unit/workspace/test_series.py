"""The next meeting of a group follows from its charter's rhythm, and begins as a copy of the last one."""

from datetime import date, timedelta

import pytest

from app.records.edits import SetValue
from app.records.values import Row, Value
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of

RHYTHM: dict[str, Value] = {"name": "语文组", "every": 2, "weekday": "3", "time": "下午 14：30", "place": "图书室"}


def today(world: World) -> date:
    return date.fromtimestamp(world.clock.now())


def wednesday(world: World, weeks: int = 0) -> date:
    """A Wednesday: the first from today on, or so many weeks before or after."""
    day = today(world)
    return day + timedelta(days=(3 - day.isoweekday()) % 7, weeks=weeks)


def test_the_first_meeting_is_proposed_with_everybody_expected(world: World) -> None:
    teacher, mentor = world.pair()
    mentor.create("charter", RHYTHM, world.shared())
    meet(mentor, teacher)
    (due,) = teacher.next_meetings()
    assert (due.space_name, due.when, due.last) == ("秀兰和王敏", f"{wednesday(world)}T14:30", None)
    draft = teacher.plan_meeting(world.shared(), "zh")
    assert draft is not None
    values = teacher.view(draft).values

    assert (values["held_at"], values["place"]) == (due.when, "图书室")
    invited = values["invited"]
    assert isinstance(invited, list)
    assert len(invited) == 2
    assert teacher.view(draft).space.private
    assert teacher.next_meetings() == ()


def test_the_next_one_brings_along_what_is_open_and_keeps_the_weeks_of_the_series(world: World) -> None:
    """The last was on a Thursday for once: the series goes on in its weeks, on its own day."""
    _teacher, mentor = world.pair()
    mentor.create("charter", RHYTHM, world.shared())
    last = wednesday(world, -1) + timedelta(days=1)
    tasks: list[Row] = [{"task": "录一节课", "done": False}, {"task": "借投影仪", "done": True}]
    held: dict[str, Value] = {"topic": "朗读", "held_at": f"{last}T15:00", "tasks": tasks, "decision": "下次看课"}
    record = mentor.create("plc_meeting", held, world.shared())
    (due,) = mentor.next_meetings()
    assert (due.when, due.last, due.last_title) == (f"{wednesday(world, 1)}T14:30", record, "朗读")
    draft = mentor.plan_meeting(world.shared(), "zh")
    assert draft is not None
    values = mentor.view(draft).values

    assert values["held_at"] == due.when
    assert "decision" not in values
    assert "录一节课" in str(values["agenda"])
    assert "借投影仪" not in str(values["agenda"])


def test_a_meeting_that_is_planned_is_not_proposed_again(world: World) -> None:
    teacher, mentor = world.pair()
    mentor.create("charter", RHYTHM, world.shared())
    mentor.create("plc_meeting", {"topic": "朗读", "held_at": f"{wednesday(world)}T14:30"}, world.shared())
    meet(mentor, teacher)

    assert (mentor.next_meetings(), teacher.next_meetings()) == ((), ())
    assert mentor.plan_meeting(world.shared(), "zh") is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("every", None), ("weekday", "每周"), ("time", "下午"), ("ends", "2020-01-01"), ("begins", "2099-01-01")],
)
def test_without_a_rhythm_or_outside_its_term_nothing_is_proposed(world: World, key: str, value: Value) -> None:
    _teacher, mentor = world.pair()
    charter = mentor.create("charter", RHYTHM, world.shared())
    assert mentor.next_meetings()
    mentor.edit(charter, [SetValue(key, value if isinstance(value, str | int) else None)])

    assert mentor.next_meetings() == ()


def test_who_may_not_write_there_is_not_asked(world: World) -> None:
    reader, mentor = world.pair("reader")
    mentor.create("charter", RHYTHM, world.shared())
    meet(mentor, reader)

    assert desk_of(reader).store.queries.list_records("charter")
    assert reader.next_meetings() == ()
