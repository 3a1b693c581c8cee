"""What a save may not change: fields that a keeper alone sets, and another person's tick that she agrees.

The declaration names them; on the readers' side the first are judged with every other right (sync/admit.py), the
second where agreement is told (agreement.py).
"""

from collections.abc import Mapping, Sequence

from app.errors import AccessError
from app.ids import SpaceId
from app.records.edits import Edit, field_of
from app.records.kind import Kind
from app.records.people import person_of
from app.records.reading import read_field
from app.records.record import Record
from app.records.values import Value, members_in
from app.workspace.desk import Desk


def watched(record: Record) -> Mapping[str, Value]:
    """What stands in the fields that are not everybody's, by key."""
    kind = record.kind
    if kind is None:
        return {}
    keys = (*kind.audience.guarded, *((kind.agreeing,) if kind.agreeing else ()))
    found = {key: read_field(record.document, kind.field(key)) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def check(
    desk: Desk, space: SpaceId, kind: Kind | None, before: Mapping[str, Value], after: Mapping[str, Value]
) -> None:
    """Raise AccessError unless this person may make these changes to what is watched, in this space."""
    if kind is None or before == after:
        return
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    for key in changed & locked(desk, space, kind):
        raise AccessError("access.keepers_field", key)
    if kind.agreeing in changed:
        ticked = _members(before.get(kind.agreeing)) ^ _members(after.get(kind.agreeing))
        if any(person_of(one) not in (None, desk.person) for one in ticked):
            raise AccessError("access.not_yours", kind.key)


def locked(desk: Desk, space: SpaceId, kind: Kind | None) -> frozenset[str]:
    """The fields of such a record in a space that this person may not set, because a keeper alone does."""
    if kind is None or not kind.audience.guarded:
        return frozenset()
    # A draft goes into a space with all that was ever written in it: such a field must not have been touched before.
    role = desk.owner.role_in(space) if space != desk.private_space else ""
    return frozenset(key for key in kind.audience.guarded if not kind.audience.may_write(role, key, by_author=True))


def for_a_draft(kind: Kind, edits: Sequence[Edit]) -> list[Edit]:
    """These edits without what is not for drafts, as when a text is imported that says it."""
    return [edit for edit in edits if field_of(edit) not in kind.audience.guarded]


def _members(value: Value | None) -> set[str]:
    return set(members_in(value))
