"""What a keeper writes about others, and anybody about himself, is what the log's rules expect."""

from typing import cast

import msgspec
import pytest

from app.crypto.keys import epoch_check
from app.crypto.signing import key_id
from app.errors import AccessError
from app.ids import PersonId
from app.protocol.entries import RenamePerson, RenameSpace, parse_entry
from app.protocol.membership import Membership, NewEpoch, Role
from app.spaces.keeping import change_role, remove, rename_person, rename_space, resealed, withdraw
from app.spaces.membership_log import extend, name_before, names, names_of, sign_entry, space_title
from tests.helpers.circle import Log, seeded, somebody

WANG, LI = somebody("wang"), somebody("li")


def test_each_entry_does_what_its_name_says() -> None:
    log = Log(WANG)
    log.bring(WANG, LI)
    ticket = log.invite(WANG, "open")

    state = extend(log.now, [withdraw(log.now, WANG.device, ticket.id)])
    assert ticket.id not in state.invites
    state = extend(state, [change_role(state, WANG.device, LI.keys.person, Role.READER)])
    assert state.members[LI.keys.person].role is Role.READER
    state = extend(state, [remove(state, WANG.device, LI.keys.person)])
    assert state.member_of(key_id(LI.device.public)) is None


CHANCE = seeded("names")
ME = PersonId(WANG.keys.person)


def epochs(log: Log, key: bytes) -> Membership:
    """The log with one more epoch of this key."""
    entry = NewEpoch(log.now.head, key_id(WANG.device.public), epoch_check(key), bytes(60), ((ME, WANG.wraps[0][1]),))
    return extend(log.now, [sign_entry(entry, WANG.device)])


def test_names_are_sealed_with_the_newest_key_that_the_log_means() -> None:
    log = Log(WANG)
    keys = {1: log.epoch_key, 2: b"b" * 32}
    state = epochs(log, keys[2])
    state = extend(state, [rename_person(state, WANG.device, ME, "王老师", keys, CHANCE)])
    state = extend(state, [rename_space(state, WANG.device, "语文组", {**keys, 2: b"x" * 32}, CHANCE)])

    assert (state.members[ME].names[-1].epoch, state.titles[-1].epoch) == (2, 1)
    assert names(state, keys) == {ME: "王老师"}
    assert space_title(state, keys) == "语文组"
    with pytest.raises(AccessError) as raised:
        rename_space(state, WANG.device, "语文组", {2: b"x" * 32}, CHANCE)
    assert raised.value.code == "access.no_key"


def test_a_name_that_is_blank_or_does_not_open_leaves_the_one_before() -> None:
    """Only the keys tell, which a relay has not: so each reader looks for himself."""
    log, keys = Log(WANG), {}
    keys[1] = log.epoch_key
    for name in ("王老师", "王 老师", " \n\0 "):
        log.take(rename_person(log.now, WANG.device, ME, name, keys, CHANCE))
        log.take(rename_space(log.now, WANG.device, name + "组" * bool(name.strip("\0 \n")), keys, CHANCE))
    log.rename_person(WANG)
    log.rename_space(WANG)

    assert names(log.now, keys) == {ME: "王 老师"}
    assert names_of(log.now, log.now.members[ME], keys) == ["王老师", "王 老师"]
    assert name_before(log.now, log.now.members[ME], keys) == "王老师"
    assert space_title(log.now, keys) == "王 老师组"


def test_a_waiting_name_is_sealed_anew_when_another_keepers_epoch_was_first() -> None:
    log = Log(WANG)
    mine, other = {1: log.epoch_key, 2: b"a" * 32}, {1: log.epoch_key, 2: b"b" * 32}
    here, there = epochs(log, mine[2]), epochs(log, other[2])
    person = cast("RenamePerson", parse_entry(rename_person(here, WANG.device, ME, "王老师", mine, CHANCE)).entry)
    space = cast("RenameSpace", parse_entry(rename_space(here, WANG.device, "语文组", mine, CHANCE)).entry)

    assert resealed(person, here, ME, mine, CHANCE) is person
    for entry in (person, space):
        moved = resealed(entry, there, ME, mine, CHANCE)
        assert moved.epoch == 1
        again = sign_entry(msgspec.structs.replace(moved, prev=there.head), WANG.device)
        there = extend(there, [again])
    assert (names(there, other), space_title(there, other)) == ({ME: "王老师"}, "语文组")
