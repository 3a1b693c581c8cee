"""A record's values without names: what may be passed on to people who need not know whom it is about.

Texts are rewritten, people in fields of people get their stand-ins, and what would tell a name all the same is left
out: links to records that others cannot read, signatures, and pictures and files, of which nobody can say who is on
them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.records.fields import (
    Checklist,
    Choice,
    Choices,
    Date,
    Elapsed,
    Field,
    File,
    Line,
    Link,
    Moment,
    Number,
    People,
    Person,
    Prose,
    Rows,
    Signature,
    YesNo,
    columns_of,
)
from app.records.kind import Kind
from app.records.values import Cell, Row, Value, Values, rows_in

Word = Cell | Value


@dataclass(frozen=True)
class Rewriting:
    """How texts and people are rewritten. ``whole``: links, signatures, pictures and files stay, as in what somebody
    hands over herself."""

    text: Callable[[str], str]
    person: Callable[[str], str]
    whole: bool = False


def _text(_field: Field, value: Word, by: Rewriting) -> Word | None:
    return by.text(str(value))


def _members(_field: Field, value: Word, by: Rewriting) -> Word | None:
    return [by.text(one) for one in _strings(value)]


def _person(_field: Field, value: Word, by: Rewriting) -> Word | None:
    return by.person(str(value))


def _people(_field: Field, value: Word, by: Rewriting) -> Word | None:
    return [by.person(one) for one in _strings(value)]


def _as_it_is(_field: Field, value: Word, _by: Rewriting) -> Word | None:
    return value


def _only_whole(_field: Field, value: Word, by: Rewriting) -> Word | None:
    return value if by.whole else None


def _rows(field: Field, value: Word, by: Rewriting) -> Word | None:
    rows = rows_in(value)
    return [_row(field, row, by) for row in rows]


def _row(field: Field, row: Row, by: Rewriting) -> Row:
    made: Row = {"id": row["id"]} if "id" in row else {}
    for column in columns_of(field):
        if column.key in row:
            cell = NAMELESS[type(column)](column, row[column.key], by)
            if isinstance(cell, str | int):
                made[column.key] = cell
            elif cell is not None:
                made[column.key] = list(_strings(cell))
    return made


#: What becomes of each field type: (field, value, how) to the value without names, None for nothing.
NAMELESS: dict[type[Field], Callable[[Field, Word, Rewriting], Word | None]] = {
    Line: _text,
    Prose: _text,
    Date: _as_it_is,
    Moment: _as_it_is,
    Number: _as_it_is,
    Elapsed: _as_it_is,
    YesNo: _as_it_is,
    Choice: _text,
    Choices: _members,
    Person: _person,
    People: _people,
    Link: _only_whole,
    Rows: _rows,
    Checklist: _rows,
    Signature: _only_whole,
    File: _only_whole,
}


def rewritten(kind: Kind, values: Values, by: Rewriting) -> dict[str, Value]:
    """The values of a record of a kind, rewritten; what its declaration does not know is left out."""
    made: dict[str, Value] = {}
    for field in kind.fields():
        value = NAMELESS[type(field)](field, values[field.key], by) if field.key in values else None
        if value is not None:
            made[field.key] = value
    return made


def texts_of(kind: Kind, values: Values) -> list[str]:
    """Every text and every person's value of a record in the order of its form, as ``rewritten`` asks for them."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    rewritten(kind, values, Rewriting(note, note))
    return found


def _strings(value: Word) -> Iterator[str]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))
