"""Who has merged what, and who has read what, both ways.

What must still be told leaves in the next envelope of its space, and is marked as told in the transaction that stores
that envelope. Numbers count a device's envelopes in one space and never go back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.store.database import Database


@dataclass(frozen=True)
class ReadMark:
    """This person's reading of a record: which CRDT version, and when."""

    record: RecordId
    version: bytes
    time: int


class Receipts:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def merged(
        self, space: SpaceId, device: DeviceId, number: int, digest: bytes, *, tell: bool = True, entries: int = 0
    ) -> None:
        """Note that ``device``'s envelopes up to ``number``, whose digest is given, are merged here.

        ``entries`` is the position in the membership log that the device had been given by then. The number is to be
        told unless ``tell`` is False, as for an envelope that held receipts only: two devices must not go on thanking
        each other.
        """
        self._database.run(
            "INSERT INTO seen (space, device, number, digest, told, entries) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (space, device) DO UPDATE SET number = excluded.number, digest = excluded.digest,"
            " told = min(told, excluded.told), entries = max(entries, excluded.entries)"
            " WHERE excluded.number > number",
            (space, device, number, digest, not tell, entries),
        )

    def position(self, space: SpaceId, device: DeviceId) -> int:
        """The furthest position in the membership log that ``device`` has told in what is merged here; it never goes
        back. 0 if it told none."""
        found = self._database.value("SELECT entries FROM seen WHERE space = ? AND device = ?", (space, device))
        return int(found or 0)

    def forget_positions(self, space: SpaceId, first: int) -> None:
        """The membership log is another one from position ``first`` on: nobody has told anything of it, and what is
        not merged yet is judged as of before."""
        with self._database.transaction():
            self._database.run(
                "UPDATE seen SET entries = min(entries, ?2) WHERE space = ?1", (space, max(first - 1, 0))
            )
            self._database.run(
                "UPDATE deltas SET entries = min(entries, ?2) WHERE space = ?1 AND pending > 0 AND refused IS NULL",
                (space, max(first - 1, 0)),
            )

    def last_digest(self, space: SpaceId, device: DeviceId) -> bytes:
        """The digest of the last envelope of ``device`` that is merged here; empty for none."""
        found = self._database.value("SELECT digest FROM seen WHERE space = ? AND device = ?", (space, device))
        return b"" if found is None else bytes(found)

    def seen(self, space: SpaceId, device: DeviceId) -> int:
        """The last number of ``device`` that is merged here; 0 for none."""
        found = self._database.value("SELECT number FROM seen WHERE space = ? AND device = ?", (space, device))
        return int(found or 0)

    def all_seen(self, space: SpaceId) -> list[tuple[DeviceId, int]]:
        """The last number of every device that is merged here."""
        rows = self._database.rows("SELECT device, number FROM seen WHERE space = ? ORDER BY device", (space,))
        return [(DeviceId(row["device"]), row["number"]) for row in rows]

    def untold(self, space: SpaceId) -> list[tuple[DeviceId, int]]:
        """What is merged here and has not been told: (device, number)."""
        rows = self._database.rows(
            "SELECT device, number FROM seen WHERE space = ? AND told = 0 ORDER BY device", (space,)
        )
        return [(DeviceId(row["device"]), row["number"]) for row in rows]

    def told(self, space: SpaceId, pairs: Sequence[tuple[DeviceId, int]]) -> None:
        """Note that an envelope says so; a number that has grown since stays untold."""
        self._database.run_many(
            "UPDATE seen SET told = 1 WHERE space = ? AND device = ? AND number = ?",
            [(space, device, number) for device, number in pairs],
        )

    def reported(self, space: SpaceId, reader: DeviceId, pairs: Sequence[tuple[DeviceId, int]]) -> None:
        """Note what ``reader`` says it has merged."""
        self._database.run_many(
            "INSERT INTO reports (space, reader, device, number) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (space, reader, device) DO UPDATE SET number = max(number, excluded.number)",
            [(space, reader, device, number) for device, number in pairs],
        )

    def most_reported(self, space: SpaceId) -> dict[DeviceId, int]:
        """Up to which of each device's envelopes anybody has merged, as they said."""
        rows = self._database.rows(
            "SELECT device, max(number) AS n FROM reports WHERE space = ? GROUP BY device", (space,)
        )
        return {DeviceId(row["device"]): row["n"] for row in rows}

    def reports(self, space: SpaceId, device: DeviceId) -> dict[DeviceId, int]:
        """Up to which of ``device``'s envelopes each other device has merged, as it said."""
        rows = self._database.rows(
            "SELECT reader, number FROM reports WHERE space = ? AND device = ? ORDER BY reader", (space, device)
        )
        return {DeviceId(row["reader"]): row["number"] for row in rows}

    def all_reports(self, space: SpaceId) -> dict[DeviceId, dict[DeviceId, int]]:
        """For each device what it says it has merged: up to which envelope of each other device."""
        found: dict[DeviceId, dict[DeviceId, int]] = {}
        for row in self._database.rows("SELECT reader, device, number FROM reports WHERE space = ?", (space,)):
            found.setdefault(DeviceId(row["reader"]), {})[DeviceId(row["device"])] = row["number"]
        return found

    def mark_read(self, record: RecordId, version: bytes, now: int, *, more: bool = False) -> None:
        """Note that this person has read the record as of ``version``; to be told to its space once there is no
        ``more``, which came while she read."""
        with self._database.transaction():
            if not more:
                self._database.run("UPDATE records SET unread = 0 WHERE record = ?", (record,))
            self._database.run(
                "INSERT INTO reads (record, space, version, time, told)"
                " SELECT record, space, ?2, ?3, 0 FROM records WHERE record = ?1"
                " ON CONFLICT (record) DO UPDATE SET space = excluded.space, version = excluded.version,"
                " time = excluded.time, told = 0 WHERE version <> excluded.version OR space <> excluded.space",
                (record, version, now),
            )

    def read_elsewhere(self, record: RecordId, version: bytes, now: int) -> None:
        """Note that this person has read the record, as it is here, on another laptop of hers, which tells it."""
        with self._database.transaction():
            self._database.run("UPDATE records SET unread = 0 WHERE record = ?", (record,))
            self._database.run(
                "INSERT INTO reads (record, space, version, time, told)"
                " SELECT record, space, ?2, ?3, 1 FROM records WHERE record = ?1"
                " ON CONFLICT (record) DO UPDATE SET space = excluded.space, version = excluded.version,"
                " time = excluded.time, told = 1",
                (record, version, now),
            )

    def last_read(self, record: RecordId) -> ReadMark | None:
        """When and in which version this person last read the record, or None."""
        row = self._database.row("SELECT record, version, time FROM reads WHERE record = ?", (record,))
        return None if row is None else ReadMark(RecordId(row["record"]), row["version"], row["time"])

    def untold_reads(self, space: SpaceId) -> list[ReadMark]:
        """Read marks of this person that the space has not been told, oldest first."""
        rows = self._database.rows(
            "SELECT record, version, time FROM reads WHERE space = ? AND told = 0 ORDER BY time, record", (space,)
        )
        return [ReadMark(RecordId(row["record"]), row["version"], row["time"]) for row in rows]

    def told_reads(self, marks: Sequence[ReadMark]) -> None:
        """Note that an envelope says so; a record that was read anew since stays untold."""
        self._database.run_many(
            "UPDATE reads SET told = 1 WHERE record = ? AND version = ?",
            [(mark.record, mark.version) for mark in marks],
        )

    def read_by(self, record: RecordId, person: PersonId, now: int) -> None:
        """Note that word came of ``person`` having read the record; the latest word counts."""
        self._database.run(
            "INSERT INTO readers (record, person, time) VALUES (?, ?, ?)"
            " ON CONFLICT (record, person) DO UPDATE SET time = max(time, excluded.time)",
            (record, person, now),
        )

    def unread_by_all(self, record: RecordId) -> None:
        """Note that another device of this person has written into the record: nobody is known to have read that."""
        self._database.run("DELETE FROM readers WHERE record = ?", (record,))

    def readers(self, record: RecordId) -> dict[PersonId, int]:
        """Who else has read the record, and when word of it came."""
        rows = self._database.rows("SELECT person, time FROM readers WHERE record = ? ORDER BY time", (record,))
        return {PersonId(row["person"]): row["time"] for row in rows}
