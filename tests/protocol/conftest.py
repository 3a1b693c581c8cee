"""Every way to a relay that the contract is held against, and devices that use it: the relay's service in process, and
the real relay process over HTTPS on the loopback, each on SQLite and on PostgreSQL; and a stick's folder."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.protocol.api import RelayApi
from app.relay.database import Database
from app.relay.service import Service
from app.sync.links.http import HttpLink
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import StickFolder
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device
from tests.helpers.relay_process import RelayProcess

PIN = bytes(range(32))
ADMISSION = b"0123456789"
#: Each device is another one, so that the tests of a module share a relay and never meet.
SEEDS = itertools.count(1)


@dataclass(frozen=True)
class Place:
    """A relay to be tested: how to reach it, its id, its admission code."""

    connect: Callable[[], RelayApi]
    pin: bytes
    admission: bytes
    way: str


WAYS = [*itertools.product(["service", "https"], DATABASES), ("stick", "files")]


@pytest.fixture(scope="module", params=WAYS, ids=" on ".join)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    way, kind = request.param
    folder: Path = tmp_path_factory.mktemp("relay")
    if way == "stick":
        stick = StickLink(StickFolder(folder), SystemClock())
        # Opened anew for each device: what one wrote, the next finds in the files alone.
        yield Place(lambda: StickLink(StickFolder(folder), SystemClock()), stick.stick, stick.admission, way)
        return
    target = new_database(kind, folder)
    if way == "service":
        database = Database(target)
        service = Service(database, PIN, ADMISSION, SystemClock())
        yield Place(lambda: service, PIN, ADMISSION, way)
        database.close()
    else:
        with RelayProcess(folder, target) as relay:
            pin = relay.card.pin
            yield Place(lambda: HttpLink(relay.url, pin), pin, relay.card.admission, way)


@pytest.fixture
def device(place: Place) -> Iterator[Callable[[], Device]]:
    """Makes devices that nobody has met before."""
    made: list[Device] = []

    def make() -> Device:
        made.append(Device(place.connect(), place.pin, place.admission, next(SEEDS)))
        return made[-1]

    yield make
    for each in made:
        if isinstance(each.relay, HttpLink):
            each.relay.close()


@pytest.fixture
def teacher(device: Callable[[], Device]) -> Device:
    """A device whose space stands on the relay."""
    made = device()
    made.exchange(made.found())
    return made


@pytest.fixture
def pair(teacher: Device, device: Callable[[], Device]) -> tuple[Device, Device]:
    """A teacher and a mentor in one space."""
    return teacher, newcomer(teacher, device())


def newcomer(host: Device, guest: Device) -> Device:
    """Let a device join by ticket; the host learns of it."""
    uploads, ticket = host.invite()
    host.exchange(uploads)
    guest.read_by_ticket(ticket)
    guest.exchange(guest.join(ticket))
    host.catch_up(host.exchange([]))
    return guest
