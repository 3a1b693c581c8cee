"""The history of a record: its sittings, what changed between any two of them and by whom, and the way back.

Going back is a save like any other: everybody gets it, what others wrote meanwhile is merged, and it can be undone by
going back to the point before it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.crdt import Document
from app.errors import RecordError
from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.records.differences import Differences, differences, removed_rows, values_at
from app.records.edits import RestoreRow
from app.records.fields import is_rows
from app.records.kind import Kind
from app.records.restoring import edits_back
from app.records.values import Row, Value
from app.workspace.desk import Desk, Names, Opened
from app.workspace.editing import save_change
from app.workspace.views import Changes


@dataclass(frozen=True)
class AuthorView:
    """Somebody who wrote: ``number`` counts a record's authors from 0 in the order in which they came, for a colour
    that stays hers; ``added`` and ``removed`` are characters of prose."""

    name: str
    number: int
    me: bool
    added: int = 0
    removed: int = 0


@dataclass(frozen=True)
class SittingView:
    """Somebody's saves that came soon after one another; ``fields`` are keys. ``before`` and ``after`` are points."""

    author: AuthorView
    began: int
    ended: int
    saves: int
    inserted: int
    deleted: int
    fields: tuple[str, ...]
    before: bytes
    after: bytes


@dataclass(frozen=True)
class ChangesView:
    """A record at the point ``after``, with what became of it since ``before``.

    ``names`` are those of the space's members, by hexadecimal id; ``authors`` whoever changed something, by device.
    """

    record: RecordId
    kind: Kind | None
    values: Mapping[str, Value]
    names: Mapping[str, str]
    differences: Differences
    authors: Mapping[DeviceId, AuthorView]
    before: bytes
    after: bytes

    @property
    def people(self) -> tuple[AuthorView, ...]:
        """The authors, each once, in the order of their colours; what they wrote on several laptops is added up."""
        found: dict[int, AuthorView] = {}
        for author in self.authors.values():
            known = found.get(author.number)
            added, removed = (known.added, known.removed) if known else (0, 0)
            found[author.number] = AuthorView(
                author.name, author.number, author.me, author.added + added, author.removed + removed
            )
        return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True)
class RemovedRow:
    """A row that somebody took out of a field, with what it held."""

    field: str
    row: Row


class Authors:
    """Who wrote a record, with a number for each person; asked for one record at one time."""

    def __init__(self, desk: Desk, space: SpaceId, document: Document) -> None:
        self._names, self._space, self._desk = Names(desk), space, desk
        self._numbers: dict[PersonId | DeviceId, int] = {}
        for change in document.history():
            self._number(change.device)

    def of(self, device: DeviceId, added: int = 0, removed: int = 0) -> AuthorView:
        """The person behind a device."""
        person = self._desk.author_of(self._space, device)
        name = self._names.of(self._space, device)
        return AuthorView(name, self._number(device), person == self._desk.person, added, removed)

    def _number(self, device: DeviceId) -> int:
        # A person's laptops share one colour; of a device that is not known nobody else's may be taken.
        who = self._desk.author_of(self._space, device) or device
        return self._numbers.setdefault(who, len(self._numbers))


def timeline(desk: Desk, record: RecordId) -> list[SittingView]:
    """The sittings of a record, newest first. Raises RecordError("record.missing")."""
    opened = desk.open(record)
    document = opened.record.document
    authors = Authors(desk, opened.stored.space, document)
    known = [(field.code, field.key) for field in opened.record.kind.fields()] if opened.record.kind else []
    return [
        SittingView(
            author=authors.of(sitting.device),
            began=sitting.began,
            ended=sitting.ended,
            saves=sitting.saves,
            inserted=sitting.inserted,
            deleted=sitting.deleted,
            fields=tuple(key for code, key in known if code in {code_of(name) for name in sitting.names}),
            before=sitting.before,
            after=sitting.after,
        )
        for sitting in reversed(document.sittings())
    ]


def changes_between(desk: Desk, record: RecordId, before: bytes, after: bytes | None = None) -> ChangesView:
    """What became of a record between two points, by default until now. Raises RecordError."""
    return changes_in(desk, desk.open(record), before, after)


def changes_since_read(desk: Desk, opened: Opened) -> ChangesView | None:
    """What became of a record since this person last read it; None when she never has, or nothing changed."""
    mark = desk.store.receipts.last_read(opened.stored.record)
    if mark is None:
        return None
    found = changes_in(desk, opened, mark.version, None)
    return found if found.differences else None


def changes_in(desk: Desk, opened: Opened, before: bytes, after: bytes | None) -> ChangesView:
    """As ``changes_between``, of an opened record."""
    record, space = opened.record, opened.stored.space
    found = differences(record, before, after)
    authors, amounts = Authors(desk, space, record.document), found.amounts()
    return ChangesView(
        record=opened.stored.record,
        kind=record.kind,
        values=record.values() if after is None else values_at(record, after),
        names={person.hex(): name for person, name in desk.names(space).items()},
        differences=found,
        authors={device: authors.of(device, *amounts.get(device, (0, 0))) for device in found.devices},
        before=before,
        after=record.document.version() if after is None else after,
    )


def go_back(desk: Desk, record: RecordId, point: bytes, fields: Collection[str] | None = None) -> Changes:
    """Make a record, or some of its fields, read as at a point of its history. Raises RecordError, AccessError."""
    opened = desk.open(record)
    edits = edits_back(opened.record, point, fields)
    if opened.record.kind is None:
        raise RecordError("record.unknown_kind", opened.record.kind_key)
    return save_change(desk, opened, lambda target: target.apply(edits))


def rows_removed(desk: Desk, record: RecordId) -> list[RemovedRow]:
    """The rows that were taken out of a record, each of which can be had back."""
    opened = desk.open(record)
    fields = opened.record.kind.fields() if opened.record.kind else ()
    return [
        RemovedRow(field.key, row) for field in fields if is_rows(field) for row in removed_rows(opened.record, field)
    ]


def bring_row_back(desk: Desk, record: RecordId, field: str, row: str) -> Changes:
    """Have a removed row back, with all it held, where it stood."""
    return save_change(desk, desk.open(record), lambda target: target.apply([RestoreRow(field, row)]))


def code_of(name: str) -> str:
    """The code of the field to which a name in the document belongs."""
    return name.partition(".")[0].partition(":")[0].rstrip("!")
