"""How each field type's stored value is written in one line, as in a list's cell: the table ``CELL``.

A list is given columns as the file keeps them: choices are codes, members are ids, days are ISO text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.records.elapsed import elapsed_text
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
)
from app.records.files import all_attached
from app.records.people import person_of
from app.records.terms import Terms
from app.records.values import Value, members_in
from app.records.written import COMMA, NO, YES
from app.ui.words import Words

_LONGEST = 120


@dataclass(frozen=True)
class Manner:
    """What writing a cell needs: words, terms, the language, the names of members by id, and the time."""

    words: Words
    terms: Terms
    language: str
    names: Mapping[str, str]
    now: int


_Cell = Callable[[Field, Value, Manner], str]


def _as_it_is(_field: Field, value: Value, _manner: Manner) -> str:
    return str(value)


def _short(_field: Field, value: Value, _manner: Manner) -> str:
    return " ".join(str(value)[:_LONGEST].split())


def _day(_field: Field, value: Value, manner: Manner) -> str:
    return manner.words.iso_day(str(value), manner.now)


def _moment(_field: Field, value: Value, manner: Manner) -> str:
    return f"{manner.words.iso_day(str(value), manner.now)} {str(value)[11:16]}".strip()


def _elapsed(_field: Field, value: Value, _manner: Manner) -> str:
    return elapsed_text(value) if isinstance(value, int) else ""


def _yes_no(_field: Field, value: Value, manner: Manner) -> str:
    return (YES if value else NO).in_language(manner.language)


def _term(field: Field, value: Value, manner: Manner) -> str:
    return manner.terms.show(field.terms, str(value), manner.language) if isinstance(field, Choice | Choices) else ""


def _person(_field: Field, value: Value, manner: Manner) -> str:
    person = person_of(str(value))
    return manner.names.get(person.hex(), str(value)[:9]) if person else str(value)


def _each(one: _Cell) -> _Cell:
    def cell(field: Field, value: Value, manner: Manner) -> str:
        members = members_in(value)
        return COMMA.in_language(manner.language).join(one(field, member, manner) for member in members)

    return cell


def _how_many(_field: Field, value: Value, _manner: Manner) -> str:
    return str(len(value)) if isinstance(value, list) and value else ""


def _files(_field: Field, value: Value, manner: Manner) -> str:
    named = (f"{file.name} ({manner.words.size(file.size)})" for file in all_attached(value))
    return COMMA.in_language(manner.language).join(named)


def _linked(_field: Field, _value: Value, _manner: Manner) -> str:
    return "→"


#: One line for each field type.
CELL: dict[type[Field], _Cell] = {
    Line: _as_it_is,
    Prose: _short,
    Date: _day,
    Moment: _moment,
    Number: _as_it_is,
    Elapsed: _elapsed,
    YesNo: _yes_no,
    Choice: _term,
    Choices: _each(_term),
    Person: _person,
    People: _each(_person),
    Link: _linked,
    Rows: _how_many,
    Checklist: _how_many,
    Signature: _as_it_is,
    File: _files,
}


def cell(field: Field, value: Value | None, manner: Manner) -> str:
    """A stored value as a list shows it; nothing for nothing."""
    return "" if value is None or value == "" else CELL[type(field)](field, value, manner)
