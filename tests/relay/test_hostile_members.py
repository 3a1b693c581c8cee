"""A relay that invents members, exchanges devices, reuses tickets, cuts and forks the membership log: every client
verifies all of it, so that it is refused and said; and once the relay is honest again, everybody has everything."""

import pytest

from app.errors import AccessError
from app.protocol.entries import Remove
from app.spaces.membership_log import sign_entry
from app.spaces.ticket import Ticket
from app.sync.roster import add_own_entry
from tests.helpers.hostile import Village, agree, device_of, owner_of, topics, write

REFUSED = ("membership.refused",)


@pytest.mark.parametrize("attack", ["invent_member", "invent_invite"])
def test_an_invented_member_is_refused(village: Village, attack: str) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack(attack)

    assert keeper.visit().trouble == REFUSED

    assert village.relay.strikes
    state = owner_of(keeper).membership(village.space)
    assert state is not None
    assert len(state.members) == 2
    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")


def test_a_ticket_is_not_used_twice_even_if_the_relay_lets_it(village: Village) -> None:
    keeper = village.circle()[0]
    ticket = keeper.make_ticket(village.space, "writer")
    keeper.visit()
    teacher = village.person("李秀兰")
    teacher.join(ticket.text)
    village.settle(keeper, teacher)
    village.relay.attack("reuse_ticket", seed=Ticket.parse(ticket.text).seed.hex())

    assert keeper.visit().trouble == REFUSED
    assert teacher.visit().trouble == REFUSED

    assert village.relay.strikes == 2
    village.relay.honest()
    village.plan(teacher, "秋天")
    village.settle(teacher, keeper)
    agree([teacher, keeper], "秋天")


@pytest.mark.parametrize("attack", ["replace_device", "new_log", "swap_entries"])
def test_a_newcomer_is_not_given_another_log(village: Village, attack: str) -> None:
    """Device keys exchanged, another founder, another order: the ticket does not fit such a log, and stays good."""
    keeper, teacher = village.circle("writer")
    ticket = keeper.make_ticket(village.space, "writer")
    keeper.visit()
    newcomer = village.person("新来的")
    village.relay.attack(attack)

    with pytest.raises(AccessError) as caught:
        newcomer.join(ticket.text)

    assert caught.value.code == "membership.refused"
    assert village.relay.strikes
    village.relay.honest()
    newcomer.join(ticket.text)
    village.plan(newcomer, "秋天")
    village.settle(newcomer, keeper, teacher)
    agree([newcomer, keeper, teacher], "秋天")


def test_devices_exchanged_on_the_way_to_a_member_are_refused(village: Village) -> None:
    keeper = village.circle()[0]
    teacher = village.bring(keeper, "李秀兰")
    village.relay.attack("replace_device")

    assert keeper.visit().trouble == REFUSED

    assert village.relay.strikes
    village.relay.honest()
    village.plan(teacher, "秋天")
    village.settle(teacher, keeper)
    agree([teacher, keeper], "秋天")


def test_a_log_cut_short_is_noticed_by_what_the_members_name(village: Village) -> None:
    """The keeper is not told that somebody joined: her words wait, and come when the log does."""
    keeper, teacher = village.circle("writer")
    known = len(owner_of(keeper).store.spaces.entries(village.space))
    newcomer = village.bring(keeper, "新来的")
    village.relay.attack("short_log", keep=known + 1)
    village.plan(newcomer, "新人的课")
    newcomer.visit()
    teacher.visit()
    keeper.visit()

    assert village.relay.strikes
    assert topics(keeper) == []
    village.relay.honest()
    village.settle(keeper, teacher, newcomer)
    agree([keeper, teacher, newcomer], "新人的课")


def test_a_lent_device_of_somebody_who_was_removed_invites_nobody(village: Village) -> None:
    keeper, teacher = people = village.circle("keeper")
    village.plan(keeper, "秋天")
    village.settle(*people)
    lent = owner_of(teacher).device.seed.hex()
    state = owner_of(keeper).membership(village.space)
    assert state is not None
    member = state.member_of(device_of(teacher))
    assert member is not None
    entry = Remove(state.head, device_of(keeper), member.person)
    add_own_entry(owner_of(keeper), village.space, sign_entry(entry, owner_of(keeper).device))
    for _ in range(3):
        keeper.visit()
    village.relay.attack("former_member", device=lent)

    assert keeper.visit().trouble == REFUSED

    assert village.relay.strikes
    village.relay.honest()
    assert not write(keeper, keeper.list_records("lesson_plan")[0].record, "以后的话。").trouble
