"""Admission codes: each is its school's, can be closed alone, and has its spaces counted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.relay import log
from app.relay.database import Connection, Database
from app.relay.schema import SECONDS_A_DAY
from app.relay.schools import OWN, Usage, add_school, close_school, open_school, schools, usage
from tests.helpers.databases import DATABASES, new_database


@pytest.fixture(params=DATABASES)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    database = Database(new_database(request.param, tmp_path))
    with database.writing() as opened:
        yield opened
    database.close()


def test_a_school_is_found_by_its_code_until_it_is_closed(connection: Connection) -> None:
    first, second = add_school(connection, "城关一中", 1), add_school(connection, "Second school", 2)
    assert first is not None
    assert second is not None

    assert (first.number, second.number) == (1, 2)
    assert first.code != second.code
    assert open_school(connection, first.code) == 1
    assert open_school(connection, b"guessed") is None
    assert close_school(connection, "城关一中")
    assert not close_school(connection, "nobody")
    assert open_school(connection, first.code) is None
    listed = schools(connection, b"own")
    assert [(school.number, school.code) for school in listed] == [(OWN, b"own"), (1, first.code), (2, second.code)]
    assert [school.closed for school in listed] == [False, True, False]


def test_a_label_is_given_once_and_can_be_printed(connection: Connection) -> None:
    assert add_school(connection, "one", 1) is not None
    assert add_school(connection, "one", 1) is None
    for wrong in ("", " ", "x" * 81, "a\nb"):
        with pytest.raises(ValueError, match="label"):
            add_school(connection, wrong, 1)


def test_a_schools_spaces_are_added_up(connection: Connection) -> None:
    """What came on another day does not count for this one."""
    now = 20 * SECONDS_A_DAY
    for number, school, day in ((1, 7, now), (2, 7, now), (3, 7, now - SECONDS_A_DAY), (4, OWN, now)):
        row = log.make_space(connection, bytes([number]) * 16, now, school)
        log.keep_space(connection, replace(row, position=1).grown(10 * number, day))

    assert usage(connection, 7, now) == Usage(spaces=3, bytes=60, day_bytes=30)
    assert usage(connection, 8, now) == Usage()
