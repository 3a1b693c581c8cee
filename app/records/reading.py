"""From a document to values: what each shape of field holds, and what no field of ours accounts for."""

from collections.abc import Callable, Iterator

from app.crdt import Document
from app.crdt.shape import cell
from app.records.fields import Field, Shape, columns_of
from app.records.kind import RESERVED, Kind
from app.records.values import Row, Scalar, Value, fits


def _scalar(document: Document, field: Field, name: str) -> Value | None:
    value = document.get(name)
    return value if value is not None and fits(field, value) else None


def _prose(document: Document, _field: Field, name: str) -> Value | None:
    return document.prose(name) or None


def _set(document: Document, _field: Field, name: str) -> Value | None:
    return document.members(name) or None


def _rows(document: Document, field: Field, name: str) -> Value | None:
    return [read_row(document, field, name, row) for row in document.rows(name)] or None


def read_row(document: Document, field: Field, name: str, row: str) -> Row:
    """One row of a repeated group, also one that was removed: its id under "id", and the cells that hold something."""
    values: Row = {"id": row}
    for column in columns_of(field):
        value = READ[column.shape](document, column, cell(name, row, column.code))
        if isinstance(value, str | int):
            values[column.key] = value
        elif value is not None:
            values[column.key] = [member for member in value if isinstance(member, str)]
    return values


#: How a field of each shape is read: (document, field, its name there) to value, None when nothing is set.
READ: dict[Shape, Callable[[Document, Field, str], Value | None]] = {
    Shape.SCALAR: _scalar,
    Shape.PROSE: _prose,
    Shape.SET: _set,
    Shape.ROWS: _rows,
}


def read_field(document: Document, field: Field) -> Value | None:
    """The value of one field; None when nothing is set."""
    return READ[field.shape](document, field, field.code)


def read(document: Document, kind: Kind) -> dict[str, Value]:
    """The values of every field that holds something, by key, in the order of the page."""
    values = ((field.key, read_field(document, field)) for field in kind.fields())
    return {key: value for key, value in values if value is not None}


def read_raw(document: Document) -> dict[str, Scalar]:
    """Everything that a document holds, by the names it has there, but for what every record has."""
    values = ((key, document.get(key)) for key in document.keys() if key not in RESERVED)  # noqa: SIM118  # Document is no dict
    raw = {key: value for key, value in values if value is not None}
    return raw | {name: document.prose(name) for name in document.prose_names()}


def strays(document: Document, kind: Kind) -> dict[str, Scalar]:
    """What the document holds and no field accounts for: a newer program's fields, and values of a wrong form."""
    known = {field.code: field for field in kind.fields()}
    return {name: value for name, value in read_raw(document).items() if not _accounted(known, name, value)}


def _accounted(known: dict[str, Field], name: str, value: Scalar) -> bool:
    field: Field | None
    code, *rest = name.partition(":")[0].rstrip("!").split(".")
    field = known.get(code)
    if len(rest) == 2 and field is not None:
        columns = {column.code: column for column in columns_of(field)}
        field = columns.get(rest[1])
    if field is None:
        return False
    return ":" in name or len(rest) == 1 or field.shape is Shape.PROSE or fits(field, value)


def places(document: Document, kind: Kind) -> Iterator[tuple[str, str]]:
    """Every place of one value that the record has: its path, and its name in the document. Removed rows are out."""
    for field in kind.fields():
        if field.shape is Shape.SCALAR:
            yield field.key, field.code
        if field.shape is Shape.ROWS:
            for row in document.rows(field.code):
                for column in columns_of(field):
                    if column.shape is Shape.SCALAR:
                        yield f"{field.key}/{row}/{column.key}", cell(field.code, row, column.code)
