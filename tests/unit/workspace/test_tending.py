"""Around each visit the program does what is due by itself, and says whether another visit is worth while."""

from app.workspace.tending import tend
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of


def test_with_nothing_due_nothing_is_done(world: World) -> None:
    """No word is written and no second visit made for most people on most days."""
    teacher, mentor = world.pair()
    meet(teacher, mentor)

    assert not tend(desk_of(mentor))
    links = len(world.links)
    mentor.visit()
    assert len(world.links) == links + 1


def test_what_came_with_a_visit_may_ask_for_another_in_the_same_go(world: World) -> None:
    """A key that an invitation waited for: the teacher clicks once."""
    teacher, mentor = world.pair()
    meet(teacher, mentor)
    mentor.gather("互助小组", "plc", [teacher.me.person], world.shared())
    assert not tend(desk_of(mentor))
    links = len(world.links)
    mentor.visit()

    assert len(world.links) == links + 2
    assert mentor.sync_line().waiting_records == 0
