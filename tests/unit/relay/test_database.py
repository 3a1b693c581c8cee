"""The relay's database: durable commits, one reading at a time, and errors with a meaning."""

import sqlite3
from pathlib import Path

import pytest

from app.relay import log
from app.relay.database import Database, NewerDatabase, StorageError
from app.relay.schema import SCHEMA_VERSION, SpaceRow


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "relay.db")


def test_a_commit_is_flushed_to_the_disk(database: Database) -> None:
    """WAL with synchronous=FULL (2): what was acknowledged outlives a power cut."""
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_facts_are_kept(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        database.set_fact(connection, "url", "https://a")
        database.set_fact(connection, "url", "https://b")
    database.close()

    again = Database(tmp_path / "relay.db")
    with again.reading() as connection:
        assert again.fact(connection, "url") == "https://b"
        assert again.fact(connection, "unknown") is None


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            database.set_fact(connection, "url", "https://a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.reading() as connection:
        assert database.fact(connection, "url") is None


def test_a_reader_sees_one_state(database: Database) -> None:
    """What is committed meanwhile is seen by the next reading, not by this one."""
    with database.reading() as reader:
        assert database.fact(reader, "url") is None
        with database.writing() as writer:
            database.set_fact(writer, "url", "https://a")
        assert database.fact(reader, "url") is None
    with database.reading() as reader:
        assert database.fact(reader, "url") == "https://a"


def test_a_later_relays_file_is_left_alone(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        database.set_fact(connection, "schema", str(SCHEMA_VERSION + 1))
    database.close()

    with pytest.raises(NewerDatabase):
        Database(tmp_path / "relay.db")


def test_an_earlier_relays_database_is_brought_up_to_date(tmp_path: Path) -> None:
    """As version 1 made it: no schools, and spaces that belong to none."""
    plain = sqlite3.connect(tmp_path / "relay.db")
    plain.executescript(
        "CREATE TABLE facts (name VARCHAR(32) PRIMARY KEY, value VARCHAR(512) NOT NULL);"
        "INSERT INTO facts VALUES ('schema', '1'), ('url', 'https://a');"
        "CREATE TABLE spaces (space BLOB PRIMARY KEY, founded BIGINT NOT NULL, entries INTEGER NOT NULL,"
        " position BIGINT NOT NULL, bytes BIGINT NOT NULL, day INTEGER NOT NULL, day_bytes BIGINT NOT NULL);"
        "INSERT INTO spaces VALUES (x'73737373737373737373737373737373', 1, 2, 3, 4, 5, 6);"
    )
    plain.close()

    opened = Database(tmp_path / "relay.db")

    with opened.reading() as connection:
        assert opened.fact(connection, "schema") == str(SCHEMA_VERSION)
        assert opened.fact(connection, "url") == "https://a"
        assert log.find(connection, b"s" * 16) == SpaceRow(b"s" * 16, 2, 3, 4, 5, 6, school=0)


def test_a_full_disk_has_its_own_error(database: Database) -> None:
    """The page limit stands in for the disk: SQLite answers both with SQLITE_FULL."""
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    with pytest.raises(StorageError) as caught, database.writing() as connection:
        database.set_fact(connection, "url", "x" * 100_000)

    assert caught.value.full


def test_a_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "relay.db").write_bytes(b"this is no database" * 100)

    with pytest.raises(StorageError) as caught:
        Database(tmp_path / "relay.db")

    assert not caught.value.full


def test_tidying_empties_the_write_ahead_log(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        database.set_fact(connection, "url", "https://a")
    assert (tmp_path / "relay.db-wal").stat().st_size > 0

    database.tidy()

    assert (tmp_path / "relay.db-wal").stat().st_size == 0
    assert database.size_bytes() >= (tmp_path / "relay.db").stat().st_size
    assert (database.free_bytes() or 0) > 0
