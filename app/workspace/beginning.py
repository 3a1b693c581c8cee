"""How a record begins: from the last one, from a template, as a copy of any other; and one's templates.

A copy is private whatever it was copied from. A template is a record with a name of its own: it syncs within its
space, is edited in the same form, and stands in no list of records.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from app.errors import RecordError
from app.ids import RecordId, SpaceId
from app.records.copying import kept, moved_on, open_rows
from app.records.fields import Field, People, Person
from app.records.filling import edits_for
from app.records.kind import Kind
from app.records.people import person_of, person_value
from app.records.templates import built_in
from app.records.values import Value, rows_in
from app.records.written import Manner
from app.store.queries import NO_LIMIT, Listed
from app.workspace.browsing import space_view
from app.workspace.desk import Desk, Opened
from app.workspace.editing import create_with, save_change
from app.workspace.views import Changes, MemberView

#: Own records are few beside those of many colleagues: so many lines are looked through at once for the last one.
_LOOK = 50
#: Records whose typed names are remembered, and names that are offered.
_REMEMBERED, _MOST_NAMES = 20, 60


@dataclass(frozen=True)
class TemplateView:
    """A template: a record, or one that ships with the program (``record`` is None, ``built_in`` its key)."""

    name: str
    about: str
    record: RecordId | None = None
    built_in: str = ""
    private: bool = False
    may_write: bool = False


@dataclass(frozen=True)
class Beginnings:
    """What a new record of a kind may begin from: the last one of her own, templates."""

    last: RecordId | None
    last_title: str
    templates: tuple[TemplateView, ...]


@dataclass(frozen=True)
class Known:
    """Who may be named in a record: members, and for each field of people the names typed there before."""

    members: tuple[MemberView, ...]
    names: dict[str, tuple[str, ...]]


def beginnings(desk: Desk, kind_key: str, language: str) -> Beginnings:
    """What may be begun from, for a menu."""
    last = _last_own(desk, desk.kind(kind_key))
    return Beginnings(
        last.record if last is not None else None,
        last.title if last is not None else "",
        templates(desk, kind_key, language),
    )


def templates(desk: Desk, kind_key: str, language: str) -> tuple[TemplateView, ...]:
    """One's own and the shared templates by name, then those that ship with the program."""
    kind = desk.kind(kind_key)
    rows = {row.space: row for row in desk.store.spaces.all()}
    listed = desk.store.queries.list_records(kind_key, order="title", descending=False, limit=NO_LIMIT, templates=True)
    own = [
        TemplateView(
            name=item.title,
            about="" if rows[item.space].private else rows[item.space].name,
            record=item.record,
            private=rows[item.space].private,
            may_write=kind.audience.may_write(desk.owner.role_in(item.space), "", item.mine),
        )
        for item in listed
        if item.space in rows
    ]
    shipped = [TemplateView(one.name, one.about, built_in=one.key) for one in built_in(kind, language)]
    return (*own, *shipped)


def copy(desk: Desk, record: RecordId, language: str) -> RecordId:
    """A new private record that begins as a copy of this one, or from it, if it is a template."""
    opened = desk.open(record)
    kind = _known(opened)
    values = opened.record.values()
    taken = kept(kind.copying, values)
    if not opened.record.template:
        taken = {**taken, **_moved(desk, kind, opened, values)}
        going_on = open_rows(
            kind.copying, tuple(kind.fields()), values, Manner(language, name=desk.namer(opened.stored.space))
        )
        for key, rows in going_on.items():
            taken[key] = [*rows, *rows_in(taken.get(key))]
        taken.update(_came_from(desk, kind, opened, values))
    return create_with(desk, kind.key, edits_for(kind, taken, desk.chance), None)


def from_built_in(desk: Desk, kind_key: str, key: str, language: str) -> RecordId:
    """A new private record from a template that ships with the program."""
    kind = desk.kind(kind_key)
    values = next((one.values for one in built_in(kind, language) if one.key == key), {})
    return create_with(desk, kind_key, edits_for(kind, values, desk.chance), None)


