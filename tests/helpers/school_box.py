"""A school for stories: a head who keeps its space, three teachers in it, and an open question box."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.ids import SpaceId
from app.workspace.workspace import Workspace
from tests.helpers.world import World, world_in

HEAD, TEACHERS = "王校长", ("李秀兰", "赵国庆", "孙立")


@dataclass(frozen=True)
class School:
    """The people of a school, each with a file of her own, and the relay between them."""

    world: World
    head: Workspace
    teachers: dict[str, Workspace]
    space: SpaceId


@contextmanager
def school_in(folder: Path) -> Iterator[School]:
    """A school that is closed at the end: everybody's own copy of one that was made once."""
    pattern, space = _pattern()
    shutil.copytree(pattern.name, folder, dirs_exist_ok=True)
    with world_in(folder) as world:
        world.space = space
        teachers = {name: world.reopen(name) for name in TEACHERS}
        yield School(world, world.reopen(HEAD), teachers, space)


@cache
def _pattern() -> tuple[tempfile.TemporaryDirectory[str], SpaceId]:
    """The folder goes with the process."""
    folder = tempfile.TemporaryDirectory()
    with world_in(Path(folder.name)) as world:
        head = world.person(HEAD)
        world.space = head.found_space("青山小学", world.card).space
        head.set_purpose(world.space, "school")
        teachers = [world.person(name) for name in TEACHERS]
        for one in teachers:
            world.bring(head, one)
        head.open_box(world.space, "意见箱")
        for one in (head, *teachers, *teachers):
            one.visit()
        return folder, world.space
