"""What becomes of a record when a person who is named in it hands her work to somebody else, by declaration.

A pairing is ended on its day and stays as it was, and another one begins for the successor, so that the history is
kept; a contact or an open task goes to the successor where it stands.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.records.copying import Copying, kept
from app.records.edits import Edit, SetValue
from app.records.fields import Link, columns_of
from app.records.kind import Kind
from app.records.values import Value, rows_in

#: Is this value (a member's, or a name as typed) the person who leaves?
IsLeaver = Callable[[str], bool]


@dataclass(frozen=True)
class Handed:
    """What a handover does to one record: edits of it, and, where a new record begins, the values of that one."""

    edits: tuple[Edit, ...]
    begins: Mapping[str, Value] | None = None


def handed(kind: Kind, values: Mapping[str, Value], leaver: IsLeaver, successor: str, today: str) -> Handed | None:
    """The handover of one record to ``successor`` (a value of a Person field); None if it does not concern it."""
    tasks = tuple(SetValue(path, successor) for path in _open_tasks(kind, values, leaver))
    handing = kind.handing
    places = [path for place in handing.people for path in _places(place, values, leaver)] if handing else []
    if handing is None or not places:
        return Handed(tasks) if tasks else None
    if handing.ended is None:
        return Handed((*(SetValue(path, successor) for path in places), *tasks))
    until = str(values.get(handing.ended, ""))
    if until and until <= today:
        return Handed(tasks) if tasks else None
    # A day that was agreed on and lies ahead holds for the successor too.
    begins = kept(Copying(fresh=handing.fresh), values)
    if handing.begun is not None:
        begins[handing.begun] = today
    for path in places:
        begins = _with(begins, path, successor)
    return Handed((SetValue(handing.ended, today), *tasks), begins)


def staying(kinds: Iterable[Kind]) -> frozenset[str]:
    """The kinds whose records stay when somebody leaves, and go from her laptop: those that are declared so, as a
    pupil's, and those that are about one of these."""
    declared = {kind.key for kind in kinds if kind.stays}
    return frozenset(kind.key for kind in kinds if kind.key in declared or _points_at(kind, declared))


def goes_along(kind: Kind, stay: Collection[str]) -> bool:
    """Does a copy of such a record go along with its author when she leaves the space in which it lies? ``stay`` are
    those of ``staying``.

    What she wrote of her own work does; what stands beside other records, what belongs to certain spaces, and what a
    group has agreed on does not.
    """
    return kind.alone and not kind.places and kind.agreeing is None and kind.key not in stay


def _points_at(kind: Kind, keys: Collection[str]) -> bool:
    fields = [*kind.fields(), *(column for field in kind.fields() for column in columns_of(field))]
    return any(isinstance(field, Link) and field.kinds and set(field.kinds) <= set(keys) for field in fields)


def _open_tasks(kind: Kind, values: Mapping[str, Value], leaver: IsLeaver) -> Iterator[str]:
    tasks = kind.tasks
    for row in rows_in(values.get(tasks.rows)) if tasks is not None else ():
        if tasks is not None and row.get(tasks.done) is not True and leaver(str(row.get(tasks.owner, ""))):
            yield f"{tasks.rows}/{row['id']}/{tasks.owner}"


def _places(place: str, values: Mapping[str, Value], leaver: IsLeaver) -> Iterator[str]:
    """The paths of a field, or of a column as ``rows/column``, in which the leaver stands."""
    rows, _, column = place.partition("/")
    if not column:
        if leaver(str(values.get(rows, ""))):
            yield rows
        return
    for row in rows_in(values.get(rows)):
        if leaver(str(row.get(column, ""))):
            yield f"{rows}/{row['id']}/{column}"


def _with(values: Mapping[str, Value], path: str, value: str) -> dict[str, Value]:
    key, _, cell = path.partition("/")
    if not cell:
        return {**values, key: value}
    row_id, _, column = cell.partition("/")
    rows = [{**row, column: value} if row["id"] == row_id else row for row in rows_in(values.get(key))]
    return {**values, key: list(rows)}
