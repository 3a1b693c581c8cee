"""The charters of spaces: what a space is for, who is in it until when, and the rows that keepers write there."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import AccessError, Bug
from app.ids import PersonId, RecordId, SpaceId
from app.records.edits import AddRow, Edit, RemoveRow, SetValue, new_row_id
from app.records.people import person_of, person_value
from app.records.purposes import CHARTER, LIMITS, PURPOSE, PURPOSES
from app.records.values import Row, Value, rows_in
from app.store.queries import Listed
from app.sync.purpose import charter_of, purpose_of
from app.workspace import editing
from app.workspace.desk import Desk
from app.workspace.views import Changes


@dataclass(frozen=True)
class Limit:
    """A member whose time in a space ends; ``until`` is the last day (ISO), ``person`` the hexadecimal id."""

    person: str
    name: str
    until: str
    reason: str


def purpose(desk: Desk, space: SpaceId) -> str | None:
    """What a space is for, by its key; None where nobody has said so."""
    return purpose_of(desk.store, space)


def charter(desk: Desk, space: SpaceId) -> RecordId | None:
    """The charter of a space, if it has one."""
    found = charter_of(desk.store, space)
    return found.record if found is not None else None


def ensure_charter(desk: Desk, space: SpaceId, values: Mapping[str, Value] | None = None) -> RecordId:
    """The charter of a space, begun if it has none, with its name and these values. Raises AccessError."""
    found = charter(desk, space)
    if found is not None:
        return found
    return editing.create(desk, CHARTER, {"name": desk.space(space).name, **(values or {})}, space)


def set_purpose(desk: Desk, space: SpaceId, wanted: str) -> Changes:
    """Say what a space is for. Raises AccessError unless this person keeps it."""
    if wanted not in PURPOSES:
        raise Bug("bug", f"purpose {wanted!r}")
    if desk.space(space).private:
        raise AccessError("access.no_right", "the private space is for oneself")
    found = charter(desk, space)
    if found is None:
        return Changes(frozenset({ensure_charter(desk, space, {PURPOSE: wanted})}), spaces=True, sync=True)
    return editing.edit(desk, found, [SetValue(PURPOSE, wanted)]).changes | Changes(spaces=True)


def limits(desk: Desk, space: SpaceId) -> list[Limit]:
    """The members whose time ends, the soonest first."""
    names = desk.names(space)
    found = []
    for row in _limit_rows(charter_of(desk.store, space)):
        person, until = person_of(str(row.get("person", ""))), row.get("until")
        if person is not None and isinstance(until, str):
            found.append(Limit(person.hex(), names.get(person, ""), until, str(row.get("reason", ""))))
    return sorted(found, key=lambda limit: (limit.until, limit.name))


def set_end(desk: Desk, space: SpaceId, person: str, day: str, reason: str = "") -> Changes:
    """Let somebody's time in a space end after a day (ISO); an empty one takes the end away.

    Raises AccessError unless this person keeps the space, or for somebody who is not in it.
    """
    state, whom = desk.owner.membership(space), PersonId(bytes.fromhex(person))
    if state is None or whom not in state.members or not state.members[whom].active:
        raise AccessError("access.not_known", "not a member")
    return limit_row(desk, space, whom, day, reason)


def limit_row(desk: Desk, space: SpaceId, whom: PersonId, day: str, reason: str) -> Changes:
    """``set_end`` for somebody who may still be on the way into the space."""
    record = ensure_charter(desk, space)
    edits: list[Edit] = [RemoveRow(LIMITS, row) for row in _rows_about(charter_of(desk.store, space), whom)]
    if day:
        row = new_row_id(desk.chance)
        edits += [
            AddRow(LIMITS, row_id=row),
            SetValue(f"{LIMITS}/{row}/person", person_value(whom)),
            SetValue(f"{LIMITS}/{row}/until", day),
            SetValue(f"{LIMITS}/{row}/reason", reason),
        ]
    return editing.edit(desk, record, edits).changes | Changes(spaces=True)


def _rows_about(listed: Listed | None, person: PersonId) -> list[str]:
    return [str(row["id"]) for row in _limit_rows(listed) if person_of(str(row.get("person", ""))) == person]


def _limit_rows(listed: Listed | None) -> list[Row]:
    value = listed.values.get(LIMITS) if listed is not None else None
    return rows_in(value)
