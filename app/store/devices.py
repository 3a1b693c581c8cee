"""Which devices this store has been, and what changes in it when it becomes a new one.

A number is given to an envelope once by one key. So whatever was put back, or copied to another laptop, goes on as a
new device: its numbers begin at 1, and everything that no relay is known to hold is owed again. The keys of earlier
devices are kept, because a draft that one of them wrote may be shared later, and must be known as this person's then.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.ids import DeviceId, RecordId, SpaceId
from app.store.database import Database

#: A version that holds nothing, as ``crdt`` writes it: what a person wrote into a record is owed from its beginning.
NOTHING_EXPORTED = b"\0"


@dataclass(frozen=True)
class FormerDevice:
    """A device that this store was until ``ended`` (unix seconds); ``reason`` is a word of ``workspace/devices``."""

    device: DeviceId
    seed: bytes
    ended: int
    reason: str


@dataclass(frozen=True)
class Chain:
    """A device's envelopes in one space: the last one sealed, and the last that the relay is known to hold."""

    space: SpaceId
    last_number: int
    acknowledged: int


class Devices:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def former(self) -> list[FormerDevice]:
        """The devices that this store was before, oldest first."""
        rows = self._database.rows("SELECT device, seed, ended, reason FROM former_devices ORDER BY rowid")
        return [FormerDevice(DeviceId(row["device"]), row["seed"], row["ended"], row["reason"]) for row in rows]

    def adopt(self, former: FormerDevice) -> None:
        """Know a device of a copy that was brought back as one that this store was too."""
        self._database.run(
            "INSERT OR IGNORE INTO former_devices (device, seed, ended, reason) VALUES (?, ?, ?, ?)",
            (former.device, former.seed, former.ended, former.reason),
        )

    def chains(self) -> list[Chain]:
        """How far this device has come in each space."""
        rows = self._database.rows("SELECT space, last_number, acknowledged FROM chains ORDER BY space")
        return [Chain(SpaceId(row["space"]), row["last_number"], row["acknowledged"]) for row in rows]

    def envelope(self, space: SpaceId, number: int) -> bytes | None:
        """One of this device's envelopes, if it is still kept."""
        found = self._database.value("SELECT envelope FROM envelopes WHERE space = ? AND number = ?", (space, number))
        return None if found is None else bytes(found)

    def retire(
        self,
        former: FormerDevice,
        exported: Mapping[RecordId, bytes],
        unread: Sequence[RecordId],
        now: int,
        own: Collection[DeviceId] = (),
    ) -> None:
        """Begin all chains anew, as one unit.

        Records of which an envelope was not acknowledged wait again, from the version in ``exported`` on; read marks
        of ``unread`` and all receipts are told again. What somebody has merged stays known as arrived; that another of
        this person's devices (``own``) has it says nothing of the kind.
        """
        with self._database.transaction():
            self._database.run(
                "INSERT OR IGNORE INTO former_devices (device, seed, ended, reason) VALUES (?, ?, ?, ?)",
                (former.device, former.seed, former.ended, former.reason),
            )
            self._owe_again(exported, now)
            self._database.run(
                "UPDATE records SET sent_number = CASE WHEN sent_number <= (SELECT max(p.number) FROM reports p"
                f" WHERE p.space = records.space AND p.device = ? AND p.reader NOT IN ({', '.join('?' * len(own))}))"
                " THEN 0 END WHERE sent_number IS NOT NULL",
                (former.device, *own),
            )
            self._database.run("DELETE FROM envelopes")
            self._database.run("DELETE FROM chains")
            self._database.run("DELETE FROM on_sticks")
            self._database.run("DELETE FROM letters")
            self._database.run("UPDATE seen SET told = 0")
            self._database.run_many("UPDATE reads SET told = 0 WHERE record = ?", [(record,) for record in unread])

    def _owe_again(self, exported: Mapping[RecordId, bytes], now: int) -> None:
        rows = self._database.rows(
            "SELECT r.record FROM records r JOIN chains c USING (space) WHERE r.sent_number > c.acknowledged"
        )
        owed = {RecordId(row["record"]) for row in rows} | set(exported)
        self._database.run_many(
            "INSERT INTO outbox (record, space, saves, bytes, since)"
            " SELECT record, space, saves, 0, ?2 FROM records WHERE record = ?1 ON CONFLICT (record) DO NOTHING",
            [(record, now) for record in sorted(owed)],
        )
        self._database.run_many(
            "UPDATE records SET exported = ? WHERE record = ?",
            # Where it is not known what exactly was under way, all that this person wrote in the record goes again.
            [(exported.get(record, NOTHING_EXPORTED), record) for record in sorted(owed)],
        )
