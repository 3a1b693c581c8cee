"""Entries written by two keepers while apart both end in the log, and tickets stay good."""

import pytest

from app.errors import AccessError
from app.sync.roster import take_entries, waiting_entries
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import PIN, World


def test_two_tickets_made_apart_both_work(world: World) -> None:
    mentor, colleague = world.person("王敏"), world.person("赵刚")
    world.space = mentor.found_space("教研组", world.card).space
    world.bring(mentor, colleague, "keeper")
    settle(mentor, colleague)
    tickets = [mentor.make_ticket(world.space, "writer"), colleague.make_ticket(world.space, "reader")]
    settle(mentor, colleague)
    for name, ticket in zip(("甲", "乙"), tickets, strict=True):
        world.person(name).join(ticket.text)
    settle(mentor, colleague)
    for workspace in (mentor, colleague):
        roles = {member.name: member.role for member in workspace.spaces()[1].members}
        assert roles == {"王敏": "keeper", "赵刚": "keeper", "甲": "writer", "乙": "reader"}


def test_what_the_relay_holds_is_not_sent_again(world: World) -> None:
    _, mentor = world.pair()
    settle(mentor)
    assert waiting_entries(owner_of(mentor), PIN, world.shared()) == []


def test_a_lost_acknowledgement_does_not_double_a_ticket(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("教研组", world.card).space
    settle(mentor)
    ticket = mentor.make_ticket(world.space, "writer")
    world.weather.answers = 0
    mentor.visit()
    world.weather.answers = None
    settle(mentor)
    entries = owner_of(mentor).store.spaces.entries(world.space)
    assert len(entries) == 2
    world.person("李秀兰").join(ticket.text)
    settle(mentor)
    assert len(mentor.spaces()[1].members) == 2


def test_another_spaces_log_is_refused(world: World) -> None:
    teacher, mentor = world.pair()
    other = mentor.found_space("别的圈", world.card).space
    entries = owner_of(mentor).store.spaces.entries(other)
    with pytest.raises(AccessError) as raised:
        take_entries(owner_of(teacher), PIN, world.shared(), entries)
    assert raised.value.code == "membership.refused"
    assert len(teacher.spaces()[1].members) == 2


def test_names_and_roles_follow_the_log(world: World) -> None:
    teacher, mentor = world.pair("commenter")
    settle(teacher, mentor)
    assert mentor.spaces()[1].readers == ("王敏", "李秀兰")
    assert teacher.spaces()[1].role == "commenter"
    assert teacher.spaces()[1].name == "秀兰和王敏"
