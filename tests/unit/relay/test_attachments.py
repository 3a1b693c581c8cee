"""Attachments in the relay's database."""

from pathlib import Path

from app.relay import attachments
from app.relay.attachments import FileRow, OnItsWay
from app.relay.database import Database
from tests.helpers.databases import new_database

SPACE, FILE, DEVICE = bytes(16), bytes(12), bytes(8)


def test_pieces_are_kept_in_their_order_and_counted(tmp_path: Path) -> None:
    database = Database(new_database("SQLite", tmp_path))
    with database.writing() as connection:
        known = attachments.row(connection, SPACE, FILE)
        assert known == FileRow(FILE)
        known = attachments.add_piece(connection, SPACE, known, 2, b"first")
        known = attachments.add_piece(connection, SPACE, known, 2, b"second")
        assert attachments.row(connection, SPACE, FILE) == known == FileRow(FILE, 2, 2, 11)
        assert attachments.piece(connection, SPACE, FILE, 1) == b"second"
        assert attachments.piece(connection, SPACE, FILE, 2) == b""
        assert attachments.bytes_of(connection, SPACE) == 11
        assert attachments.all_of(connection, SPACE) == [known]
        assert attachments.numbers(connection, SPACE) == [(FILE, 0), (FILE, 1)]
    database.close()


def test_of_each_device_one_piece_is_on_its_way(tmp_path: Path) -> None:
    database = Database(new_database("SQLite", tmp_path))
    with database.writing() as connection:
        assert attachments.on_its_way(connection, SPACE, DEVICE) is None
        for data in (b"a", b"ab"):
            attachments.keep_on_its_way(connection, SPACE, DEVICE, OnItsWay(FILE, 0, 9, data))
        assert attachments.on_its_way(connection, SPACE, DEVICE) == OnItsWay(FILE, 0, 9, b"ab")
        assert attachments.unfinished(connection) == [(SPACE, DEVICE)]
        attachments.keep_on_its_way(connection, SPACE, DEVICE, None)
        assert attachments.unfinished(connection) == []
    database.close()
