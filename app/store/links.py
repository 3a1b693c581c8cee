"""Which records name which others: a projection of the documents, so that a record can show what names it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import RecordId
from app.records.links import Linked
from app.store.database import Database


@dataclass(frozen=True)
class Tie:
    """A record at the other end of a link; ``field`` is where it is named, ``outward``: in the record asked about."""

    record: RecordId
    field: str
    outward: bool


class Links:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def name(self, record: RecordId, links: Sequence[Linked]) -> None:
        """Note which records this one names now."""
        wanted = sorted((record, link.field, link.target) for link in links)
        rows = self._database.rows("SELECT record, field, target FROM links WHERE record = ?", (record,))
        if wanted != sorted(tuple(row.values()) for row in rows):
            self._database.run("DELETE FROM links WHERE record = ?", (record,))
            self._database.run_many("INSERT INTO links VALUES (?, ?, ?)", wanted)

    def around(self, record: RecordId) -> list[Tie]:
        """What a record names and what names it, the oldest first; of both only what is here, and neither deleted nor a
        template."""
        rows = self._database.rows(
            "SELECT r.record, l.field, l.outward FROM ("
            "SELECT target AS other, field, 1 AS outward FROM links WHERE record = ?1 UNION ALL"
            " SELECT record AS other, field, 0 AS outward FROM links WHERE target = ?1"
            ") l JOIN records r ON r.record = l.other WHERE r.deleted = 0 AND r.template = 0 AND r.record <> ?1"
            " ORDER BY r.created, r.id, l.field",
            (record,),
        )
        return [Tie(RecordId(row["record"]), row["field"], bool(row["outward"])) for row in rows]
