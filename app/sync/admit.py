"""Had the author the right to make this change? Asked on every reader's machine; a button that is grey proves nothing.

Three things are asked of a delta: every operation in it is its author's own; the record lives in the space that the
envelope came through; and the author's role, as it was when he wrote, allows the fields that it touches, by the
kind's declaration.
"""

import re

from app.crdt.delta import writers
from app.errors import RecordError
from app.protocol.membership import Membership, Role
from app.records.audience import WRITERS
from app.records.kind import DELETED_KEY, KIND_KEY, VERSION_KEY, Kind
from app.store.deltas import DeltaRow
from app.store.documents import Stored

_SEPARATORS = re.compile(r"[.:!]")

#: Why a delta is kept and never merged: codes of app/errors.py.
NO_RIGHT = "access.no_right"
WRONG_PLACE = "access.wrong_place"
DAMAGED = "record.delta_damaged"


def refusal_of(row: DeltaRow, stored: Stored | None, membership: Membership) -> str | None:
    """Why a delta may not be merged, before anything of it is looked at; None if nothing speaks against it yet."""
    if stored is not None and stored.space != row.space:
        return NO_RIGHT
    author = membership.owner_of(row.device)
    if author is None:
        return NO_RIGHT
    try:
        mouths = writers(row.delta)
    except RecordError:
        return DAMAGED
    return None if mouths <= {*author.devices, *author.former} else NO_RIGHT


def may_touch(kind: Kind | None, role_then: Role | None, touched: frozenset[str], made_by_author: bool) -> bool:
    """Whether a member with this role may write these names of a record's document.

    ``role_then`` is the one that he had when he wrote, None if he had none; ``made_by_author``: the record is his own.
    """
    if role_then is None:
        return False
    role = str(role_then)
    if kind is None:
        return role in WRITERS
    codes = {_SEPARATORS.split(name, maxsplit=1)[0] for name in touched}
    if codes & {KIND_KEY, VERSION_KEY} and not (made_by_author and kind.audience.may_create(role)):
        return False
    keys = {field.code: field.key for field in kind.fields()}
    named = codes - {KIND_KEY, VERSION_KEY, DELETED_KEY}
    # A code that only a newer declaration knows is judged like a field that has no exception.
    if DELETED_KEY in codes and not kind.audience.may_delete(role, made_by_author):
        return False
    return all(kind.audience.may_write(role, keys.get(code, ""), made_by_author) for code in named)
