"""The field types of which kinds are declared, and how much each may hold.

A field type is one frozen class. It says what the form page calls the field (``key``, ``label``), what the CRDT
document calls it (``code``, one or two characters, because it travels with every change), and which shape its
value has in the document. Everything else that depends on the type is a table from type to behaviour beside its
consumer: ``LIMIT`` here, ``CHECK`` in values.py, ``BLOCK`` in export/text.py, and so on. A test walks
``FIELD_TYPES`` through every table.
"""

import enum
from dataclasses import dataclass, field
from typing import ClassVar

from app.records.label import Label


class Shape(enum.Enum):
    """How a field's value lies in a record's CRDT document."""

    SCALAR = "scalar"  # one key; two people who set it while apart leave two values side by side
    PROSE = "prose"  # one text, merged character by character
    SET = "set"  # one mark per member
    ROWS = "rows"  # row ids in an order that merges, with cells of the shapes above


@dataclass(frozen=True)
class Field:
    """What every field has. ``required`` is a reminder shown to the person, never a lock on saving; a ``former`` one is
    shown only where it holds something."""

    key: str
    code: str
    label: Label
    required: bool = False
    help: Label | None = None
    former: bool = field(default=False, kw_only=True)

    shape: ClassVar[Shape] = Shape.SCALAR


@dataclass(frozen=True)
class Line(Field):
    """Text of one line."""


@dataclass(frozen=True)
class Prose(Field):
    """Text of any length; ``fixed_width`` keeps its columns, as a blackboard drawn with spaces needs."""

    fixed_width: bool = False

    shape: ClassVar[Shape] = Shape.PROSE


@dataclass(frozen=True)
class Date(Field):
    """A day as the person means it, ``YYYY-MM-DD``."""


@dataclass(frozen=True)
class Moment(Field):
    """A day and a time of day where the person is, ``YYYY-MM-DDTHH:MM``; no time zone."""


@dataclass(frozen=True)
class Number(Field):
    """A whole number from ``least`` up; ``unit`` is shown behind it."""

    least: int = 0
    unit: Label | None = None


@dataclass(frozen=True)
class Elapsed(Field):
    """Minutes and seconds since something began, kept in seconds and written ``mm:ss``."""


@dataclass(frozen=True)
class YesNo(Field):
    """Yes or no; not set counts as no."""


@dataclass(frozen=True)
class Choice(Field):
    """One term of the list named ``terms``, kept by its code; a word that is not in the list is kept as typed."""

    terms: str = ""


@dataclass(frozen=True)
class Choices(Field):
    """Several terms of the list named ``terms``; words that are not in the list are kept as typed."""

    terms: str = ""

    shape: ClassVar[Shape] = Shape.SET


@dataclass(frozen=True)
class Person(Field):
    """One human: a member, kept by id (see people.py), or a name as typed."""


@dataclass(frozen=True)
class People(Field):
    """Several humans, each as in Person. ``among`` names the field of people out of which these are ticked; with
    ``but`` they are those of them who are not in that other field."""

    among: str | None = None
    but: str | None = None

    shape: ClassVar[Shape] = Shape.SET


@dataclass(frozen=True)
class Link(Field):
    """Another record, by its id; ``kinds`` says of which kinds, empty for any."""

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stopwatch:
    """Rows that are written while something goes on, each begun with one key: the column ``time`` takes how far it has
    gone (Elapsed), ``stage`` names the part of it; ``lasted`` is the field (Elapsed) that takes how long it all was."""

    time: str
    stage: str
    lasted: str


@dataclass(frozen=True)
class Rows(Field):
    """A repeated group of fields. ``total`` names the number column that is added up, if there is one; with a
    ``stopwatch``, rows begin at a key and carry the time."""

    row: tuple[Field, ...] = ()
    total: str | None = None
    stopwatch: Stopwatch | None = None

    shape: ClassVar[Shape] = Shape.ROWS


@dataclass(frozen=True)
class Checklist(Field):
    """Things to tick off: rows of a text and a tick."""

    row: tuple[Field, ...] = (
        Line("text", "t", Label("事项", "Item")),
        YesNo("done", "d", Label("完成", "Done")),
    )

    shape: ClassVar[Shape] = Shape.ROWS


@dataclass(frozen=True)
class Signature(Field):
    """Who confirmed, and when: ``YYYY-MM-DDTHH:MM name``, one value so that both are always of one hand."""


@dataclass(frozen=True)
class File(Field):
    """Several pictures or files, each as in files.py. A picture is made to be no longer than ``longest`` pixels on its
    longer side and no more than about ``most`` bytes before it is added."""

    longest: int = 1_600
    most: int = 200_000

    shape: ClassVar[Shape] = Shape.SET


#: Every field type. Each consumer's table has one line for each of these; tests walk this list.
FIELD_TYPES: tuple[type[Field], ...] = (
    Line, Prose, Date, Moment, Number, Elapsed, YesNo, Choice, Choices, Person, People, Link, Rows, Checklist,
    Signature, File,
)  # fmt: skip

#: The most that one field holds: characters of a text, the largest number, members of a set, or rows.
#: A line of 500 is three sentences; a prose of 200,000 is a thin book, and a pasted one stays below the
#: million bytes that one delta may have.
LIMIT: dict[type[Field], int] = {
    Line: 500,
    Prose: 200_000,
    Date: 10,
    Moment: 16,
    Number: 1_000_000,
    Elapsed: 35_999,
    YesNo: 1,
    Choice: 200,
    Choices: 100,
    Person: 200,
    People: 500,
    Link: 12,
    Rows: 300,
    Checklist: 300,
    Signature: 220,
    File: 20,
}

#: The most characters of one member of a set of choices, people or files.
MEMBER_LIMIT = 200


def is_prose(field: Field) -> bool:
    """Whether the field is merged as text, so that edits to it are WriteProse."""
    return field.shape is Shape.PROSE


def is_set(field: Field) -> bool:
    """Whether the field holds members, so that edits to it are Mark."""
    return field.shape is Shape.SET


def is_rows(field: Field) -> bool:
    """Whether the field is a repeated group, so that edits to it are AddRow, MoveRow, RemoveRow."""
    return field.shape is Shape.ROWS


def columns_of(field: Field) -> tuple[Field, ...]:
    """The fields of one row of a repeated group; empty for any other field."""
    return field.row if isinstance(field, Rows | Checklist) else ()
