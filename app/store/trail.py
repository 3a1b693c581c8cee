"""The list of everything that this person saved, of which one digest can be shown to others, and who has signed it.

A save takes its place in the list when somebody is next asked to witness it, and keeps it: places are never given anew.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.ids import DeviceId, RecordId
from app.store.database import Database
from app.store.snapshots import VOUCHED


@dataclass(frozen=True)
class TrailSave:
    """One save in the list; ``place`` counts from 0, ``time`` is by the laptop's clock."""

    place: int
    record: RecordId
    device: DeviceId
    time: int
    delta: bytes


@dataclass(frozen=True)
class WitnessRow:
    """That a relay was asked with ``hello`` for the first ``upto`` saves, and what it answered; ``told``: its time."""

    upto: int
    relay: bytes
    hello: bytes
    answer: bytes
    told: int


class Trail:
    """Reads and writes the list. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing(self, own: Collection[DeviceId]) -> list[TrailSave]:
        """The saves of these devices that have no place yet, oldest here first, with the places that they would get."""
        known = self.count()
        rows = self._database.rows(
            "SELECT id, record, device, time, delta FROM deltas WHERE id NOT IN (SELECT delta FROM trail)"
            " AND pending >= 0 AND refused IS NULL AND (number IS NULL OR number <> ?)"
            " AND hex(device) IN (SELECT value FROM json_each(?)) ORDER BY id",
            (VOUCHED, json.dumps([device.hex().upper() for device in own])),
        )
        return [
            TrailSave(known + at, RecordId(row["record"]), DeviceId(row["device"]), row["time"], row["delta"])
            for at, row in enumerate(rows)
        ]

    def add(self, leaves: Sequence[bytes], saves: Sequence[TrailSave]) -> None:
        """Give these saves, which ``missing`` named, their places."""
        self._database.run_many(
            "INSERT INTO trail (place, delta, leaf) SELECT ?1, id, ?2 FROM deltas WHERE record = ?3 AND device = ?4"
            " AND time = ?5 AND delta = ?6 AND id NOT IN (SELECT delta FROM trail) ORDER BY id LIMIT 1",
            [
                (save.place, leaf, save.record, save.device, save.time, save.delta)
                for leaf, save in zip(leaves, saves, strict=True)
            ],
        )

    def count(self) -> int:
        """How many saves have a place."""
        return int(self._database.value("SELECT count(*) FROM trail"))

    def leaves(self, upto: int | None = None) -> list[bytes]:
        """The digests of the first saves, in order; of all of them without a number."""
        rows = self._database.rows("SELECT leaf FROM trail WHERE ?1 IS NULL OR place < ?1 ORDER BY place", (upto,))
        return [bytes(row["leaf"]) for row in rows]

    def of(self, record: RecordId) -> list[TrailSave]:
        """The saves of a record that have a place, in order."""
        rows = self._database.rows(
            "SELECT t.place, d.record, d.device, d.time, d.delta FROM trail t JOIN deltas d ON d.id = t.delta"
            " WHERE d.record = ? ORDER BY t.place",
            (record,),
        )
        return [
            TrailSave(row["place"], RecordId(row["record"]), DeviceId(row["device"]), row["time"], row["delta"])
            for row in rows
        ]

    def witnessed(self, row: WitnessRow) -> None:
        """Keep what a relay signed."""
        self._database.run(
            "INSERT INTO witnesses (upto, relay, hello, answer, told) VALUES (?, ?, ?, ?, ?)",
            (row.upto, row.relay, row.hello, row.answer, row.told),
        )

    def witnesses(self) -> list[WitnessRow]:
        """What relays signed, the oldest first."""
        rows = self._database.rows("SELECT upto, relay, hello, answer, told FROM witnesses ORDER BY id")
        return [WitnessRow(row["upto"], row["relay"], row["hello"], row["answer"], row["told"]) for row in rows]
