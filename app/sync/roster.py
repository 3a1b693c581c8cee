"""A space's membership log as it grows: entries that come from the relay, and our own that wait to be sent.

Our own entries are written offline, behind the last one that we know. If somebody else's entry reached the relay
first, ours are signed anew behind it; a ticket keeps its key, so it can be handed over before that. What holds a key of
an epoch that is no longer the newest is left out, and made anew from the new key (``epochs``, ``tickets``).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import takewhile

import msgspec

from app.crypto.keys import epoch_check
from app.crypto.signing import SigningKey, digest, key_id, verify
from app.errors import AccessError
from app.ids import PersonId, SpaceId
from app.protocol.entries import (
    AddDevice,
    ChangeRole,
    Entry,
    Invite,
    Join,
    NewEpoch,
    Remove,
    RenamePerson,
    RenameSpace,
    StrikeDevice,
    encode_body,
    parse_entry,
)
from app.protocol.failures import Refusal
from app.protocol.membership import Membership, apply
from app.spaces.devices import add_device
from app.spaces.joining import join_anew
from app.spaces.keeping import resealed
from app.spaces.membership_log import extend, names, replay, sign_entry, space_title
from app.spaces.ticket import Ticket
from app.store.spaces import SpaceRow
from app.sync.forks import common, held, lose_words, note, remove_again, settle
from app.sync.owner import NAME, Owner
from app.sync.verify import UNKNOWN_HEAD

#: Under these names and a space's id stand the ticket by which we came, and why it did not let us in after all.
CAME_BY, NOT_LET_IN = "came by ", "not let in "


def waiting_entries(owner: Owner, relay: bytes, space: SpaceId) -> list[bytes]:
    """Entries that this relay is not known to hold, in order."""
    return owner.store.spaces.entries(space, owner.store.cursors.get(relay, space).entries_known)


def is_visited(owner: Owner, row: SpaceRow) -> bool:
    """Is there anything to be had or said in this space at a visit? In one that was left: only that it was left."""
    if row.private or row.relay is None:
        return False
    return row.active or bool(waiting_entries(owner, row.relay, row.space))


@dataclass(frozen=True)
class Grown:
    """What became of a log: ``forked`` if the relay has gone on with another one than it had held; ``lost_words`` if
    something of ours is sealed with the key of an epoch that is in it no longer."""

    forked: bool = False
    lost_words: bool = False


def follows(owner: Owner, relay: bytes, space: SpaceId, entries: Sequence[bytes]) -> bool:
    """Do these entries build on the last one that the relay is known to hold? Else it has another log than we think.

    Raises Refusal for what is no entry.
    """
    known = owner.store.cursors.get(relay, space).entries_known
    last = owner.store.spaces.entries(space)[known - 1 : known] if known > 1 else []
    return not last or parse_entry(entries[0]).entry.prev == digest(last[0])


def take_entries(owner: Owner, relay: bytes, space: SpaceId, entries: Sequence[bytes]) -> Grown:
    """Verify entries that the relay gave, put them behind those it is known to hold, and our waiting ones behind them.

    Where all that the relay has is the beginning of what we hold, ours stays, and the rest of it waits to be sent.
    Raises AccessError("membership.refused") if one of them is false; the stored log is then as it was.
    """
    store = owner.store
    known, settled = store.cursors.get(relay, space).entries_known, held(owner, relay, space)
    ours = store.spaces.entries(space)
    theirs = [*ours[:known], *entries]
    same, grown = common(ours, theirs), Grown()
    with store.transaction():
        if same < len(theirs):
            before = ours[:settled]
            if same < settled:
                state = replay(theirs, space)
                note(owner, before, state, same)
                store.spaces.blobs_lost(space)
                grown = Grown(forked=True, lost_words=lose_words(owner, before, state))
            _extend_log(owner, space, same, theirs[same:])
        settle(owner, relay, space, len(theirs))
    return grown


def settled_entries(owner: Owner, space: SpaceId) -> list[bytes]:
    """The part of the log whose order the space's relay has settled: what it is known to hold, and what others wrote
    behind that, of which we heard by a stick. Our own that wait come after it, and may still be signed anew."""
    row = owner.store.spaces.get(space)
    if row is None or row.relay is None:
        return []
    entries, known = owner.store.spaces.entries(space), held(owner, row.relay, space)
    own = {owner.device_id, *owner.former_ids}
    heard = takewhile(lambda entry: _author_of(entry) not in own, entries[known:])
    return [*entries[:known], *heard]


def _author_of(raw: bytes) -> bytes:
    """Whose device wrote an entry; a Join, which a ticket's key signs, is the newcomer's."""
    entry = parse_entry(raw).entry
    return key_id(entry.device.public) if isinstance(entry, Join) else entry.author


def own_join(owner: Owner, space: SpaceId) -> bytes | None:
    """This device's Join, as long as no relay has put it in order; None for everybody else."""
    if owner.store.identity.get(CAME_BY + space.hex()) is None:
        return None
    waiting = owner.store.spaces.entries(space, len(settled_entries(owner, space)))
    joins = (raw for raw in waiting if isinstance(parse_entry(raw).entry, Join))
    return next((raw for raw in joins if _author_of(raw) == owner.device_id), None)


