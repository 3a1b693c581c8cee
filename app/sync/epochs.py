"""The keys of a space as it changes: a new epoch when one is due, one's own wrap fetched, and when to seal with what.

The rule by which two keepers who begin an epoch at once converge: **nothing is sealed under an epoch before the relay
is known to hold its entry and its wraps.** The relay's order decides; the entry that came too late is dropped together
with its key, and no envelope has ever been sealed with that key. A keeper's device that knows that a new epoch is due
seals nothing before it has begun one, for what he writes from then on is not for whoever left.
"""

from collections.abc import Iterator

from app.crypto.keys import epoch_check
from app.crypto.signing import digest
from app.ids import PersonId, SpaceId
from app.protocol.membership import Membership, Role
from app.spaces.epochs import begin_epoch, missing_keys
from app.spaces.keyring import open_epochs, wanted_blob
from app.store.spaces import SpaceRow
from app.sync.forks import awaited
from app.sync.owner import Owner
from app.sync.roster import add_own_entry, refresh_names, settled_entries

#: Why a keeper's device goes on in the old epoch: a member's public key is not on the relay.
KEY_MISSING = "membership.key_missing"
_BLOCKED = "epoch blocked "


def may_seal(owner: Owner, space: SpaceId) -> bool:
    """Whether envelopes may be sealed in this space now; what waits goes on waiting until then."""
    row, state = owner.store.spaces.get(space), owner.membership(space)
    if row is None or row.relay is None or state is None:
        return False
    if awaited(owner, space):
        return False
    if state.epoch > 1 and not _is_settled(owner, row, state):
        return False
    return not _begins(owner, state) or owner.store.identity.get(_BLOCKED + space.hex()) is not None


def true_key(owner: Owner, state: Membership) -> bytes | None:
    """The newest epoch's key if it is here, and is the one that the log means: nobody could open another."""
    key = owner.store.spaces.keys(state.space).get(state.epoch)
    return key if key is not None and epoch_check(key) == state.epochs[state.epoch].check else None


def begin_due(owner: Owner, space: SpaceId) -> None:
    """Begin the epoch that is due, if this device may and holds all that it takes."""
    state = owner.membership(space)
    if state is None:
        return
    if not _begins(owner, state):
        owner.store.identity.remove(_BLOCKED + space.hex())
        return
    old_key = true_key(owner, state)
    sealing_keys = _sealing_keys(owner, state)
    if old_key is None or missing_keys(state, sealing_keys):
        return
    begun = begin_epoch(state, owner.person, owner.device, old_key, sealing_keys, owner.chance)
    try:
        with owner.store.transaction():
            owner.store.spaces.add_blobs(space, begun.blobs, sent=False)
            owner.store.spaces.add_key(space, state.epoch + 1, begun.key)
            owner.store.identity.remove(_BLOCKED + space.hex())
            add_own_entry(owner, space, begun.entry)
    except BaseException:
        owner.forget_membership(space)
        raise


def wanted(owner: Owner, space: SpaceId) -> Iterator[bytes]:
    """The blobs to ask for: one's own wrap of a key that is not here, and what it takes to begin an epoch."""
    state = owner.membership(space)
    if state is None:
        return
    if true_key(owner, state) is None:
        own = wanted_blob(state, PersonId(owner.person.person))
        if own is not None and owner.store.spaces.blob(space, own) is None:
            yield own
    if _begins(owner, state):
        yield from missing_keys(state, _sealing_keys(owner, state))


def open_keys(owner: Owner, space: SpaceId) -> bool:
    """Open one's own wrap if it has come, and keep the keys of all epochs; True if there are new ones.

    Raises AccessError("access.no_key") for a wrap that does not open to the keys that the log means.
    """
    state = owner.membership(space)
    if state is None or true_key(owner, state) is not None:
        return False
    own = wanted_blob(state, PersonId(owner.person.person))
    blob = owner.store.spaces.blob(space, own) if own is not None else None
    if own is None or blob is None:
        return False
    keys = open_epochs(state, owner.person, {own: blob})
    with owner.store.transaction():
        for epoch, key in keys.items():
            owner.store.spaces.add_key(space, epoch, key)
        refresh_names(owner, state)
    return True


def note_blocked(owner: Owner, space: SpaceId) -> bool:
    """After the relay was asked in vain: note that this device cannot begin the epoch that is due; True if so."""
    state = owner.membership(space)
    if state is None or not _begins(owner, state):
        return False
    owner.store.identity.set(_BLOCKED + space.hex(), b"1")
    return True


def _begins(owner: Owner, state: Membership) -> bool:
    """Is a new epoch due, and may this device begin it?"""
    me = state.member_of(owner.device_id)
    return state.epoch_due and me is not None and me.role is Role.KEEPER


def _is_settled(owner: Owner, row: SpaceRow, state: Membership) -> bool:
    """Has the relay put the entry that began the newest epoch in order, and does it hold all wraps that we made?"""
    settled, newest = len(settled_entries(owner, row.space)), state.epochs[state.epoch]
    ours = {wrap.digest for person, wrap in newest.wraps.items() if person != owner.person.person}
    return newest.begun < settled and not ours & owner.store.spaces.unsent_blobs(row.space).keys()


def _sealing_keys(owner: Owner, state: Membership) -> dict[bytes, bytes]:
    """The members' public keys that are here, by digest; one's own always is."""
    found = {digest(owner.person.public_sealing): owner.person.public_sealing}
    for member in state.active():
        blob = owner.store.spaces.blob(state.space, member.sealing_key_digest)
        if blob is not None:
            found[member.sealing_key_digest] = blob
    return found
