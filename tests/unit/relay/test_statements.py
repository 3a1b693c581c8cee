"""A statement that was worked out once does what SQLAlchemy's own way does, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import bindparam, delete, func, insert, select, update

from app.relay.database import Connection, Database
from app.relay.schema import BLOBS
from app.relay.statements import execute, scalar
from tests.helpers.databases import DATABASES, new_database

SPACE = b"s" * 16
INSERT = insert(BLOBS)
FIND = (
    select(BLOBS.c.data).where(BLOBS.c.space == bindparam("space_")).order_by(BLOBS.c.digest).limit(bindparam("most_"))
)
#: With a value that stands in the statement itself.
SUM = select(func.coalesce(func.sum(func.length(BLOBS.c.data)), 0)).where(BLOBS.c.space == bindparam("space_"))
UPDATE = update(BLOBS).where(BLOBS.c.space == bindparam("space_")).values(data=bindparam("data_"))
DELETE = delete(BLOBS).where(BLOBS.c.space == bindparam("space_"))


@pytest.fixture(params=DATABASES)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    database = Database(new_database(request.param, tmp_path))
    with database.writing() as opened:
        yield opened
    database.close()


def test_rows_are_written_found_changed_and_dropped(connection: Connection) -> None:
    for number in range(3):
        execute(connection, INSERT, {"data": b"data %d" % number, "digest": bytes([number]) * 32, "space": SPACE})

    assert list(execute(connection, FIND, {"space_": SPACE, "most_": 2})) == [(b"data 0",), (b"data 1",)]
    assert scalar(connection, SUM, {"space_": SPACE}) == 18
    assert scalar(connection, SUM, {"space_": b"o" * 16}) == 0
    assert execute(connection, UPDATE, {"space_": SPACE, "data_": b"%s 100 % sure"}).rowcount == 3
    assert scalar(connection, FIND, {"space_": SPACE, "most_": 1}) == b"%s 100 % sure"
    assert execute(connection, DELETE, {"space_": SPACE}).rowcount == 3
    assert execute(connection, FIND, {"space_": SPACE, "most_": 9}).fetchone() is None


def test_a_missing_value_is_a_mistake_and_no_null(connection: Connection) -> None:
    with pytest.raises(Exception, match=r"most_|space_"):
        execute(connection, FIND, {"space_": SPACE})
