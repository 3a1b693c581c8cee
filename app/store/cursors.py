"""How far this device has read each space's log on each relay, and how often it has visited."""

from dataclasses import dataclass

from app.ids import SpaceId
from app.store.database import Database
from app.store.parts import Parts


@dataclass(frozen=True)
class Cursor:
    """``cursor`` is the relay's position in the space's log; ``entries_known`` how many membership entries it holds."""

    cursor: int
    entries_known: int


class Cursors:
    """Reads and writes positions. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database, parts: Parts) -> None:
        self._database = database
        self._parts = parts

    def get(self, relay: bytes, space: SpaceId) -> Cursor:
        """The position on this relay; zeros before the first visit."""
        row = self._database.row(
            "SELECT cursor, entries_known FROM cursors WHERE relay = ? AND space = ?", (relay, space)
        )
        return Cursor(row["cursor"], row["entries_known"]) if row else Cursor(0, 0)

    def move(self, relay: bytes, space: SpaceId, cursor: int) -> None:
        """Set how far the log was read; the relay may also send a device back, as after its own restore.

        What was under way belonged behind the old place, and is forgotten.
        """
        with self._database.transaction():
            self._database.run(
                "INSERT INTO cursors (relay, space, cursor, entries_known) VALUES (?, ?, ?, 0)"
                " ON CONFLICT (relay, space) DO UPDATE SET cursor = excluded.cursor",
                (relay, space, cursor),
            )
            self._parts.clear(relay, space)

    def know_entries(self, relay: bytes, space: SpaceId, count: int) -> None:
        """Set how many entries of the membership log this relay is known to hold."""
        self._database.run(
            "INSERT INTO cursors (relay, space, cursor, entries_known) VALUES (?, ?, 0, ?)"
            " ON CONFLICT (relay, space) DO UPDATE SET entries_known = excluded.entries_known",
            (relay, space, count),
        )

    def next_visit(self, relay: bytes) -> int:
        """A visit number that this device has never used with this relay: 1, 2, 3 ..., on the disk when given."""
        (row,) = self._database.rows(
            "INSERT INTO visits (relay, visit) VALUES (?, 1)"
            " ON CONFLICT (relay) DO UPDATE SET visit = visit + 1 RETURNING visit",
            (relay,),
        )
        return int(row["visit"])

    def last_visit(self, relay: bytes) -> int:
        """The newest visit number that was given out; 0 before the first."""
        return int(self._database.value("SELECT visit FROM visits WHERE relay = ?", (relay,)) or 0)

    def answered(self, relay: bytes) -> int:
        """The newest visit of which an answer was taken in; 0 for none."""
        return int(self._database.value("SELECT answered FROM visits WHERE relay = ?", (relay,)) or 0)

    def answer(self, relay: bytes, visit: int) -> None:
        """Note that the answer to a visit is being taken in: that of an earlier one would put things back."""
        self._database.run("UPDATE visits SET answered = max(answered, ?) WHERE relay = ?", (visit, relay))
