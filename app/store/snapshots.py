"""Snapshots under way, both ways: one that is being taken in, and one that was made here and is being sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import DeviceId, RecordId, SpaceId
from app.store.database import Database

#: The envelope number under which a delta stands that a keeper vouched for; real ones count from 1.
VOUCHED = 0


@dataclass(frozen=True)
class Taken:
    """How far a snapshot has come. ``series`` is the head of its first chunk, empty until that is whole."""

    series: bytes = b""
    chunks: int = 0
    part: bytes = b""
    refused: bool = False


class Snapshots:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, relay: bytes, space: SpaceId) -> Taken | None:
        """What has come of a relay's snapshot of a space; None when none was begun."""
        row = self._database.row(
            "SELECT series, chunks, part, refused FROM snapshots_taken WHERE relay = ? AND space = ?", (relay, space)
        )
        return None if row is None else Taken(row["series"], row["chunks"], row["part"], bool(row["refused"]))

    def keep_taken(self, relay: bytes, space: SpaceId, taken: Taken) -> None:
        """Note how far it has come."""
        self._database.run(
            "INSERT OR REPLACE INTO snapshots_taken (relay, space, series, chunks, part, refused)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (relay, space, taken.series, taken.chunks, taken.part, taken.refused),
        )

    def forget_taken(self, relay: bytes, space: SpaceId) -> None:
        """It is whole, or begins anew."""
        self._database.run("DELETE FROM snapshots_taken WHERE relay = ? AND space = ?", (relay, space))

    def add_vouched(self, record: RecordId, space: SpaceId, device: DeviceId, delta: bytes, time: int) -> bool:
        """Keep a record's delta that came in a snapshot, untried; ``device`` made the record. False if it is here."""
        known = self._database.value(
            "SELECT EXISTS (SELECT 1 FROM deltas WHERE record = ? AND space = ? AND number = ? AND delta = ?)",
            (record, space, VOUCHED, delta),
        )
        if known:
            return False
        self._database.run(
            "INSERT INTO deltas (record, space, device, number, part, delta, time, pending, strikes)"
            " VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(part), -1) + 1 FROM deltas WHERE space = ?2 AND device = ?3"
            " AND number = ?4), ?5, ?6, 1, 0)",
            (record, space, device, VOUCHED, delta, time),
        )
        return True

    def has_vouched(self, record: RecordId) -> bool:
        """Did anything of a record come in a snapshot?"""
        found = self._database.value(
            "SELECT EXISTS (SELECT 1 FROM deltas WHERE record = ? AND number = ?)", (record, VOUCHED)
        )
        return bool(found)

    def has_pending(self, space: SpaceId) -> bool:
        """Does any delta of a space wait for something that has not come?"""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM deltas WHERE space = ? AND pending > 0 AND refused IS NULL)", (space,)
            )
        )

    def made(self, relay: bytes, space: SpaceId) -> list[bytes]:
        """The chunks of the snapshot that this device has made for a relay, in order; none when there is none."""
        rows = self._database.rows(
            "SELECT chunk FROM snapshots_made WHERE relay = ? AND space = ? ORDER BY number", (relay, space)
        )
        return [row["chunk"] for row in rows]

    def keep_made(self, relay: bytes, space: SpaceId, chunks: Sequence[bytes]) -> None:
        """Keep a snapshot that was made, in place of one before; with none, forget it."""
        with self._database.transaction():
            self._database.run("DELETE FROM snapshots_made WHERE relay = ? AND space = ?", (relay, space))
            self._database.run_many(
                "INSERT INTO snapshots_made (relay, space, number, chunk) VALUES (?, ?, ?, ?)",
                [(relay, space, number, chunk) for number, chunk in enumerate(chunks)],
            )
