"""The epoch keys a person holds, and how they are come by.

The newest epoch's key is wrapped for every member; each earlier one is sealed with the key after it. So one wrap gives
a member the whole of a space that he may read, and a member who left has no key after his time.
"""

from collections.abc import Mapping

from app.crypto.keys import PersonKeys, epoch_check, history_key
from app.crypto.purposes import HISTORY_CONTEXT
from app.crypto.sealing import open_small, seal_small
from app.crypto.signing import digest
from app.crypto.wrap import unwrap, wrap_context
from app.errors import AccessError
from app.ids import Chance, PersonId
from app.protocol.membership import Membership


def wanted_blob(state: Membership, person: PersonId) -> bytes | None:
    """The digest of the blob in which the newest epoch's key is wrapped for this person; None if there is none."""
    wrap = state.epochs[state.epoch].wraps.get(person)
    return wrap.digest if wrap is not None else None


def open_epochs(state: Membership, person: PersonKeys, blobs: Mapping[bytes, bytes]) -> dict[int, bytes]:
    """The keys of all epochs, by the newest that is wrapped for this person among ``blobs`` (digest to bytes).

    Raises AccessError("access.no_key") if none is there yet, or if what is there is not the key of the log.
    """
    for number in sorted(state.epochs, reverse=True):
        wrap = state.epochs[number].wraps.get(person.person)
        blob = blobs.get(wrap.digest) if wrap is not None else None
        if wrap is None or blob is None:
            continue
        if digest(blob) != wrap.digest:
            raise AccessError("access.no_key", "blob of another digest")
        context = wrap_context(state.salt, number, wrap.sender, person.person)
        return open_earlier(state, number, unwrap(person.sealing, blob, context))
    raise AccessError("access.no_key", "no wrap for this person")


def open_earlier(state: Membership, epoch: int, key: bytes) -> dict[int, bytes]:
    """This epoch's key and, down to the first, those before it.

    Raises AccessError("access.no_key") if one of them is not the key of the log.
    """
    keys = {}
    for number in range(epoch, 0, -1):
        if epoch_check(key) != state.epochs[number].check:
            raise AccessError("access.no_key", f"not the key of epoch {number}")
        keys[number] = key
        if number > 1:
            key = open_small(history_key(key), state.epochs[number].sealed_previous, _context(state.salt, number))
    return keys


def seal_previous(new_key: bytes, old_key: bytes, salt: bytes, epoch: int, chance: Chance) -> bytes:
    """The key before, sealed with the key of the new ``epoch``, for NewEpoch."""
    return seal_small(history_key(new_key), old_key, _context(salt, epoch), chance)


def _context(salt: bytes, epoch: int) -> bytes:
    return HISTORY_CONTEXT + b"\0" + salt + epoch.to_bytes(8, "big")
