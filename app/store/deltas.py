"""The log of every change, as it was made: the truth that documents, lists and search are derived from.

Deltas are added and never changed or removed. One that cannot be merged yet waits (``pending``); one that must not be
merged again is refused, with a code, and stays. What was tried and waits for more is tried again when
more comes, not before.

Poison: what is about to be merged is first marked, by its own commit. A mark that a start still finds names what the
program died on: it gets a strike, and is ``suspect``; suspects are merged alone. At the second strike it is set aside
for good, so that a delta that kills the program costs two starts at most, and one cut of the power costs nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.errors import Bug
from app.ids import DeviceId, RecordId, SpaceId
from app.store.database import Database, Row

#: Deaths after which something is no longer merged: the first may have been a cut of the power.
MAX_STRIKES = 2

#: Why a delta or an envelope was set aside at a start.
POISON = "record.delta_damaged"

#: The column ``pending`` of what was stored and not looked at yet, and of what waits for more; 0 when it is merged;
#: -1 when its words stand in a later delta of ours, because another laptop used the same names for other words.
_UNTRIED, _TRIED, _REPLACED = 1, 2, -1
_PENDING = "pending > 0 AND refused IS NULL"

_COLUMNS = "id, record, space, device, number, delta, time, pending, strikes, refused, entries"


@dataclass(frozen=True)
class DeltaRow:
    """One delta. ``number`` is the envelope it came in, None for one saved here; ``time`` when it was saved or came.

    ``entries`` is the position in the membership log that its author had been given when he wrote it: his right is
    that of then. None for one saved here. ``replaced``: its words stand in a later one of ours.
    """

    id: int
    record: RecordId
    space: SpaceId
    device: DeviceId
    number: int | None
    delta: bytes
    time: int
    pending: bool
    suspect: bool
    refused: str | None
    entries: int | None = None
    replaced: bool = False


@dataclass(frozen=True)
class Quarantined:
    """What a start set aside: ``source`` is "delta" or "inbox", ``id`` its row there."""

    source: str
    id: int


class Deltas:
    """Reads and writes the log. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_own(self, record: RecordId, space: SpaceId, device: DeviceId, delta: bytes, now: int) -> int:
        """Keep a change that was saved here and is in the document; gives its id."""
        return self._database.insert(
            "INSERT INTO deltas (record, space, device, part, delta, time, pending, strikes)"
            " VALUES (?, ?, ?, 0, ?, ?, 0, 0)",
            (record, space, device, delta, now),
        )

    def add_received(
        self,
        record: RecordId,
        space: SpaceId,
        device: DeviceId,
        number: int,
        part: int,
        delta: bytes,
        now: int,
        entries: int = 0,
    ) -> int:
        """Keep a delta that came as the ``part``-th of ``device``'s envelope ``number``, pending; gives its id.

        ``entries`` is the author's position in the membership log; at 0 nobody but the founder has any right. The
        same delta again, by whatever way, changes nothing and gives the id it has.
        """
        self._database.run(
            "INSERT INTO deltas (record, space, device, number, part, delta, time, pending, strikes, entries)"
            f" VALUES (?, ?, ?, ?, ?, ?, ?, {_UNTRIED}, 0, ?) ON CONFLICT DO NOTHING",
            (record, space, device, number, part, delta, now, entries),
        )
        found = self._database.value(
            "SELECT id FROM deltas WHERE space = ? AND device = ? AND number = ? AND part = ?",
            (space, device, number, part),
        )
        return int(found)

    def add_restored(self, row: DeltaRow, space: SpaceId, *, waits: bool) -> None:
        """Keep a change that came back out of a copy; ``waits``: what it builds on may not be here."""
        self._database.run(
            "INSERT INTO deltas (record, space, device, number, part, delta, time, pending, strikes, entries)"
            " VALUES (?, ?, ?, NULL, 0, ?, ?, ?, 0, ?)",
            (row.record, space, row.device, row.delta, row.time, _TRIED if waits else 0, row.entries),
        )

    def add_replaced(self, row: DeltaRow, space: SpaceId) -> None:
        """Keep a change out of a copy whose words stand in one of ours; it is never merged."""
        self._database.run(
            "INSERT INTO deltas (record, space, device, number, part, delta, time, pending, strikes, entries)"
            f" VALUES (?, ?, ?, NULL, 0, ?, ?, {_REPLACED}, 0, ?)",
            (row.record, space, row.device, row.delta, row.time, row.entries),
        )

    def of(self, record: RecordId) -> list[DeltaRow]:
        """Every delta of a record, oldest here first; also those that wait or are refused."""
        return self._rows("record = ?", (record,))

    def last_received(self, record: RecordId, own: Collection[DeviceId] = ()) -> int | None:
        """When the newest change came that none of the devices ``own`` wrote; None if none ever did."""
        rows = self._database.rows(
            "SELECT device, max(time) AS time FROM deltas WHERE record = ? AND number IS NOT NULL GROUP BY device",
            (record,),
        )
        return max((int(row["time"]) for row in rows if row["device"] not in own), default=None)

    def authors_since(self, record: RecordId, since: int, own: Collection[DeviceId] = ()) -> list[DeviceId]:
        """Whose changes came after a moment (unix seconds), the first to come first; without the devices ``own``."""
        rows = self._database.rows(
            "SELECT device FROM deltas WHERE record = ? AND number IS NOT NULL AND time > ? GROUP BY device"
            " ORDER BY min(id)",
            (record, since),
        )
        return [DeviceId(row["device"]) for row in rows if row["device"] not in own]

    def carried(self, record: RecordId, space: SpaceId) -> dict[DeviceId, int]:
        """The last envelope of each device that brought something of a record through a space; 0 where a keeper vouched
        for it."""
        rows = self._database.rows(
            "SELECT device, max(number) AS number FROM deltas WHERE record = ? AND space = ? AND number IS NOT NULL"
            " GROUP BY device",
            (record, space),
        )
        return {DeviceId(row["device"]): row["number"] for row in rows}

    def pending(self, record: RecordId, space: SpaceId) -> list[DeltaRow]:
        """The deltas of a record that came through a space, are not in its document yet and may be merged; merge them
        with what comes."""
        return self._rows(f"record = ? AND space = ? AND {_PENDING}", (record, space))

    def untried(self) -> list[tuple[RecordId, SpaceId]]:
        """Records for which something was stored and not tried yet, with the space through which it came."""
        found = self._database.rows(
            f"SELECT DISTINCT record, space FROM deltas WHERE {_PENDING} AND pending = {_UNTRIED}"
            " ORDER BY record, space"
        )
        return [(RecordId(row["record"]), SpaceId(row["space"])) for row in found]

    def all_pending(self) -> list[int]:
        """The ids of everything that may be merged along with what comes."""
        return [row["id"] for row in self._database.rows(f"SELECT id FROM deltas WHERE {_PENDING} ORDER BY id")]

    def settle(self, record: RecordId, space: SpaceId) -> None:
        """Note that everything that waited for this record is in its document now."""
        self._database.run(
            f"UPDATE deltas SET pending = 0, strikes = 0 WHERE record = ? AND space = ? AND {_PENDING}", (record, space)
        )

    def wait(self, record: RecordId, space: SpaceId) -> None:
        """Note that what waits for this record was tried, and builds on something that has not come."""
        self._database.run(
            f"UPDATE deltas SET pending = {_TRIED}, strikes = 0 WHERE record = ? AND space = ? AND {_PENDING}",
            (record, space),
        )

    def replace(self, deltas: Sequence[int]) -> None:
        """Note that the words of these stand in a later delta of ours; they are kept, and never merged again."""
        self._database.run_many(f"UPDATE deltas SET pending = {_REPLACED} WHERE id = ?", [(delta,) for delta in deltas])

    def reopen(self, record: RecordId) -> None:
        """Let everything that others wrote into a record be merged again, as after some of it turned out to build on
        what we had taken for something else."""
        self._database.run(
            f"UPDATE deltas SET pending = {_UNTRIED} WHERE record = ? AND number IS NOT NULL AND refused IS NULL",
            (record,),
        )

    def refuse(self, deltas: Sequence[int], reason: str) -> None:
        """Never merge these again; ``reason`` is a code. They are kept and listed."""
        self._database.run_many("UPDATE deltas SET refused = ? WHERE id = ?", [(reason, delta) for delta in deltas])

    def retry(self, space: SpaceId, reason: str) -> None:
        """Let what of a space was refused for this reason be merged once more."""
        self._database.run(
            f"UPDATE deltas SET refused = NULL, pending = {_UNTRIED} WHERE space = ? AND refused = ?", (space, reason)
        )

    def last_id(self) -> int:
        """The number of the newest change here; it only grows."""
        return int(self._database.value("SELECT max(id) FROM deltas") or 0)

    def count_refused(self) -> int:
        """How many deltas are kept and not merged."""
        return int(self._database.value("SELECT count(*) FROM deltas WHERE refused IS NOT NULL"))

    def refused(self) -> list[DeltaRow]:
        """Every delta that is kept and not merged, oldest first."""
        return self._rows("refused IS NOT NULL", ())

    def begin_import(self, *, inbox: Sequence[int] = (), deltas: Sequence[int] = ()) -> None:
        """Mark what is about to be merged, on the disk before this returns. Raises Bug inside a transaction."""
        if self._database.in_transaction:
            raise Bug("bug", "the mark of an import must be committed before the import begins")
        marks = [("inbox", item) for item in inbox] + [("delta", delta) for delta in deltas]
        self._database.run_many("INSERT OR IGNORE INTO importing (source, id) VALUES (?, ?)", marks)

    def end_import(self) -> None:
        """Clear the marks; part of the transaction that stores what was merged."""
        self._database.run("DELETE FROM importing")

    def recover(self) -> list[Quarantined]:
        """At a start: give what the program died on its strike, and set aside what has too many; gives the latter."""
        with self._database.transaction():
            for table, source in (("deltas", "delta"), ("inbox", "inbox")):
                self._database.run(
                    f"UPDATE {table} SET strikes = strikes + 1 WHERE id IN (SELECT id FROM importing WHERE source = ?)",
                    (source,),
                )
            # Tried again at once, alone, so that a cut of the power is not held against it for ever.
            self._database.run(f"UPDATE deltas SET pending = {_UNTRIED} WHERE {_PENDING} AND strikes > 0")
            aside = self._set_aside("deltas", "refused", "delta") + self._set_aside("inbox", "reason", "inbox")
            self.end_import()
        return aside

    def _set_aside(self, table: str, column: str, source: str) -> list[Quarantined]:
        found = self._database.rows(
            f"SELECT id FROM {table} WHERE strikes >= ? AND {column} IS NULL ORDER BY id", (MAX_STRIKES,)
        )
        for row in found:
            self._database.run(f"UPDATE {table} SET {column} = ? WHERE id = ?", (POISON, row["id"]))
        return [Quarantined(source, row["id"]) for row in found]

    def _rows(self, where: str, values: Sequence[object]) -> list[DeltaRow]:
        return [
            delta_row(row)
            for row in self._database.rows(f"SELECT {_COLUMNS} FROM deltas WHERE {where} ORDER BY id", values)
        ]


def delta_row(row: Row) -> DeltaRow:
    """A change as its table has it."""
    return DeltaRow(
        id=row["id"],
        record=RecordId(row["record"]),
        space=SpaceId(row["space"]),
        device=DeviceId(row["device"]),
        number=row["number"],
        delta=row["delta"],
        time=row["time"],
        pending=row["pending"] > 0,
        suspect=row["strikes"] > 0,
        refused=row["refused"],
        entries=row["entries"],
        replaced=row["pending"] == _REPLACED,
    )
