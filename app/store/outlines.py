"""The whole of a list in its order, as ids alone: what stands in the rows is asked for as they come into sight."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import DeviceId, RecordId, SpaceId
from app.records.kind import Kind
from app.store.database import Database
from app.store.search import NOWHERE, Narrowed, Piece, expression_of
from app.store.tables import KEY, quoted, table_of


@dataclass(frozen=True)
class Placed:
    """A record of a list and what it is sorted by: a field's value as its column holds it (None without a field)."""

    record: RecordId
    title: str
    space: SpaceId
    author: DeviceId
    value: str | int | None


@dataclass(frozen=True)
class Held:
    """A record to be counted: where it lies, whether this person made it, its day (an ISO day or moment, empty without
    one), when it was begun (unix seconds), and the record that it was made out of, empty for none."""

    record: RecordId
    space: SpaceId
    mine: bool
    day: str
    created: int
    origin: str


class Outlines:
    """Asks for all records of a kind, those changed last first. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(
        self, kind: Kind, pieces: Sequence[Piece] = (), narrowed: Narrowed = NOWHERE, *, deleted: bool = False
    ) -> list[RecordId]:
        """The ids alone, for which no record is looked at when nothing is narrowed."""
        conditions, values = _conditions(kind, pieces, narrowed, deleted)
        return self._database.column(
            f"SELECT r.record FROM records r WHERE {conditions} ORDER BY r.changed DESC, r.id DESC", values
        )

    def placed(
        self,
        kind: Kind,
        pieces: Sequence[Piece] = (),
        narrowed: Narrowed = NOWHERE,
        *,
        deleted: bool = False,
        field: str | None = None,
    ) -> list[Placed]:
        """The ids with what they may be sorted by."""
        conditions, values = _conditions(kind, pieces, narrowed, deleted)
        column = f"k.{quoted(field)}" if field is not None else "NULL"
        source = f"records r LEFT JOIN {quoted(table_of(kind))} k ON k.{KEY} = r.record" if field else "records r"
        rows = self._database.rows(
            f"SELECT r.record, r.title, r.space, r.author, {column} AS value FROM {source} WHERE {conditions}"
            " ORDER BY r.changed DESC, r.id DESC",
            values,
        )
        return [
            Placed(RecordId(row["record"]), row["title"], SpaceId(row["space"]), DeviceId(row["author"]), row["value"])
            for row in rows
        ]

    def held(self, kind: Kind, day: str, origin: str) -> list[Held]:
        """All records of a kind for counting; ``day`` and ``origin`` are fields of the kind, or empty."""
        columns = [f"k.{quoted(field)}" if field else "NULL" for field in (day, origin)]
        rows = self._database.rows(
            f"SELECT r.record, r.space, r.mine, r.created, {columns[0]} AS day, {columns[1]} AS origin FROM records r"
            f" LEFT JOIN {quoted(table_of(kind))} k ON k.{KEY} = r.record"
            " WHERE r.kind = ? AND r.deleted = 0 AND r.template = 0",
            (kind.key,),
        )
        return [
            Held(
                RecordId(row["record"]),
                SpaceId(row["space"]),
                bool(row["mine"]),
                str(row["day"] or ""),
                row["created"],
                str(row["origin"] or ""),
            )
            for row in rows
        ]

    def coming(self, kind: Kind, field: str, first: str, last: str, limit: int) -> list[tuple[RecordId, str]]:
        """Records whose day and time lies from ``first`` on and before ``last``, both ISO days; soonest first."""
        column = f"k.{quoted(field)}"
        rows = self._database.rows(
            f"SELECT r.record, {column} AS value FROM {quoted(table_of(kind))} k JOIN records r ON r.record = k.{KEY}"
            f" WHERE {column} >= ? AND {column} < ? AND r.deleted = 0 AND r.template = 0 ORDER BY {column} LIMIT ?",
            (first, last, limit),
        )
        return [(RecordId(row["record"]), str(row["value"])) for row in rows]


def _conditions(kind: Kind, pieces: Sequence[Piece], narrowed: Narrowed, deleted: bool) -> tuple[str, list[object]]:
    parts, values = ["r.kind = ?", "r.deleted = ?", "r.template = 0"], [kind.key, deleted]
    found: list[tuple[str, object]] = []
    if narrowed.space is not None:
        found.append(("r.space = ?", narrowed.space))
    if narrowed.since is not None:
        found.append(("r.changed >= ?", narrowed.since))
    if narrowed.until is not None:
        found.append(("r.changed < ?", narrowed.until))
    match = expression_of(pieces, Narrowed(devices=narrowed.devices, people=narrowed.people))
    if match is not None:
        found.append(("r.entry IN (SELECT rowid FROM words WHERE words MATCH ?)", match))
    return " AND ".join([*parts, *(sql for sql, _ in found)]), [*values, *(value for _, value in found)]
