"""A ticket that was handed over works, whatever other keepers have written meanwhile."""

import pytest

from app.errors import AccessError
from app.sync.tickets import open_anew
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import World


def test_a_ticket_made_before_word_of_a_new_epoch_came_still_works(world: World) -> None:
    mentor, colleague, leaver = (world.person(name) for name in ("王敏", "赵刚", "孙老师"))
    world.space = mentor.found_space("教研组", world.card).space
    world.bring(mentor, colleague, "keeper")
    world.bring(mentor, leaver)
    settle(mentor, colleague)
    mentor.remove_member(world.space, leaver.me.person)
    settle(mentor)
    ticket = colleague.make_ticket(world.space, "writer")  # knows of no new key yet
    settle(colleague)
    newcomer = world.person("李秀兰")
    newcomer.join(ticket.text)
    settle(newcomer, mentor, colleague)
    assert {member.name for member in mentor.spaces()[1].members} == {"王敏", "赵刚", "李秀兰"}
    assert sorted(owner_of(newcomer).store.spaces.keys(world.space)) == [1, 2]


def test_a_ticket_that_the_log_has_seen_closed_stays_closed(world: World) -> None:
    """Whoever left may know it."""
    teacher, mentor = world.pair()
    settle(mentor, teacher)
    ticket = mentor.make_ticket(world.shared(), "writer")
    settle(mentor)
    mentor.remove_member(world.shared(), teacher.me.person)
    settle(mentor)
    open_anew(owner_of(mentor), world.shared())
    assert mentor.open_tickets(world.shared()) == []
    with pytest.raises(AccessError) as raised:
        world.person("赵刚").join(ticket.text)
    assert raised.value.code == "ticket.withdrawn"


def test_who_keeps_the_space_no_longer_opens_nothing(world: World) -> None:
    mentor, colleague = world.person("王敏"), world.person("赵刚")
    world.space = mentor.found_space("教研组", world.card).space
    world.bring(mentor, colleague, "keeper")
    settle(mentor, colleague)
    mentor.set_role(world.space, colleague.me.person, "writer")
    settle(mentor)
    colleague.make_ticket(world.space, "writer")
    settle(colleague, mentor)
    assert mentor.open_tickets(world.space) == []
    assert colleague.open_tickets(world.space) == []
