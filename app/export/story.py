"""A record told as one text: short fields on lines of their own, longer ones under their names, rows as a list.

It is what a story begins from, so that it holds no mark of the form but the names of its fields.
"""

from collections.abc import Collection, Iterator

from app.records.fields import Field, columns_of, is_prose, is_rows
from app.records.kind import Kind
from app.records.values import Row, Values, rows_in
from app.records.written import COLON, WRITTEN, Manner

_GAP = "；"
_PLAIN_GAP = "; "


def told(kind: Kind, values: Values, manner: Manner, fields: Collection[str]) -> str:
    """The text of these fields, in the order of the form; what is empty is left out."""
    held = [field for field in kind.fields() if field.key in fields and values.get(field.key) not in (None, "", [])]
    short = [field for field in held if type(field) in WRITTEN]
    parts = ["\n".join(_line(field, values, manner) for field in short)] if short else []
    parts += [_long(field, values, manner) for field in held if field not in short]
    return "\n\n".join(parts)


def tellable(kind: Kind, values: Values) -> list[Field]:
    """The fields that hold something that can be told, without the one that is the title."""
    return [field for field in kind.fields() if field.key != kind.title and values.get(field.key) not in (None, "", [])]


def _line(field: Field, values: Values | Row, manner: Manner) -> str:
    value = values[field.key]
    cell = [one for one in value if isinstance(one, str)] if isinstance(value, list) else value
    label = field.label.in_language(manner.language)
    return f"{label}{COLON.in_language(manner.language)}{WRITTEN[type(field)](field, cell, manner)}"


def _long(field: Field, values: Values, manner: Manner) -> str:
    heading = f"## {field.label.in_language(manner.language)}"
    value = values[field.key]
    if is_rows(field):
        rows = rows_in(value)
        return "\n".join([heading, *_rows(field, rows, manner)])
    return f"{heading}\n{value}"


def _rows(field: Field, rows: list[Row], manner: Manner) -> Iterator[str]:
    gap = _GAP if manner.language == "zh" else _PLAIN_GAP
    for number, row in enumerate(rows, 1):
        cells = (column for column in columns_of(field) if row.get(column.key) not in (None, "", []))
        yield f"{number}. " + gap.join(_cell(column, row, manner) for column in cells)


def _cell(column: Field, row: Row, manner: Manner) -> str:
    if is_prose(column):
        words = " ".join(str(row[column.key]).split("\n"))
        return f"{column.label.in_language(manner.language)}{COLON.in_language(manner.language)}{words}"
    return _line(column, row, manner)
