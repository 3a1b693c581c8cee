"""What keepers write into a space's log about others, and anybody about himself: entries, signed, for the log's end.

Whether the author has the right is judged where the entry is put behind the log, by the same rules as everywhere.
"""

from collections.abc import Mapping

import msgspec

from app.crypto.keys import epoch_check
from app.crypto.signing import SigningKey, key_id
from app.errors import AccessError
from app.ids import Chance, PersonId
from app.protocol.membership import (
    ChangeRole,
    Membership,
    Remove,
    RenamePerson,
    RenameSpace,
    Role,
    StrikeDevice,
    Withdraw,
)
from app.spaces.membership_log import open_name, open_title, seal_name, seal_title, sign_entry


def withdraw(state: Membership, device: SigningKey, ticket: bytes) -> bytes:
    """Close an open ticket, named by its key's id (8 bytes)."""
    return sign_entry(Withdraw(state.head, key_id(device.public), ticket), device)


def change_role(state: Membership, device: SigningKey, person: PersonId, role: Role) -> bytes:
    """Give a member another role."""
    return sign_entry(ChangeRole(state.head, key_id(device.public), person, role), device)


def remove(state: Membership, device: SigningKey, person: PersonId) -> bytes:
    """Remove a member, or leave."""
    return sign_entry(Remove(state.head, key_id(device.public), person), device)


def strike_device(state: Membership, device: SigningKey, struck: bytes) -> bytes:
    """Let a device (id, 8 bytes) write no more: one's own other one, or as a keeper anybody's."""
    return sign_entry(StrikeDevice(state.head, key_id(device.public), struck), device)


def rename_person(
    state: Membership, device: SigningKey, person: PersonId, name: str, keys: Mapping[int, bytes], chance: Chance
) -> bytes:
    """Give oneself another name, sealed with the newest of the epoch keys that the log means.

    Raises AccessError("access.no_key") without any, RecordError("record.text_too_long") beyond 80 Chinese characters.
    """
    epoch = _sealing_epoch(state, keys)
    sealed = seal_name(name, state.salt, person, keys[epoch], chance)
    return sign_entry(RenamePerson(state.head, key_id(device.public), epoch, sealed), device)


def rename_space(state: Membership, device: SigningKey, title: str, keys: Mapping[int, bytes], chance: Chance) -> bytes:
    """Give the space another title. Raises as ``rename_person`` does."""
    epoch = _sealing_epoch(state, keys)
    sealed = seal_title(title, state.salt, keys[epoch], chance)
    return sign_entry(RenameSpace(state.head, key_id(device.public), epoch, sealed), device)


def resealed(
    entry: RenamePerson | RenameSpace,
    state: Membership,
    person: PersonId,
    keys: Mapping[int, bytes],
    chance: Chance,
) -> RenamePerson | RenameSpace:
    """A renaming of one's own that waits, as it fits ``state``: if it was sealed with the key of an epoch that another
    keeper's has forestalled, sealed anew. What opens no more is given back as it was."""
    key = keys.get(entry.epoch)
    if key is None or (entry.epoch in state.epochs and state.epochs[entry.epoch].check == epoch_check(key)):
        return entry
    epoch = _sealing_epoch(state, keys)
    if isinstance(entry, RenamePerson):
        name = open_name(entry.sealed_name, state.salt, person, key)
        sealed = seal_name(name, state.salt, person, keys[epoch], chance)
        return msgspec.structs.replace(entry, epoch=epoch, sealed_name=sealed)
    title = open_title(entry.sealed_title, state.salt, key)
    sealed = seal_title(title, state.salt, keys[epoch], chance)
    return msgspec.structs.replace(entry, epoch=epoch, sealed_title=sealed)


def _sealing_epoch(state: Membership, keys: Mapping[int, bytes]) -> int:
    """A key of an epoch that never came to be may still be here: everybody must be able to open what is sealed."""
    checks = {number: epoch.check for number, epoch in state.epochs.items()}
    true = [epoch for epoch, key in keys.items() if checks.get(epoch) == epoch_check(key)]
    if not true:
        raise AccessError("access.no_key", "nothing to seal a name with")
    return max(true)
