"""A visit never needs more requests than design 8 allows."""

from app.sync.state import MOST_REQUESTS, Tally
from tests.helpers.stories import plan_of
from tests.helpers.world import World


def test_five_requests_are_the_most(world: World) -> None:
    teacher, mentor = world.pair()
    for number in range(30):
        plan_of(teacher, world, topic=f"第{number}课", notes="很长的正文" * 200)
    reports = [teacher.visit(), mentor.visit()]
    assert MOST_REQUESTS == 5
    assert all(report.requests <= MOST_REQUESTS for report in reports)
    assert len(mentor.list_records("lesson_plan")) == 30


def test_a_tally_begins_with_nothing() -> None:
    tally = Tally()
    assert (tally.sent, tally.received, tally.troubles, tally.merge.envelopes) == (0, 0, [], 0)
