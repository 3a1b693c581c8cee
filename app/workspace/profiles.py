"""One's own profile: a card kept in one's private space and copied into each space one is in."""

from collections.abc import Mapping

from app.ids import RecordId
from app.records.edits import Edit, Mark, SetValue, WriteProse
from app.records.fields import Field, Shape
from app.records.values import Value, members_in
from app.workspace import editing
from app.workspace.colleagues import PROFILE, own_card, profile
from app.workspace.desk import Desk
from app.workspace.views import Changes


def my_card(desk: Desk) -> RecordId:
    """The record of one's own card, begun empty if there is none. Raises StoreError."""
    own = own_card(desk, desk.private_space)
    return own.record if own is not None else editing.create(desk, PROFILE, {}, None)


def set_profile(desk: Desk, values: Mapping[str, Value]) -> Changes:
    """Write these fields of one's own card (an empty value clears one), and its copies. Raises RecordError."""
    record = my_card(desk)
    changes = editing.edit(desk, record, _edits(desk, profile(desk), {**profile(desk), **values})).changes
    return changes | spread(desk)


def spread(desk: Desk) -> Changes:
    """Bring the copies of one's own card up to date, in each space that one is in; a space that has none gets one."""
    values, changed = profile(desk), set[RecordId]()
    if not values:
        return Changes()
    with desk.store.transaction():
        for row in desk.store.spaces.all():
            if not row.active or row.private or not desk.owner.role_in(row.space):
                continue
            copy = own_card(desk, row.space)
            if copy is None:
                changed.add(editing.create(desk, PROFILE, values, row.space))
            elif copy.values != values:
                edits = _edits(desk, copy.values, values)
                changed |= editing.edit(desk, copy.record, edits).changes.records
    return Changes(frozenset(changed), sync=bool(changed))


def _edits(desk: Desk, before: Mapping[str, Value], after: Mapping[str, Value]) -> list[Edit]:
    edits: list[Edit] = []
    for field in desk.kind(PROFILE).fields():
        old, new = before.get(field.key), after.get(field.key)
        if old != new:
            edits += _change(field, old, new)
    return edits


def _change(field: Field, old: Value | None, new: Value | None) -> list[Edit]:
    if field.shape is Shape.PROSE:
        return [WriteProse(field.key, new if isinstance(new, str) else "")]
    if field.shape is Shape.SET:
        had, has = (set(members_in(value)) for value in (old, new))
        return [
            *(Mark(field.key, one, present=False) for one in sorted(had - has)),
            *(Mark(field.key, one) for one in sorted(has - had)),
        ]
    return [SetValue(field.key, new if isinstance(new, str | int) else None)]
