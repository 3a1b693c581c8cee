"""The words by which a record can be found, and where they stand: every text and term in it, in both languages.

Its title and the names that somebody typed are found by their pinyin too; members by their ids, so that a new name
finds what was written under the old one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.ids import PersonId
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
    is_prose,
)
from app.records.files import all_attached
from app.records.kind import Kind
from app.records.people import person_of
from app.records.terms import Terms
from app.records.values import Cell, Value, Values, rows_in
from app.resources import LANGUAGES


@dataclass(frozen=True)
class Place:
    """A text of a record and the path of the field or cell in which it stands."""

    path: str
    text: str


@dataclass(frozen=True)
class Searchable:
    """What the search index takes of a record. ``named``: what is found by pinyin too; ``people``: the members that its
    fields name, each with the path of the field; ``hidden``: no text that anybody wrote, and found by nothing."""

    title: str
    places: tuple[Place, ...] = ()
    named: tuple[str, ...] = ()
    people: tuple[tuple[str, PersonId], ...] = ()
    hidden: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is found as it is written."""
        return () if self.hidden else (self.title, *(place.text for place in self.places))


#: Texts with the way to them inside the field: nothing, or "/row/column".
Words = Iterator[tuple[str, str]]


def _texts(value: Value | Cell) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (member for member in value if isinstance(member, str))


def _text(_field: Field, value: Value | Cell, _terms: Terms) -> Words:
    return (("", text) for text in _texts(value))


def _term(field: Field, value: Value | Cell, terms: Terms) -> Words:
    name = field.terms if isinstance(field, Choice | Choices) else ""
    for text in _texts(value):
        yield from (("", shown) for shown in dict.fromkeys(terms.show(name, text, one) for one in LANGUAGES))


def _human(_field: Field, value: Value | Cell, _terms: Terms) -> Words:
    return (("", text) for text in _texts(value) if person_of(text) is None)


def _names(_field: Field, value: Value | Cell, _terms: Terms) -> Words:
    return (("", file.name) for file in all_attached(value))


def _rows(field: Field, value: Value | Cell, terms: Terms) -> Words:
    for where, column, cell in _cells(field, value):
        yield from ((where, text) for _, text in WORDS[type(column)](column, cell, terms))


def _cells(field: Field, value: Value | Cell) -> Iterator[tuple[str, Field, Cell]]:
    rows = rows_in(value)
    for row in rows:
        for column in columns_of(field):
            if column.key in row:
                yield f"/{row.get('id', '')}/{column.key}", column, row[column.key]


def _nothing(_field: Field, _value: Value | Cell, _terms: Terms) -> Words:
    return iter(())


#: Which words each field type gives. Numbers, days and links are found by filters, not by words.
WORDS: dict[type[Field], Callable[[Field, Value | Cell, Terms], Words]] = {
    Line: _text,
    Prose: _text,
    Date: _nothing,
    Moment: _nothing,
    Number: _nothing,
    Elapsed: _nothing,
    YesNo: _nothing,
    Choice: _term,
    Choices: _term,
    Person: _human,
    People: _human,
    Link: _nothing,
    Rows: _rows,
    Checklist: _rows,
    Signature: _text,
    File: _names,
}


def searchable(kind: Kind | None, title: str, values: Values, terms: Terms) -> Searchable:
    """The words of these values; of an unknown kind, every text."""
    if kind is None:
        return Searchable(title, tuple(Place(key, text) for key, value in values.items() for text in _texts(value)))
    if not kind.listed:
        return Searchable(title, hidden=True)
    titled = kind.title if not is_prose(kind.field(kind.title)) else ""
    places = [
        Place(field.key + inside, text)
        for field in kind.fields()
        if field.key in values and field.key != titled
        for inside, text in WORDS[type(field)](field, values[field.key], terms)
    ]
    people = list(_people(kind, values))
    typed = [text for _, text in people if person_of(text) is None]
    members = [(path, member) for path, text in people if (member := person_of(text)) is not None]
    named = dict.fromkeys(text for text in (title if kind.alone else "", *typed) if text)
    return Searchable(title, tuple(places), tuple(named), tuple(dict.fromkeys(members)))


def _people(kind: Kind, values: Values) -> Iterator[tuple[str, str]]:
    """The people that the fields name, members and others, as their values say it."""
    for field in kind.fields():
        value = values.get(field.key)
        if value is None:
            continue
        if isinstance(field, Person | People):
            yield from ((field.key, text) for text in _texts(value))
        for inside, column, cell in _cells(field, value):
            if isinstance(column, Person | People):
                yield from ((field.key + inside, text) for text in _texts(cell))


def names_typed(kind: Kind, values: Values) -> list[str]:
    """The names of people who are no members, as somebody typed them into fields of people."""
    return [text for _, text in _people(kind, values) if person_of(text) is None]
