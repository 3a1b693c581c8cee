"""Teachers with real encrypted files and a relay's real service, in one process, so that a test reads as a story.

    world = World(tmp_path)
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared(teacher))
    teacher.visit(); mentor.visit()

Doubles: the clock, the link (``tests/helpers/link.py``), and a PIN lock that costs nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


class World:
    """A relay, and people who can be asked for by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock, self.weather = FakeClock(), Weather()
        self.database = Database(folder / "relay.db")
        self.service = Service(self.database, PIN, ADMISSION, self.clock)
        self.card = RelayCard("https://relay.example:8443", PIN, ADMISSION).encode()
        self.links: list[LocalLink] = []
        self.people: dict[str, Workspace] = {}

    def open_link(self, relay: RelayRow) -> LocalLink:
        """The way to the relay; ``relay`` is the only one there is."""
        assert relay.relay == PIN
        self.links.append(LocalLink(self.service, self.weather))
        return self.links[-1]

    def person(self, name: str) -> Workspace:
        """A person with a new store, signed in."""
        path = self.folder / name / "store.db"
        store = Store.create(path, STORE_KEY, Registry(ALL))
        begin(store, name, os.urandom(32), self.clock, os.urandom)
        store.close()
        return self.reopen(name)

    def reopen(self, name: str) -> Workspace:
        """Start a person's program again on the same file."""
        if name in self.people:
            self.people[name].close()
        registry = Registry(ALL)
        store = Store.open(self.folder / name / "store.db", STORE_KEY, registry)
        workspace = Workspace(Desk(store, registry, self.clock, os.urandom), self.open_link)
        self.people[name] = workspace
        return workspace

    def pair(self, role: str = "writer") -> tuple[Workspace, Workspace]:
        """A teacher and her mentor, who founded the space and keeps it. The teacher has ``role``."""
        mentor, teacher = self.person("王敏"), self.person("李秀兰")
        self.space = mentor.found_space("秀兰和王敏", self.card).space
        self.bring(mentor, teacher, role)
        return teacher, mentor

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
        self.database.close()


@contextmanager
def world_in(folder: Path) -> Iterator[World]:
    """A world that is closed at the end."""
    world = World(folder)
    try:
        yield world
    finally:
        world.close()


def desk_of(workspace: Workspace) -> Desk:
    """The parts behind a workspace, for tests of what lies below it."""
    return workspace._desk


def keys_of(workspace: Workspace) -> PersonKeys:
    """A person's keys."""
    return desk_of(workspace).owner.person
