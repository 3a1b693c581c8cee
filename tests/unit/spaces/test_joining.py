"""Joining by ticket, with nobody of the space online."""

from dataclasses import dataclass, replace

import pytest

from app.crypto.keys import epoch_check
from app.crypto.purposes import TICKET_CONTEXT
from app.crypto.sealing import seal_small
from app.crypto.signing import digest, key_id
from app.errors import AccessError
from app.protocol.membership import Invite, Membership, Role, Withdraw
from app.spaces.founding import Founded, found
from app.spaces.joining import Joined, join
from app.spaces.keyring import open_epochs
from app.spaces.membership_log import extend, replay, sign_entry
from app.spaces.ticket import Ticket, invite
from tests.helpers.circle import ENDS, seeded, somebody, ticket

WANG, LI, ZHAO = somebody("wang"), somebody("li"), somebody("zhao")


@dataclass
class Space:
    """Wang's space and a ticket to it."""

    founded: Founded
    state: Membership
    ticket: Ticket


@pytest.fixture
def space() -> Space:
    founded = found("语文组", WANG.keys, "王老师", WANG.device)
    state = replay(founded.entries, founded.space)
    invited = invite(state, WANG.device, founded.epoch_key, Role.WRITER, ENDS)
    made = Ticket("https://relay.example", bytes(32), founded.space, invited.seed, ENDS, "语文组", "王老师")
    return Space(founded, extend(state, [invited.entry]), made)


def enter(space: Space) -> Joined:
    return join(space.ticket, space.state, LI.keys, "李老师", LI.device)


def refused(space: Space) -> str:
    """The code of the sentence that the newcomer is shown."""
    with pytest.raises(AccessError) as caught:
        enter(space)
    return caught.value.code


def test_a_newcomer_is_a_member_and_has_the_key(space: Space) -> None:
    joined = enter(space)
    state = extend(space.state, [joined.entry])

    assert state.members[LI.keys.person].role is Role.WRITER
    assert state.member_of(key_id(LI.device.public)) is not None
    assert joined.epoch_keys == {1: space.founded.epoch_key}
    assert {digest(blob) for blob in joined.blobs} <= state.blobs


def test_the_ticket_survives_its_text(space: Space) -> None:
    space.ticket = Ticket.parse(space.ticket.encode())

    assert enter(space).epoch_keys == {1: space.founded.epoch_key}


def test_a_newcomers_other_devices_find_the_key(space: Space) -> None:
    joined = enter(space)
    state = extend(space.state, [joined.entry])

    assert open_epochs(state, LI.keys, {digest(blob): blob for blob in joined.blobs}) == joined.epoch_keys


def test_the_second_to_use_a_ticket_is_told(space: Space) -> None:
    other = join(space.ticket, space.state, ZHAO.keys, "赵老师", ZHAO.device)
    space.state = extend(space.state, [other.entry])

    assert refused(space) == "ticket.used"


def test_a_withdrawn_ticket_is_told(space: Space) -> None:
    open_ticket = next(iter(space.state.invites))
    entry = Withdraw(space.state.head, key_id(WANG.device.public), open_ticket)
    space.state = extend(space.state, [sign_entry(entry, WANG.device)])

    assert refused(space) == "ticket.withdrawn"


def test_a_ticket_that_the_log_does_not_know_is_told(space: Space) -> None:
    space.ticket = replace(space.ticket, seed=bytes(16))

    assert refused(space) == "ticket.damaged"


def test_ones_own_ticket_is_told(space: Space) -> None:
    with pytest.raises(AccessError) as caught:
        join(space.ticket, space.state, WANG.keys, "王老师", WANG.device)
    assert caught.value.code == "ticket.own"


def test_a_log_of_another_space_is_refused(space: Space) -> None:
    space.ticket = replace(space.ticket, space=bytes(16))

    assert refused(space) == "membership.refused"


def test_an_inviter_who_seals_another_key_is_noticed(space: Space) -> None:
    """Only he could read what the newcomer then writes."""
    keys = ticket("cheat")
    cheated = bytes(32)
    context = TICKET_CONTEXT + b"\0" + space.state.salt + (1).to_bytes(8, "big")
    sealed = seal_small(keys.sealing, cheated, context)
    entry = Invite(space.state.head, key_id(WANG.device.public), keys.signing.public, Role.WRITER, ENDS, sealed)
    space.state = extend(space.state, [sign_entry(entry, WANG.device)])
    space.ticket = replace(space.ticket, seed=seeded("ticket cheat")(16))

    assert epoch_check(cheated) != space.state.epochs[1].check
    assert refused(space) == "access.no_key"
