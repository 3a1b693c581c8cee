"""The words by which a record can be found: its title, and every text and term in it, in both languages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.records.fields import (
    Checklist,
    Choice,
    Choices,
    Date,
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
from app.records.values import Cell, Row, Value, Values
from app.resources import LANGUAGES


@dataclass(frozen=True)
class Searchable:
    """What the search index takes of a record."""

    title: str
    body: str


Words = Iterator[str]


def _texts(value: Value | Cell) -> Words:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (member for member in value if isinstance(member, str))


def _text(_field: Field, value: Value | Cell, _terms: Terms) -> Words:
    return _texts(value)


def _term(field: Field, value: Value | Cell, terms: Terms) -> Words:
    name = field.terms if isinstance(field, Choice | Choices) else ""
    for text in _texts(value):
        yield from dict.fromkeys(terms.show(name, text, language) for language in LANGUAGES)


def _human(_field: Field, value: Value | Cell, _terms: Terms) -> Words:
    return (text for text in _texts(value) if person_of(text) is None)


def _names(_field: Field, value: Value | Cell, _terms: Terms) -> Words:
    return (file.name for file in all_attached(value))


def _rows(field: Field, value: Value | Cell, terms: Terms) -> Words:
    rows: list[Row] = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    for row in rows:
        for column in columns_of(field):
            if column.key in row:
                yield from WORDS[type(column)](column, row[column.key], terms)


def _nothing(_field: Field, _value: Value | Cell, _terms: Terms) -> Words:
    return iter(())


#: Which words each field type gives. Numbers, days and links are found by filters, not by words.
WORDS: dict[type[Field], Callable[[Field, Value | Cell, Terms], Words]] = {
    Line: _text,
    Prose: _text,
    Date: _nothing,
    Moment: _nothing,
    Number: _nothing,
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
        return Searchable(title, "\n".join(text for value in values.values() for text in _texts(value)))
    if not kind.listed:
        return Searchable(title, "")
    words = [
        word
        for field in kind.fields()
        if field.key in values and field.key != kind.title
        for word in WORDS[type(field)](field, values[field.key], terms)
    ]
    if is_prose(kind.field(kind.title)):
        words.insert(0, str(values.get(kind.title, "")))
    return Searchable(title, "\n".join(words))
