"""The envelope that is under way from a relay, as far as it has come; of each space on each relay at most one.

It belongs right behind the cursor: whoever moves the cursor clears it (``Cursors.move``).
"""

from dataclasses import dataclass

from app.ids import SpaceId
from app.store.database import Database


@dataclass(frozen=True)
class Begun:
    """The first ``held`` of the ``whole`` bytes of the envelope at ``cursor`` are here."""

    cursor: int
    whole: int
    held: int


class Parts:
    """Reads and writes what is under way. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begun(self, relay: bytes, space: SpaceId) -> Begun | None:
        """What is under way; None when nothing is."""
        row = self._database.row(
            "SELECT cursor, whole, offset + length(part) AS held FROM parts WHERE relay = ? AND space = ?"
            " ORDER BY offset DESC LIMIT 1",
            (relay, space),
        )
        return None if row is None else Begun(row["cursor"], row["whole"], row["held"])

    def add(self, relay: bytes, space: SpaceId, begun: Begun, part: bytes) -> Begun:
        """Store what follows on ``begun``; gives how far it is then. Offset 0 needs an empty table: ``clear`` first."""
        self._database.run(
            "INSERT INTO parts (relay, space, offset, cursor, whole, part) VALUES (?, ?, ?, ?, ?, ?)",
            (relay, space, begun.held, begun.cursor, begun.whole, part),
        )
        return Begun(begun.cursor, begun.whole, begun.held + len(part))

    def joined(self, relay: bytes, space: SpaceId) -> bytes:
        """All bytes that are here, in their order."""
        rows = self._database.rows(
            "SELECT part FROM parts WHERE relay = ? AND space = ? ORDER BY offset", (relay, space)
        )
        return b"".join(row["part"] for row in rows)

    def clear(self, relay: bytes, space: SpaceId) -> None:
        """Forget what is under way."""
        self._database.run("DELETE FROM parts WHERE relay = ? AND space = ?", (relay, space))
