"""A space's membership log, verified entry by entry, and what it says in words.

Nothing here trusts a relay: a log counts only if it begins with the entry whose digest is the space's id, and if each
entry that follows is signed by somebody who had the right to write it.
"""

from collections.abc import Iterable, Mapping

from app.crypto import signing
from app.crypto.keys import name_key
from app.crypto.purposes import NAME_CONTEXT, TITLE_CONTEXT
from app.crypto.sealing import open_small, seal_small
from app.crypto.signing import SigningKey
from app.errors import AccessError, RecordError
from app.ids import Chance, PersonId
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_SEALED_NAME
from app.protocol.membership import ENTRY_SIGNATURE, Entry, Member, Membership, apply, encode_body

_TITLE = TITLE_CONTEXT + b"\0"
_NAME = NAME_CONTEXT + b"\0"
_SEAL_OVERHEAD = 28


def replay(entries: Iterable[bytes], space: bytes | None) -> Membership:
    """The membership that a whole log adds up to.

    ``space`` is the id that came with the ticket or was stored; None only for a log of one's own making.
    Raises AccessError("membership.refused") if the log is empty, another space's, or holds an entry that breaks a rule.
    """
    state: Membership | None = None
    for entry in entries:
        state = extend(state, [entry])
        if space is not None and state.space != space:
            raise AccessError("membership.refused", Code.NOT_THIS_SPACE.name)
    if state is None:
        raise AccessError("membership.refused", "an empty log")
    return state


def extend(state: Membership | None, entries: Iterable[bytes]) -> Membership:
    """The membership after more entries. Raises AccessError("membership.refused") if one of them breaks a rule."""
    for entry in entries:
        try:
            state = apply(state, entry, signing.verify, signing.digest)
        except Refusal as refusal:
            raise AccessError("membership.refused", str(refusal)) from refusal
    if state is None:
        raise AccessError("membership.refused", "an empty log")
    return state


def sign_entry(entry: Entry, key: SigningKey) -> bytes:
    """The whole entry: its body and the key's signature. Raises Bug for an entry that everybody would refuse."""
    body = encode_body(entry)
    return body + key.sign(ENTRY_SIGNATURE, body)


def space_title(state: Membership, epoch_keys: Mapping[int, bytes]) -> str:
    """The space's title. Raises AccessError("access.no_key") without the key of epoch 1."""
    if 1 not in epoch_keys:
        raise AccessError("access.no_key", "epoch 1")
    return _readable(open_small(name_key(epoch_keys[1]), state.sealed_title, _TITLE + state.salt))


def names(state: Membership, epoch_keys: Mapping[int, bytes]) -> dict[PersonId, str]:
    """The names of all members, also of those who left; without those whose key we have not, or that do not open."""
    found = {}
    for member in state.members.values():
        name = _name(state, member, epoch_keys)
        if name is not None:
            found[member.person] = name
    return found


def seal_title(title: str, salt: bytes, epoch_key: bytes, chance: Chance) -> bytes:
    """A title for Found. Raises RecordError("record.text_too_long") beyond 80 Chinese characters."""
    return seal_small(name_key(epoch_key), _bytes_of(title), _TITLE + salt, chance)


def seal_name(name: str, salt: bytes, person: PersonId, epoch_key: bytes, chance: Chance) -> bytes:
    """A person's name for his card; opens for this person and space only. Raises RecordError as seal_title does."""
    return seal_small(name_key(epoch_key), _bytes_of(name), _NAME + salt + person, chance)


def _name(state: Membership, member: Member, epoch_keys: Mapping[int, bytes]) -> str | None:
    key = epoch_keys.get(member.named_in)
    if key is None:
        return None
    try:
        return _readable(open_small(name_key(key), member.sealed_name, _NAME + state.salt + member.person))
    except AccessError:
        return None


def _bytes_of(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    limit = MAX_SEALED_NAME - _SEAL_OVERHEAD
    if len(data) > limit:
        raise RecordError("record.text_too_long", f"{len(data)} bytes", limit=limit // 3)
    return data


def _readable(data: bytes) -> str:
    """Text that another member wrote: what is no UTF-8 becomes a mark, never an error."""
    return data.decode("utf-8", "replace")
