"""Leaving: what was written goes first, and the last keeper cannot."""

import pytest

from app.errors import AccessError
from app.sync.leaving import go, is_wished, take_back, wish
from app.sync.seal import seal_waiting
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def test_nobody_goes_while_something_sealed_waits(world: World) -> None:
    teacher, _ = world.pair()
    owner = owner_of(teacher)
    wish(owner, world.shared())
    plan_of(teacher, world)
    seal_waiting(owner)
    assert go(owner, world.shared()) == ""
    assert is_wished(owner, world.shared())
    assert teacher.spaces()[1].leaving


def test_a_wish_that_became_impossible_is_told_once(world: World) -> None:
    """Two keepers mean to go at once; the second one finds himself the last."""
    teacher, mentor = world.pair("keeper")
    settle(teacher, mentor)
    wish(owner_of(teacher), world.shared())
    wish(owner_of(mentor), world.shared())
    settle(teacher)
    assert mentor.visit().trouble == ("membership.last_keeper",)
    assert mentor.visit().trouble == ()
    assert [member.name for member in mentor.spaces()[1].members] == ["王敏"]


def test_without_a_wish_nobody_goes(world: World) -> None:
    teacher, mentor = world.pair()
    wish(owner_of(teacher), world.shared())
    take_back(owner_of(teacher), world.shared())
    assert go(owner_of(teacher), world.shared()) == ""
    with pytest.raises(AccessError):
        wish(owner_of(mentor), world.shared())
    assert len(teacher.spaces()[1].members) == 2
