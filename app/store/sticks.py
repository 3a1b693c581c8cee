"""What lies on sticks: our envelopes, of each stick by itself, and letters to relays whose answers may come back.

Nothing here says what a relay holds (``Outbox.acknowledge``), and one stick says nothing about another.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.ids import SpaceId
from app.store.database import Database

#: Visits after which the answer to a letter is no longer waited for: nobody has so many sticks under way.
OPEN = 100


@dataclass(frozen=True)
class Letter:
    """A request that left for a relay on a stick: the hello and the blobs that went with it, as items."""

    relay: bytes
    visit: int
    request: bytes
    written: int


class Sticks:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hold(self, stick: bytes, space: SpaceId, number: int, now: int) -> None:
        """Note that a stick holds our envelopes up to ``number``, and nothing above it."""
        with self._database.transaction():
            self._database.run(
                "DELETE FROM on_sticks WHERE stick = ? AND space = ? AND number > ?", (stick, space, number)
            )
            if number:
                self._database.run(
                    "INSERT OR IGNORE INTO on_sticks (stick, space, number, since) VALUES (?, ?, ?, ?)",
                    (stick, space, number, now),
                )

    def number(self, space: SpaceId) -> int:
        """Up to which of our envelopes any stick holds them; 0 for none."""
        return int(self._database.value("SELECT max(number) FROM on_sticks WHERE space = ?", (space,)) or 0)

    def since(self, space: SpaceId, number: int) -> int | None:
        """Since when an envelope of ours lies on a stick (unix seconds); None if on none."""
        found = self._database.value(
            "SELECT min(since) FROM on_sticks WHERE space = ? AND number >= ?", (space, number)
        )
        return None if found is None else int(found)

    def waiting(self, but: Collection[str] = ()) -> int:
        """Records that the relay is not known to hold, and that lie on a stick as they are; without those of the kinds
        in ``but``."""
        return int(
            self._database.value(
                "SELECT count(*) FROM records r JOIN chains c USING (space) WHERE r.sent_number > c.acknowledged"
                " AND r.record NOT IN (SELECT record FROM outbox)"
                " AND r.sent_number <= (SELECT max(number) FROM on_sticks o WHERE o.space = r.space)"
                " AND r.kind NOT IN (SELECT value FROM json_each(?))",
                (json.dumps([*but]),),
            )
        )

    def put_letter(self, letter: Letter) -> None:
        """Keep what is needed to understand the answer. Only the newest ones of each relay are kept."""
        with self._database.transaction():
            self._database.run(
                "INSERT INTO letters (relay, visit, request, written) VALUES (?, ?, ?, ?)",
                (letter.relay, letter.visit, letter.request, letter.written),
            )
            self.close_letters(letter.relay, letter.visit - OPEN)

    def letters(self) -> Sequence[Letter]:
        """Those whose answers may still come, oldest first."""
        rows = self._database.rows("SELECT relay, visit, request, written FROM letters ORDER BY relay, visit")
        return [Letter(row["relay"], row["visit"], row["request"], row["written"]) for row in rows]

    def close_letters(self, relay: bytes, visit: int) -> None:
        """Wait no longer for answers to this visit and to earlier ones."""
        self._database.run("DELETE FROM letters WHERE relay = ? AND visit <= ?", (relay, visit))
