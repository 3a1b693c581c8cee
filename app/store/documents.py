"""Records as they stand: the CRDT state, what lists and search show of it, and the mark that something must leave.

``save`` is what every keystroke ends in: delta, state, projection, search index and outbox mark, in one transaction.
``merged`` is its mirror for what came from others.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.ids import DeviceId, RecordId, SpaceId
from app.records.links import Linked
from app.records.searching import Searchable
from app.records.values import Value
from app.store.attachments import Attachments, Named
from app.store.database import Database, Row
from app.store.deltas import Deltas
from app.store.links import Links
from app.store.search import Search
from app.store.tables import Tables


@dataclass(frozen=True)
class Content:
    """A record as a save or a merge leaves it.

    ``state`` is the document's blob; ``row`` its values by field key, for the kind's table (keys that the declaration
    does not have are left out); ``words`` are what search finds it by, its title among them; a ``template`` is in no
    list of records; an ``urgent`` one leaves first. ``size`` counts the characters there are to read; ``files`` are the
    attachments that it names, ``links`` the other records.
    """

    kind: str
    version: int
    state: bytes
    words: Searchable
    row: Mapping[str, Value]
    deleted: bool = False
    template: bool = False
    urgent: bool = False
    size: int = 0
    files: tuple[Named, ...] = ()
    links: tuple[Linked, ...] = ()

    @property
    def title(self) -> str:
        """What names the record in lists."""
        return self.words.title


@dataclass(frozen=True)
class Stored:
    """A record as it lies here. ``saves`` grows with each local save; ``exported`` is the CRDT version up to which its
    space has been sent everything (None: nothing yet); ``sent_number`` the last envelope that carried it."""

    record: RecordId
    space: SpaceId
    kind: str
    version: int
    title: str
    state: bytes
    author: DeviceId
    mine: bool
    deleted: bool
    unread: bool
    created: int
    changed: int
    saves: int
    exported: bytes | None
    sent_number: int | None


class Documents:
    """Reads and writes records. Every method raises StoreError when the file does not allow it."""

    def __init__(
        self,
        database: Database,
        deltas: Deltas,
        tables: Tables,
        search: Search,
        attachments: Attachments,
        links: Links,
    ) -> None:
        self._database = database
        self._deltas = deltas
        self._tables = tables
        self._search = search
        self._attachments = attachments
        self._links = links

    def save(self, record: RecordId, space: SpaceId, content: Content, delta: bytes, author: DeviceId, now: int) -> int:
        """Store one local save whole, with its outbox mark, or nothing of it; gives the record's save counter.

        A record that is already here stays in its space, whatever ``space`` says.
        """
        with self._database.transaction():
            self._write(record, space, content, now, author=author, mine=True, unread=False)
            (at,) = self._database.rows(
                "UPDATE records SET saves = saves + 1 WHERE record = ? RETURNING space, saves", (record,)
            )
            self._deltas.add_own(record, at["space"], author, delta, now)
            # Nobody has read what was written just now, whatever the clock said when they read what stood before.
            self._database.run("DELETE FROM readers WHERE record = ?", (record,))
            self._mark(record, at["space"], at["saves"], len(delta), now)
        return int(at["saves"])

    def merged(
        self,
        record: RecordId,
        space: SpaceId,
        content: Content,
        now: int,
        *,
        author: DeviceId,
        pending: bool,
        mine: bool = False,
        unread: bool = True,
        begun: int | None = None,
    ) -> None:
        """Store what a merge made of a record. Its deltas were added before, in the same transaction.

        With ``pending`` some of them still wait for what they build on, and stay marked; else they are settled.
        ``author``, ``mine`` and ``begun``, when it was begun by its author's clock, count only when the record is new
        here; a clock that is ahead of ours is not believed.
        """
        with self._database.transaction():
            self._write(record, space, content, now, author=author, mine=mine, unread=unread, begun=begun)
            # A mark from a day when the clock was ahead would count for words that came after it.
            self._database.run("DELETE FROM readers WHERE record = ? AND time > ?", (record, now))
            (self._deltas.wait if pending else self._deltas.settle)(record, space)

    def load(self, record: RecordId) -> Stored | None:
        """The record as it lies here, or None."""
        row = self._database.row("SELECT * FROM records JOIN states USING (id) WHERE record = ?", (record,))
        return None if row is None else _stored(row)

    def move(self, record: RecordId, space: SpaceId, now: int) -> None:
        """Give the record to another space; everything of it leaves for that space at the next visit."""
        with self._database.transaction():
            at = self._database.row(
                "UPDATE records SET space = ?, exported = NULL, sent_number = NULL, changed = ?, saves = saves + 1"
                " WHERE record = ? AND space <> ? RETURNING saves,"
                " (SELECT length(state) FROM states WHERE states.id = records.id) AS size",
                (space, now, record, space),
            )
            if at is not None:
                self._database.run("DELETE FROM outbox WHERE record = ?", (record,))
                self._mark(record, space, at["saves"], at["size"], now)

    def of_space(self, space: SpaceId) -> list[RecordId]:
        """Every record of a space, also deleted ones; the one that changed last first."""
        rows = self._database.rows(
            "SELECT record FROM records WHERE space = ? ORDER BY changed DESC, id DESC", (space,)
        )
        return [RecordId(row["record"]) for row in rows]

    def exported_version(self, record: RecordId) -> bytes | None:
        """The CRDT version up to which the record's space has been sent everything; None: nothing yet."""
        found = self._database.value("SELECT exported FROM records WHERE record = ?", (record,))
        return None if found is None else bytes(found)

    def set_exported_version(self, record: RecordId, version: bytes | None) -> None:
        """Move that version, as after a merge of what the others already have."""
        self._database.run("UPDATE records SET exported = ? WHERE record = ?", (version, record))

    def stale(self, limit: int = 200) -> list[RecordId]:
        """Records whose projection followed an older declaration, or none: ``project`` them again."""
        return self._tables.stale(limit)

    def project(self, record: RecordId, content: Content) -> None:
        """Write a record's projection and search text anew; nothing else of it changes."""
        with self._database.transaction():
            self._project(record, content)

    def _write(
        self,
        record: RecordId,
        space: SpaceId,
        content: Content,
        now: int,
        *,
        author: DeviceId,
        mine: bool,
        unread: bool,
        begun: int | None = None,
    ) -> None:
        created = now if begun is None else min(begun, now)
        (row,) = self._database.rows(
            "INSERT INTO records (record, space, kind, version, title, author, mine, deleted, template, unread,"
            " waiting_since, created, changed, saves) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
            " ON CONFLICT (record) DO UPDATE SET kind = excluded.kind, version = excluded.version,"
            " deleted = excluded.deleted, template = excluded.template, changed = excluded.changed,"
            " waiting_since = CASE WHEN excluded.unread > unread THEN excluded.changed ELSE waiting_since END,"
            " unread = max(unread, excluded.unread)"
            " RETURNING id",
            (record, space, content.kind, content.version, content.title, author, mine, content.deleted,
             content.template, unread, now if unread else None, created, now),
        )  # fmt: skip
        self._database.run(
            "INSERT INTO states (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state",
            (row["id"], content.state),
        )
        self._project(record, content)

    def _project(self, record: RecordId, content: Content) -> None:
        shape = self._tables.write(record, content.kind, content.row)
        self._attachments.name(record, content.files)
        self._links.name(record, content.links)
        row = self._database.row(
            "UPDATE records SET title = ?, shape = ?, size = ?, urgent = ? WHERE record = ? RETURNING id",
            (content.title, shape, content.size, content.urgent, record),
        )
        if row is not None:
            self._search.write(row["id"], content.words)

    def _mark(self, record: RecordId, space: SpaceId, saves: int, size: int, now: int) -> None:
        self._database.run(
            "INSERT INTO outbox (record, space, saves, bytes, since) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (record) DO UPDATE SET saves = excluded.saves, bytes = bytes + excluded.bytes",
            (record, space, saves, size, now),
        )


def _stored(row: Row) -> Stored:
    return Stored(
        record=RecordId(row["record"]),
        space=SpaceId(row["space"]),
        kind=row["kind"],
        version=row["version"],
        title=row["title"],
        state=row["state"],
        author=DeviceId(row["author"]),
        mine=bool(row["mine"]),
        deleted=bool(row["deleted"]),
        unread=bool(row["unread"]),
        created=row["created"],
        changed=row["changed"],
        saves=row["saves"],
        exported=row["exported"],
        sent_number=row["sent_number"],
    )