def leave_unsettled(owner: Owner, space: SpaceId) -> None:
    """Take back what of ours no relay has heard of, with its keys: it is not allowed any more, and words that waited
    for a new key of ours can leave under the one that everybody has. Only our own new name stays."""
    settled = settled_entries(owner, space)
    if len(settled) == len(owner.store.spaces.entries(space)):
        return
    named = [
        pair
        for pair in _with_checks(space, settled, owner.store.spaces.entries(space)[len(settled) :])
        if isinstance(parse_entry(pair[0]).entry, RenamePerson)
    ]
    state, signed_anew = _sign_anew(owner, replay(settled, space), named)
    with owner.store.transaction():
        owner.store.spaces.add_entries(space, signed_anew, start=len(settled))
        forget_lost_keys(owner, state)
    owner.keep_membership(state)


def rewrite_waiting(owner: Owner, space: SpaceId, stays: Callable[[bytes], bool]) -> None:
    """Sign our waiting entries anew without those that do not stay. Raises StoreError."""
    settled = settled_entries(owner, space)
    pairs = _with_checks(space, settled, owner.store.spaces.entries(space)[len(settled) :])
    state, signed_anew = _sign_anew(owner, replay(settled, space), [pair for pair in pairs if stays(pair[0])])
    with owner.store.transaction():
        owner.store.spaces.add_entries(space, signed_anew, start=len(settled))
        forget_lost_keys(owner, state)
        refresh_names(owner, state)
    owner.keep_membership(state)


def lowers(owner: Owner, entries: Sequence[bytes]) -> bool:
    """Does one of these entries change what this person may do, or end it?"""
    try:
        parsed = [parse_entry(entry).entry for entry in entries]
    except Refusal:
        return False
    me, here = owner.person.person, owner.device_id
    return any(
        (isinstance(entry, ChangeRole | Remove) and entry.person == me)
        or (isinstance(entry, StrikeDevice) and entry.device == here)
        for entry in parsed
    )


def hear_entries(owner: Owner, space: SpaceId, entries: Sequence[bytes]) -> None:
    """Verify entries that a stick gave, and put them behind the settled ones, our waiting ones behind them.

    The relay is not taken to hold them: the next visit offers them to it, and takes its log if that is another one.
    Raises AccessError("membership.refused") if one of them is false; the stored log is then as it was.
    """
    _extend_log(owner, space, len(settled_entries(owner, space)), entries)


