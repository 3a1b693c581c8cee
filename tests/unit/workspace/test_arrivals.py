"""To whom a record has come: what signed receipts prove, and nothing else."""

from app.records.edits import WriteProse
from app.workspace.arrivals import Arrived
from tests.helpers.stories import settle
from tests.helpers.world import World
from tests.unit.workspace.test_review import NOTES


def states(world: World, record: object, name: str = "王敏") -> dict[str, Arrived]:
    """What one person is told of the others."""
    found = world.people[name].arrivals(record)  # type: ignore[arg-type]  # a record's id
    assert found is not None
    return {one.name: one.state for one in found.people}


def test_minutes_are_told_by_person_on_their_way_to_three_schools(world: World) -> None:
    """Not yet, received, read; the same for everybody, and for whoever has not sent it nobody has it."""
    teacher, mentor = world.pair()
    third = world.person("张老师")
    world.bring(mentor, third)
    settle(teacher, mentor, third)
    meeting = mentor.create("plc_meeting", {"topic": "单元备课", "notes": NOTES}, world.shared())
    here = mentor.arrivals(meeting)
    mentor.visit()
    sent = states(world, meeting)
    settle(teacher, mentor)
    received = states(world, meeting)
    teacher.mark_read(meeting)
    settle(teacher, mentor)
    read = states(world, meeting)
    settle(third, mentor, teacher)

    assert here is not None
    assert (here.leaves, here.names(Arrived.NOT_YET), here.space_name) == (True, ("张老师", "李秀兰"), "秀兰和王敏")
    assert sent == {"李秀兰": Arrived.NOT_YET, "张老师": Arrived.NOT_YET}
    assert received == {"李秀兰": Arrived.RECEIVED, "张老师": Arrived.NOT_YET}
    assert read == {"李秀兰": Arrived.READ, "张老师": Arrived.NOT_YET}
    assert states(world, meeting)["张老师"] is Arrived.RECEIVED
    assert states(world, meeting, "李秀兰")["张老师"] is Arrived.RECEIVED


def test_new_words_have_to_come_anew(world: World) -> None:
    """And whoever wrote them has them."""
    teacher, mentor = world.pair()
    meeting = mentor.create("plc_meeting", {"topic": "单元备课", "notes": NOTES}, world.shared())
    settle(mentor, teacher)
    world.clock.pass_seconds(60)
    mentor.edit(meeting, [WriteProse("notes", NOTES + "补记。")])
    changed = states(world, meeting)
    settle(mentor, teacher, mentor)
    again = states(world, meeting)
    world.clock.pass_seconds(60)
    teacher.edit(meeting, [WriteProse("notes", NOTES)])
    settle(teacher, mentor)

    assert changed == {"李秀兰": Arrived.NOT_YET}
    assert again == {"李秀兰": Arrived.RECEIVED}
    assert states(world, meeting) == {"李秀兰": Arrived.RECEIVED}


def test_a_draft_is_nobody_elses(world: World) -> None:
    teacher, _mentor = world.pair()

    assert teacher.arrivals(teacher.create("lesson_plan", {"topic": "草稿"})) is None
