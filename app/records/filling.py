"""From whole values to the edits that make a new record hold them: for imports, copies and tests."""

import os
from collections.abc import Callable, Iterator, Sequence

from app.ids import Chance
from app.records.edits import AddRow, Edit, Mark, SetValue, WriteProse, new_row_id
from app.records.fields import Field, Shape, columns_of
from app.records.kind import Kind
from app.records.values import Cell, Row, Value, Values


def edits_for(kind: Kind, values: Values, chance: Chance = os.urandom) -> list[Edit]:
    """The edits that give an empty record of ``kind`` these values; rows get fresh ids.

    Values under keys that the kind does not have are left out.
    """
    fields = (field for field in kind.fields() if field.key in values)
    return [edit for field in fields for edit in FILL[field.shape](field, field.key, values[field.key], chance)]


def cell_edits(columns: Sequence[Field], path: str, row: Row) -> Iterator[Edit]:
    """The edits that give the row at a path (``steps/<row id>``) these cells, once it has been added."""
    for column in columns:
        if column.key in row:
            yield from FILL[column.shape](column, f"{path}/{column.key}", row[column.key], os.urandom)


def _scalar(_field: Field, path: str, value: Value | Cell, _chance: Chance) -> Iterator[Edit]:
    if isinstance(value, str | int):
        yield SetValue(path, value)


def _prose(_field: Field, path: str, value: Value | Cell, _chance: Chance) -> Iterator[Edit]:
    if isinstance(value, str):
        yield WriteProse(path, value)


def _set(_field: Field, path: str, value: Value | Cell, _chance: Chance) -> Iterator[Edit]:
    if isinstance(value, list):
        yield from (Mark(path, member) for member in value if isinstance(member, str))


def _rows(field: Field, path: str, value: Value | Cell, chance: Chance) -> Iterator[Edit]:
    for row in value if isinstance(value, list) else []:
        if isinstance(row, dict):
            row_id = new_row_id(chance)
            yield AddRow(path, row_id=row_id)
            yield from cell_edits(columns_of(field), f"{path}/{row_id}", row)


#: How a value of each shape becomes edits: (field, path, value, chance).
FILL: dict[Shape, Callable[[Field, str, Value | Cell, Chance], Iterator[Edit]]] = {
    Shape.SCALAR: _scalar,
    Shape.PROSE: _prose,
    Shape.SET: _set,
    Shape.ROWS: _rows,
}