def _extend_log(owner: Owner, space: SpaceId, known: int, entries: Sequence[bytes]) -> None:
    store = owner.store
    own = store.spaces.entries(space, known)
    before = store.spaces.entries(space)[:known]
    state = replay([*before, *entries], space)
    meant = {_meaning(entry) for entry in entries}
    waiting = [pair for pair in _with_checks(space, before, own) if _meaning(pair[0]) not in meant]
    state, signed_anew = _sign_anew(owner, state, waiting)
    state, removed_again = remove_again(owner, state)
    with store.transaction():
        store.spaces.add_entries(space, [*entries, *signed_anew, *removed_again], start=known)
        store.inbox.retry(space, UNKNOWN_HEAD)
        owner.keep_membership(state)
        forget_lost_keys(owner, state)
        refresh_names(owner, state)
        if before and _renamed_elsewhere(owner, state, entries, own):
            owner.store.identity.set_text(NAME, names(state, store.spaces.keys(space))[PersonId(owner.person.person)])


def _renamed_elsewhere(owner: Owner, state: Membership, entries: Sequence[bytes], own: Sequence[bytes]) -> bool:
    """Did this person give herself another name on another laptop of hers?"""
    ours = {_meaning(entry) for entry in own}
    renaming = [entry for entry in entries if isinstance(parse_entry(entry).entry, RenamePerson)]
    authors = [state.owner_of(parse_entry(entry).entry.author) for entry in renaming if _meaning(entry) not in ours]
    found = any(author is not None and author.person == owner.person.person for author in authors)
    return found and PersonId(owner.person.person) in names(state, owner.store.spaces.keys(state.space))


def ensure_device(owner: Owner, relay: bytes, space: SpaceId) -> None:
    """Let this device into a space whose log does not know it, as after a store was put back or a person came back by
    her card; also those that the store has been, since a draft of theirs may be shared here.

    The entry is written behind the newest one that the relay is known to hold, and what of ours waits behind it.
    Nothing happens when it cannot be written, as when the person was removed: then the relay says so.
    """
    state = owner.membership(space)
    if state is None or not _lacks(owner, state):
        return
    entries = owner.store.spaces.entries(space)
    # The founding entry names the space, and is never signed anew.
    known = max(held(owner, relay, space), 1)
    try:
        state = replay(entries[:known], space)
        added: list[bytes] = []
        for device in _lacks(owner, state):
            added.append(add_device(state, owner.person, device))
            state = extend(state, added[-1:])
    except AccessError:
        return
    own = [
        pair
        for pair in _with_checks(space, entries[:known], entries[known:])
        if not isinstance(parse_entry(pair[0]).entry, AddDevice)
    ]
    state, signed_anew = _sign_anew(owner, state, own)
    with owner.store.transaction():
        owner.store.spaces.add_entries(space, [*added, *signed_anew], start=known)
        forget_lost_keys(owner, state)
        refresh_names(owner, state)
    owner.keep_membership(state)


def is_let_in(owner: Owner, relay: bytes, space: SpaceId) -> bool:
    """Is this device in the part of the log that the relay is known to hold?"""
    known = owner.store.cursors.get(relay, space).entries_known
    entries = owner.store.spaces.entries(space)[:known]
    return bool(entries) and replay(entries, space).member_of(owner.device_id) is not None


def _lacks(owner: Owner, state: Membership) -> list[SigningKey]:
    """Our devices that a log does not know, if it knows our person; the newest last."""
    me = state.members.get(PersonId(owner.person.person))
    if me is None or not me.active:
        return []
    return [key for key in (*owner.former, owner.device) if state.owner_of(key_id(key.public)) is None]


def add_own_entry(owner: Owner, space: SpaceId, entry: bytes) -> Membership:
    """Put an entry of our own behind the log; it leaves with the next visit. Raises AccessError, by the code of
    the rule that it breaks."""
    state = _extended(owner.membership(space), entry)
    with owner.store.transaction():
        owner.store.spaces.add_entries(space, [entry])
        refresh_names(owner, state)
    # Not before it is on the disk: what is written next would build on an entry that nobody has.
    owner.keep_membership(state)
    return state


def _extended(state: Membership | None, entry: bytes) -> Membership:
    try:
        return apply(state, entry, verify, digest)
    except Refusal as refusal:
        raise refusal.known() from refusal


