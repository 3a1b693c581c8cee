"""A school in one process: a head who keeps the whole school's space, a class teacher, and two colleagues.

Its files are made once and copied for each test; every keyring, store and log in them is real.
"""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from app.ids import PersonId, RecordId, SpaceId
from app.records.people import person_value
from app.records.values import Value
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, world_in

CLASS = "三（1）班"
HEAD, STAFF = "赵校长", ("李秀兰", "王敏", "陈老师")


class School:
    """``head`` founded the space ``home``; the first of ``staff`` has the class."""

    def __init__(self, folder: Path) -> None:
        self._open(folder, *_pattern())

    def _open(self, folder: Path, files: tempfile.TemporaryDirectory[str], home: SpaceId) -> None:
        shutil.copytree(files.name, folder, dirs_exist_ok=True)
        self.home, self.world = home, World(folder)
        self.world.space = self.home
        self.head = self.world.reopen(HEAD)
        self.staff = [self.world.reopen(name) for name in STAFF]

    @property
    def everybody(self) -> list[Workspace]:
        """The head and all colleagues."""
        return [self.head, *self.staff]

    def settle(self, *people: Workspace) -> None:
        """These, or everybody, visit until all have everything: what the last wrote, the first has in the second go."""
        for _ in range(2):
            for one in people or self.everybody:
                # Who was taken out of a circle hears of it once.
                assert set(one.visit().trouble) <= {"membership.removed"}

    def come_in(self, *people: Workspace) -> None:
        """These, or everybody, take up what they were invited to."""
        self.settle(*people)
        for one in people or self.everybody:
            for invitation in one.invitations():
                one.accept(invitation.note)
        self.settle(*people)

    def pupil(self, name: str, teacher: Workspace | None = None, *, class_name: str = CLASS, **more: Value) -> RecordId:
        """A pupil of the class teacher's class, put in by the head."""
        values: dict[str, Value] = {"name": name, "class_name": class_name, "grade": "3", **more}
        if teacher is not None:
            values["class_teacher"] = value_of(teacher)
        return self.head.create("pupil", values, self.home)


def value_of(workspace: Workspace) -> str:
    """A person as fields hold her."""
    return person_value(PersonId(bytes.fromhex(workspace.me.person)))


@cache
def _pattern() -> tuple[tempfile.TemporaryDirectory[str], SpaceId]:
    """The files of the four and of their relay; the folder goes with the process."""
    folder = tempfile.TemporaryDirectory()
    with world_in(Path(folder.name)) as world:
        head = world.person(HEAD)
        world.space = head.found_space("向阳小学", world.card).space
        head.set_purpose(world.space, "school")
        head.lend_founding(world.space)
        staff = [world.person(name) for name in STAFF]
        for one in staff:
            world.bring(head, one)
        settle(head, *staff)
        return folder, world.space
