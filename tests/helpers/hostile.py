"""People who share a space on a relay that can turn hostile from one visit to the next (``tests/relay/hostile.py``).

    village.relay.attack("withhold", device=village.device(teacher).hex())
    assert mentor.visit().trouble == ...
    village.relay.honest()

Everything is real: the relay's process, HTTPS on loopback, encrypted files. Doubles: the clock, and a PIN that costs
nothing, as no test here is about it.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from app.crypto.keys import envelope_key
from app.crypto.sealing import seal
from app.crypto.signing import ENVELOPE_SIGNATURE
from app.ids import DeviceId, RecordId, SpaceId
from app.protocol.envelope import Envelope, Header, signed_bytes
from app.records.edits import WriteProse
from app.records.kinds import ALL
from app.records.registry import Registry
from app.store.store import Store
from app.sync.links.http import HttpLink
from app.sync.links.traffic import Timeouts
from app.sync.owner import Owner
from app.workspace.desk import Desk, begin
from app.workspace.views import VisitReport
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.relay_process import RelayProcess
from tests.helpers.world import STORE_KEY, desk_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class HostileRelay(RelayProcess):
    """The attacking relay's process; honest until told otherwise."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.control = folder.with_suffix(".control")
        self.honest()

    def command(self) -> list[str]:
        """The attacking program on this folder."""
        return ["-m", "tests.relay.hostile", "--home", str(self.folder), "--control", str(self.control)]

    def attack(self, name: str, **order: object) -> None:
        """From the next request on."""
        self.control.with_suffix(".struck").unlink(missing_ok=True)
        self._say({"attack": name, **order})

    def honest(self) -> None:
        """Back to what a relay should do."""
        self._say({})

    @property
    def strikes(self) -> int:
        """How often the attack took place since it was ordered."""
        struck = self.control.with_suffix(".struck")
        return len(struck.read_text("utf-8").splitlines()) if struck.exists() else 0

    def copy(self, path: Path) -> Path:
        """A copy of what the relay holds now, as an operator makes one."""
        with closing(sqlite3.connect(self.folder / "relay.db")) as here, closing(sqlite3.connect(path)) as there:
            here.backup(there)
        return path

    def _say(self, order: dict[str, object]) -> None:
        self.control.parent.mkdir(parents=True, exist_ok=True)
        beside = self.control.with_suffix(".new")
        beside.write_text(json.dumps(order), "utf-8")
        beside.replace(self.control)


class Village:
    """A space on the relay, and its members by name. The first of them keeps it."""

    def __init__(self, folder: Path, relay: HostileRelay, timeouts: Timeouts | None = None) -> None:
        self.folder, self.relay, self.clock, self.timeouts = folder, relay, FakeClock(), timeouts
        self.people: list[Workspace] = []
        self.space = SpaceId(bytes(16))

    def person(self, name: str) -> Workspace:
        """Somebody with a new store."""
        path = self.folder / name / "store.db"
        store = Store.create(path, STORE_KEY, Registry(ALL))
        begin(store, name, os.urandom(32), self.clock, os.urandom)
        store.close()
        registry = Registry(ALL)
        store = Store.open(path, STORE_KEY, registry)
        desk = Desk(store, registry, self.clock, os.urandom)
        workspace = Workspace(desk, lambda row: HttpLink(row.url, row.relay, timeouts=self.timeouts))
        self.people.append(workspace)
        return workspace

    def circle(self, *roles: str) -> list[Workspace]:
        """A keeper, and a member for each role, who have all heard of one another."""
        keeper = self.person("王敏")
        self.space = keeper.found_space("秀兰和王敏", self.relay.card.encode()).space
        keeper.visit()
        members = [self.bring(keeper, f"同事{at}", role) for at, role in enumerate(roles)]
        everybody = [keeper, *members]
        self.settle(*everybody)
        return everybody

    def bring(self, keeper: Workspace, name: str, role: str = "writer") -> Workspace:
        """Somebody new, invited and joined."""
        ticket = keeper.make_ticket(self.space, role)
        assert not keeper.visit().trouble
        newcomer = self.person(name)
        newcomer.join(ticket.text)
        return newcomer

    def settle(self, *people: Workspace) -> None:
        """Visits until everybody has everything; none may complain."""
        for _ in range(3):
            for workspace in people:
                report = workspace.visit()
                assert not report.trouble, report.trouble

    def plan(self, author: Workspace, topic: str, notes: str = "中间的话。") -> RecordId:
        """A plan in the space."""
        return author.create("lesson_plan", {"topic": topic, "notes": notes}, self.space)

    def close(self) -> None:
        """Close every file."""
        for workspace in self.people:
            workspace.close()


def owner_of(workspace: Workspace) -> Owner:
    """The engine's side of a person."""
    return desk_of(workspace).owner


def device_of(workspace: Workspace) -> DeviceId:
    """A person's device."""
    return owner_of(workspace).device_id


def topics(workspace: Workspace) -> list[str]:
    """The titles of the plans that a person sees, sorted."""
    return sorted(row.title for row in workspace.list_records("lesson_plan", limit=1_000))


def write(author: Workspace, record: RecordId, notes: str) -> VisitReport:
    """Write and visit."""
    author.edit(record, [WriteProse("notes", notes)])
    return author.visit()


def agree(people: Sequence[Workspace], *wanted: str) -> None:
    """Everybody sees just these plans."""
    for workspace in people:
        assert topics(workspace) == sorted(wanted)


def crafted(author: Owner, space: SpaceId, compressed: bytes) -> bytes:
    """The author's next envelope around bytes of one's choosing, as his own program, or his lent keys, make it."""
    membership = author.membership(space)
    assert membership is not None
    number = author.store.outbox.last_number(space) + 1
    header = Header(membership.epoch, author.device_id, number)
    key = envelope_key(author.store.spaces.keys(space)[membership.epoch], author.device_id)
    body = seal(key, number, header.encode(), compressed)
    signature = author.device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, header.encode(), body))
    return Envelope(header, header.encode(), body, signature).encode()


def packed(data: bytes) -> bytes:
    """As the program packs a payload, whatever its length."""
    options: dict[int, int] = {
        zstd.CompressionParameter.compression_level: 3,
        zstd.CompressionParameter.content_size_flag: 0,
        zstd.CompressionParameter.checksum_flag: 0,
    }
    return b"\x01" + zstd.compress(data, options=options)[4:]
