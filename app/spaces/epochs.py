"""Beginning an epoch: a new key, wrapped for each who stays, with the key before sealed in it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from app.crypto.keys import EPOCH_KEY_BYTES, PersonKeys, epoch_check
from app.crypto.signing import SigningKey, digest, key_id
from app.crypto.wrap import WRAPPED_BYTES, wrap, wrap_context
from app.errors import AccessError, Bug
from app.ids import Chance
from app.protocol.membership import Member, Membership, NewEpoch
from app.spaces.keyring import open_epochs, seal_previous
from app.spaces.membership_log import extend, sign_entry


@dataclass(frozen=True, slots=True)
class Begun:
    """A new epoch: the entry for the log, the wraps that it names by digest, and the key (32 bytes)."""

    entry: bytes
    blobs: dict[bytes, bytes]
    key: bytes


def missing_keys(state: Membership, sealing_keys: Mapping[bytes, bytes]) -> list[bytes]:
    """The digests of the members' public sealing keys that are not among these: without them no epoch can begin."""
    wanted = (member.sealing_key_digest for member in state.active())
    return [key for key in wanted if key not in sealing_keys]


def begin_epoch(
    state: Membership,
    person: PersonKeys,
    device: SigningKey,
    old_key: bytes,
    sealing_keys: Mapping[bytes, bytes],
    chance: Chance = os.urandom,
) -> Begun:
    """Write the entry that begins the next epoch. ``sealing_keys`` has every present member's public key by digest.

    Before it is given back it is tried: the writer's own wrap must open, and with it every key of the past. Raises
    AccessError("access.no_key") if that fails, and Bug for a key of another epoch or a public key that is missing.
    """
    if epoch_check(old_key) != state.epochs[state.epoch].check:
        raise Bug("bug", "not the newest epoch's key")
    key, epoch, sender = chance(EPOCH_KEY_BYTES), state.epoch + 1, key_id(device.public)
    wrapped = {}
    for member in state.active():
        context = wrap_context(state.salt, epoch, sender, member.person)
        wrapped[member.person] = _wrap(member, sealing_keys, key, context, chance)
    entry = NewEpoch(
        prev=state.head,
        author=sender,
        check=epoch_check(key),
        sealed_previous=seal_previous(key, old_key, state.salt, epoch, chance),
        wraps=tuple((person_id, digest(wrapped[person_id])) for person_id in sorted(wrapped)),
    )
    begun = Begun(sign_entry(entry, device), {digest(blob): blob for blob in wrapped.values()}, key)
    after = extend(state, [begun.entry])
    if open_epochs(after, person, begun.blobs)[epoch] != key:
        raise AccessError("access.no_key", "the new key does not come back out of its wrap")
    return begun


def _wrap(member: Member, sealing_keys: Mapping[bytes, bytes], key: bytes, context: bytes, chance: Chance) -> bytes:
    public = sealing_keys.get(member.sealing_key_digest)
    if public is None or digest(public) != member.sealing_key_digest:
        raise Bug("bug", "a member's public key is missing")
    try:
        return wrap(public, key, context)
    except AccessError:
        # What this member published as his key is none. Nobody else is to be kept in the old epoch because of it.
        return chance(WRAPPED_BYTES)
