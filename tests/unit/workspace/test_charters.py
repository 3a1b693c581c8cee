"""Charters: one a space, with its purpose; what a keeper alone sets, and each one's own tick."""

import pytest

from app.errors import AccessError
from app.records.edits import Mark
from app.records.people import person_value
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of


def test_a_space_has_one_charter_and_it_says_what_the_space_is_for(world: World) -> None:
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "pair")
    mentor.set_purpose(world.shared(), "plc")
    meet(mentor, teacher)
    charter = teacher.charter(world.shared())

    assert charter == mentor.begin_charter(world.shared())
    assert [space.purpose for space in teacher.spaces()] == [None, "plc"]
    assert (teacher.spaces_for("pair"), len(teacher.spaces_for("plc"))) == ([], 1)
    assert charter is not None
    assert teacher.view(charter).title == "秀兰和王敏"
    with pytest.raises(AccessError):
        teacher.set_purpose(world.shared(), "care")
    with pytest.raises(AccessError):
        teacher.set_purpose(teacher.spaces()[0].space, "care")


def test_everybody_ticks_for_herself(world: World) -> None:
    """Nobody is made to agree, and nobody's agreement is taken away; also not when a draft is shared."""
    teacher, mentor = world.pair()
    charter = mentor.begin_charter(world.shared())
    meet(mentor, teacher)
    hers, his = (person_value(desk_of(one).person) for one in (teacher, mentor))
    mentor.edit(charter, [Mark("agreed", his)])
    meet(mentor, teacher)
    for member, present in ((his, False), (his, True)):
        if not present:
            with pytest.raises(AccessError) as raised:
                teacher.edit(charter, [Mark("agreed", member, present=present)])
            assert raised.value.code == "access.not_yours"
    teacher.edit(charter, [Mark("agreed", hers)])
    meet(teacher, mentor)
    assert mentor.view(charter).values["agreed"] == sorted([hers, his])
    with pytest.raises(AccessError):
        teacher.create("charter", {"name": "新约定", "agreed": [his]})
