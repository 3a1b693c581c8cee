"""The two databases that a relay can stand on, and everything in which they differ.

    SQLite       one file in one folder, one relay process writing at a time (others wait); nothing to install
    PostgreSQL   a server of its own, any number of relay processes on any number of machines

Both give what the relay promises: a commit that returned is on the disk, a writer holds the row of each space that it
writes to until then, and a reader sees one state. Whatever else is said to a database is the same SQL for both.
"""

import enum
import shutil
import sqlite3
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

__all__ = ["POSTGRESQL", "Backend", "Postgres", "Sqlite", "Trouble", "backend_for"]

#: How the address of a PostgreSQL database begins.
POSTGRESQL = "postgresql"

#: Milliseconds that a writer waits for another one before it gives up and the visitor is told that the relay is busy.
_BUSY_MS = 10_000
#: Pages (of 4 KiB) that wait in SQLite's write-ahead log before they are moved into the file: four times SQLite's own
#: number, because visits write to the same pages again and again, and each move stops all of them for two flushes.
_CHECKPOINT_PAGES = 4_096
#: Milliseconds after which PostgreSQL ends a transaction whose relay process has stalled, so that its locks go.
_STALLED_MS = 60_000
#: Connections of one process to PostgreSQL that are kept, and how many more there may be for a moment.
_KEPT, _MORE = 8, 8
#: Any number that no other program on the same database uses: two processes that start at once make tables in turn.
_SETUP_LOCK = 0x746F6E67
_WRITE, _BARE = "tongxing_write", "tongxing_bare"

#: SQLSTATEs (PostgreSQL's manual, appendix A) after which the same transaction, begun anew, can succeed.
_AGAIN = frozenset({
    "40001",  # serialization failure
    "40P01",  # deadlock
    "55P03",  # a lock was not to be had in time
    "57P01", "57P02", "57P03",  # the server is being stopped, crashed, or is starting
    "25P03",  # this process had stalled for too long
})  # fmt: skip
_FULL = frozenset({"53100", "54000"})


class Trouble(enum.Enum):
    """What an error of the database means for whoever met it."""

    AGAIN = "the same transaction, begun anew, can succeed"
    FULL = "no room"
    OTHER = "something else; the visitor comes again later"


class Backend(Protocol):
    """What differs between databases."""

    engine: Engine
    #: Whether several transactions can write at a time; if not, visits wait for one another in this process already.
    concurrent: bool
    #: What SQLAlchemy raises, and what the driver does when a statement went to it directly.
    errors: tuple[type[Exception], ...]

    def writing(self) -> Connection:
        """A connection that begins transactions which will write."""
        ...

    def reading(self) -> Connection:
        """A connection whose transactions see one state and write nothing."""
        ...

    def prepare(self, connection: Connection) -> None:
        """Called first in the transaction that makes the tables: other processes that start wait here."""
        ...

    def free_bytes(self) -> int | None:
        """Free room for the database in bytes; None where that cannot be known."""
        ...

    def size_bytes(self) -> int:
        """What the database takes on its disk, in bytes."""
        ...

    def tidy(self) -> None:
        """What the database wants done now and then."""
        ...

    def integrity(self) -> list[str]:
        """The database's own check of itself; one line for each thing that is wrong."""
        ...

    def trouble(self, error: Exception) -> Trouble:
        """What an error means, one of ``errors``."""
        ...


def backend_for(target: Path | str, *, untouched: bool = False) -> Backend:
    """The backend of a file, or of an address such as postgresql+psycopg://user@host/name. Raises ValueError.

    ``untouched``: the file is only looked at, and nothing is written beside it.
    """
    if isinstance(target, Path):
        return Sqlite(target, untouched=untouched)
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise ValueError("not the address of a database") from error
    if url.get_backend_name() != POSTGRESQL or not url.database:
        raise ValueError("not the address of a PostgreSQL database with its name")
    return Postgres(str(url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)))