def refresh_names(owner: Owner, state: Membership) -> None:
    """Keep what the log says of people's names, the space's title and this person's role."""
    store = owner.store
    keys = store.spaces.keys(state.space)
    store.spaces.name_people(state.space, names(state, keys))
    row = store.spaces.get(state.space)
    if row is None:
        return
    me = state.members.get(PersonId(owner.person.person))
    role = str(me.role) if me is not None else row.role
    active = me is not None and me.active and owner.device_id not in set(me.former) - set(me.devices)
    with suppress(AccessError):
        # Without a key that opens it, the title stays as the ticket had it.
        row = replace(row, name=space_title(state, keys) or row.name)
    store.spaces.put(replace(row, role=role, active=active))


def forget_lost_keys(owner: Owner, state: Membership) -> None:
    """A key of ours whose epoch did not come to be, because another keeper's was first; nothing is sealed with it."""
    spaces = owner.store.spaces
    for epoch, key in spaces.keys(state.space).items():
        if epoch not in state.epochs or epoch_check(key) != state.epochs[epoch].check:
            spaces.drop_key(state.space, epoch)
    spaces.drop_blobs(state.space, state.blobs)


def _meaning(entry: bytes) -> bytes:
    """An entry without its place in the log, to recognise our own when the relay gives it back."""
    return encode_body(_moved(parse_entry(entry).entry, bytes(32)))


def _moved(entry: Entry, head: bytes) -> Entry:
    return entry if not entry.prev else msgspec.structs.replace(entry, prev=head)


def _with_checks(space: SpaceId, before: Sequence[bytes], own: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    """Waiting entries, each with the check of the epoch behind which it was written."""
    state = replay(before, space) if before else None
    pairs = []
    for entry in own:
        pairs.append((entry, b"" if state is None else state.epochs[state.epoch].check))
        state = extend(state, [entry])
    return pairs


def _sign_anew(owner: Owner, state: Membership, own: Sequence[tuple[bytes, bytes]]) -> tuple[Membership, list[bytes]]:
    """Our waiting entries behind the newest head; one that the others have made impossible is dropped.

    What an earlier device of this store wrote is signed by the one that it is now; but not a new epoch, whose wrapped
    keys name who wrapped them: where one is due, it is begun again.
    """
    keys = {key_id(key.public): key for key in (*owner.former, owner.device)}
    signed: list[bytes] = []
    for waiting, check in own:
        entry = parse_entry(waiting).entry
        if isinstance(entry, Join) and _author_of(waiting) == owner.device_id:
            state, joined = _join_anew(owner, state, entry)
            signed += joined
            continue
        if isinstance(entry, Join) or entry.author not in keys:
            continue
        if isinstance(entry, Invite | NewEpoch) and check != state.epochs[state.epoch].check:
            continue
        signer = keys[entry.author] if isinstance(entry, AddDevice) else owner.device
        if isinstance(entry, NewEpoch) and entry.author != owner.device_id:
            continue
        if isinstance(entry, RenamePerson | RenameSpace):
            entry = resealed(entry, state, owner.person.person, owner.store.spaces.keys(state.space), owner.chance)
        moved = msgspec.structs.replace(_moved(entry, state.head), author=key_id(signer.public))
        again = sign_entry(moved, signer)
        try:
            state = apply(state, again, verify, digest)
        except Refusal:
            continue
        signed.append(again)
    return state, signed


def _join_anew(owner: Owner, state: Membership, entry: Join) -> tuple[Membership, list[bytes]]:
    """Our own Join behind the newest head; if the log does not let us in any more, why is noted for whoever asks."""
    text = owner.store.identity.text(CAME_BY + state.space.hex())
    known = state.member_of(owner.device_id)
    if not text or known is not None:
        return state, []
    try:
        again = join_anew(Ticket.parse(text), state, entry, owner.device)
        return apply(state, again, verify, digest), [again]
    except Refusal as refusal:
        owner.store.identity.set_text(NOT_LET_IN + state.space.hex(), refusal.known().code)
        return state, []
