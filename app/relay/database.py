"""The relay's database: how it is opened, how transactions are made and repeated, and what its errors mean."""

import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, insert, select, update

from app.relay.engines import Trouble, backend_for
from app.relay.schema import FACTS, METADATA, SCHEMA_VERSION, UPGRADES

__all__ = ["Connection", "Database", "NewerDatabase", "OlderDatabase", "StorageError"]

T = TypeVar("T")

#: How often a transaction is begun before its visitor is told that the relay is busy, and the longest first wait in
#: seconds; each further one may be twice as long. Two writers that met once seldom meet again.
_TRIES, _WAIT = 5, 0.05
_GENERATION_BYTES = 8


class StorageError(Exception):
    """The database did not take or give something.

    ``full``: it has no room. ``again``: the same transaction, begun anew, can succeed. Otherwise: try again later.
    """

    def __init__(self, detail: str, *, full: bool = False, again: bool = False) -> None:
        super().__init__(detail)
        self.full, self.again = full, again


class NewerDatabase(Exception):
    """The database was written by a later relay, and is left untouched."""


class OlderDatabase(Exception):
    """The file was written by an earlier relay, and would have to be brought up to date."""


class Database:
    """One relay's database; safe to use from several threads, each in its own transaction."""

    def __init__(self, target: Path | str, *, untouched: bool = False) -> None:
        """Open or make the database: a file, or an address ``postgresql+psycopg://...``.

        ``untouched``: look at a file without writing to it, as at a backup. Raises StorageError, NewerDatabase,
        OlderDatabase if a file that is not to be touched would have to be; ValueError for what is no address.
        """
        self._backend = backend_for(target, untouched=untouched)
        self.concurrent = self._backend.concurrent
        if untouched:
            with self.reading() as connection:
                version = int(self.fact(connection, "schema") or 0)
                self.generation = bytes.fromhex(self.fact(connection, "generation") or "")
            if version != SCHEMA_VERSION:
                raise NewerDatabase(str(version)) if version > SCHEMA_VERSION else OlderDatabase(str(version))
        else:
            self.generation = self.write(self._prepare)

    def _prepare(self, connection: Connection) -> bytes:
        self._backend.prepare(connection)
        FACTS.create(connection, checkfirst=True)
        version = self.fact(connection, "schema")
        if version is not None and int(version) > SCHEMA_VERSION:
            raise NewerDatabase(version)
        for step in range(int(version or SCHEMA_VERSION) + 1, SCHEMA_VERSION + 1):
            for statement in UPGRADES[step]:
                connection.exec_driver_sql(statement)
        METADATA.create_all(connection)
        if version != str(SCHEMA_VERSION):
            self.set_fact(connection, "schema", str(SCHEMA_VERSION))
        known = self.fact(connection, "generation")
        return self.renew_generation(connection) if known is None else bytes.fromhex(known)

    def renew_generation(self, connection: Connection) -> bytes:
        """Give the log a new generation: 8 random bytes that tell devices whether this is the log they know.

        A restored copy gets one, because positions that it had given before will be given again.
        """
        self.generation = os.urandom(_GENERATION_BYTES)
        self.set_fact(connection, "generation", self.generation.hex())
        return self.generation

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do the work in one transaction that writes; when this returns, it is on the disk. Raises StorageError.

        The work is done again from its beginning, on a state without its earlier tries, when another writer or a lost
        connection was in the way; so it must change nothing but the database.
        """
        for tried in range(1, _TRIES + 1):
            try:
                with self.writing() as connection:
                    return work(connection)
            except StorageError as error:
                if not error.again or tried == _TRIES:
                    raise
            time.sleep(random.uniform(0, _WAIT * 2**tried))
        raise AssertionError

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes; on leaving it is committed and on the disk. Raises StorageError."""
        with self._mapped(), self._backend.writing() as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees a single state of the database. Raises StorageError."""
        with self._mapped(), self._backend.reading() as connection, connection.begin():
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

    def free_bytes(self) -> int | None:
        """Free room for the database, in bytes; None where that cannot be known."""
        return self._backend.free_bytes()

    def size_bytes(self) -> int:
        """What the database takes on its disk, in bytes. Raises StorageError."""
        with self._mapped():
            return self._backend.size_bytes()

    def tidy(self) -> None:
        """What the database wants done now and then. Raises StorageError."""
        with self._mapped():
            self._backend.tidy()

    def integrity(self) -> list[str]:
        """The database's own check of itself: a line for each thing that is wrong. Raises StorageError."""
        with self._mapped():
            return self._backend.integrity()

    def close(self) -> None:
        """Close every connection."""
        self._backend.engine.dispose()

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except self._backend.errors as error:
            cause = getattr(error, "orig", error)
            trouble = self._backend.trouble(error)
            name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
            raise StorageError(
                f"{type(error).__name__} {name}".strip(), full=trouble is Trouble.FULL, again=trouble is Trouble.AGAIN
            ) from error
