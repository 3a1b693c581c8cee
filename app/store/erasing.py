"""Taking records out of the file for good: what belongs to a space whose member this person is no longer.

Everything else in the store only adds. Erasing is for records about pupils when somebody's duty for them has ended
(``workspace/departing``); the copies of the store that were made before hold them until they grow old.
"""

import json
from collections.abc import Collection, Sequence

from app.ids import RecordId, SpaceId
from app.records.registry import Registry
from app.store.database import Database
from app.store.tables import KEY, quoted, table_of

#: Tables in which rows stand under a record's id.
_OF_RECORD = ("deltas", "outbox", "reads", "readers", "attachments", "links", "heard")
#: Tables in which rows of a space say nothing any more to somebody who left it: sealed envelopes, how far she
#: had read. The number of her own last envelope stays, for it is never used twice.
_OF_SPACE = ("envelopes", "inbox", "parts", "pieces", "seen", "reports")


class Erasing:
    """Every method raises StoreError when the file does not allow it; nothing has changed then."""

    def __init__(self, database: Database, kinds: Registry) -> None:
        self._database = database
        self._kinds = kinds

    def of_kinds(self, space: SpaceId, kinds: Collection[str]) -> list[RecordId]:
        """The records of a space that are of these kinds, deleted ones too, and what stands beside them there."""
        wanted = json.dumps(sorted(kinds))
        of_space = "r.space = ? AND r.kind IN (SELECT value FROM json_each(?))"
        rows = self._database.rows(f"SELECT r.record FROM records r WHERE {of_space}", (space, wanted))
        for kind in self._kinds if rows else ():
            if kind.beside is not None:
                rows += self._database.rows(
                    f"SELECT o.record FROM {quoted(table_of(kind))} k JOIN records o ON o.record = k.{KEY}"
                    f" JOIN records r ON r.record = k.{quoted(kind.beside)} WHERE {of_space} AND o.space = r.space",
                    (space, wanted),
                )
        return list(dict.fromkeys(RecordId(row["record"]) for row in rows))

    def erase(self, records: Sequence[RecordId]) -> int:
        """Take records out, with their words in the index, and pictures that nothing else names; gives how many."""
        with self._database.transaction():
            return sum(self._erase(record) for record in records)

    def forget_space(self, space: SpaceId) -> None:
        """Let go of what opens a space's envelopes, and of the place up to which it was read: who joins again begins as
        a newcomer."""
        with self._database.transaction():
            for table in _OF_SPACE:
                self._database.run(f"DELETE FROM {table} WHERE space = ?", (space,))
            self._database.run("UPDATE cursors SET cursor = 0 WHERE space = ?", (space,))

    def _erase(self, record: RecordId) -> int:
        row = self._database.row("SELECT id, kind, entry FROM records WHERE record = ?", (record,))
        if row is None:
            return 0
        if row["entry"] is not None:
            self._database.run("DELETE FROM words WHERE rowid = ?", (row["entry"],))
        kind = self._kinds.get(row["kind"])
        if kind is not None:
            self._database.run(f"DELETE FROM {quoted(table_of(kind))} WHERE {KEY} = ?", (record,))
        named = [
            bytes(file["digest"])
            for file in self._database.rows("SELECT digest FROM attachments WHERE record = ?", (record,))
        ]
        # The list of saves keeps its digests, and their places: a later save must not be taken for one that is gone,
        # which would have its number.
        self._database.run(
            "UPDATE trail SET delta = -1 - place WHERE delta IN (SELECT id FROM deltas WHERE record = ?)", (record,)
        )
        for table in _OF_RECORD:
            self._database.run(f"DELETE FROM {table} WHERE record = ?", (record,))
        for digest in named:
            self._database.run(
                "DELETE FROM contents WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM attachments WHERE digest = ?)",
                (digest, digest),
            )
        self._database.run("DELETE FROM records WHERE id = ?", (row["id"],))
        return 1
