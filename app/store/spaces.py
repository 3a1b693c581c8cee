"""Spaces as this person holds them: membership entries, wrapped keys, epoch keys, relays, people's names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.ids import PersonId, SpaceId
from app.store.database import Database, Row
from app.store.remembered import Remembered


@dataclass(frozen=True)
class SpaceRow:
    """A space. ``role`` is this person's; ``relay`` None for one that lives on no relay; ``private`` holds only this
    person's own devices; ``founder`` is the digest of the founding entry; ``active`` False after leaving."""

    space: SpaceId
    name: str
    role: str
    relay: bytes | None
    private: bool
    founder: bytes
    joined: int
    active: bool


@dataclass(frozen=True)
class RelayRow:
    """A relay by the digest of its certificate, where it is reached, and the code that admits founders, if given."""

    relay: bytes
    url: str
    admission: bytes


class Spaces:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Every stage of a visit asks for these again and again.
        self._all: Remembered[str, tuple[SpaceRow, ...]] = Remembered(database)
        self._relays: Remembered[str, tuple[RelayRow, ...]] = Remembered(database)
        self._keys: Remembered[SpaceId, dict[int, bytes]] = Remembered(database)

    def put(self, space: SpaceRow) -> None:
        """Keep a space, in place of what was known of it."""
        self._database.run(
            "INSERT OR REPLACE INTO spaces (space, name, role, relay, private, founder, joined, active)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (space.space, space.name, space.role, space.relay, space.private, space.founder, space.joined,
             space.active),
        )  # fmt: skip
        self._all.forget("")

    def get(self, space: SpaceId) -> SpaceRow | None:
        """One space, or None."""
        return next((row for row in self._rows() if row.space == space), None)

    def all(self) -> list[SpaceRow]:
        """Every space, the private one first, then in the order of joining."""
        return list(self._rows())

    def _rows(self) -> tuple[SpaceRow, ...]:
        sql = "SELECT * FROM spaces ORDER BY private DESC, joined, space"
        return self._all.get("", lambda: tuple(map(space_row, self._database.rows(sql))))

    def entries(self, space: SpaceId, start: int = 0) -> list[bytes]:
        """The membership log from position ``start`` on."""
        rows = self._database.rows(
            "SELECT entry FROM entries WHERE space = ? AND position >= ? ORDER BY position", (space, start)
        )
        return [row["entry"] for row in rows]

    def add_entries(self, space: SpaceId, entries: Sequence[bytes], start: int | None = None) -> int:
        """Append to the log; with ``start``, what stood from there on is replaced, as when the relay's order differs
        from one made offline. Gives the log's length."""
        with self._database.transaction():
            if start is not None:
                self._database.run("DELETE FROM entries WHERE space = ? AND position >= ?", (space, start))
            length = int(self._database.value("SELECT count(*) FROM entries WHERE space = ?", (space,)))
            self._database.run_many(
                "INSERT INTO entries (space, position, entry) VALUES (?, ?, ?)",
                [(space, position, entry) for position, entry in enumerate(entries, start=length)],
            )
        return length + len(entries)

    def add_blobs(self, space: SpaceId, blobs: Mapping[bytes, bytes], *, sent: bool) -> None:
        """Keep wrapped keys by digest; ``sent`` says that the relay holds them."""
        self._database.run_many(
            "INSERT INTO blobs (space, digest, blob, sent) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (space, digest) DO UPDATE SET sent = max(sent, excluded.sent)",
            [(space, digest, blob, sent) for digest, blob in blobs.items()],
        )

    def blob(self, space: SpaceId, digest: bytes) -> bytes | None:
        """One wrapped key, or None."""
        found = self._database.value("SELECT blob FROM blobs WHERE space = ? AND digest = ?", (space, digest))
        return None if found is None else bytes(found)

    def blobs(self, space: SpaceId) -> list[bytes]:
        """Every wrapped key of a space that is here."""
        rows = self._database.rows("SELECT blob FROM blobs WHERE space = ? ORDER BY rowid", (space,))
        return [row["blob"] for row in rows]

    def unsent_blobs(self, space: SpaceId) -> dict[bytes, bytes]:
        """Wrapped keys that the relay is not known to hold, by digest."""
        rows = self._database.rows(
            "SELECT digest, blob FROM blobs WHERE space = ? AND sent = 0 ORDER BY rowid", (space,)
        )
        return {row["digest"]: row["blob"] for row in rows}

    def blobs_sent(self, space: SpaceId, digests: Iterable[bytes]) -> None:
        """Note that the relay holds these."""
        self._database.run_many(
            "UPDATE blobs SET sent = 1 WHERE space = ? AND digest = ?", [(space, digest) for digest in digests]
        )

    def drop_blobs(self, space: SpaceId, named: Iterable[bytes]) -> None:
        """Forget what waits to be sent and is not among the digests ``named`` by the log: no relay would take it."""
        lost = set(self.unsent_blobs(space)) - set(named)
        self._database.run_many(
            "DELETE FROM blobs WHERE space = ? AND digest = ?", [(space, digest) for digest in sorted(lost)]
        )

    def blobs_lost(self, space: SpaceId) -> None:
        """Note that the relay may hold none of a space's wrapped keys."""
        self._database.run("UPDATE blobs SET sent = 0 WHERE space = ?", (space,))

    def add_key(self, space: SpaceId, epoch: int, key: bytes) -> None:
        """Keep an epoch's key."""
        self._database.run(
            "INSERT OR REPLACE INTO epoch_keys (space, epoch, key) VALUES (?, ?, ?)", (space, epoch, key)
        )
        self._keys.forget(space)

    def drop_key(self, space: SpaceId, epoch: int) -> None:
        """Forget the key of an epoch that never came to be."""
        self._database.run("DELETE FROM epoch_keys WHERE space = ? AND epoch = ?", (space, epoch))
        self._keys.forget(space)

    def keys(self, space: SpaceId) -> dict[int, bytes]:
        """The epoch keys that this person has, by epoch."""
        return dict(self._keys.get(space, lambda: self._keys_of(space)))

    def _keys_of(self, space: SpaceId) -> dict[int, bytes]:
        rows = self._database.rows("SELECT epoch, key FROM epoch_keys WHERE space = ? ORDER BY epoch", (space,))
        return {row["epoch"]: row["key"] for row in rows}

    def put_relay(self, relay: RelayRow) -> None:
        """Keep a relay; an empty admission code does not take away the one that is known."""
        self._database.run(
            "INSERT INTO relays (relay, url, admission) VALUES (?, ?, ?) ON CONFLICT (relay) DO UPDATE"
            " SET url = excluded.url,"
            " admission = CASE WHEN length(excluded.admission) THEN excluded.admission ELSE admission END",
            (relay.relay, relay.url, relay.admission),
        )
        self._relays.forget("")

    def relays(self) -> list[RelayRow]:
        """Every relay that this person knows."""
        return list(self._relays.get("", self._all_relays))

    def _all_relays(self) -> tuple[RelayRow, ...]:
        rows = self._database.rows("SELECT relay, url, admission FROM relays ORDER BY relay")
        return tuple(RelayRow(row["relay"], row["url"], row["admission"]) for row in rows)

    def name_people(self, space: SpaceId, names: Mapping[PersonId, str]) -> None:
        """Keep the names of a space's people, as its membership log gives them."""
        self._database.run_many(
            "INSERT OR REPLACE INTO people (space, person, name) VALUES (?, ?, ?)",
            [(space, person, name) for person, name in names.items()],
        )

    def names(self, space: SpaceId | None = None) -> dict[PersonId, str]:
        """People's names in one space, or in all."""
        rows = self._database.rows(
            "SELECT person, name FROM people WHERE ?1 IS NULL OR space = ?1 ORDER BY space", (space,)
        )
        return {PersonId(row["person"]): row["name"] for row in rows}


def space_row(row: Row) -> SpaceRow:
    """A space as its table has it."""
    return SpaceRow(
        space=SpaceId(row["space"]),
        name=row["name"],
        role=row["role"],
        relay=row["relay"],
        private=bool(row["private"]),
        founder=row["founder"],
        joined=row["joined"],
        active=bool(row["active"]),
    )
