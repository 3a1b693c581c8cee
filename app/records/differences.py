"""What became of a record between two points of its history, field by field and row by row, and by whom.

What is alike on both sides is not told: a value that somebody changed and another changed back is no difference.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.crdt import Comparison, Document
from app.crdt import Run as Run
from app.crdt import Sort as Sort
from app.crdt.shape import cell, is_name, member_key, place_key, place_of, removal_key
from app.ids import DeviceId
from app.records.fields import Field, Shape, columns_of
from app.records.kind import DELETED_KEY, Kind
from app.records.reading import READ, read, read_row
from app.records.record import Record
from app.records.values import Row, Value


@dataclass(frozen=True)
class ValueChange:
    """A value before and after; ``device`` is whose write counts now. None where nothing is set."""

    old: Value | None
    new: Value | None
    device: DeviceId | None


@dataclass(frozen=True)
class SetChange:
    """Members of a set: who put each in, and who took each out."""

    added: tuple[tuple[str, DeviceId | None], ...]
    removed: tuple[tuple[str, DeviceId | None], ...]


@dataclass(frozen=True)
class RowChange:
    """One row of a repeated group, in its place; ``row`` holds its cells, of a removed one as they stood before.

    ``sort`` is KEPT for a row that is on both sides; ``moved`` tells that it changed places with others. ``device``
    added, removed or moved it.
    """

    sort: Sort
    row: Row
    device: DeviceId | None = None
    moved: bool = False


@dataclass(frozen=True)
class Differences:
    """By path; a path that is missing reads as before. ``rows`` is by field, and has every row of it."""

    texts: dict[str, tuple[Run, ...]] = field(default_factory=dict)
    values: dict[str, ValueChange] = field(default_factory=dict)
    sets: dict[str, SetChange] = field(default_factory=dict)
    rows: dict[str, tuple[RowChange, ...]] = field(default_factory=dict)
    deleted: ValueChange | None = None

    def __bool__(self) -> bool:
        return bool(self.texts or self.values or self.sets or self.rows or self.deleted)

    @property
    def devices(self) -> tuple[DeviceId, ...]:
        """Everybody who changed something, each once, sorted."""
        found = {run.device for runs in self.texts.values() for run in runs}
        found |= {change.device for change in self.values.values()}
        found |= {device for change in self.sets.values() for _, device in (*change.added, *change.removed)}
        found |= {change.device for rows in self.rows.values() for change in rows}
        found |= {self.deleted.device} if self.deleted else set()
        return tuple(sorted(device for device in found if device is not None))

    def amounts(self) -> dict[DeviceId, tuple[int, int]]:
        """How many characters of prose each one added and removed."""
        counts: dict[DeviceId, list[int]] = {}
        for run in (run for runs in self.texts.values() for run in runs):
            if run.device is not None:
                counts.setdefault(run.device, [0, 0])[run.sort is Sort.REMOVED] += len(run.text)
        return {device: (added, removed) for device, (added, removed) in counts.items()}

    def paths(self) -> tuple[str, ...]:
        """The fields in which something changed, by key."""
        paths = (*self.texts, *self.values, *self.sets, *self.rows)
        return tuple(dict.fromkeys(path.partition("/")[0] for path in paths))


class _Look:
    """Two points of one record, and what lies between them."""

    def __init__(self, kind: Kind, old: Document, new: Document, between: Comparison) -> None:
        self.kind, self.old, self.new, self.between = kind, old, new, between
        self.found = Differences()

    def writer(self, *keys: str) -> DeviceId | None:
        """Who wrote the first of these keys that was written in between."""
        return next((self.between.writers[key] for key in keys if key in self.between.writers), None)

    def look(self) -> Differences:
        """Every field of the kind."""
        for one in self.kind.fields():
            LOOK[one.shape](self, one, one.key, one.code)
        return self.found

    def scalar(self, one: Field, path: str, name: str) -> None:
        """A value."""
        if name not in self.between.writers:
            return
        old, new = (READ[one.shape](document, one, name) for document in (self.old, self.new))
        if old != new:
            self.found.values[path] = ValueChange(old, new, self.writer(name))

    def prose(self, _one: Field, path: str, name: str) -> None:
        """A text; one that reads as before has no difference, though words may have been typed and taken out again."""
        if name in self.between.proses:
            runs = self.between.runs(name)
            if any(run.sort is not Sort.KEPT for run in runs):
                self.found.texts[path] = runs

    def members(self, _one: Field, path: str, name: str) -> None:
        """A set."""
        old, new = set(self.old.members(name)), set(self.new.members(name))
        if old != new:
            added, removed = (
                tuple((member, self.writer(member_key(name, member))) for member in sorted(members))
                for members in (new - old, old - new)
            )
            self.found.sets[path] = SetChange(added, removed)

    def rows(self, one: Field, path: str, name: str) -> None:
        """The rows, and the cells of those that are on both sides or new."""
        before, after = self.old.rows(name), self.new.rows(name)
        moved = moved_rows(before, after, [row for row in after if self.writer(place_key(name, row))])
        changes: list[RowChange] = []
        for row in _together(before, after):
            added, removed = row not in before, row not in after
            sort = Sort.ADDED if added else Sort.REMOVED if removed else Sort.KEPT
            place, mark = place_key(name, row), removal_key(name, row)
            keys = (mark, place) if added or removed else (place,)
            device = self.writer(*keys) if added or removed or row in moved else None
            values = read_row(self.old if removed else self.new, one, name, row)
            changes.append(RowChange(sort, values, device, row in moved))
            if not removed:
                for column in columns_of(one):
                    LOOK[column.shape](self, column, f"{path}/{row}/{column.key}", cell(name, row, column.code))
        inside = any(key.startswith(f"{path}/") for key in (*self.found.texts, *self.found.values, *self.found.sets))
        if inside or any(change.sort is not Sort.KEPT or change.moved for change in changes):
            self.found.rows[path] = tuple(changes)


#: How fields of each shape are compared: (look, field, path, name in the document).
LOOK: dict[Shape, Callable[[Any, Field, str, str], None]] = {
    Shape.SCALAR: _Look.scalar,
    Shape.PROSE: _Look.prose,
    Shape.SET: _Look.members,
    Shape.ROWS: _Look.rows,
}


def differences(record: Record, before: bytes, after: bytes | None = None) -> Differences:
    """What became of a record from one version to another, by default what is here now.

    Of an unknown kind nothing can be told. Raises as ``Document.compare`` does.
    """
    if record.kind is None:
        return Differences()
    document = record.document
    old = document.at(before)
    new = document.at(after) if after is not None else document
    look = _Look(record.kind, old, new, document.compare(before, after))
    found = look.look()
    was, now = (one.get(DELETED_KEY) is True for one in (old, new))
    if was == now:
        return found
    deleted = ValueChange(was, now, look.writer(DELETED_KEY))
    return Differences(found.texts, found.values, found.sets, found.rows, deleted)


def values_at(record: Record, version: bytes) -> dict[str, Value]:
    """What the fields held at a version, as ``Record.values`` tells it."""
    return read(record.document.at(version), record.kind) if record.kind is not None else {}


def removed_rows(record: Record, one: Field) -> list[Row]:
    """The rows of a field that were removed, with the cells they kept, in the order in which they stood."""
    document, name = record.document, one.code
    prefix, there = place_key(name, "x")[:-1], set(document.rows(name))
    rows = [key.removeprefix(prefix) for key in document.keys(prefix) if is_name(key.removeprefix(prefix))]
    gone = [row for row in rows if row not in there and document.get(removal_key(name, row)) is True]
    return [read_row(document, one, name, row) for row in sorted(gone, key=lambda row: _place(document, name, row))]


def _place(document: Document, name: str, row: str) -> tuple[str, str]:
    return place_of(document.get(place_key(name, row))), row


def _together(before: list[str], after: list[str]) -> Iterator[str]:
    """The rows of both sides: those of now in their order, each removed one behind the row it stood behind."""
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for row in before:
        if row in after:
            last = row
        else:
            behind.setdefault(last, []).append(row)
    yield from behind.get(None, ())
    for row in after:
        yield row
        yield from behind.get(row, ())


def moved_rows(before: list[str], after: list[str], written: Collection[str] = ()) -> frozenset[str]:
    """The fewest rows whose moving explains the new order: those outside a longest run that kept its order.

    Rows whose place was not ``written`` did not move, if any of the two must have.
    """
    places = {row: place for place, row in enumerate(before)}
    common = [row for row in after if row in places]
    best: list[tuple[int, int]] = []  # for each row, the weight of the run that ends with it, and where it goes on
    for at, row in enumerate(common):
        earlier = [(best[other][0], other) for other in range(at) if places[common[other]] < places[row]]
        weight, link = max(earlier, default=(0, -1), key=lambda run: run[0])
        best.append((weight + (1 if row in written else len(common) + 1), link))
    stayed: set[str] = set()
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        stayed.add(common[at])
        at = best[at][1]
    return frozenset(common) - stayed
