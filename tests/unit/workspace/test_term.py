"""A person's own term: her own records alone, by week."""

from datetime import date, timedelta

import pytest

from app.workspace.term import monday, term_begins
from tests.helpers.world import World


def test_own_records_are_counted_by_week_and_kind(world: World) -> None:
    """A colleague's are not, nor what was deleted."""
    teacher, mentor = world.pair()
    first = teacher.create("lesson_plan", {"topic": "一"}, world.shared())
    teacher.create("lesson_plan", {"topic": "二"})
    teacher.delete(teacher.create("lesson_plan", {"topic": "没了"}))
    world.clock.pass_seconds(7 * 86_400)
    teacher.create("mentoring_log", {})
    teacher.visit()
    mentor.visit()

    term = teacher.my_term()

    assert term.counts["lesson_plan"][-2:] == (2, 0)
    assert term.counts["mentoring_log"][-2:] == (0, 1)
    assert len(term.counts["lesson_plan"]) == len(term.weeks)
    assert all(later - earlier == timedelta(days=7) for earlier, later in zip(term.weeks, term.weeks[1:], strict=False))
    assert mentor.my_term().counts == {}
    assert mentor.view(first).title == "一"


def test_steps_of_a_pair_are_told_from_both_sides(world: World) -> None:
    """With nobody with whom there are none."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "一"}, world.shared())
    teacher.visit()
    mentor.visit()
    mentor.set_step(plan, "等三秒", "2026-12-01", teacher.me.person)
    mentor.visit()
    before = teacher.my_term().pairs
    teacher.visit()

    assert before == ()
    assert [(pair.name, [step.text for step in pair.steps]) for pair in teacher.my_term().pairs] == [
        ("王敏", ["等三秒"])
    ]
    assert [pair.name for pair in mentor.my_term().pairs] == ["李秀兰"]


@pytest.mark.parametrize(
    ("today", "begins"),
    [
        (date(2026, 11, 22), date(2026, 8, 1)),
        (date(2027, 1, 10), date(2026, 8, 1)),
        (date(2027, 2, 1), date(2027, 2, 1)),
        (date(2027, 7, 31), date(2027, 2, 1)),
    ],
)
def test_a_term_begins_in_august_or_february(today: date, begins: date) -> None:
    """Autumn goes on over New Year."""
    assert term_begins(today) == begins
    assert monday(begins).weekday() == 0
