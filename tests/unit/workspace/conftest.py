"""A relay's service and people with real files, for each test of what a signed-in person can do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.world import World, world_in


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world without people."""
    with world_in(tmp_path) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
