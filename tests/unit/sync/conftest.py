"""A relay's service and people with real files, for each test of the engine."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.relay.database import Database
from app.relay.service import Service
from tests.helpers.world import ADMISSION, PIN, World, empty_world

__all__ = ["empty_world"]


@pytest.fixture
def put_back(world: World) -> Callable[[], Callable[[], None]]:
    """Copy the relay's file now; the answer puts it back."""

    def copy() -> Callable[[], None]:
        world.database.close()
        kept = (world.folder / "relay.db").rename(world.folder / "kept.db")

        def restore() -> None:
            world.database.close()
            _start(world, kept)

        _start(world, kept)
        return restore

    return copy


def _start(world: World, kept: Path) -> None:
    for old in world.folder.glob("relay.db*"):
        old.unlink()
    shutil.copy(kept, world.folder / "relay.db")
    world.database = Database(world.folder / "relay.db")
    world.service = Service(world.database, PIN, ADMISSION, world.clock)
