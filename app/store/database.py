"""One encrypted SQLite file: opened, locked for one process, and every failure of it named.

Everything that can go wrong below is turned into a StoreError (the world's doing) or a Bug (ours) in ``mapped``;
no other module of the client sees an exception of SQLite. The file is SQLCipher with a raw 32-byte key (a passphrase
would cost a second per opening), WAL, and ``synchronous=FULL``: what was committed is on the disk.

The aliases below must run before sqlite_utils is first imported: sqlite_utils takes the module named ``pysqlite3``
where there is one, and catches that module's exception classes. One file of it imports ``sqlite3`` for a type all the
same; an installed program does not carry that second SQLite, and there the name leads to ours too. Nothing else in the
program imports any of the three.
"""

import errno
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

sys.modules.setdefault("pysqlite3", driver)
sys.modules.setdefault("pysqlite3.dbapi2", driver)
if importlib.util.find_spec("_sqlite3") is None:
    sys.modules.setdefault("sqlite3", driver)

import sqlite_utils  # noqa: E402  # it must find the alias above

from app.errors import Bug, StoreError, TongxingError  # noqa: E402  # as above

#: sqlite_utils' numbered steps, handed on so that no other module needs to import it.
Migrations = sqlite_utils.Migrations

KEY_BYTES = 32

#: Pages that are kept open, 8 MB: with SQLite's own 2 MB a search among 100,000 records decrypts the same pages again
#: and again and takes twice as long; 16 and 32 MB gained nothing (docs/figures.md).
_CACHE = "cache_size=-8000"

#: Seconds that a statement waits for another connection of this file before it gives up.
BUSY_SECONDS = 5.0

#: Primary result codes of SQLite (https://sqlite.org/rescode.html) that are the world's doing.
CODE_OF: dict[int, str] = {
    3: "store.read_only",  # PERM
    5: "store.locked",  # BUSY
    6: "store.locked",  # LOCKED
    8: "store.read_only",  # READONLY
    10: "store.damaged",  # IOERR: the disk gave an error when it was asked for a page
    11: "store.damaged",  # CORRUPT
    13: "store.full",  # FULL
    14: "store.missing",  # CANTOPEN
    23: "store.read_only",  # AUTH
    26: "store.damaged",  # NOTADB: also a wrong key, which cannot be told from damage
}

#: Failures of the file system around the file (copies, renames), by errno.
CODE_OF_ERRNO: dict[int, str] = {
    errno.ENOSPC: "store.full",
    errno.EDQUOT: "store.full",
    errno.EACCES: "store.read_only",
    errno.EPERM: "store.read_only",
    errno.EROFS: "store.read_only",
    errno.ENOENT: "store.missing",
    errno.EBUSY: "store.locked",
}

#: An extended result code carries its primary one in the lowest byte.
_PRIMARY = 0xFF

Row = dict[str, Any]


def translated(error: BaseException) -> TongxingError:
    """The exception of ours for ``error`` from SQLite, sqlite_utils or the file system."""
    if isinstance(error, TongxingError):
        return error
    if isinstance(error, driver.Error):
        code = CODE_OF.get(int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY)
        if code is not None:
            return StoreError(code, str(error))
    if isinstance(error, OSError):
        return StoreError(CODE_OF_ERRNO.get(error.errno or 0, "store.damaged"), error.strerror or "")
    return Bug("bug", f"{type(error).__name__}: {error}")


