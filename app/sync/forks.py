"""When a relay goes on with another membership log than the one that we had from it, as after it was put back.

The relay's order counts, since there must be one, and both logs begin with the entry that names the space. What a
person's own device wrote there is signed anew behind the other entries (``roster``); others' entries are theirs to
write again. But **a removal that we have seen is never forgotten**: a keeper's device writes it again, and until the
relay's log holds it, nothing that the removed one wrote is merged and nothing is sealed here that he could read.
"""

from collections.abc import Sequence

import msgspec

from app.ids import PersonId, SpaceId
from app.protocol.envelope import Header
from app.protocol.membership import Membership, Role
from app.spaces.keeping import remove, strike_device
from app.spaces.membership_log import extend, replay
from app.sync.owner import Owner

#: Why a visit says that the relay's log of members has changed behind what everybody had of it.
PUT_BACK = "membership.put_back"
#: Why nothing goes out of a space: the relay's log does not hold a removal that we know.
REMOVAL_LOST = "membership.removal_lost"
#: Why a space takes nothing of us: the relay's log does not hold our entry any more.
FORGOTTEN = "membership.forgotten"

#: Under this name stands that what was sealed with a lost key is to be sealed anew, by a new device.
LOST_WORDS = "words sealed with a lost key"
_HELD, _REMOVED = "log held ", "removals lost "


class _Lost(msgspec.Struct, array_like=True, frozen=True):
    """A person, or a device, whose removal is not in the relay's log; a person's counts as written again from position
    ``since`` on."""

    who: bytes
    since: int


def doubt(owner: Owner, relay: bytes, space: SpaceId) -> None:
    """Let the log be read again from behind its founding entry, and told to the relay again; ours stays until then."""
    known = owner.store.cursors.get(relay, space).entries_known
    if known > 1:
        owner.store.identity.set_text(_name(_HELD, relay, space), str(max(known, held(owner, relay, space))))
        owner.store.cursors.know_entries(relay, space, 1)


def held(owner: Owner, relay: bytes, space: SpaceId) -> int:
    """How many of our entries this relay has held at some time, also while it is in doubt what it holds now."""
    known = owner.store.cursors.get(relay, space).entries_known
    return max(known, int(owner.store.identity.text(_name(_HELD, relay, space), "0")))


def settle(owner: Owner, relay: bytes, space: SpaceId, count: int) -> None:
    """The relay holds the first ``count`` of our entries: nothing is in doubt, and removals among them are not lost."""
    owner.store.cursors.know_entries(relay, space, count)
    owner.store.identity.remove(_name(_HELD, relay, space))
    if not count or not awaited(owner, space):
        return
    state = replay(owner.store.spaces.entries(space)[:count], space)
    _keep(owner, space, [lost for lost in _lost(owner, space) if _is_in(state, lost)])


def common(ours: Sequence[bytes], theirs: Sequence[bytes]) -> int:
    """How many entries two logs have in common at their beginning."""
    count = 0
    for mine, other in zip(ours, theirs, strict=False):
        if mine != other:
            break
        count += 1
    return count


def note(owner: Owner, ours: Sequence[bytes], theirs: Membership, same: int) -> None:
    """Take over what a fork means: ``ours`` is what the relay had held, ``theirs`` what it holds, equal up to ``same``.

    Positions behind the fork name other entries now, so nobody has told any of them.
    """
    space, before = theirs.space, replay(ours, theirs.space)
    found = {lost.who: lost for lost in _lost(owner, space)}
    for person, member in before.members.items():
        gone = not member.active and member.roles[-1][0] >= same
        if gone and person != owner.person.person:
            found[person] = _Lost(person, same)
        for device, former in member.former.items() if member.active else ():
            if former.removed >= same and device not in (owner.device_id, *member.devices):
                found[device] = _Lost(device, same)
    _keep(owner, space, [lost for lost in found.values() if _is_in(theirs, lost)])
    owner.store.receipts.forget_positions(space, same)


def awaited(owner: Owner, space: SpaceId) -> frozenset[bytes]:
    """People and devices (ids) whose removal the relay's log does not hold, though we know of it."""
    return frozenset(lost.who for lost in _lost(owner, space))


def remove_again(owner: Owner, state: Membership) -> tuple[Membership, list[bytes]]:
    """As a keeper: the entries that remove again who was removed, behind ``state``; and for devices of one's own."""
    entries: list[bytes] = []
    for who in sorted(awaited(owner, state.space)):
        me, member, holder = state.member_of(owner.device_id), state.members.get(PersonId(who)), state.member_of(who)
        if me is None:
            break
        if me.role is Role.KEEPER and member is not None and member.active:
            entries.append(remove(state, owner.device, PersonId(who)))
        elif holder is not None and (me.role is Role.KEEPER or holder is me):
            entries.append(strike_device(state, owner.device, who))
        else:
            continue
        state = extend(state, entries[-1:])
    return state, entries


def lose_words(owner: Owner, before: Sequence[bytes], state: Membership) -> bool:
    """Did we seal anything with the key of an epoch that the log has no longer? No newcomer could open it.

    Then all from there on counts as held by nobody, and is to be sealed anew by a new device, for its numbers are
    used up.
    """
    old = replay(before, state.space)
    lost = {
        number
        for number, epoch in old.epochs.items()
        if number not in state.epochs or state.epochs[number].check != epoch.check
    }
    sealed = owner.store.outbox.kept(state.space, 0) if lost else []
    first = next((one.number for one in sealed if Header.parse(one.envelope)[0].epoch in lost), None)
    if first is None:
        return False
    outbox = owner.store.outbox
    outbox.acknowledge(state.space, min(outbox.acknowledged(state.space), first - 1))
    owner.store.identity.set(LOST_WORDS, b"1")
    return True


def _is_in(state: Membership, lost: _Lost) -> bool:
    member = state.members.get(PersonId(lost.who))
    if member is None:
        return state.member_of(lost.who) is not None
    if not member.active:
        return False
    return not any(role is None and since >= lost.since for since, role in member.roles)


def _lost(owner: Owner, space: SpaceId) -> list[_Lost]:
    data = owner.store.identity.get(_REMOVED + space.hex())
    return msgspec.msgpack.decode(data, type=list[_Lost]) if data is not None else []


def _keep(owner: Owner, space: SpaceId, lost: list[_Lost]) -> None:
    name = _REMOVED + space.hex()
    if lost:
        owner.store.identity.set(name, msgspec.msgpack.encode(lost))
    else:
        owner.store.identity.remove(name)


def _name(kind: str, relay: bytes, space: SpaceId) -> str:
    return f"{kind}{relay.hex()} {space.hex()}"
