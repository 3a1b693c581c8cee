"""The links of a record: which other records it names, and in which field or column of rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.ids import RecordId
from app.records.fields import Link, columns_of
from app.records.kind import Kind
from app.records.values import Values


@dataclass(frozen=True, order=True)
class Linked:
    """A record that is named: ``field`` is the key of a field, or ``rows/column`` where rows name it."""

    field: str
    target: RecordId


def links_in(kind: Kind | None, values: Values) -> tuple[Linked, ...]:
    """Every link of a record, each once; none of a kind that this program does not know."""
    return tuple(sorted(set(_found(kind, values)))) if kind is not None else ()


def _found(kind: Kind, values: Values) -> Iterator[Linked]:
    for field in kind.fields():
        value = values.get(field.key)
        if isinstance(field, Link) and isinstance(value, str):
            yield Linked(field.key, RecordId(value))
        columns = [column.key for column in columns_of(field) if isinstance(column, Link)]
        rows = [row for row in value if isinstance(row, dict)] if columns and isinstance(value, list) else []
        for row in rows:
            cells = ((column, row.get(column)) for column in columns)
            yield from (Linked(f"{field.key}/{key}", RecordId(cell)) for key, cell in cells if isinstance(cell, str))
