"""Guests (特邀): an expert is shown certain records until a day, and nothing else of what a group has.

A guest reads in a space of its own, which holds copies of the records that were named; others can be shared into it
later. On the day the keeper's program ends her membership (lapses.py).
"""

from collections.abc import Sequence

from app.errors import AccessError
from app.ids import PersonId, RecordId, SpaceId
from app.records.fields import File
from app.records.filling import edits_for
from app.records.purposes import GUEST
from app.records.values import Value
from app.workspace.charters import limit_row
from app.workspace.desk import Desk
from app.workspace.editing import create_with
from app.workspace.gathering import gather

#: Guests read and comment; what they see is copies.
ROLE = "commenter"


def invite_guests(
    desk: Desk, name: str, persons: Sequence[str], records: Sequence[RecordId], until: str, via: SpaceId
) -> SpaceId:
    """A space for guests with copies of these records, and an end for each of them (hexadecimal ids, members of
    ``via``). Whoever shares no space with the inviter comes in by a ticket on paper.

    Raises AccessError for a record that does not go to guests, and as ``gathering.gather`` does; nothing has changed.
    """
    copies = [_copied(desk, record) for record in records]
    with desk.store.transaction():
        space = gather(desk, name, GUEST, persons, via, ROLE)
        for kind, values in copies:
            create_with(desk, kind, edits_for(desk.kind(kind), values, desk.chance), space)
        for person in persons:
            limit_row(desk, space, PersonId(bytes.fromhex(person)), until, "")
    return space


def _copied(desk: Desk, record: RecordId) -> tuple[str, dict[str, Value]]:
    """What a guest is given of a record: all of it but pictures and files, which belong to their space."""
    opened = desk.open(record)
    kind = opened.record.kind
    if kind is None or (kind.places and GUEST not in kind.places):
        raise AccessError("access.wrong_place", opened.stored.kind)
    left_out = {field.key for field in kind.fields() if isinstance(field, File)} | set(kind.audience.guarded)
    return kind.key, {key: value for key, value in opened.record.values().items() if key not in left_out}