class Sqlite:
    """One file. WAL, ``synchronous=FULL``, and ``BEGIN IMMEDIATE`` for writing: the whole file is the lock."""

    concurrent = False
    errors: tuple[type[Exception], ...] = (SQLAlchemyError, sqlite3.Error)

    def __init__(self, path: Path, *, untouched: bool = False) -> None:
        self._path = path
        self.engine = _untouched_engine(path) if untouched else _sqlite_engine(path)

    def writing(self) -> Connection:
        return self.engine.connect().execution_options(**{_WRITE: True})

    def reading(self) -> Connection:
        return self.engine.connect()

    def prepare(self, connection: Connection) -> None:
        """Nothing: whoever writes has the file for himself."""

    def free_bytes(self) -> int | None:
        return shutil.disk_usage(self._path.parent).free

    def size_bytes(self) -> int:
        return sum(p.stat().st_size for p in self._path.parent.glob(self._path.name + "*"))

    def tidy(self) -> None:
        """Move what waits in the write-ahead log into the file, and let SQLite look after its statistics."""
        with self.engine.connect().execution_options(**{_BARE: True}) as connection:
            connection.exec_driver_sql("PRAGMA optimize")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def integrity(self) -> list[str]:
        with self.engine.connect() as connection:
            lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        return [] if lines == ["ok"] else lines

    def trouble(self, error: Exception) -> Trouble:
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
        return Trouble.FULL if code == sqlite3.SQLITE_FULL else Trouble.OTHER


class Postgres:
    """A server. Rows are locked by ``SELECT ... FOR UPDATE``; commits are synchronous whatever the server's default."""

    concurrent = True

    def __init__(self, url: str) -> None:
        # Pages of a log are read in the order of its index. Where the server has no statistics yet (after a restore,
        # say) it takes a log for short, and would collect and sort all that is left of it for every page.
        options = (
            f"-c synchronous_commit=on -c lock_timeout={_BUSY_MS} -c idle_in_transaction_session_timeout={_STALLED_MS} "
            "-c enable_bitmapscan=off"
        )
        self.engine = create_engine(
            url,
            pool_size=_KEPT,
            max_overflow=_MORE,
            connect_args={"options": options, "connect_timeout": _BUSY_MS // 1000, "application_name": "tongxing"},
        )
        self._driver = self.engine.dialect.loaded_dbapi
        self.errors: tuple[type[Exception], ...] = (SQLAlchemyError, self._driver.Error)
        # Made once: the options that a connection is given by name are worked out anew at every call otherwise.
        self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def writing(self) -> Connection:
        return self.engine.connect()

    def reading(self) -> Connection:
        return self._reader.connect()

    def prepare(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETUP_LOCK})

    def free_bytes(self) -> int | None:
        """Not known: the server may be another machine, and tells nobody."""
        return None

    def size_bytes(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)

    def tidy(self) -> None:
        """Nothing: PostgreSQL looks after itself."""

    def integrity(self) -> list[str]:
        """A server without fsync loses at a power cut what it has promised; pages are checked as they are read."""
        with self.engine.connect() as connection:
            names = ("fsync", "full_page_writes")
            return [f"{name} is off" for name in names if connection.scalar(text(f"SHOW {name}")) == "off"]

    def trouble(self, error: Exception) -> Trouble:
        cause = getattr(error, "orig", error)
        state = getattr(cause, "sqlstate", None)
        if state in _FULL:
            return Trouble.FULL
        # A unique violation means that two visits made the same row at once: the second one will find it.
        if state in _AGAIN or isinstance(cause, self._driver.IntegrityError):
            return Trouble.AGAIN
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        return (
            Trouble.AGAIN
            if lost or (isinstance(cause, self._driver.OperationalError) and state is None)
            else Trouble.OTHER
        )


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": _BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transactions begin too late and deferred; `_begun` begins them instead.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(_BARE):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITE) else "BEGIN")

    return engine


def _untouched_engine(path: Path) -> Engine:
    """Immutable: neither a lock nor a file beside it, so that a backup on a read-only stick can be looked at."""
    uri = f"{path.absolute().as_uri()}?immutable=1"
    return create_engine("sqlite:///untouched", creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False))
