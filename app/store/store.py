"""The parts of one person's store, joined over one connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import StoreError
from app.records.registry import Registry
from app.store.attachments import Attachments
from app.store.backup import CopyFile, Head, make_copy
from app.store.calls import Calls
from app.store.cursors import Cursors
from app.store.database import Database, mapped, open_database
from app.store.deltas import Deltas, Quarantined
from app.store.devices import Devices
from app.store.documents import Documents
from app.store.erasing import Erasing
from app.store.identity import Identity
from app.store.inbox import Inbox
from app.store.links import Links
from app.store.migrations import migrate
from app.store.outbox import Outbox
from app.store.outlines import Outlines
from app.store.parts import Parts
from app.store.queries import Queries
from app.store.receipts import Receipts
from app.store.search import Search
from app.store.snapshots import Snapshots
from app.store.spaces import Spaces
from app.store.sticks import Sticks
from app.store.tables import Tables
from app.store.trail import Trail
from app.store.waiting import Reading


class Store:
    """One person's file. Its parts share one connection and its transactions; one thread at a time uses them.

    ``quarantined`` lists what this start set aside because the program had died on it before.
    """

    def __init__(self, database: Database, kinds: Registry) -> None:
        """Bring the file up to date and recover; see ``open`` and ``create``, which call it."""
        migrate(database)
        self._database = database
        self._tables = Tables(database, kinds)
        self._tables.prepare()
        self.identity = Identity(database)
        self.deltas = Deltas(database)
        self.search = Search(database)
        self.attachments = Attachments(database)
        self.links = Links(database)
        self.documents = Documents(database, self.deltas, self._tables, self.search, self.attachments, self.links)
        self.outbox = Outbox(database)
        self.parts = Parts(database)
        self.cursors = Cursors(database, self.parts)
        self.inbox = Inbox(database, self.cursors)
        self.spaces = Spaces(database)
        self.receipts = Receipts(database)
        self.snapshots = Snapshots(database)
        self.devices = Devices(database)
        self.sticks = Sticks(database)
        self.queries = Queries(database, kinds)
        self.outlines = Outlines(database)
        self.trail = Trail(database)
        self.reading = Reading(database, kinds)
        self.calls = Calls(database)
        self.erasing = Erasing(database, kinds)
        self.quarantined: list[Quarantined] = self.deltas.recover()

    @classmethod
    def open(cls, path: Path, key: bytes, kinds: Registry) -> "Store":
        """Open a person's file with its raw 32-byte key.

        Raises StoreError: store.missing, store.in_use, store.read_only, store.damaged, store.too_new, store.full; the
        file is then as it was.
        """
        database = open_database(path, key)
        try:
            return cls(database, kinds)
        except BaseException:
            database.close()
            raise

    @classmethod
    def create(cls, path: Path, key: bytes, kinds: Registry) -> "Store":
        """Make a new person's file: whole, or not at all. Raises StoreError; store.in_use when there is one already."""
        if path.exists():
            raise StoreError("store.in_use", "there is a file of this name already")
        partial = path.with_name(path.name + ".partial")
        with mapped():
            path.parent.mkdir(parents=True, exist_ok=True)
            for leftover in (partial, *(partial.with_name(partial.name + end) for end in ("-wal", "-shm"))):
                leftover.unlink(missing_ok=True)
        database = open_database(partial, key, create=True)
        try:
            migrate(database)
        finally:
            database.close()
        with mapped():
            partial.replace(path)
            partial.with_name(partial.name + ".lock").unlink(missing_ok=True)
        return cls.open(path, key, kinds)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One unit over all parts: all of it is on the disk at the end, or nothing. May be nested."""
        with self._database.transaction():
            yield

    def intact(self) -> bool:
        """Read the whole file: is every page sealed as it was written, and do tables and indexes agree?"""
        return self._database.intact()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._database.path

    @property
    def key(self) -> bytes:
        """The raw key of the file."""
        return self._database.key

    def copy_into(self, folder: Path, head: Head) -> CopyFile:
        """A checked copy of the store as it is now, in ``folder``; may run on any thread. Raises StoreError."""
        return make_copy(self._database, folder, head)

    def close(self) -> None:
        """Close the file and let another process open it."""
        self._database.close()
