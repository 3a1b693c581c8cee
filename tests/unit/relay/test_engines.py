"""Where SQLite and PostgreSQL differ, and that both keep the same promises."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, text

from app.relay import log
from app.relay.database import Connection, Database, StorageError
from app.relay.engines import Postgres, Sqlite, backend_for
from app.relay.statements import execute, sent_together
from tests.helpers.databases import DATABASES, new_database, postgres

SPACE = b"s" * 16


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    opened = Database(new_database(request.param, tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def server_database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(new_database("PostgreSQL", tmp_path))
    yield opened
    opened.close()


def test_an_address_tells_which_database_is_meant(tmp_path: Path) -> None:
    assert isinstance(backend_for(tmp_path / "relay.db"), Sqlite)
    assert isinstance(backend_for("postgresql://user@host/name"), Postgres)
    for wrong in ("", "relay.db", "mysql://host/name", "postgresql+psycopg://host"):
        with pytest.raises(ValueError, match="address"):
            backend_for(wrong)


def test_a_commit_on_a_server_is_synchronous(server_database: Database) -> None:
    """Whatever the server's default is: an acknowledged envelope is on the disk."""
    with server_database.writing() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_server_without_statistics_reads_a_log_by_its_index(server_database: Database) -> None:
    """Else each page of an answer sorts all that is left of the log: 220 ms instead of 0.2 of 400,000 envelopes."""
    with server_database.reading() as connection:
        assert connection.scalar(text("SHOW enable_bitmapscan")) == "off"


def test_a_commit_to_a_file_is_synchronous(tmp_path: Path) -> None:
    """WAL with NORMAL would lose the last commits when the plug is pulled."""
    opened = Database(tmp_path / "relay.db")
    with opened.reading() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    opened.close()


def test_the_drivers_own_errors_are_told_as_ours(database: Database) -> None:
    """Statements go to the driver directly; what it raises reaches visitors as trouble of the database all the same."""
    missing = insert(Table("no_such_table", MetaData(), Column("one", Integer)))

    with pytest.raises(StorageError) as caught:
        database.write(lambda connection: execute(connection, missing, {"one": 1}))
    assert not caught.value.again
    database.write(lambda connection: log.make_space(connection, SPACE, now=1))
    with pytest.raises(StorageError) as caught, database.writing() as connection:
        log.make_space(connection, SPACE, now=2)
    assert caught.value.again is database.concurrent


def test_a_connection_that_is_lost_among_unanswered_statements_is_begun_anew(server_database: Database) -> None:
    tries: list[int] = []
    end = text("SELECT pg_terminate_backend(pg_backend_pid())")

    def found(connection: Connection) -> None:
        tries.append(1)
        with sent_together(connection):
            row = log.make_space(connection, SPACE, now=1)
            if len(tries) == 1:
                execute(connection, end, {})
            log.keep_space(connection, log.append_envelope(connection, row, b"device..", 1, b"d" * 16, b"data", now=1))

    server_database.write(found)

    assert len(tries) == 2
    with server_database.reading() as connection:
        assert log.count_spaces(connection) == 1


def test_a_reader_sees_one_state(database: Database) -> None:
    with database.reading() as reader:
        assert database.fact(reader, "url") is None
        with database.writing() as writer:
            database.set_fact(writer, "url", "https://a")
        assert database.fact(reader, "url") is None


def test_who_makes_the_same_row_at_once_begins_anew(server_database: Database) -> None:
    """Two processes found one space at the same moment (a repeated request): the second one finds it there."""
    nothing_seen, seen = threading.Event(), []

    def found(connection: Connection) -> None:
        seen.append(log.find(connection, SPACE, lock=True) is not None)
        nothing_seen.set()
        if not seen[-1]:
            log.make_space(connection, SPACE, now=2)

    other = threading.Thread(target=lambda: server_database.write(found))
    with server_database.writing() as connection:
        log.make_space(connection, SPACE, now=1)
        other.start()
        assert nothing_seen.wait(60)
    other.join()

    assert seen == [False, True]


def test_a_row_is_held_until_the_commit(server_database: Database) -> None:
    """Positions are given under that lock; a second writer waits for the first one's commit."""
    server_database.write(lambda connection: log.make_space(connection, SPACE, now=1))
    order: list[str] = []
    asked = threading.Event()

    def second(connection: Connection) -> None:
        asked.set()
        row = log.find(connection, SPACE, lock=True)
        assert row is not None
        order.append(f"second sees {row.position}")

    waiting = threading.Thread(target=lambda: server_database.write(second))
    with server_database.writing() as connection:
        row = log.find(connection, SPACE, lock=True)
        assert row is not None
        waiting.start()
        asked.wait(30)
        log.keep_space(connection, log.append_envelope(connection, row, b"device..", 1, b"d" * 16, b"data", now=1))
        order.append("first commits")
    waiting.join()

    assert order == ["first commits", "second sees 1"]


def test_work_is_done_again_after_the_connection_was_lost(server_database: Database) -> None:
    """A restarted server, a broken line: the same transaction once more, and nothing twice."""
    tries: list[int] = []

    def found(connection: Connection) -> None:
        tries.append(1)
        log.make_space(connection, SPACE, now=1)
        if len(tries) == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    server_database.write(found)

    assert len(tries) == 2
    with server_database.reading() as connection:
        assert log.count_spaces(connection) == 1


def test_a_server_that_was_restarted_is_found_again(server_database: Database) -> None:
    """Every kept connection is dead then; none of them reaches a visitor."""
    server = postgres()
    assert server is not None
    server_database.write(lambda connection: log.make_space(connection, SPACE, now=1))

    server.restart()

    assert server_database.write(log.count_spaces) == 1


def test_what_can_never_succeed_is_not_tried_again(database: Database) -> None:
    tries: list[int] = []

    def wrong(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("SELECT * FROM no_such_table"))

    with pytest.raises(StorageError):
        database.write(wrong)
    assert len(tries) == 1


def test_both_tell_their_size_and_whether_they_are_whole(database: Database) -> None:
    assert database.size_bytes() > 0
    assert database.integrity() == []
    database.tidy()


def test_a_log_keeps_its_generation(tmp_path: Path) -> None:
    """Opened again it is the same; another log has another."""
    first, other = Database(tmp_path / "a.db"), Database(tmp_path / "b.db")

    assert len(first.generation) == 8
    assert Database(tmp_path / "a.db").generation == first.generation != other.generation
    first.write(first.renew_generation)
    assert Database(tmp_path / "a.db").generation == first.generation
