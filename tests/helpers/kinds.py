"""Values for every field of any kind, so that a new kind is tested without a word about it."""

from collections.abc import Callable, Iterable

from app.ids import FileId, PersonId
from app.records.fields import (
    FIELD_TYPES,
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
    Shape,
    Signature,
    YesNo,
    columns_of,
)
from app.records.files import Attached
from app.records.groups import LESSONS
from app.records.kind import Kind, Section
from app.records.label import Label
from app.records.people import person_value
from app.records.terms import LISTS
from app.records.values import Cell, Row, Value

#: What a sample says in each language; the Chinese one has a character outside the basic plane.
WORDS = {"zh": "秋天𠮷的图画", "en": "A picture of autumn"}
LINK = "AAECAwQFBgcI"
PERSON = person_value(PersonId(bytes(range(8))))


def a_file(name: str, number: int = 1, sort: str = "jpeg") -> Attached:
    """What a record says of a file that is nowhere."""
    by = PersonId(bytes(range(8)))
    return Attached(1_790_000_000 + number, FileId(bytes([number] * 12)), 184_320, sort, bytes([number] * 32), by, name)


def _line(field: Field, language: str) -> Value:
    return f"{WORDS[language]} {field.key}"


def _prose(field: Field, language: str) -> Value:
    return f"{WORDS[language]} {field.key}\n\n# 1. not a heading\n    set in\n"


def _terms(field: Field) -> list[str]:
    name = field.terms if isinstance(field, Choice | Choices) else ""
    return [term.code for term in LISTS[name][:2]]


def _rows(field: Field, language: str) -> Value:
    row: Row = {}
    for column in columns_of(field):
        value = SAMPLE[type(column)](column, language)
        assert isinstance(value, str | int | list)
        row[column.key] = value if isinstance(value, str | int) else [str(member) for member in value]
    first = columns_of(field)[0]
    return [row, {first.key: row[first.key]}]


#: A sample value of each field type: (field, language) to value. Rows come without ids.
SAMPLE: dict[type[Field], Callable[[Field, str], Value]] = {
    Line: _line,
    Prose: _prose,
    Date: lambda _field, _language: "2026-09-01",
    Moment: lambda _field, _language: "2026-09-01T14:30",
    Number: lambda _field, _language: 12,
    Elapsed: lambda _field, _language: 754,
    YesNo: lambda _field, _language: True,
    Choice: lambda field, _language: _terms(field)[0],
    Choices: lambda field, language: sorted([*_terms(field), WORDS[language]]),
    Person: lambda _field, _language: PERSON,
    People: lambda _field, language: sorted([PERSON, WORDS[language]]),
    Link: lambda _field, _language: LINK,
    Rows: _rows,
    Checklist: _rows,
    File: lambda _field, language: [a_file(f"{WORDS[language]} {number}.jpg", number).member() for number in (1, 2)],
    Signature: lambda _field, language: f"2026-09-01T14:30 {WORDS[language]}",
}


def sample_values(kind: Kind, language: str) -> dict[str, Value]:
    """A value in every field of the kind."""
    return {field.key: SAMPLE[type(field)](field, language) for field in kind.fields()}


def without_ids(values: dict[str, Value]) -> dict[str, Value]:
    """Values as they compare between two records: rows without the ids that each record gives them."""
    return {key: _bare(value) for key, value in values.items()}


def _bare(value: Value) -> Value:
    if not isinstance(value, list):
        return value
    rows: list[dict[str, Cell]] = [
        {key: cell for key, cell in row.items() if key != "id"} for row in value if isinstance(row, dict)
    ]
    return rows or value


def one_of_each(types: Iterable[type[Field]], code: str, english: str) -> tuple[Field, ...]:
    """A field of each of these types; rows have a column of every type that a column can have."""
    made: list[Field] = []
    for number, field_type in enumerate(types):
        key, short, label = (
            field_type.__name__.lower(),
            f"{code}{number:x}",
            Label(f"{english}{number}号", f"{english} {number}"),
        )
        if issubclass(field_type, Rows):
            columns = one_of_each((other for other in FIELD_TYPES if other.shape is not Shape.ROWS), "c", "Cell")
            made.append(Rows(key, short, label, row=columns, total="number"))
        elif issubclass(field_type, Choice | Choices):
            made.append(field_type(key, short, label, terms="subjects"))
        else:
            made.append(field_type(key, short, label))
    return tuple(made)


#: A kind with a field of every type. Its fields are named after their types: "line", "prose", "yesno" ...
EVERY_TYPE = Kind(
    key="every_type",
    group=LESSONS,
    version=1,
    label=Label("各种", "Every type"),
    title="line",
    columns=("line",),
    main="prose",
    main_rows="rows",
    sections=(Section(Label("全部", "All"), one_of_each(FIELD_TYPES, "f", "Field")),),
)
