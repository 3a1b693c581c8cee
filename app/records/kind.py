"""What a kind is: the declaration of a sort of record, from which table, form, list, print and rights follow."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import RecordError
from app.records.archive import Archived
from app.records.audience import SHARED, Audience
from app.records.begins import Begins
from app.records.copying import COPIED_WHOLE, Copying
from app.records.counting import Counted
from app.records.each_term import EachTerm, LifeChange
from app.records.fields import Field, columns_of, is_rows
from app.records.label import Label as Label
from app.records.pairing import Fulfils, Mutual, Pairing
from app.records.paper import PLAIN, OnPaper
from app.records.quick import Quick
from app.records.rules import Notice, Rule, Situation
from app.records.urgent import Urgent
from app.records.values import Values

#: Keys of the CRDT document that belong to every record: its kind, the kind's version, the mark "deleted", and the name
#: of a template, which makes a record one.
KIND_KEY = "k"
VERSION_KEY = "v"
DELETED_KEY = "x"
TEMPLATE_KEY = "tn"
RESERVED = frozenset({KIND_KEY, VERSION_KEY, DELETED_KEY, TEMPLATE_KEY})

_SLASH = "/"


@dataclass(frozen=True)
class Section:
    """Fields that stand together on the page; ``folded`` ones are closed until somebody opens them."""

    label: Label
    fields: tuple[Field, ...]
    folded: bool = False


@dataclass(frozen=True)
class Tasks:
    """Rows of a repeated group that are tasks: each stands on its owner's start page until somebody ticks it.

    ``rows`` names the group, the others name its columns: what, who, by when, and the mark that it is done.
    """

    rows: str
    text: str
    owner: str
    due: str
    done: str


@dataclass(frozen=True)
class Released:
    """What an author may release into a summary of the term: the prose ``text``, where ``by``, a YesNo or a
    signature, is set."""

    text: str
    by: str


@dataclass(frozen=True)
class Handing:
    """What becomes of a record when somebody who is named in it hands her work over (handing.py).

    ``people`` are the places, a field or ``rows/column``, in which the successor takes her place. With ``ended``, a
    date, the record ends on that day and stays as it was, and another one begins for the successor, without what is
    ``fresh``, and with the day in ``begun``.
    """

    people: tuple[str, ...]
    ended: str | None = None
    begun: str | None = None
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True)
class GivenStep:
    """Fields that make an action step, once somebody gives it: what, for whom, by when."""

    text: str
    owner: str
    due: str


@dataclass(frozen=True)
class Asking:
    """Records that ask something: each stands on the start page of those it is for, until somebody has answered.

    All are field keys, and ``answer``, ``who`` and ``on`` columns of the rows ``answers``. ``unsigned`` marks what came
    out of a question box, ``number`` is by what its author finds it again.
    """

    text: str
    to: str
    urgent: str
    answers: str
    answer: str
    who: str
    on: str
    settled: str
    unsigned: str
    number: str


@dataclass(frozen=True)
class Happening:
    """Where a record stands on the time line of a partnership: its ``day``, and its ``sort``, a term of
    partnership_activities, or a term that ``means`` one; ``of`` is the link to the agreement.

    One whose ``means`` names some terms stands there with those only; one without ``of`` by the space it lies in.
    """

    day: str
    sort: str
    of: str | None = None
    means: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Path:
    """Where a value stands: a field, or a cell, that is one column of one row of a repeated group."""

    field: Field
    row: str | None = None
    column: Field | None = None

    @property
    def leaf(self) -> Field:
        """The field whose type decides about the value."""
        return self.column or self.field

    def __str__(self) -> str:
        parts = (self.field.key, self.row, self.column.key if self.column else None)
        return _SLASH.join(part for part in parts if part is not None)


@dataclass(frozen=True)
class Kind:
    """The declaration of a sort of record.

    ``places`` are the purposes (purposes.py) of the spaces into which such a record may go, empty for any; ``agreeing``
    names the field of people in which everybody ticks for herself that she agrees. Of a ``copied`` one the program
    keeps a copy in each space that its owner is in.

    ``title`` and ``columns`` are field keys; ``main`` is the prose that takes imported text for which there is no
    better place, and ``main_rows`` the repeated group that takes numbered steps. ``beside`` names the link of a
    kind whose records stand beside another record, as comments do, and are no list of their own; one that is not
    ``listed`` is shown nowhere. ``priority`` is the order in a visit: 0 leaves first. ``on_paper`` says what is
    special when it is printed. ``apart`` names the kind of record in which everybody keeps her own beside such a one.
    ``copying`` says what a copy takes along. ``group`` is the one (groups.py) in which its list stands; one that
    stands in no list has none. ``archive`` says where its records stand in their owner's growth archive;
    ``names_pupils``: its title is a pupil's name; ``released``: a prose that goes into the term's summary of its space
    where its YesNo says so.
    ``handing`` says what a handover does to it; one that ``stays`` goes from the laptop of whoever leaves its space,
    and so does what is about it. ``happening`` says where it stands on a partnership's time line.
    ``each_term``: such a record is wanted about each pupil in each term;
    ``life_change``: one may say that something has changed in a pupil's life. ``begins``: of which other kinds' records
    one is begun; ``gives``: which of its fields make an action step. ``urgent`` are the fields by which somebody is
    called at once, ``quick`` those of the short way to write one. ``asking``: such a record waits for an answer.
    ``counted``: its records make a number of the school's progress page. ``reviewed``: such a record of somebody else's
    waits to be read; others are told of as what came.
    """

    key: str
    version: int
    label: Label
    title: str
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    main: str
    audience: Audience = SHARED
    rules: tuple[Rule, ...] = ()
    main_rows: str | None = None
    beside: str | None = None
    apart: str | None = None
    reviewed: bool = False
    listed: bool = True
    priority: int = 2
    tasks: Tasks | None = None
    asking: Asking | None = None
    on_paper: OnPaper = PLAIN
    copying: Copying = COPIED_WHOLE
    group: str = ""
    archive: tuple[Archived, ...] = ()
    names_pupils: bool = False
    released: Released | None = None
    handing: Handing | None = None
    happening: Happening | None = None
    stays: bool = False
    each_term: EachTerm | None = None
    life_change: LifeChange | None = None
    places: frozenset[str] = frozenset()
    agreeing: str | None = None
    copied: bool = False
    begins: tuple[Begins, ...] = ()
    pairing: Pairing | None = None
    fulfils: tuple[Fulfils, ...] = ()
    mutual: Mutual | None = None
    gives: GivenStep | None = None
    urgent: Urgent | None = None
    quick: Quick | None = None
    counted: Counted | None = None

    @property
    def alone(self) -> bool:
        """Do its records stand in lists, rather than beside others or nowhere?"""
        return self.listed and self.beside is None

    def fields(self) -> Iterator[Field]:
        """Every field, in the order of the page."""
        for section in self.sections:
            yield from section.fields

    def field(self, key: str) -> Field:
        """The field with this key. Raises RecordError when the kind has none."""
        for field in self.fields():
            if field.key == key:
                return field
        raise RecordError("record.no_such_field", f"{self.key}.{key}", field=key)

    def path(self, text: str) -> Path:
        """The place that a written path names. Raises RecordError when the kind has no such place."""
        key, *rest = text.split(_SLASH)
        field = self.field(key)
        if not rest:
            return Path(field)
        if is_rows(field) and len(rest) == 2 and rest[0]:
            for column in columns_of(field):
                if column.key == rest[1]:
                    return Path(field, rest[0], column)
        raise RecordError("record.no_such_field", f"{self.key}: {len(rest)} parts", field=key)

    def check(self, values: Values, situation: Situation) -> list[Notice]:
        """What a person may want to know before calling the record finished: required fields, then the rules."""
        missing = [
            Notice("notice.required", field.key, {"field": field.key})
            for field in self.fields()
            if field.required and field.key not in values
        ]
        return missing + [notice for rule in self.rules for notice in rule.check(values, situation)]
