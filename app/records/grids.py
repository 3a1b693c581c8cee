"""Reading a table as schools fill it in: cells that name fields beside their values, and heads above repeated rows.

Most Chinese lesson plans are one large table. ``课题 | 秋天 | 课型 | 新授`` names fields in its cells;
``教学环节 | 教师活动 | 学生活动`` is the head of rows. A table in which nothing is recognised stays a table.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.records.fields import Field, Rows, columns_of
from app.records.headings import Headings, Match, plain, words_of
from app.records.incoming import Grid
from app.records.kind import Kind

#: So many cells of a row must name columns of a repeated group, or fields, before the row is taken for a head.
_HEAD = 2
#: Between the names of two columns that share one.
_TWO_IN_ONE = "·"
#: Cells longer than this name nothing.
_NAME = 40


@dataclass(frozen=True)
class Named:
    """A cell that names a field, and what stands beside it."""

    match: Match
    label: str
    text: str


@dataclass(frozen=True)
class Listed:
    """One row below a head: (the column it belongs to, if there is one; the head's words; the cell's words)."""

    field: Field
    cells: tuple[tuple[Field | None, str, str], ...]


@dataclass(frozen=True)
class Loose:
    """Words that stand beside no name."""

    text: str


Found = Named | Listed | Loose


def read_grid(kind: Kind, headings: Headings, grid: Grid) -> list[Found]:
    """What a table says, from top to bottom; all its words are in it."""
    found: list[Found] = []
    head: _Head | None = None
    for row, above in zip(grid.rows, ((), *grid.rows), strict=False):
        begins = _head_of(kind, row, above)
        if begins is not None:
            found += head.unused() if head else ()
            head = begins
            found += [Named(match, label, "") for label in head.before if (match := headings.alone(label))]
            found += [Loose(label) for label in head.before if not headings.alone(label)]
        elif head is not None and not _names(headings, row[0]):
            found += head.rows(row, headings)
        else:
            found += head.unused() if head else ()
            head = None
            found += _pairs(headings, row)
    found += head.unused() if head else ()
    if any(isinstance(one, Named | Listed) for one in found):
        return found
    return [Loose("\n".join(_as_text(grid)))]


def head_fields(kind: Kind, headings: Headings, grid: Grid) -> list[Field | None]:
    """The fields that the first row names if it is a list of records, one a row; else empty. Of a place without a
    field and without any value, the name is passed over."""
    if len(grid.rows) < 2 or _head_of(kind, grid.rows[0], ()) is not None:
        return []
    fields = [match.field if (match := headings.alone(cell)) else None for cell in grid.rows[0]]
    keys = [field.key for field in fields if field is not None]
    complete = len(keys) >= _HEAD and len(keys) == len(set(keys)) and kind.title in keys
    # Beside each name there is another name: in a form there would be a value.
    return fields if complete and len(keys) * 2 > sum(map(bool, grid.rows[0])) else []


@dataclass(frozen=True)
class _Head:
    """A row that names columns: for each place the column, or None, and the words that stand there."""

    field: Field
    columns: tuple[Field | None, ...]
    words: tuple[str, ...]
    before: tuple[str, ...]
    _used: set[int] = dataclasses.field(default_factory=set)

    def rows(self, row: Sequence[str], headings: Headings) -> Iterator[Found]:
        """One row; a place whose head names another field, as one at the side does, belongs there."""
        held, aside = [], []
        for place, text in enumerate(row):
            if text.strip():
                self._used.add(place)
                other = None if self.columns[place] else headings.alone(self.words[place])
                if other is not None:
                    aside.append(Named(other, self.words[place], text.strip()))
                else:
                    held.append((self.columns[place], self.words[place], text.strip()))
        if held:
            yield Listed(self.field, tuple(held))
        yield from aside

    def unused(self) -> Iterator[Found]:
        """Words of the head that name no column of ours, above places in which nothing stands."""
        for place, words in enumerate(self.words):
            if words and self.columns[place] is None and place not in self._used:
                yield Loose(words)


def _head_of(kind: Kind, row: Sequence[str], above: Sequence[str]) -> _Head | None:
    """The head that this row is, if it is one; what it leaves empty may be named in the row above it."""
    cells = [plain(cell) if len(cell) <= _NAME else "" for cell in row]
    for rows in kind.fields():
        if not isinstance(rows, Rows):
            continue
        by_word = {word: column for column in reversed(columns_of(rows)) for word in words_of(column)}
        columns = [by_word.get(cell) or by_word.get(cell.partition(_TWO_IN_ONE)[0]) for cell in cells]
        known = [column.key for column in columns if column is not None]
        first = next((place for place, column in enumerate(columns) if column is not None), 0)
        # Half of it are values where a form has its labels beside them: 教师 | 王芳 | 学生 | 20.
        most = len(known) * 2 > sum(bool(cell.strip()) for cell in row[first:])
        if len(known) >= _HEAD and len(known) == len(set(known)) and most:
            before = tuple(cell.strip() for cell in row[:first] if cell.strip())
            named = [cell.strip() or other.strip() for cell, other in zip_longest(row, above, fillvalue="")]
            words = ("",) * first + tuple(named[first : len(row)])
            return _Head(rows, tuple(columns), words, before)
    return None


def _names(headings: Headings, cell: str) -> Match | None:
    return headings.alone(cell) if cell.strip() and len(cell) <= _NAME else None


def _pairs(headings: Headings, row: Sequence[str]) -> Iterator[Found]:
    match: Match | None = None
    label, values = "", list[str]()

    def ended() -> Iterator[Found]:
        text = "\n".join(values)
        if match is not None:
            yield Named(match, label, text)
        elif text:
            yield Loose(text)

    for cell in row:
        named = _names(headings, cell)
        if named is not None:
            yield from ended()
            match, label, values = named, cell.strip(), []
        elif cell.strip():
            values.append(cell)
    yield from ended()


def _as_text(grid: Grid) -> Iterator[str]:
    rows = [row for row in grid.rows if any(cell.strip() for cell in row)]
    for number, row in enumerate(rows):
        cells = (" ".join(cell.split()).replace("|", "\uff5c") for cell in row)
        yield f"| {' | '.join(cells)} |"
        if number == 0 and grid.head and len(rows) > 1:
            yield f"|{' --- |' * len(row)}"
