"""What waits to leave: records with unsent saves, and sealed envelopes that the relay has not acknowledged.

A sealed envelope and the note of what it covers are stored in one transaction; only stored envelopes leave, and the
same bytes leave again after a cut. A record that was saved once more while it was sealed keeps its mark. The newest
envelopes stay here behind their acknowledgement: a relay that was restored from an older copy is given them again.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.errors import Bug
from app.ids import RecordId, SpaceId
from app.store.database import Database

#: Acknowledged envelopes that are kept for each space. A number is given out once, so one that a relay has lost can
#: only be sent again as it was; an operator's copy is a day old, or a month, and in that time nobody seals so many.
KEPT = 1_000

#: Spaces that live on a relay: only from these does anything leave.
_LEAVING = "SELECT space FROM spaces WHERE relay IS NOT NULL AND active = 1"
#: Of an envelope ``e``: its relay is not known to hold it.
_WAITS = "e.number > (SELECT acknowledged FROM chains c WHERE c.space = e.space)"


@dataclass(frozen=True)
class Unsent:
    """A record of which something has not been sealed: export it ``since`` that CRDT version (None: all of it).

    ``saves`` goes back with ``Exported``; ``size`` is about how many bytes, uncompressed; ``marked`` when. ``mine``:
    this person made the record; ``changed``: when it last changed here; ``urgent``: somebody is needed now.
    """

    record: RecordId
    kind: str
    since: bytes | None
    saves: int
    size: int
    marked: int
    mine: bool
    changed: int
    urgent: bool = False


@dataclass(frozen=True)
class Exported:
    """What an envelope covers of one record: the CRDT ``version`` it was exported up to, at save counter ``saves``."""

    record: RecordId
    version: bytes
    saves: int


@dataclass(frozen=True)
class Sealed:
    """An envelope as it leaves; ``urgent``: something urgent led it when it was sealed."""

    number: int
    envelope: bytes
    urgent: bool = False


class Outbox:
    """Reads and writes what waits to leave. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unsent(self) -> dict[SpaceId, list[Unsent]]:
        """For each space the records with something to seal, longest waiting first."""
        spaces: dict[SpaceId, list[Unsent]] = {}
        for row in self._database.rows(
            "SELECT o.space, o.record, r.kind, r.exported, o.saves, o.bytes, o.since, r.mine, r.changed, r.urgent"
            " FROM outbox o JOIN records r USING (record) ORDER BY o.since, r.id"
        ):
            spaces.setdefault(SpaceId(row["space"]), []).append(
                Unsent(
                    record=RecordId(row["record"]),
                    kind=row["kind"],
                    since=row["exported"],
                    saves=row["saves"],
                    size=row["bytes"],
                    marked=row["since"],
                    mine=bool(row["mine"]),
                    changed=row["changed"],
                    urgent=bool(row["urgent"]),
                )
            )
        return spaces

    def seal(
        self,
        space: SpaceId,
        number: int,
        envelope: bytes,
        digest: bytes,
        exports: Sequence[Exported],
        now: int,
        *,
        urgent: bool = False,
    ) -> None:
        """Store a sealed envelope and what it covers, as one unit. Raises Bug unless ``number`` is the next one."""
        with self._database.transaction():
            if number != self.last_number(space) + 1:
                raise Bug("bug", f"envelope {number} after {self.last_number(space)}")
            self._database.run(
                "INSERT INTO envelopes (space, number, envelope, sealed, urgent) VALUES (?, ?, ?, ?, ?)",
                (space, number, envelope, now, urgent),
            )
            self._database.run(
                "INSERT INTO chains (space, last_number, last_digest, acknowledged) VALUES (?, ?, ?, 0)"
                " ON CONFLICT (space) DO UPDATE SET last_number = excluded.last_number,"
                " last_digest = excluded.last_digest",
                (space, number, digest),
            )
            for export in exports:
                self._cover(space, number, export)

    def _cover(self, space: SpaceId, number: int, export: Exported) -> None:
        # A record that has moved to another space since owes that space everything: its exported version stays unset.
        self._database.run(
            "UPDATE records SET exported = ?, sent_number = ? WHERE record = ? AND space = ?",
            (export.version, number, export.record, space),
        )
        cleared = self._database.run(
            "DELETE FROM outbox WHERE record = ? AND space = ? AND saves = ?", (export.record, space, export.saves)
        )
        if not cleared:
            # Saved again in between: what is left to send is small, and how small is not worth a column.
            self._database.run("UPDATE outbox SET bytes = 0 WHERE record = ? AND space = ?", (export.record, space))

    def mark(self, record: RecordId, now: int) -> None:
        """Let a record wait to leave, as after something of it came back out of a copy."""
        self._database.run(
            "INSERT INTO outbox (record, space, saves, bytes, since) SELECT record, space, saves, 0, ?2 FROM records"
            " WHERE record = ?1 ON CONFLICT (record) DO NOTHING",
            (record, now),
        )

    def forget(self, export: Exported) -> None:
        """Take away the mark of a record that turned out to have nothing to send, unless it was saved again since."""
        self._database.run("DELETE FROM outbox WHERE record = ? AND saves = ?", (export.record, export.saves))

    def unacknowledged(self, space: SpaceId, after: int = 0) -> list[Sealed]:
        """Envelopes that the relay is not known to hold, in the order of their numbers; those above ``after``."""
        rows = self._database.rows(
            f"SELECT number, envelope, urgent FROM envelopes e WHERE space = ? AND number > ? AND {_WAITS}"
            " ORDER BY number",
            (space, after),
        )
        return [Sealed(row["number"], row["envelope"], bool(row["urgent"])) for row in rows]

    def kept(self, space: SpaceId, after: int) -> list[Sealed]:
        """Envelopes behind number ``after`` that are still here, whatever a relay holds, in the order of numbers."""
        rows = self._database.rows(
            "SELECT number, envelope FROM envelopes WHERE space = ? AND number > ? ORDER BY number", (space, after)
        )
        return [Sealed(row["number"], row["envelope"]) for row in rows]

    def sizes_sealed(self, space: SpaceId) -> list[int]:
        """Bytes of each envelope that the relay is not known to hold."""
        rows = self._database.rows(
            f"SELECT length(envelope) AS size FROM envelopes e WHERE space = ? AND {_WAITS}", (space,)
        )
        return [row["size"] for row in rows]

    def acknowledge(self, space: SpaceId, number: int) -> None:
        """Note that the relay holds everything up to ``number``, and nothing above it: what it has lost waits again."""
        with self._database.transaction():
            self._database.run("UPDATE chains SET acknowledged = min(?, last_number) WHERE space = ?", (number, space))
            # Not by the number as it was told: a relay that boasts must not make us forget what has not left.
            self._database.run(
                "DELETE FROM envelopes WHERE space = ? AND number <="
                f" (SELECT acknowledged - {KEPT} FROM chains WHERE chains.space = envelopes.space)",
                (space,),
            )

    def last_number(self, space: SpaceId) -> int:
        """The number of the last envelope sealed here for this space; 0 before the first."""
        return int(self._database.value("SELECT last_number FROM chains WHERE space = ?", (space,)) or 0)

    def last_digest(self, space: SpaceId) -> bytes:
        """The digest of that envelope, as ``seal`` was given it; empty before the first."""
        return bytes(self._database.value("SELECT last_digest FROM chains WHERE space = ?", (space,)) or b"")

    def acknowledged(self, space: SpaceId) -> int:
        """The last number that the relay is known to hold; 0 for none."""
        return int(self._database.value("SELECT acknowledged FROM chains WHERE space = ?", (space,)) or 0)

    def waits(self, record: RecordId) -> bool:
        """Is anything of this record still only here: unsealed, or in an envelope that no relay acknowledged?"""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM outbox WHERE record = ?1) OR EXISTS (SELECT 1 FROM records r"
                " JOIN chains c USING (space) WHERE r.record = ?1 AND r.sent_number > c.acknowledged)",
                (record,),
            )
        )

    def unsealed(self, record: RecordId) -> bool:
        """Is anything of this record in no envelope yet?"""
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM outbox WHERE record = ?)", (record,)))

    def records_waiting(self, but: Collection[str] = ()) -> int:
        """How many records hold something that no relay is known to have; without those of the kinds in ``but``."""
        return int(
            self._database.value(
                "SELECT count(*) FROM records r LEFT JOIN chains c USING (space) WHERE (r.sent_number > c.acknowledged"
                f" OR r.record IN (SELECT record FROM outbox)) AND r.space IN ({_LEAVING})"
                " AND r.kind NOT IN (SELECT value FROM json_each(?))",
                (json.dumps([*but]),),
            )
        )

    def size_waiting(self) -> tuple[int, int]:
        """(records, bytes) that have not left for a relay: a record counts once; bytes are about what they are
        uncompressed for what is not sealed, and exact for what is. What lies in no space on a relay waits for nobody.
        """
        size = self._database.value(
            f"SELECT (SELECT coalesce(sum(bytes), 0) FROM outbox WHERE space IN ({_LEAVING}))"
            f" + (SELECT coalesce(sum(length(envelope)), 0) FROM envelopes e WHERE {_WAITS} AND space IN ({_LEAVING}))"
        )
        return self.records_waiting(), int(size)
