"""Somebody whose Join was written behind an earlier entry is let in by a member: by her ticket's right, and once."""

from collections.abc import Callable
from functools import partial

import pytest

from app.crypto.signing import digest, key_id, verify
from app.protocol.failures import Code, Refusal
from app.protocol.membership import Role, apply_join
from app.spaces.membership_log import replay
from tests.helpers.circle import ENDS, Log, join_behind, somebody

WANG, LI, ZHAO, SUN = somebody("wang"), somebody("li"), somebody("zhao"), somebody("sun")


def refused(act: Callable[[], object]) -> Code:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize("role", list(Role))
def test_any_member_lets_in_who_joined_behind_an_earlier_entry(role: Role) -> None:
    log = Log(WANG)
    log.bring(WANG, LI, role)
    keys = log.invite(WANG, "zhao", Role.COMMENTER)
    join = join_behind(log.now.head, ZHAO, keys)
    log.invite(WANG, "something else")
    log.let_in(join, LI.device)
    member = log.now.members[ZHAO.keys.person]
    assert (member.role, member.active, member.invite) == (Role.COMMENTER, True, keys.id)
    assert member.entered[next(iter(member.devices))] == log.now.length - 1
    assert log.now.spent[keys.id] is Code.TICKET_USED
    assert {ZHAO.card.sealing_key_digest, ZHAO.wraps[0][1]} <= log.now.blobs
    assert replay(log.entries, log.now.space) == log.now


def test_two_who_joined_behind_one_entry_both_come_in() -> None:
    log = Log(WANG)
    first, second = log.invite(WANG, "li"), log.invite(WANG, "zhao")
    head = log.now.head
    for newcomer, keys in ((LI, first), (ZHAO, second)):
        log.let_in(join_behind(head, newcomer, keys), WANG.device)
    assert len(log.now.active()) == 3


def test_a_stranger_and_somebody_who_left_let_nobody_in() -> None:
    log = Log(WANG)
    log.bring(WANG, LI)
    keys = log.invite(WANG, "zhao")
    join = join_behind(log.now.head, ZHAO, keys)
    assert refused(lambda: log.let_in(join, SUN.device)) is Code.ENTRY_RIGHT
    log.remove(WANG, LI)
    assert refused(lambda: log.let_in(join, LI.device)) is Code.ENTRY_RIGHT
    assert refused(lambda: log.let_in(join, ZHAO.device)) is Code.ENTRY_RIGHT


def test_the_ticket_is_judged_as_in_a_join() -> None:
    log = Log(WANG)
    used, closed, late, open_one = (log.invite(WANG, name) for name in ("used", "closed", "late", "open"))
    head = log.now.head
    log.join(LI, used)
    log.withdraw(WANG, closed)
    assert refused(lambda: log.let_in(join_behind(head, ZHAO, used), WANG.device)) is Code.TICKET_USED
    assert refused(lambda: log.let_in(join_behind(head, ZHAO, closed), WANG.device)) is Code.TICKET_WITHDRAWN
    assert refused(lambda: log.let_in(join_behind(head, ZHAO, late), WANG.device, ENDS + 1)) is Code.TICKET_EXPIRED
    assert refused(lambda: log.let_in(join_behind(head, LI, open_one), WANG.device)) is Code.ALREADY_MEMBER
    log.let_in(join_behind(head, ZHAO, late), WANG.device, ENDS)


def test_nobody_is_taken_to_another_space() -> None:
    """With the same ticket's key in two spaces, which one keeper can make, her consent counts in the one she saw."""
    here, there = Log(WANG, "here"), Log(WANG, "there")
    keys = here.invite(WANG, "the same")
    there.invite(WANG, "the same")
    join = join_behind(here.now.head, LI, keys)
    assert refused(lambda: there.let_in(join, WANG.device)) is Code.ENTRY_RULE
    here.let_in(join, WANG.device)


def test_what_is_no_join_or_altered_is_refused() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "li")
    join = join_behind(log.now.head, LI, keys)
    assert refused(lambda: log.let_in(log.entries[-1], WANG.device)) is Code.ENTRY_RULE
    for place in range(0, len(join), 7):
        altered = join[:place] + bytes([join[place] ^ 1]) + join[place + 1 :]
        assert refused(partial(log.let_in, altered, WANG.device)) in (
            Code.ENTRY_SIGNATURE, Code.ENTRY_MALFORMED, Code.ENTRY_RULE, Code.TICKET_UNKNOWN,
        )  # fmt: skip


def test_a_stick_judges_a_join_without_putting_it_into_the_log() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "li")
    join = join_behind(log.now.head, LI, keys)
    guests = apply_join(log.now, join, verify, digest)
    assert guests.member_of(key_id(LI.device.public)) is not None
    assert (guests.head, guests.length, guests.heads) == (log.now.head, log.now.length, log.now.heads)
    assert refused(lambda: apply_join(guests, join, verify, digest)) is Code.TICKET_USED
