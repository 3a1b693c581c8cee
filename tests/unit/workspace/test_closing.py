"""An assessment is closed by its author's own mark, and by nobody else's."""

from app.records.people import person_value
from app.workspace.closing import is_closed
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of


def test_a_mark_that_somebody_else_made_closes_nothing(world: World) -> None:
    """Whoever guesses the id of a draft must not keep its author from writing."""
    teacher, mentor = world.pair()
    draft = teacher.create("assessment", {"period": "这学期", "helped": "好"})
    mentor.create("ready_mark", {"digest": "00", "whom": person_value(desk_of(teacher).person), "record": draft,
                                 "number": 1}, world.shared())  # fmt: skip
    settle(mentor, teacher)
    desk = desk_of(teacher)

    assert len(desk.store.queries.where("ready_mark", record=draft)) == 1
    assert not is_closed(desk, desk.open(draft))
    teacher.create("ready_mark", {"digest": "00", "record": draft, "number": 1}, world.shared())
    assert is_closed(desk, desk.open(draft))
