"""A relay that invents members, exchanges devices, reuses tickets, cuts and forks the membership log: every client
verifies all of it, so that it is refused and said; and once the relay is honest again, everybody has everything."""

import pytest

from app.errors import AccessError
from app.protocol.entries import Remove, RenamePerson, RenameSpace
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


@pytest.mark.parametrize("attack", ["rename_other", "rename_space"])
def test_a_member_renames_nobody_else_and_no_space_that_he_does_not_keep(village: Village, attack: str) -> None:
    """Even where the relay lets it."""
    keeper, teacher = people = village.circle("writer")
    names = [(space.name, space.members) for space in keeper.spaces()]
    village.relay.attack(attack, device=owner_of(teacher).device.seed.hex())

    assert keeper.visit().trouble == REFUSED

    assert village.relay.strikes
    assert [(space.name, space.members) for space in keeper.spaces()] == names
    village.relay.honest()
    teacher.rename_me("李老师")
    keeper.rename_space(village.space, "新的名字")
    village.settle(*people)
    for workspace in people:
        (space,) = [space for space in workspace.spaces() if not space.private]
        assert (space.name, sorted(member.name for member in space.members)) == (
            "新的名字",
            sorted((keeper.me.name, "李老师")),
        )


@pytest.mark.parametrize("entry", ["person", "space"])
def test_an_honest_relay_refuses_such_names_and_says_so(village: Village, entry: str) -> None:
    """The member's own program is altered: it writes behind its log what no other would take."""
    keeper, teacher = village.circle("writer")
    cheat = owner_of(teacher)
    state = cheat.membership(village.space)
    assert state is not None
    forged = (
        RenamePerson(state.head, device_of(keeper), 1, bytes(40))
        if entry == "person"
        else RenameSpace(state.head, device_of(teacher), 1, bytes(40))
    )
    cheat.store.spaces.add_entries(village.space, [sign_entry(forged, cheat.device)])

    assert teacher.visit().trouble

    before = [space.members for space in keeper.spaces()]
    assert not keeper.visit().trouble
    assert [space.members for space in keeper.spaces()] == before
    assert len(owner_of(keeper).store.spaces.entries(village.space)) == state.length
