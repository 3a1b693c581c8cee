"""A list of one kind: first the whole of it in its order, as ids; then the rows that come into sight.

So a list of a hundred thousand opens as one of ten does, keeps its scroll bar, and is sorted as a whole by any column.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ids import RecordId, SpaceId
from app.records.fields import Choice, Choices, Field, Number, People, Person, YesNo, is_set
from app.records.kind import Kind
from app.records.people import person_of
from app.records.pinyin import sort_key
from app.records.terms import Terms
from app.store.outlines import Placed
from app.workspace.browsing import rows_of
from app.workspace.desk import Desk, Names
from app.workspace.finding import Query, asked_of
from app.workspace.views import RecordRow

CHANGED, TITLE, AUTHOR, SPACE, TRAVEL = "changed", "title", "author", "space", "travel"
_LAST = sort_key("")


@dataclass(frozen=True)
class Sorting:
    """By what a list is sorted: a field of the kind, or what every record has. Empty values come last either way."""

    key: str = CHANGED
    descending: bool = True


@dataclass(frozen=True)
class Outline:
    """A whole list in its order; ``rows`` are its first ones, which are painted first."""

    records: tuple[RecordId, ...]
    rows: tuple[RecordRow, ...]


def outline(
    desk: Desk, kind_key: str, query: Query, sorting: Sorting, *, deleted: bool, language: str, first: int
) -> Outline:
    """The list of a kind, narrowed as a query says. Raises RecordError for an unknown kind or column."""
    kind = desk.kind(kind_key)
    pieces, narrowed = asked_of(desk, query)
    if sorting.key == CHANGED:
        records = desk.store.outlines.ids(kind, pieces, narrowed, deleted=deleted)
        if not sorting.descending:
            records.reverse()
    else:
        records = _sorted(desk, kind, sorting, language, _placed(desk, kind, query, sorting, deleted))
    return Outline(tuple(records), tuple(rows_of(desk, records[:first])))


def _placed(desk: Desk, kind: Kind, query: Query, sorting: Sorting, deleted: bool) -> list[Placed]:
    pieces, narrowed = asked_of(desk, query)
    field = sorting.key if sorting.key not in (TITLE, AUTHOR, SPACE, TRAVEL) else None
    if field is not None:
        kind.field(field)  # raises for one that the kind has not
    return desk.store.outlines.placed(kind, pieces, narrowed, deleted=deleted, field=field)


def _sorted(desk: Desk, kind: Kind, sorting: Sorting, language: str, placed: Sequence[Placed]) -> list[RecordId]:
    key = _key(desk, kind, sorting.key, language, placed)
    keyed = [(key(one), one.record) for one in placed]
    empty = [record for value, record in keyed if value == _LAST]
    held = sorted((one for one in keyed if one[0] != _LAST), key=lambda one: one[0], reverse=sorting.descending)
    return [*(record for _, record in held), *empty]


def _key(desk: Desk, kind: Kind, column: str, language: str, placed: Sequence[Placed]) -> Callable[[Placed], str]:
    names = Names(desk)
    if column == TITLE:
        return lambda one: sort_key(one.title)
    if column == AUTHOR:
        return lambda one: sort_key(names.of(one.space, one.author))
    if column == SPACE:
        called: dict[SpaceId, str] = {row.space: row.name for row in desk.store.spaces.all()}
        return lambda one: sort_key(called.get(one.space, ""))
    if column == TRAVEL:
        far = {row.record: row.travel.value for row in rows_of(desk, [one.record for one in placed])}
        return lambda one: far.get(one.record, _LAST)
    return _field_key(kind.field(column), names, language)


def _field_key(field: Field, names: Names, language: str) -> Callable[[Placed], str]:
    terms = Terms()
    if isinstance(field, Number | YesNo):
        return lambda one: _LAST if one.value is None else f"{int(one.value):012d}"
    if isinstance(field, Choice | Choices):
        name = field.terms
        return lambda one: sort_key(" ".join(terms.show(name, key, language) for key in _each(field, one)))
    if isinstance(field, Person | People):

        def human(one: Placed, text: str) -> str:
            person = person_of(text)
            return names.person(one.space, person) if person is not None else text

        return lambda one: sort_key(" ".join(human(one, text) for text in _each(field, one)))
    return lambda one: sort_key(str(one.value or ""))


def _each(field: Field, placed: Placed) -> list[str]:
    """What a field holds, each member of a set by itself."""
    if placed.value is None or not is_set(field):
        return [str(placed.value or "")]
    try:
        members = json.loads(str(placed.value))
    except ValueError:
        return []  # written by an older declaration, and not renewed yet
    return [str(member) for member in members] if isinstance(members, list) else []
