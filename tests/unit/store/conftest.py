"""A new store for each test of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store
from tests.helpers.stores import new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in the test's own folder."""
    store = new_store(tmp_path)
    yield store
    store.close()