def save_as_template(desk: Desk, record: RecordId, name: str) -> RecordId:
    """A private template of what this record holds and a copy would take along. Raises RecordError without a name."""
    opened = desk.open(record)
    kind = _known(opened)
    edits = edits_for(kind, kept(kind.copying, opened.record.values()), desk.chance)
    return create_with(desk, kind.key, edits, None, template=_named(name))


def rename_template(desk: Desk, record: RecordId, name: str) -> Changes:
    """Give a template another name. Raises RecordError without a name, or for a record that is no template."""
    opened = desk.open(record)
    if not opened.record.template:
        raise RecordError("record.bad_value", "no template")
    wanted = _named(name)
    return save_change(desk, opened, lambda target: target.be_template(wanted))


def known_names(desk: Desk, record: RecordId) -> Known:
    """Who may be named in a record: the members of its space, or in a draft everybody in any of her spaces; and the
    names that were typed into the same fields of the last records of its kind."""
    opened = desk.open(record)
    kind = opened.record.kind
    fields = [field for field in kind.fields() if isinstance(field, Person | People)] if kind is not None else []
    rows = desk.store.queries.list_records(kind.key, limit=_REMEMBERED) if kind is not None and fields else []
    names = {field.key: tuple(dict.fromkeys(_typed(field, rows)))[:_MOST_NAMES] for field in fields}
    return Known(_acquainted(desk, opened.stored.space), {key: found for key, found in names.items() if found})


def _acquainted(desk: Desk, space: SpaceId) -> tuple[MemberView, ...]:
    row = desk.space(space)
    spaces = [one.space for one in desk.store.spaces.all() if one.active] if row.private else [space]
    members = [member for one in spaces for member in space_view(desk, one).members]
    once = {member.person: member for member in members}
    return tuple(sorted(once.values(), key=lambda member: not member.me))


def _typed(field: Field, rows: list[Listed]) -> Iterator[str]:
    for row in rows:
        value = row.values.get(field.key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one and person_of(one) is None:
                yield one


def _moved(desk: Desk, kind: Kind, opened: Opened, values: dict[str, Value]) -> dict[str, Value]:
    """The date of the next one, if the kind has such a date and the last one had."""
    key = kind.copying.dated
    last = values.get(key) if key is not None else None
    if key is None or not isinstance(last, str):
        return {}
    rows = desk.store.queries.list_records(kind.key, opened.stored.space, order=key, limit=_LOOK)
    dates = [str(row.values.get(key, "")) for row in rows]
    before = next((date for date in dates if date and date[:10] < last[:10]), "")
    return {key: moved_on(last, before, desk.situation().today)}


def _came_from(desk: Desk, kind: Kind, opened: Opened, values: dict[str, Value]) -> dict[str, Value]:
    """Which record a copy was made from, and who made that, where the kind keeps such things."""
    origin = kind.copying.origin
    if origin is None:
        return {}
    if origin.author is None:
        return {origin.link: opened.stored.record}
    author = desk.author_of(opened.stored.space, opened.stored.author)
    made_by = values.get(origin.author) or (person_value(author) if author is not None else None)
    return {origin.link: opened.stored.record, **({origin.author: made_by} if made_by else {})}


def _last_own(desk: Desk, kind: Kind) -> Listed | None:
    for offset in count(0, _LOOK):
        page = desk.store.queries.list_records(kind.key, order="created", offset=offset, limit=_LOOK)
        mine = next((row for row in page if row.mine), None)
        if mine is not None or len(page) < _LOOK:
            return mine
    return None


def _known(opened: Opened) -> Kind:
    if opened.record.kind is None or opened.record.read_only:
        raise RecordError("record.unknown_kind", opened.record.kind_key)
    return opened.record.kind


def _named(name: str) -> str:
    if not name.strip():
        raise RecordError("record.bad_value", "a template without a name")
    return name.strip()
