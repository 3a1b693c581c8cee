"""A membership with a day on which it ends: the keeper's program ends it, and nobody else's."""

import pytest

from app.errors import AccessError
from app.workspace.lapses import end_lapsed
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of

DAY = 86_400


def test_the_keeper_s_program_takes_a_guest_out_the_day_after(world: World) -> None:
    """On the last day she still reads; afterwards not, what she had stays with her, and the key has changed."""
    teacher, keeper = world.pair("commenter")
    guest = teacher.me.person
    today = desk_of(keeper).situation().today
    keeper.set_end(world.shared(), guest, today, "讲座")
    meet(keeper, teacher)
    (limit,) = teacher.limits(world.shared())
    assert (limit.name, limit.until, limit.reason) == ("李秀兰", today, "讲座")
    assert len(keeper.spaces()[1].members) == 2
    world.clock.pass_seconds(DAY)
    keeper.visit()
    teacher.visit()

    assert len(keeper.spaces()[1].members) == 1
    assert keeper.limits(world.shared()) == []
    assert [space.private for space in teacher.spaces()] == [True]
    (left,) = teacher.left_spaces()
    assert not left.went_herself
    membership = desk_of(keeper).owner.membership(world.shared())
    assert membership is not None
    assert membership.epoch == 2


def test_who_is_invited_again_begins_anew(world: World) -> None:
    teacher, keeper = world.pair()
    keeper.set_end(world.shared(), teacher.me.person, "2020-01-01")
    meet(keeper)
    teacher.visit()
    world.bring(keeper, teacher)
    meet(keeper, teacher)

    assert len(keeper.spaces()[1].members) == 2


def test_only_a_keeper_sets_an_end_and_only_for_a_member(world: World) -> None:
    """A writer could otherwise let the keeper's program remove whom she likes."""
    teacher, keeper = world.pair()
    meet(teacher, keeper)
    keeper.begin_charter(world.shared())
    meet(keeper, teacher)
    with pytest.raises(AccessError) as raised:
        teacher.set_end(world.shared(), keeper.me.person, "2020-01-01")
    assert raised.value.code == "access.keepers_field"
    with pytest.raises(AccessError) as raised:
        keeper.set_end(world.shared(), "00" * 8, "2030-01-01")
    assert raised.value.code == "access.not_known"


def test_an_end_is_taken_back_and_the_last_keeper_stays(world: World) -> None:
    teacher, keeper = world.pair()
    keeper.set_end(world.shared(), teacher.me.person, "2020-01-01")
    keeper.set_end(world.shared(), teacher.me.person, "")
    keeper.set_end(world.shared(), keeper.me.person, "2020-01-01")
    meet(keeper, teacher)

    assert len(teacher.spaces()[1].members) == 2


def test_whose_time_ends_does_not_delete_the_charter_that_says_so(world: World) -> None:
    """The day would be gone with it, and what the space is for."""
    teacher, keeper = world.pair()
    keeper.set_end(world.shared(), teacher.me.person, "2030-01-01")
    meet(keeper, teacher)
    charter = keeper.charter(world.shared())
    assert charter is not None
    with pytest.raises(AccessError) as refused:
        teacher.delete(charter)
    assert refused.value.code == "access.no_right"
    keeper.delete(charter)


def test_a_clock_that_ran_ahead_takes_nobody_out(world: World) -> None:
    """By days, as the last visit told; or by years since, until the next visit has told."""
    teacher, keeper = world.pair()
    desk, space = desk_of(keeper), world.shared()
    keeper.set_end(space, teacher.me.person, desk.situation().today)
    meet(keeper, teacher)
    world.clock.pass_seconds(2 * DAY)
    desk.store.identity.set_text("clock off", str(2 * DAY))
    assert not end_lapsed(desk).sync
    desk.store.identity.set_text("clock off", "0")
    world.clock.pass_seconds(400 * DAY)
    assert not end_lapsed(desk).sync
    assert len(keeper.spaces()[1].members) == 2
    meet(keeper)
    assert len(keeper.spaces()[1].members) == 1
