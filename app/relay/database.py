"""The relay's database: how it is opened, how transactions are made, and what its errors mean.

On SQLite: WAL, ``synchronous=FULL`` (a commit that returned is on the disk), and ``BEGIN IMMEDIATE`` for writing, so
that the row lock that PostgreSQL takes with ``SELECT ... FOR UPDATE`` is had by the same code.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from app.relay.schema import FACTS, METADATA, SCHEMA_VERSION

__all__ = ["Connection", "Database", "NewerDatabase", "StorageError"]

#: Milliseconds that a writer waits for another process, such as `tongxing-relay status`, before it gives up.
_BUSY_MS = 10_000
_WRITE, _BARE = "tongxing_write", "tongxing_bare"


class StorageError(Exception):
    """The database did not take or give something. ``full``: the disk has no room; else try again later."""

    def __init__(self, detail: str, *, full: bool = False) -> None:
        super().__init__(detail)
        self.full = full


class NewerDatabase(Exception):
    """The file was written by a later relay, and is left untouched."""


class Database:
    """One relay's database; safe to use from several threads, each in its own transaction."""

    def __init__(self, path: Path) -> None:
        """Open or make the database. Raises StorageError, NewerDatabase."""
        self._path = path
        self._engine = _engine(path)
        with self.writing() as connection:
            METADATA.create_all(connection)
            version = self.fact(connection, "schema")
            if version is None:
                self.set_fact(connection, "schema", str(SCHEMA_VERSION))
            elif int(version) > SCHEMA_VERSION:
                raise NewerDatabase(version)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes; on leaving it is committed and on the disk. Raises StorageError."""
        with _mapped(), self._engine.connect().execution_options(**{_WRITE: True}) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees a single state of the database. Raises StorageError."""
        with _mapped(), self._engine.connect() as connection, connection.begin():
            yield connection

    def fact(self, connection: Connection, name: str) -> str | None:
        """What is true of the relay as a whole, or None when it was never set."""
        value: str | None = connection.scalar(select(FACTS.c.value).where(FACTS.c.name == name))
        return value

    def set_fact(self, connection: Connection, name: str, value: str) -> None:
        """Remember something of the relay as a whole."""
        changed = connection.execute(update(FACTS).where(FACTS.c.name == name).values(value=value))
        if not changed.rowcount:
            connection.execute(insert(FACTS).values(name=name, value=value))

    def free_bytes(self) -> int:
        """Free room on the disk that holds the database, in bytes."""
        return shutil.disk_usage(self._path.parent).free

    def size_bytes(self) -> int:
        """What the database takes on the disk, in bytes, with what SQLite keeps beside it."""
        return sum(p.stat().st_size for p in self._path.parent.glob(self._path.name + "*"))

    def tidy(self) -> None:
        """Move what waits in the write-ahead log into the file, and let SQLite look after its statistics."""
        with _mapped(), self._engine.connect().execution_options(**{_BARE: True}) as connection:
            connection.exec_driver_sql("PRAGMA optimize")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transactions begin too late and deferred; `_begun` begins them instead.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(_BARE):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITE) else "BEGIN")

    return engine


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None)
        full = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        raise StorageError(f"{type(error).__name__} {getattr(cause, 'sqlite_errorname', '')}", full=full) from error