class mapped:  # noqa: N801  # reads as a function where it is used; a generator would cost more than a statement
    """Let nothing from below escape: StoreError for what the world did, Bug for a wrong statement or value."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception):
            ours = translated(error)
            if ours is not error:
                raise ours from error


class Database:
    """A connection to one person's file. Used by one thread at a time."""

    def __init__(self, path: Path, key: bytes, lock: Any, connection: Any) -> None:
        self.path = path
        self._key = key
        self._lock = lock
        #: How many transactions were undone; what was read within one may not be so.
        self.undone = 0
        #: sqlite_utils' view of the file, for the modules of the store that make tables.
        self.tables = sqlite_utils.Database(connection)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one writing statement; gives how many rows it touched. Raises StoreError, Bug."""
        with mapped():
            return int(self.tables.execute(sql, values).rowcount)

    def insert(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one INSERT; gives the new row's id. Raises StoreError, Bug."""
        with mapped():
            return int(self.tables.execute(sql, values).lastrowid or 0)

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute one writing statement for each of ``rows``, as one unit. Raises StoreError, Bug."""
        with self.transaction(), mapped():
            self.tables.conn.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows that a SELECT finds, by column name. Raises StoreError, Bug."""
        with mapped():
            cursor = self.tables.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row that a SELECT finds, or None. Raises StoreError, Bug."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def column(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The first column of all rows that a SELECT finds. Raises StoreError, Bug."""
        with mapped():
            return [row[0] for row in self.tables.execute(sql, values).fetchall()]

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None. Raises StoreError, Bug."""
        with mapped():
            found = self.tables.execute(sql, values).fetchone()
            return None if found is None else found[0]

    @property
    def in_transaction(self) -> bool:
        """Is a transaction open at this moment?"""
        return bool(self.tables.conn.in_transaction)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One unit: all of it is on the disk at the end, or nothing. May be nested; an exception undoes its own part.

        Raises StoreError when the file cannot be written; whatever the body raises goes through.
        """
        with _sqlite_mapped():
            try:
                with self.tables.atomic():
                    yield
            except BaseException:
                self.undone += 1
                raise

    def intact(self) -> bool:
        """Read every page: does each carry its seal, and do tables and indexes agree? Raises nothing for damage."""
        try:
            seals = self.rows("PRAGMA cipher_integrity_check")
            return not seals and self.value("PRAGMA integrity_check") == "ok"
        except StoreError:
            return False

    @property
    def key(self) -> bytes:
        """The raw key of the file."""
        return self._key

    def vacuum_into(self, target: Path) -> None:
        """Write a compact copy of the committed state, under the same key, over a connection of its own.

        May run while another thread uses this connection. Raises StoreError; OSError where the disk says no.
        """
        with mapped():
            other = connect(self.path, self._key)
            try:
                other.execute("VACUUM INTO ?", (str(target),))
            finally:
                other.close()
        with target.open("rb+") as written:
            os.fsync(written.fileno())

    def close(self) -> None:
        """Fold the WAL into the file and let the next process in. Harmless when repeated."""
        with mapped():
            try:
                self.tables.conn.close()
            finally:
                self._lock.close()

    def copy_aside(self, name: str) -> Path:
        """Copy the whole file, as it is sealed, to ``name`` beside it; the connection is renewed meanwhile.

        Raises StoreError; the file itself is never changed by it.
        """
        target = self.path.with_name(name)
        with mapped():
            self.tables.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            # Closing any handle of a file drops a process's POSIX locks on it, so no connection may be open meanwhile.
            self.tables.conn.close()
            try:
                copy_durably(self.path, target)
            finally:
                self.tables = sqlite_utils.Database(connect(self.path, self._key))
        return target


@contextmanager
def _sqlite_mapped() -> Iterator[None]:
    """As ``mapped``, but only for SQLite's exceptions: a transaction's body may raise what it likes."""
    try:
        yield
    except driver.Error as error:
        raise translated(error) from error


def open_database(path: Path, key: bytes, *, create: bool = False) -> Database:
    """Open the encrypted file at ``path`` with its raw 32-byte ``key``; with ``create``, make an empty one.

    Raises StoreError: store.missing, store.in_use (another process has it), store.read_only, store.damaged (a damaged
    first page, or another key), store.full.
    """
    if len(key) != KEY_BYTES:
        raise Bug("bug", f"a store key of {len(key)} bytes")
    with mapped():
        if not create and not path.is_file():
            raise StoreError("store.missing", "no such file")
        if not create and path.stat().st_size == 0:
            # SQLite would take it for a new database, and everything would look as if it had never been.
            raise StoreError("store.damaged", "the file is empty")
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise StoreError("store.read_only", "the file or its folder may not be written")
        lock = _take_lock(path)
        try:
            return Database(path, key, lock, connect(path, key))
        except BaseException:
            lock.close()
            raise


def _take_lock(path: Path) -> Any:
    """Hold ``<path>.lock`` until it is closed or the process dies; works alike on Windows and Linux."""
    lock = driver.connect(str(path) + ".lock", timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("PRAGMA journal_mode=OFF").fetchall()
        lock.execute("BEGIN EXCLUSIVE")
    except driver.OperationalError as error:
        lock.close()
        if translated(error).code == "store.locked":
            raise StoreError("store.in_use", "another process has this store open") from error
        raise
    return lock


def connect(path: Path, key: bytes) -> Any:
    """A connection that has proved its key by reading the first page. Raises the driver's errors."""
    # No isolation level: the driver never opens a transaction by itself, so none is ever left open by accident.
    connection = driver.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # Without this a wrong key is also announced on the standard error stream.
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Sorting must never spill to a temporary file, where it would lie in the clear.
        pragmas = ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "foreign_keys=ON", _CACHE)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file so that ``target`` is there whole or not at all. Raises OSError."""
    partial = target.with_name(target.name + ".partial")
    try:
        with source.open("rb") as reading, partial.open("wb") as writing:
            shutil.copyfileobj(reading, writing)
            writing.flush()
            os.fsync(writing.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
