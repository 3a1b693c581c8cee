"""A stolen laptop is given nothing more, nobody takes what it writes, and its person goes on elsewhere."""

import pytest

from app.errors import AccessError, Bug
from app.workspace.workspace import Workspace
from tests.helpers.laptops import second_laptop
from tests.helpers.stories import device_of, owner_of, plan_of, settle
from tests.helpers.world import World, desk_of


def topics(workspace: Workspace) -> set[str]:
    return {row.title for row in workspace.list_records("lesson_plan")}


@pytest.mark.parametrize("by", ["herself", "keeper"])
def test_a_struck_laptop_is_given_nothing_more_and_nobody_takes_what_it_writes(world: World, by: str) -> None:
    stolen, mentor = world.pair()
    plan_of(stolen, world, "以前的课")
    other = second_laptop(world, "李秀兰")
    assert topics(other) == topics(mentor) == {"以前的课"}

    if by == "herself":
        other.strike_device(device_of(stolen).hex())
    else:
        mentor.strike_device(device_of(stolen).hex(), world.shared())
    plan_of(stolen, world, "小偷的课")
    settle(other, mentor, other)
    plan_of(other, world, "以后的课")
    settle(other, mentor)
    stolen.visit()
    stolen.visit()
    settle(mentor, other)

    assert topics(mentor) == topics(other) == {"以前的课", "以后的课"}
    assert topics(stolen) == {"以前的课", "小偷的课"}
    state = owner_of(mentor).membership(world.shared())
    assert state is not None
    assert (state.epoch, state.epoch_due) == (2, False)
    assert 2 not in desk_of(stolen).store.spaces.keys(world.shared())
    (left,) = stolen.left_spaces()
    assert (left.struck, left.went_herself) == (True, False)
    assert [device.name for device in other.safekeeping().devices if device.struck] == [device_of(stolen).hex()[:8]]
    assert mentor.left_spaces() == other.left_spaces() == []


def test_only_her_own_and_not_the_one_she_works_with(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    with pytest.raises(Bug):
        teacher.strike_device(device_of(teacher).hex())
    with pytest.raises(AccessError) as raised:
        teacher.strike_device(device_of(mentor).hex(), world.shared())
    assert raised.value.code == "access.no_right"
    with pytest.raises(AccessError):
        mentor.strike_device(device_of(mentor).hex(), world.shared())
    with pytest.raises(AccessError):
        mentor.strike_device(device_of(mentor).hex(), mentor.spaces()[0].space)
    before = len(owner_of(teacher).store.spaces.entries(world.shared()))
    teacher.strike_device(device_of(mentor).hex())
    assert len(owner_of(teacher).store.spaces.entries(world.shared())) == before


def test_laptops_that_can_be_struck_out_are_listed(world: World) -> None:
    teacher, mentor = world.pair()
    other = second_laptop(world, "李秀兰")

    assert [one.device for one in other.safekeeping().devices] == ["", device_of(teacher).hex()]
    (seen,) = [member for member in mentor.spaces()[1].members if member.name == "李秀兰"]
    assert set(seen.devices) == {device_of(teacher).hex(), device_of(other).hex()}
    mentor.strike_device(device_of(teacher).hex(), world.shared())
    (seen,) = [member for member in mentor.spaces()[1].members if member.name == "李秀兰"]
    assert seen.devices == (device_of(other).hex(),)


def test_a_laptop_that_is_found_again_begins_anew_by_the_card(world: World) -> None:
    teacher, mentor = world.pair()
    plan_of(teacher, world, "以前的课")
    other = second_laptop(world, "李秀兰")
    struck = device_of(teacher)
    other.strike_device(struck.hex())
    settle(other, mentor, other)
    teacher.visit()
    plan_of(other, world, "以后的课")
    settle(other, mentor)
    assert [space.private for space in teacher.spaces()] == [True]
    unsent = teacher.create("lesson_plan", {"topic": "没送出去的"})

    assert not mentor.left_spaces()
    teacher.bring_back(())
    settle(teacher, mentor, other, teacher)

    assert device_of(teacher) != struck
    assert topics(teacher) == {"以前的课", "以后的课", "没送出去的"}
    teacher.share(unsent, world.shared())
    settle(teacher, mentor)
    assert topics(mentor) == {"以前的课", "以后的课", "没送出去的"}
    before = device_of(teacher)
    teacher.bring_back(())
    assert device_of(teacher) == before
