"""What of others waits to be read, the longest waiting first."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.ids import DeviceId, RecordId, SpaceId
from app.records.kind import Kind
from app.records.registry import Registry
from app.records.values import Value
from app.store.database import Database, Row
from app.store.tables import KEY, quoted, table_of


@dataclass(frozen=True)
class Waiting:
    """A record that somebody else made or changed since this person read it.

    ``since`` is when the first of the words came that she has not read; ``size`` counts the characters of all of it;
    ``again``: she has read it before.
    """

    record: RecordId
    space: SpaceId
    kind: str
    title: str
    author: DeviceId
    since: int
    size: int
    again: bool


@dataclass(frozen=True)
class TaskRow:
    """A row that is a task, in the record that holds it; ``row`` are its cells as the table has them."""

    record: RecordId
    space: SpaceId
    title: str
    author: DeviceId
    mine: bool
    created: int
    row: Mapping[str, Value]


def _put_right(rows: Sequence[Row], now: int) -> list[Row]:
    """Times to come are no times: such a record waits as long as the next one that was stored, or since now."""
    since = now
    for row in sorted(rows, key=lambda row: row["id"], reverse=True):
        if row["since"] > now:
            row["since"] = since
        since = min(since, row["since"])
    return sorted(rows, key=lambda row: (row["since"], row["id"]))


def _listed(kinds: Iterable[Kind]) -> str:
    return ", ".join(f"'{kind.key}'" for kind in kinds) or "''"


class Reading:
    """Asks for what waits. Raises StoreError when the file does not allow it."""

    def __init__(self, database: Database, kinds: Registry) -> None:
        self._database = database
        self._kinds = kinds
        # A kind of a newer program waits too: nobody here knows what it is for.
        self._unreviewed = _listed(kind for kind in kinds if not kind.alone or kind.asking or not kind.reviewed)
        # A list of pupils that was read in is no news line by line.
        self._told = _listed(
            kind for kind in kinds if kind.alone and not kind.asking and not kind.reviewed and not kind.stays
        )

    def waiting(self, now: int | None = None) -> list[Waiting]:
        """Records of others that stand alone, by the time they have waited and nothing else: no space, school or author
        goes before another. What came while the clock was ahead of ``now`` came before whatever was stored after it."""
        rows = self._database.rows(
            "SELECT r.id, r.record, r.space, r.kind, r.title, r.author, coalesce(r.waiting_since, r.changed) AS since,"
            " r.size, r.record IN (SELECT record FROM reads) AS again FROM records r WHERE r.unread = 1"
            f" AND r.mine = 0 AND r.deleted = 0 AND r.template = 0 AND r.kind NOT IN ({self._unreviewed})"
            " ORDER BY since, r.id"
        )
        if now is not None and rows and rows[-1]["since"] > now:
            rows = _put_right(rows, now)
        return [
            Waiting(
                record=RecordId(row["record"]),
                space=SpaceId(row["space"]),
                kind=row["kind"],
                title=row["title"],
                author=DeviceId(row["author"]),
                since=row["since"],
                size=row["size"],
                again=bool(row["again"]),
            )
            for row in rows
        ]

    def told(self, since: int, limit: int) -> list[RecordId]:
        """Records of others that came or changed since then, and that are for nobody to review: a calendar, a charter,
        a list of resources. The newest first."""
        rows = self._database.rows(
            "SELECT record FROM records WHERE unread = 1 AND mine = 0 AND deleted = 0 AND template = 0"
            f" AND changed >= ? AND kind IN ({self._told}) ORDER BY changed DESC, id DESC LIMIT ?",
            (since, limit),
        )
        return [RecordId(row["record"]) for row in rows]

    def tasks(self, owners: Sequence[str], *, done: bool = False) -> list[tuple[Kind, TaskRow]]:
        """The task rows of any kind that one of these owner values stands in, and that are done or not; oldest record
        first."""
        found = [(kind, row) for kind in self._kinds if kind.tasks for row in self._tasks_of(kind, owners, done=done)]
        return sorted(found, key=lambda task: task[1].created)

    def _tasks_of(self, kind: Kind, owners: Sequence[str], *, done: bool) -> list[TaskRow]:
        declared = kind.tasks
        assert declared is not None  # asked for kinds that declare tasks
        column = f"k.{quoted(declared.rows)}"
        # The first look is at the text, so that only rows of records that name her are taken apart.
        rows = self._database.rows(
            f"SELECT r.record, r.space, r.title, r.author, r.mine, r.created, j.value AS task"
            f" FROM {quoted(table_of(kind))} k JOIN records r ON r.record = k.{KEY}, json_each({column}) j"
            " WHERE r.deleted = 0 AND r.template = 0 AND j.type = 'object'"
            f" AND EXISTS (SELECT 1 FROM json_each(?1) o WHERE instr({column}, o.value) > 0)"
            " AND json_extract(j.value, ?2) IN (SELECT value FROM json_each(?1))"
            " AND coalesce(json_extract(j.value, ?3), 0) = ?4",
            (json.dumps([*owners], ensure_ascii=False), f'$."{declared.owner}"', f'$."{declared.done}"', int(done)),
        )
        return [
            TaskRow(
                record=RecordId(row["record"]),
                space=SpaceId(row["space"]),
                title=row["title"],
                author=DeviceId(row["author"]),
                mine=bool(row["mine"]),
                created=row["created"],
                row=json.loads(row["task"]),
            )
            for row in rows
        ]
