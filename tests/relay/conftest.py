"""A hostile relay for the tests of one module, and people of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.hostile import HostileRelay, Village


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileRelay]:
    """One process for a module's tests: each has a space of its own on it."""
    with HostileRelay(tmp_path_factory.mktemp("hostile") / "relay") as relay:
        yield relay


@pytest.fixture
def village(tmp_path: Path, hostile: HostileRelay) -> Iterator[Village]:
    """Nobody yet; the relay is honest."""
    hostile.honest()
    made = Village(tmp_path, hostile)
    try:
        yield made
    finally:
        made.close()
