"""A relay's service and people with real files, for each test of what a signed-in person can do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.school import School
from tests.helpers.sticks import empty_stick
from tests.helpers.world import empty_world

__all__ = ["empty_stick", "empty_world"]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """A school whose head and staff share its space."""
    made = School(tmp_path)
    yield made
    made.world.close()
