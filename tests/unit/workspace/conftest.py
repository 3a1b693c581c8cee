"""A relay's service and people with real files, for each test of what a signed-in person can do."""

from pathlib import Path

import pytest

from tests.helpers.world import empty_world

__all__ = ["empty_world"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
