"""Envelopes that came and are not merged yet; they are stored before anything else is done with them."""

from dataclasses import dataclass

from app.ids import SpaceId
from app.store.cursors import Cursors
from app.store.database import Database, Row


@dataclass(frozen=True)
class Received:
    """An envelope as it came. ``suspect``: the program died while it was merged, so merge it alone.

    ``reason`` is the code of why it was set aside, None while it waits.
    """

    id: int
    relay: bytes
    space: SpaceId
    envelope: bytes
    received: int
    suspect: bool
    reason: str | None


class Inbox:
    """Reads and writes what came. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database, cursors: Cursors) -> None:
        self._database = database
        self._cursors = cursors

    def add(self, space: SpaceId, relay: bytes, cursor: int, envelope: bytes, now: int) -> int:
        """Store an envelope and move the download's cursor, as one unit; gives its id here."""
        with self._database.transaction():
            self._cursors.move(relay, space, cursor)
            return self._database.insert(
                "INSERT INTO inbox (relay, space, envelope, received, strikes) VALUES (?, ?, ?, ?, 0)",
                (relay, space, envelope, now),
            )

    def waiting(self, space: SpaceId | None = None, limit: int = 1000) -> list[Received]:
        """Envelopes to be merged, of one space or of all, in the order they came."""
        return self._rows("reason IS NULL AND (?1 IS NULL OR space = ?1) ORDER BY id LIMIT ?2", (space, limit))

    def is_copy(self, received: Received) -> bool:
        """Did the same bytes come for that space before, and wait or lie aside?"""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM inbox WHERE space = ? AND envelope = ? AND id < ?)",
                (received.space, received.envelope, received.id),
            )
        )

    def count(self) -> int:
        """How many envelopes wait to be merged."""
        return int(self._database.value("SELECT count(*) FROM inbox WHERE reason IS NULL"))

    def holds(self, space: SpaceId) -> bool:
        """Is anything of a space here, waiting or set aside?"""
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM inbox WHERE space = ?)", (space,)))

    def done(self, item: int) -> None:
        """Drop an envelope whose deltas are stored; part of the transaction that stores them."""
        self._database.run("DELETE FROM inbox WHERE id = ?", (item,))

    def set_aside(self, item: int, reason: str) -> None:
        """Keep an envelope without merging it; ``reason`` is a code."""
        self._database.run("UPDATE inbox SET reason = ? WHERE id = ?", (reason, item))

    def aside(self, space: SpaceId | None = None) -> list[Received]:
        """Envelopes that were set aside, in the order they came."""
        return self._rows("reason IS NOT NULL AND (?1 IS NULL OR space = ?1) ORDER BY id", (space,))

    def retry(self, space: SpaceId, reason: str) -> int:
        """Let those wait again that were set aside for ``reason``, as when a missing key has come; gives how many."""
        return self._database.run(
            "UPDATE inbox SET reason = NULL, strikes = 0 WHERE space = ? AND reason = ?", (space, reason)
        )

    def _rows(self, where: str, values: tuple[object, ...]) -> list[Received]:
        return [_received(row) for row in self._database.rows(f"SELECT * FROM inbox WHERE {where}", values)]


def _received(row: Row) -> Received:
    return Received(
        id=row["id"],
        relay=row["relay"],
        space=SpaceId(row["space"]),
        envelope=row["envelope"],
        received=row["received"],
        suspect=row["strikes"] > 0,
        reason=row["reason"],
    )
