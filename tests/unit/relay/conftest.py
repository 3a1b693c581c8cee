"""A relay's database, for each test of what works on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.relay.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new one."""
    opened = Database(tmp_path / "relay.db")
    yield opened
    opened.close()
