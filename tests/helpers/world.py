"""Teachers with real encrypted files and a relay's real service, in one process, so that a test reads as a story.

    world = World(tmp_path)
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared(teacher))
    teacher.visit(); mentor.visit()

Doubles: the clock, the link (``tests/helpers/link.py``), and a PIN lock that costs nothing. The empty store that a
person begins with, and the files of a pair that has just met, are made once for a process and copied: real ones, each
with the same keys as in the test before.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from app.crypto.keys import PersonKeys
from app.ids import SpaceId
from app.protocol.relay_card import RelayCard
from app.records.kinds import ALL
from app.records.registry import Registry
from app.relay.database import Database
from app.relay.service import Service
from app.store.spaces import RelayRow
from app.store.store import Store
from app.workspace.desk import Desk, begin
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.link import LocalLink, Weather

PIN = bytes(range(32))
ADMISSION = b"village school"
STORE_KEY = bytes(32)
KINDS = Registry(ALL)
MENTOR, TEACHER = "王敏", "李秀兰"
CARD = RelayCard("https://relay.example:8443", PIN, ADMISSION).encode()


class World:
    """A relay, and people who can be asked for by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock, self.weather = FakeClock(), Weather()
        self._database: Database | None = None
        self._service: Service | None = None
        self.card = CARD
        self.links: list[LocalLink] = []
        self.people: dict[str, Workspace] = {}

    @property
    def database(self) -> Database:
        """The relay's, opened when it is first asked for."""
        if self._database is None:
            self._database = Database(self.folder / "relay.db")
        return self._database

    @database.setter
    def database(self, database: Database) -> None:
        self._database = database

    @property
    def service(self) -> Service:
        """The relay itself, likewise."""
        if self._service is None:
            self._service = Service(self.database, PIN, ADMISSION, self.clock)
        return self._service

    @service.setter
    def service(self, service: Service) -> None:
        self._service = service

    def open_link(self, relay: RelayRow) -> LocalLink:
        """The way to the relay; ``relay`` is the only one there is."""
        assert relay.relay == PIN
        self.links.append(LocalLink(self.service, self.weather))
        return self.links[-1]

    def person(self, name: str) -> Workspace:
        """A person with a new store, signed in."""
        path = self.folder / name / "store.db"
        path.parent.mkdir(parents=True)
        path.write_bytes(_empty_store())
        store = Store.open(path, STORE_KEY, KINDS)
        begin(store, name, os.urandom(32), self.clock, os.urandom)
        return self._sign_in(name, store)

    def reopen(self, name: str) -> Workspace:
        """Start a person's program again on the same file."""
        if name in self.people:
            self.people[name].close()
        return self._sign_in(name, Store.open(self.folder / name / "store.db", STORE_KEY, KINDS))

    def _sign_in(self, name: str, store: Store) -> Workspace:
        self.people[name] = Workspace(Desk(store, KINDS, self.clock, os.urandom), self.open_link)
        return self.people[name]

    def pair(self, role: str = "writer") -> tuple[Workspace, Workspace]:
        """A teacher and her mentor, who founded the space and keeps it. The teacher has ``role``."""
        if not self._untouched():
            return self.meet(role)
        files, self.space = acquainted(role)
        shutil.copytree(files.name, self.folder, dirs_exist_ok=True)
        mentor = self.reopen(MENTOR)
        return self.reopen(TEACHER), mentor

    def meet(self, role: str = "writer") -> tuple[Workspace, Workspace]:
        """The same from its beginning, for worlds in which something has happened, or with a relay of another kind."""
        mentor, teacher = self.person(MENTOR), self.person(TEACHER)
        self.space = mentor.found_space("秀兰和王敏", self.card).space
        self.bring(mentor, teacher, role)
        return teacher, mentor

    def _untouched(self) -> bool:
        """Is everything as in the world that the pattern was made in?"""
        same = type(self) is World and self.card == CARD and self.clock.time == FakeClock().time
        return same and not self.people and not self.links and self._database is None

    def bring(self, keeper: Workspace, newcomer: Workspace, role: str = "writer") -> None:
        """Invite somebody into the shared space, and let her join and everybody hear of it."""
        ticket = keeper.make_ticket(self.space, role)
        keeper.visit()
        newcomer.join(ticket.text)
        keeper.visit()

    def shared(self) -> SpaceId:
        """The space of the pair."""
        return self.space

    def close(self) -> None:
        """Close every file."""
        for workspace in self.people.values():
            workspace.close()
        if self._database is not None:
            self._database.close()


@cache
def _empty_store() -> bytes:
    """The file of a store with all its tables, in which nobody has begun."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        Store.create(path, STORE_KEY, KINDS).close()
        return path.read_bytes()


@cache
def acquainted(role: str = "writer") -> tuple[tempfile.TemporaryDirectory[str], SpaceId]:
    """The files of two people who know each other and of their relay, made once; the folder goes with the process."""
    folder = tempfile.TemporaryDirectory()
    with world_in(Path(folder.name)) as world:
        world.meet(role)
        return folder, world.shared()


@contextmanager
def world_in(folder: Path) -> Iterator[World]:
    """A world that is closed at the end."""
    world = World(folder)
    try:
        yield world
    finally:
        world.close()


@pytest.fixture(name="world")
def empty_world(tmp_path: Path) -> Iterator[World]:
    """A relay's service, and people with real files who can be asked for."""
    with world_in(tmp_path) as made:
        yield made


def desk_of(workspace: Workspace) -> Desk:
    """The parts behind a workspace, for tests of what lies below it."""
    return workspace._desk


def keys_of(workspace: Workspace) -> PersonKeys:
    """A person's keys."""
    return desk_of(workspace).owner.person
