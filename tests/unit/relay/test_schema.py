"""The tables: space first, the same on SQLite and PostgreSQL, and nothing that could be a name or a word."""

import pytest
from sqlalchemy import LargeBinary, String, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from app.relay.schema import FACTS, METADATA, SCHOOLS, SpaceRow

SPACED = [table for table in METADATA.sorted_tables if table not in (FACTS, SCHOOLS)]
DAY = 86_400


@pytest.mark.parametrize("table", SPACED, ids=lambda table: table.name)
def test_every_table_is_keyed_by_space_first(table: Table) -> None:
    """A distributed database then shards by space without a change."""
    assert next(iter(table.primary_key.columns)).name == "space"
    assert all(next(iter(index.columns)).name == "space" for index in table.indexes)


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_both_databases(table: Table) -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it bare
        assert table.name in str(CreateTable(table).compile(dialect=dialect))


@pytest.mark.parametrize("table", SPACED, ids=lambda table: table.name)
def test_no_column_holds_text(table: Table) -> None:
    """The relay is never told a name or a word, and has no place for one."""
    assert [column.name for column in table.columns if isinstance(column.type, String)] == []
    assert any(isinstance(column.type, LargeBinary) for column in table.columns)


def test_a_space_counts_its_bytes_by_day() -> None:
    """The day's sum begins anew with the day; the whole sum does not."""
    row = SpaceRow(b"s" * 16).grown(10, now=5 * DAY).grown(20, now=5 * DAY + 100)

    assert (row.bytes, row.day, row.day_bytes) == (30, 5, 30)
    assert (row.grown(7, now=6 * DAY).bytes, row.grown(7, now=6 * DAY).day_bytes) == (37, 7)
