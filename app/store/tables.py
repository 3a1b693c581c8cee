"""One SQL table per kind, made and widened from its declaration, so that lists can filter and sort by any field.

The tables are a projection: everything in them can be made again from the documents. A record remembers which shape
of the declaration its row followed; after an update that changed a declaration, ``stale`` names the rows to renew.
Columns are added and never dropped: an older program's columns cost nothing.
"""

import hashlib
import json
from collections.abc import Mapping

from app.ids import RecordId
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
from app.records.kind import Kind
from app.records.registry import Registry
from app.records.values import Value
from app.store.database import Database

#: Field type to SQL column. Sets and rows are kept as JSON text.
COLUMN: dict[type[Field], str] = {
    Line: "TEXT",
    Prose: "TEXT",
    Date: "TEXT",
    Moment: "TEXT",
    Number: "INTEGER",
    Elapsed: "INTEGER",
    YesNo: "INTEGER",
    Choice: "TEXT",
    Choices: "TEXT",
    Person: "TEXT",
    People: "TEXT",
    Link: "TEXT",
    Rows: "TEXT",
    Checklist: "TEXT",
    Signature: "TEXT",
    File: "TEXT",
}

#: Field types whose columns get an index: lists are asked for by them.
LOOKED_UP: tuple[type[Field], ...] = (Link, Date, Moment, Person)

#: The column that names the record; no field key begins with an underscore.
KEY = "_record"


def quoted(name: str) -> str:
    """A name from a declaration as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def table_of(kind: Kind) -> str:
    """The name of a kind's table, not quoted."""
    return f"kind_{kind.key}"


def columns_in(kind: Kind) -> dict[str, str]:
    """The columns of a kind's table, by field key, with their SQL type."""
    return {field.key: COLUMN[type(field)] for field in kind.fields()}


def shape_of(kind: Kind) -> str:
    """A short digest of a kind's columns; another one means that rows written before must be renewed."""
    text = json.dumps([kind.title, *((field.key, type(field).__name__) for field in kind.fields())])
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def stored_value(value: Value | None) -> str | int | None:
    """A field's value as its column holds it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value


class Tables:
    """The tables of all kinds that this program knows."""

    def __init__(self, database: Database, kinds: Registry) -> None:
        self._database = database
        self._kinds = kinds
        self._shapes = {kind.key: shape_of(kind) for kind in kinds}
        self._writes = {kind.key: _upsert(kind) for kind in kinds}

    def prepare(self) -> None:
        """Make the tables that are missing, and add the columns that a declaration gained. Raises StoreError."""
        run = self._database.run
        with self._database.transaction():
            there, indexes = self._catalogue()
            for kind in self._kinds:
                table, columns = table_of(kind), columns_in(kind)
                if table not in there:
                    declared = (f"{quoted(key)} {column}" for key, column in columns.items())
                    run(f"CREATE TABLE {quoted(table)} ({', '.join((f'{quoted(KEY)} TEXT PRIMARY KEY', *declared))})")
                for key in columns.keys() - there.get(table, columns.keys()):
                    run(f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(key)} {columns[key]}")
                for field in kind.fields():
                    index = f"idx_{table}_{field.key}"
                    if isinstance(field, LOOKED_UP) and index not in indexes:
                        run(f"CREATE INDEX {quoted(index)} ON {quoted(table)} ({quoted(field.key)})")

    def _catalogue(self) -> tuple[dict[str, set[str]], set[str]]:
        """The tables of kinds that the file has, with their columns, and the names of its indexes, read at once: asking
        for each by itself was two thirds of what opening a store cost."""
        there: dict[str, set[str]] = {}
        columns = self._database.rows(
            "SELECT tables.name AS made, columns.name AS part FROM sqlite_master AS tables"
            " JOIN pragma_table_info(tables.name) AS columns"
            " WHERE tables.type = 'table' AND tables.name LIKE 'kind@_%' ESCAPE '@'"
        )
        for row in columns:
            there.setdefault(row["made"], set()).add(row["part"])
        return there, set(self._database.column("SELECT name FROM sqlite_master WHERE type = 'index'"))

    def write(self, record: RecordId, kind: str, values: Mapping[str, Value]) -> str | None:
        """Write a record's row; gives the shape it has now, or None for a kind that is not known here."""
        if kind not in self._writes:
            return None
        keys, statement = self._writes[kind]
        self._database.run(statement, (record, *(stored_value(values.get(key)) for key in keys)))
        return self._shapes[kind]

    def stale(self, limit: int) -> list[RecordId]:
        """Records of known kinds whose row does not follow the declaration of today."""
        found: list[RecordId] = []
        for kind, shape in self._shapes.items():
            rows = self._database.rows(
                "SELECT record FROM records WHERE kind = ? AND shape IS NOT ? ORDER BY id LIMIT ?",
                (kind, shape, limit - len(found)),
            )
            found += [RecordId(row["record"]) for row in rows]
        return found


def _upsert(kind: Kind) -> tuple[list[str], str]:
    keys = list(columns_in(kind))
    names = [quoted(KEY), *(quoted(key) for key in keys)]
    sets = ", ".join(f"{quoted(key)} = excluded.{quoted(key)}" for key in keys)
    marks = ", ".join("?" * len(names))
    return keys, (
        f"INSERT INTO {quoted(table_of(kind))} ({', '.join(names)}) VALUES ({marks})"
        f" ON CONFLICT ({quoted(KEY)}) DO UPDATE SET {sets}"
    )
