"""A new key opens for each who stays and for nobody else, and with it the whole past."""

from dataclasses import replace

import pytest

from app.crypto.signing import digest
from app.errors import AccessError, Bug
from app.protocol.membership import Membership, Role
from app.spaces.epochs import Begun, begin_epoch, missing_keys
from app.spaces.founding import Founded, found
from app.spaces.joining import Joined, join
from app.spaces.keeping import remove
from app.spaces.keyring import open_epochs
from app.spaces.membership_log import extend, names, replay
from app.spaces.ticket import Ticket, invite
from tests.helpers.circle import Somebody, seeded, somebody

WANG, LI, ZHAO = somebody("wang"), somebody("li"), somebody("zhao")


def circle() -> tuple[Membership, bytes]:
    """Wang keeps a space; Li and Zhao have joined it. With the key of epoch 1."""
    founded: Founded = found("教研组", WANG.keys, "王敏", WANG.device, seeded("space"))
    state = replay(founded.entries, None)
    for who, name in ((LI, "李秀兰"), (ZHAO, "赵刚")):
        invited = invite(state, WANG.device, founded.epoch_key, Role.WRITER, 2_000_000_000, seeded(name))
        state = extend(state, [invited.entry])
        ticket = Ticket("https://relay.example", bytes(32), state.space, invited.seed, 2_000_000_000, "", "")
        joined: Joined = join(ticket, state, who.keys, name, who.device, seeded(name))
        state = extend(state, [joined.entry])
    return state, founded.epoch_key


def keys_of(*people: Somebody) -> dict[bytes, bytes]:
    return {digest(who.keys.public_sealing): who.keys.public_sealing for who in people}


def begun_without(gone: Somebody) -> tuple[Membership, Begun]:
    state, key = circle()
    state = extend(state, [remove(state, WANG.device, gone.keys.person)])
    begun = begin_epoch(state, WANG.keys, WANG.device, key, keys_of(WANG, LI), seeded("epoch"))
    return extend(state, [begun.entry]), begun


def test_who_stays_opens_the_new_key_and_all_before_it() -> None:
    after, begun = begun_without(ZHAO)
    _, first = circle()
    for who in (WANG, LI):
        assert open_epochs(after, who.keys, begun.blobs) == {1: first, 2: begun.key}
    assert set(names(after, {1: first, 2: begun.key}).values()) == {"王敏", "李秀兰", "赵刚"}


def test_for_who_left_there_is_no_wrap() -> None:
    after, begun = begun_without(ZHAO)
    assert len(begun.blobs) == 2
    with pytest.raises(AccessError):
        open_epochs(after, ZHAO.keys, begun.blobs)


def test_no_epoch_begins_without_everybodys_public_key_or_with_a_false_one() -> None:
    state, key = circle()
    assert missing_keys(state, keys_of(WANG, LI)) == [digest(ZHAO.keys.public_sealing)]
    assert missing_keys(state, keys_of(WANG, LI, ZHAO)) == []
    with pytest.raises(Bug):
        begin_epoch(state, WANG.keys, WANG.device, key, keys_of(WANG, LI))
    false = {**keys_of(WANG, LI), digest(ZHAO.keys.public_sealing): LI.keys.public_sealing}
    with pytest.raises(Bug):
        begin_epoch(state, WANG.keys, WANG.device, key, false)
    with pytest.raises(Bug):
        begin_epoch(state, WANG.keys, WANG.device, bytes(32), keys_of(WANG, LI, ZHAO))


def test_somebody_who_published_no_key_keeps_nobody_else_in_the_old_epoch() -> None:
    """He locks himself out, and the others go on."""
    junk = bytes(1_216 - 1)
    founded = found("教研组", WANG.keys, "王敏", WANG.device, seeded("space"))
    state = replay(founded.entries, None)
    member = state.members[WANG.keys.person]
    odd = somebody("odd")
    stranger = replace(member, person=odd.keys.person, sealing_key_digest=digest(junk), devices={}, entered={})
    crowd = replace(state, members={**state.members, odd.keys.person: stranger})
    begun = begin_epoch(
        crowd, WANG.keys, WANG.device, founded.epoch_key, {**keys_of(WANG), digest(junk): junk}, seeded("epoch")
    )
    after = extend(crowd, [begun.entry])
    assert open_epochs(after, WANG.keys, begun.blobs)[2] == begun.key
    with pytest.raises(AccessError):
        open_epochs(after, odd.keys, begun.blobs)
