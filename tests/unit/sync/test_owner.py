"""Who the engine works for, and what she may do where."""

import pytest

from app.errors import AccessError
from tests.helpers.stories import owner_of
from tests.helpers.world import World


def test_the_private_space_has_no_members_but_its_keeper(world: World) -> None:
    teacher, _ = world.pair()
    private = teacher.spaces()[0].space
    owner = owner_of(teacher)
    assert owner.membership(private) is None
    assert owner.role_in(private) == "keeper"


def test_a_shared_space_gives_each_her_role(world: World) -> None:
    teacher, mentor = world.pair("reader")
    assert owner_of(teacher).role_in(world.shared()) == "reader"
    assert owner_of(mentor).role_in(world.shared()) == "keeper"


def test_a_stored_log_that_was_tampered_with_is_refused(world: World) -> None:
    teacher, _ = world.pair()
    owner = owner_of(teacher)
    entries = owner.store.spaces.entries(world.shared())
    owner.store.spaces.add_entries(world.shared(), [entries[0][:-1] + b"x", *entries[1:]], start=0)
    owner.forget_membership(world.shared())
    with pytest.raises(AccessError) as raised:
        owner.membership(world.shared())
    assert raised.value.code == "membership.refused"
