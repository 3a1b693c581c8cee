"""What an answer makes possible happens in the same visit, and an idle visit stays one request."""

from app.sync.moving_on import advance
from app.sync.push import request_for
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def test_an_idle_visit_is_one_request(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    assert mentor.visit().requests == 1
    owner = owner_of(mentor)
    (relay,) = owner.store.spaces.relays()
    assert advance(owner, relay.relay, request_for(owner, relay)) == (False, [])


def test_a_new_key_is_asked_for_in_the_visit_that_brings_its_entry(world: World) -> None:
    teacher, mentor = world.pair()
    third = world.person("赵刚")
    world.bring(mentor, third)
    settle(mentor, teacher)
    mentor.remove_member(world.shared(), third.me.person)
    plan = plan_of(mentor, world)
    removing = mentor.visit()
    assert (removing.trouble, removing.requests) == ((), 3)
    coming = teacher.visit()
    assert (coming.trouble, coming.requests) == ((), 2)
    assert teacher.view(plan).title == "认识秋天"
