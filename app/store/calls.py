"""Records by which somebody is called at once: which there are, and who is known to have received one's own."""

from app.ids import PersonId, RecordId
from app.store.database import Database


class Calls:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self) -> list[RecordId]:
        """The records in which somebody is still called, those that changed last first."""
        return [
            RecordId(record)
            for record in self._database.column(
                "SELECT record FROM records WHERE urgent = 1 AND deleted = 0 AND template = 0 ORDER BY changed DESC, id"
            )
        ]

    def heard(self, record: RecordId) -> dict[PersonId, int]:
        """Who is known to have received a record, and since when that is known here."""
        rows = self._database.rows("SELECT person, since FROM heard WHERE record = ?", (record,))
        return {PersonId(row["person"]): row["since"] for row in rows}

    def note_heard(self, record: RecordId, person: PersonId, now: int) -> None:
        """Note that word came of somebody's having received it; the first word since it last changed counts."""
        self._database.run(
            "INSERT INTO heard (record, person, since) VALUES (?, ?, ?) ON CONFLICT (record, person) DO UPDATE"
            " SET since = excluded.since"
            " WHERE since < (SELECT changed FROM records WHERE records.record = excluded.record)",
            (record, person, now),
        )
