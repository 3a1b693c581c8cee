"""A space's membership log, verified entry by entry, and what it says in words.

Nothing here trusts a relay: a log counts only if it begins with the entry whose digest is the space's id, and if each
entry that follows is signed by somebody who had the right to write it.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from app.crypto import signing
from app.crypto.keys import name_key
from app.crypto.purposes import NAME_CONTEXT, TITLE_CONTEXT
from app.crypto.sealing import open_small, seal_small
from app.crypto.signing import SigningKey
from app.errors import AccessError, RecordError
from app.ids import Chance, PersonId
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_SEALED_NAME
from app.protocol.membership import ENTRY_SIGNATURE, Entry, Member, Membership, SealedText, apply, encode_body

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
    """The space's title: the newest that opens and is not blank; "" if all are. Raises AccessError("access.no_key")
    if none opens."""
    found = _opened(state.titles, epoch_keys, _TITLE + state.salt)
    if not found:
        raise AccessError("access.no_key", "no title opens")
    return next(filter(None, reversed(found)), "")


def names(state: Membership, epoch_keys: Mapping[int, bytes]) -> dict[PersonId, str]:
    """The names of all members, also of those who left; without those whose key we have not, or that do not open.

    A name that is blank or does not open counts for nothing: then the one before it stays.
    """
    found = {member.person: names_of(state, member, epoch_keys) for member in state.members.values()}
    return {person: known[-1] for person, known in found.items() if known}


def names_of(state: Membership, member: Member, epoch_keys: Mapping[int, bytes]) -> list[str]:
    """All names of a member that open and are not blank, oldest first."""
    return list(filter(None, _opened(member.names, epoch_keys, _NAME + state.salt + member.person)))


def name_before(state: Membership, member: Member, epoch_keys: Mapping[int, bytes]) -> str:
    """The last name of a member that was another than today's; "" if there was none."""
    known = names_of(state, member, epoch_keys) if len(member.names) > 1 else []
    return next((name for name in reversed(known) if name != known[-1]), "")


def seal_title(title: str, salt: bytes, epoch_key: bytes, chance: Chance) -> bytes:
    """A title for Found or RenameSpace. Raises RecordError("record.text_too_long") beyond 80 Chinese characters."""
    return seal_small(name_key(epoch_key), _bytes_of(title), _TITLE + salt, chance)


def seal_name(name: str, salt: bytes, person: PersonId, epoch_key: bytes, chance: Chance) -> bytes:
    """A person's name for his card or RenamePerson; opens for this person and space only.

    Raises RecordError as ``seal_title`` does.
    """
    return seal_small(name_key(epoch_key), _bytes_of(name), _NAME + salt + person, chance)


def open_title(sealed: bytes, salt: bytes, epoch_key: bytes) -> str:
    """A sealed title, as it is shown. Raises AccessError if it does not open."""
    return _readable(open_small(name_key(epoch_key), sealed, _TITLE + salt))


def open_name(sealed: bytes, salt: bytes, person: PersonId, epoch_key: bytes) -> str:
    """A person's sealed name, as it is shown. Raises AccessError if it does not open."""
    return _readable(open_small(name_key(epoch_key), sealed, _NAME + salt + person))


def _opened(texts: Iterable[SealedText], epoch_keys: Mapping[int, bytes], context: bytes) -> list[str]:
    found = []
    for text in texts:
        if text.epoch in epoch_keys:
            with suppress(AccessError):
                found.append(_readable(open_small(name_key(epoch_keys[text.epoch]), text.sealed, context)))
    return found


def _bytes_of(text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    limit = MAX_SEALED_NAME - _SEAL_OVERHEAD
    if len(data) > limit:
        raise RecordError("record.text_too_long", f"{len(data)} bytes", limit=limit // 3)
    return data


def _readable(data: bytes) -> str:
    """Text that another member wrote, on one line: what is no UTF-8 becomes a mark, never an error."""
    return " ".join(data.decode("utf-8", "replace").replace("\0", "").split())
