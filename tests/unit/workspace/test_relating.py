"""What belongs together: plan, observation, reflection and the revised plan, walked both ways; and what is begun."""

import pytest

from app.errors import RecordError
from app.ids import RecordId
from app.records.edits import AddRow, SetValue
from app.records.people import person_value
from app.records.values import Value
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of

PLAN: dict[str, Value] = {
    "topic": "秋天的雨",
    "subject": "zh",
    "grades": ["3", "4"],
    "class_name": "三四复式班",
    "taught_on": "2026-09-01",
}


def seen(world: World) -> tuple[Workspace, Workspace, RecordId, RecordId]:
    """A plan of the teacher's, and what the mentor saw in the lesson, shared."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", PLAN, world.shared())
    settle(teacher, mentor)
    observation = mentor.begin_from(plan, "class_observation", "zh")
    mentor.share(observation, world.shared())
    settle(teacher, mentor)
    return teacher, mentor, plan, observation


def test_an_observation_begins_with_what_the_plan_says(world: World) -> None:
    """Nobody types twice; the grades of a class of mixed grades stay all of them."""
    teacher, mentor, plan, observation = seen(world)
    values = mentor.view(observation).values

    assert values["plan"] == plan
    assert (values["topic"], values["subject"], values["class_name"]) == ("秋天的雨", "zh", "三年级、四年级 三四复式班")
    assert values["taught_by"] == person_value(desk_of(teacher).person)
    assert values["observer"] == person_value(desk_of(mentor).person)
    assert values["observed_on"] == desk_of(mentor).situation().today


def test_the_chain_is_walked_both_ways(world: World) -> None:
    """The reflection on what was observed is linked with the plan too, though nobody said so."""
    teacher, _mentor, plan, observation = seen(world)
    thought = teacher.begin_from(observation, "reflection", "zh")

    of_plan = {(row.kind_key, row.record, row.outward) for row in teacher.related(plan)}
    of_thought = {(row.kind_key, row.fields, row.outward) for row in teacher.related(thought)}

    assert of_plan == {("class_observation", observation, False), ("reflection", thought, False)}
    assert of_thought == {
        ("lesson_plan", ("lesson",), True),
        ("class_observation", ("observation",), True),
    }
    assert [row.day for row in teacher.related(thought)] == [
        "2026-09-01",
        teacher.view(observation).values["observed_on"],
    ]


def test_an_assessment_begins_from_the_agreement_with_the_other_of_the_pair(world: World) -> None:
    """Each writes to the other; with several teachers the mentor chooses whom."""
    teacher, mentor = world.pair()
    hers, his = (person_value(desk_of(one).person) for one in (teacher, mentor))
    pair: dict[str, Value] = {"focus": "追问", "mentor": his, "mentees": [hers]}
    agreement = mentor.create("mentorship_agreement", pair, world.shared())
    several = mentor.create("mentorship_agreement", {**pair, "mentees": [hers, "马老师"]}, world.shared())
    settle(teacher, mentor)

    assert teacher.view(teacher.begin_from(agreement, "assessment", "zh")).values["whom"] == his
    assert mentor.view(mentor.begin_from(agreement, "assessment", "zh")).values["whom"] == hers
    assert "whom" not in mentor.view(mentor.begin_from(several, "assessment", "zh")).values


def test_a_private_reflection_is_seen_beside_the_plan_by_its_author_alone(world: World) -> None:
    teacher, mentor, plan, _observation = seen(world)
    thought = teacher.begin_from(plan, "reflection", "zh")
    settle(teacher, mentor)

    assert thought in {row.record for row in teacher.related(plan)}
    assert thought not in {row.record for row in mentor.related(plan)}


def test_a_lesson_is_observed_by_others_and_thought_over_by_anybody(world: World) -> None:
    teacher, mentor, plan, _observation = seen(world)

    assert "class_observation" not in teacher.begins_from(plan)
    assert {"class_observation", "reflection", "joint_preparation"} <= set(mentor.begins_from(plan))
    with pytest.raises(RecordError):
        teacher.begin_from(plan, "class_observation", "zh")


def test_a_link_in_a_row_counts_and_comments_do_not(world: World) -> None:
    """What stands beside a record has its own place; opening the plan does not mark an observation as read."""
    teacher, mentor, plan, observation = seen(world)
    log = mentor.create("mentoring_log", {"step": "追问"}, world.shared())
    mentor.edit(log, [AddRow("attached", None, "AAAAAAAA"), SetValue("attached/AAAAAAAA/record", plan)])
    mentor.comment(plan, "topic", 0, 0, "好题目")
    settle(teacher, mentor)
    teacher.mark_read(plan)

    assert {row.kind_key for row in teacher.related(plan)} == {"class_observation", "mentoring_log"}
    assert teacher.view(plan).comments[0].unread is False
    assert observation in {row.record for row in teacher.today().to_read}
