"""From an earlier point of a record's history to the edits that make it read like that again.

They are edits like any others: they become a save of whoever makes them, and can be taken back in the same way.
"""

from collections.abc import Callable, Collection, Iterator

from app.crdt import Document
from app.crdt.shape import cell
from app.records.differences import moved_rows
from app.records.edits import Edit, Mark, MoveRow, RemoveRow, RestoreRow, SetValue, WriteProse
from app.records.fields import Field, Shape, columns_of
from app.records.reading import READ
from app.records.record import Record


def edits_back(record: Record, version: bytes, fields: Collection[str] | None = None) -> list[Edit]:
    """The edits that make these fields (None: all) read as they did at a version; none where nothing differs.

    Rows that came later are removed, which keeps what they hold; removed ones come back. Raises RecordError for bytes
    that are no version.
    """
    if record.kind is None:
        return []
    now, then = record.document, record.document.at(version)
    return [
        edit
        for one in record.kind.fields()
        if fields is None or one.key in fields
        for edit in BACK[one.shape](now, then, one, one.key, one.code)
    ]


def _scalar(now: Document, then: Document, one: Field, path: str, name: str) -> Iterator[Edit]:
    value = READ[one.shape](then, one, name)
    if value != READ[one.shape](now, one, name) and not isinstance(value, list):
        yield SetValue(path, value)


def _prose(now: Document, then: Document, _one: Field, path: str, name: str) -> Iterator[Edit]:
    if now.prose(name) != then.prose(name):
        yield WriteProse(path, then.prose(name))


def _set(now: Document, then: Document, _one: Field, path: str, name: str) -> Iterator[Edit]:
    are, were = set(now.members(name)), set(then.members(name))
    yield from (Mark(path, member, False) for member in sorted(are - were))
    yield from (Mark(path, member) for member in sorted(were - are))


def _rows(now: Document, then: Document, one: Field, path: str, name: str) -> Iterator[Edit]:
    are, were = now.rows(name), then.rows(name)
    yield from (RemoveRow(path, row) for row in are if row not in were)
    back = [row for row in were if row not in are]
    yield from (RestoreRow(path, row) for row in back)
    # From the last one on, so that the row before which each is put is in its place already.
    moving = moved_rows([row for row in are if row in were], were) | set(back)
    for row, following in zip(reversed(were), [None, *reversed(were)], strict=False):
        if row in moving:
            yield MoveRow(path, row, following)
    for row in were:
        for column in columns_of(one):
            inside = f"{path}/{row}/{column.key}"
            yield from BACK[column.shape](now, then, column, inside, cell(name, row, column.code))


#: How a field of each shape is brought back: (now, then, field, path, name in the document).
BACK: dict[Shape, Callable[[Document, Document, Field, str, str], Iterator[Edit]]] = {
    Shape.SCALAR: _scalar,
    Shape.PROSE: _prose,
    Shape.SET: _set,
    Shape.ROWS: _rows,
}
