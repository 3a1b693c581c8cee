"""How many one-sentence visits a relay takes in a second, and whether it stays so quick as its log grows.

    python3 dev.py bench relay_load [--visits 3000] [--large 1000000] [--database SQLite]

A real relay process over HTTPS on loopback, and a driver that does as little as it can: each of its connections is a
device in a space of its own, whose requests (a signed hello, one sealed sentence) were made beforehand. Both share the
machine's cores. The small relay and the large one take turns, so that a busy machine is busy for both; besides the
visits in a second, the processor's time for each visit is printed, of relay and driver, which depends less on what
else runs.

"Own" opens a connection for each visit, as laptops do that come once a day: the TLS handshake is then most of it. At
the end a newcomer reads a log of the large size from its beginning, and the most memory that the relay needed is told.
With the sizes above all takes four minutes on two cores.
"""

import argparse
import asyncio
import os
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import BigInteger, insert, literal, select

from app.clock import SystemClock
from app.protocol.messages import Done, EnvelopeDown, EnvelopeUp, ItemReader
from app.relay import log
from app.relay.certificate import pin_of
from app.relay.database import Database
from app.relay.identity import establish
from app.relay.schema import ENVELOPES
from app.relay.service import Service
from app.relay.settings import RelaySettings
from app.sync.links.http import PATH, HttpLink
from tests.benchmarks.figures import figure, median
from tests.helpers.databases import DATABASES, postgres
from tests.helpers.devices import Device
from tests.helpers.raw_visit import request_body
from tests.helpers.relay_process import RelayProcess

DEVICES = 32
SMALL = 10_000
ROUNDS = 3
#: However many are asked for, a round has no more visits than this: all its requests lie in the driver's memory.
MOST_VISITS = 20_000
#: More than a relay gives in one answer.
MOST = 64 * 1024 * 1024
LIMITS = ["--limit", f"visits_per_minute={10**9}", "--address", "127.0.0.1"]
#: A sentence of thirty characters under the shipped dictionary, with tag and seal.
BODY = 110


@dataclass
class Stand:
    """A relay with a log of ``size`` envelopes, and the devices that will visit it."""

    folder: Path
    target: Path | str
    size: int
    devices: list[Device] = field(default_factory=list)

    def fill(self) -> None:
        """Found the devices' spaces as visits do, and put rows of another device into them in bulk."""
        self.devices = self._found(range(DEVICES), self.size // DEVICES)

    def newcomer(self) -> Device:
        """A device in one more space, whose log is as long as all others together, and of which it has nothing."""
        (device,) = self._found([DEVICES], self.size)
        device.cursor = 0
        return device

    def _found(self, seeds: Iterable[int], count: int) -> list[Device]:
        settings = RelaySettings(self.folder)
        database = Database(self.target)
        admission = establish(settings, database, SystemClock().now())
        service = Service(database, pin_of(settings), admission, SystemClock())
        devices = [Device(service, service.relay, admission, seed) for seed in seeds]
        for device in devices:
            device.exchange(device.found())
            device.cursor = self._grow(database, device.space, count)
        database.close()
        return devices

    def _grow(self, database: Database, space: bytes, count: int) -> int:
        """Rows of another device, made by the database itself: a million of them come in seconds."""
        first = select(literal(1, BigInteger).label("n")).cte("numbers", recursive=True)
        numbers = first.union_all(select(first.c.n + 1).where(first.c.n < count))
        data = bytes(BODY + 82)
        values = {"space": space, "device": b"another.", "digest": bytes(16), "size": len(data), "data": data}
        row = {name: literal(value, ENVELOPES.c[name].type).label(name) for name, value in values.items()}
        row |= {"position": numbers.c.n.label("position"), "number": numbers.c.n.label("number")}
        with database.writing() as connection:
            known = log.find(connection, space, lock=True)
            assert known is not None
            connection.execute(insert(ENVELOPES).from_select(list(row), select(*row.values())))
            log.keep_space(connection, replace(known, position=count))
        return count

    def requests(self, each: int) -> list[list[bytes]]:
        """What each device will send, visit by visit."""
        return [[self._request(device) for _ in range(each)] for device in self.devices]

    def _request(self, device: Device) -> bytes:
        hello, upload = device.hello(), EnvelopeUp(0, device.envelope(device.chance(BODY)))
        # Where it will stand after this visit, so that the next one brings nothing back but the acknowledgement.
        device.cursor += 1
        body = request_body(hello, [upload])
        return f"POST {PATH} HTTP/1.1\r\nHost: relay\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class Visitor(asyncio.Protocol):
    """One connection: sends a request, and the next one when the answer is there."""

    def __init__(self, requests: list[bytes], waits: list[float]) -> None:
        self._requests, self._waits = iter(requests), waits
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._got, self._at = b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, found, body = self._got.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]):
            if not head.startswith(b"HTTP/1.1 200") or not isinstance(ItemReader().feed(body)[-1], Done):
                raise AssertionError(head)
            self._waits.append(time.perf_counter() - self._at)
            self._got = b""
            self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("the relay hung up"))

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self.done.set_result(None)
            self._transport.close()
        else:
            self._at = time.perf_counter()
            self._transport.write(request)


async def drive(url: str, requests: list[list[bytes]], waits: list[float]) -> None:
    """Send all; each list over a connection of its own, all at the same time."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    loop, address = asyncio.get_running_loop(), urlsplit(url)

    async def visit(mine: list[bytes]) -> None:
        _, visitor = await loop.create_connection(
            lambda: Visitor(mine, waits), address.hostname or "", address.port or 0, ssl=context
        )
        await visitor.done

    await asyncio.gather(*(visit(mine) for mine in requests))


async def drive_singly(url: str, requests: list[list[bytes]], waits: list[float]) -> None:
    """The same with a connection for each visit."""
    for turn in zip(*requests, strict=True):
        await drive(url, [[request] for request in turn], waits)


@dataclass
class Result:
    """Visits a second; seconds of waiting, in the middle and for the slowest twentieth; of the processor for each
    visit, the relay's and the driver's; bytes of the relay's memory."""

    rate: float
    middle: float
    slow: float
    processor: float
    driver: float
    memory: int


def measure(relay: RelayProcess, requests: list[list[bytes]], *, singly: bool) -> Result:
    """One round against a running relay."""
    waits: list[float] = []
    before, own, began = processor_seconds(relay.pid), time.process_time(), time.perf_counter()
    asyncio.run((drive_singly if singly else drive)(relay.url, requests, waits))
    took, visits = time.perf_counter() - began, sum(map(len, requests))
    driver = (time.process_time() - own) / visits
    spent = (processor_seconds(relay.pid) - before) / visits
    slow = statistics.quantiles(waits, n=20)[-1]
    return Result(visits / took, median(waits), slow, spent, driver, memory_of(relay.pid))


@dataclass
class Reading:
    """A log read from its beginning: envelopes, seconds; the relay's memory before and at its most, in bytes."""

    envelopes: int
    seconds: float
    before: int
    peak: int


def read_all(stand: Stand) -> Reading:
    """Let a newcomer read the longest log, visit by visit, each with the most that a relay gives."""
    device = stand.newcomer()
    with RelayProcess(stand.folder, stand.target, LIMITS) as relay:
        link = HttpLink(relay.url, relay.card.pin)
        envelopes, more, before, began = 0, True, memory_of(relay.pid), time.perf_counter()
        while more:
            for item in link.exchange(device.hello(budget=MOST), []):
                if isinstance(item, EnvelopeDown):
                    envelopes, device.cursor = envelopes + 1, item.cursor
                elif isinstance(item, Done):
                    more = item.more
        return Reading(envelopes, time.perf_counter() - began, before, memory_of(relay.pid, "VmHWM"))


def processor_seconds(pid: int) -> float:
    """What a process has used of the processor so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int, sort: str = "VmRSS") -> int:
    """Its resident memory in bytes; with ``VmHWM`` the most that it ever was."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(sort))


def stands(kind: str, folder: Path, sizes: list[int]) -> Iterator[Stand]:
    """Relays with logs of these sizes."""
    server = postgres(Path(tempfile.gettempdir())) if kind == "PostgreSQL" else None
    for size in sizes:
        home = folder / f"{kind}-{size}"
        home.mkdir()
        stand = Stand(home, server.new_database() if server else home / "relay.db", size)
        stand.fill()
        yield stand


Results = dict[tuple[str, int, bool], list[Result]]


def bench(kind: str, options: argparse.Namespace, results: Results, readings: dict[str, Reading]) -> None:
    """Both sizes on one database, in turns."""
    with tempfile.TemporaryDirectory() as name:
        made = list(stands(kind, Path(name), [SMALL, options.large]))
        each = min(options.visits, MOST_VISITS) // DEVICES
        for _ in range(ROUNDS):
            for stand in made:
                kept, single = stand.requests(each), stand.requests(each // 10 or 1)
                with RelayProcess(stand.folder, stand.target, LIMITS) as relay:
                    for singly, requests in ((False, kept), (True, single)):
                        result = measure(relay, requests, singly=singly)
                        results.setdefault((kind, stand.size, singly), []).append(result)
        readings[kind] = read_all(made[-1])


def middle(found: list[Result], name: str) -> float:
    """The middle of several rounds."""
    return median([getattr(result, name) for result in found])


def tell(results: Results, readings: dict[str, Reading]) -> None:
    """Print every figure on a line of its own, and then all of them side by side."""
    for (kind, size, singly), found in results.items():
        way = f"relay.{kind.lower()}.{size}.{'own_connection' if singly else 'kept_connection'}"
        figure(f"{way}.visits", middle(found, "rate"), "1/s")
        figure(f"{way}.processor", middle(found, "processor") * 1000, "ms a visit")
        figure(f"{way}.driver", middle(found, "driver") * 1000, "ms a visit")
        figure(f"{way}.wait", middle(found, "middle") * 1000, "ms")
        figure(f"{way}.wait_slow", middle(found, "slow") * 1000, "ms")
        figure(f"{way}.memory", round(max(r.memory for r in found) / 1e6), "MB")
    for kind, reading in readings.items():
        few, many = (found for (k, _, singly), found in results.items() if k == kind and not singly)
        for what in ("rate", "processor"):
            figure(f"relay.{kind.lower()}.large_over_small.{what}", middle(many, what) / middle(few, what), "x")
        figure(f"relay.{kind.lower()}.newcomer.envelopes", reading.envelopes / reading.seconds, "1/s")
        figure(f"relay.{kind.lower()}.newcomer.memory_before", round(reading.before / 1e6), "MB")
        figure(f"relay.{kind.lower()}.newcomer.memory_most", round(reading.peak / 1e6), "MB")
    print(f"\n{'':10} {'envelopes':>9}  {'link':4} {'visits/s':>8} {'relay ms':>8} {'driver ms':>9} "
          f"{'wait ms':>8} {'slow ms':>8} {'MB':>4}")  # fmt: skip
    for (kind, size, singly), found in results.items():
        times = [middle(found, name) * 1000 for name in ("processor", "driver", "middle", "slow")]
        print(f"{kind:10} {size:9,}  {'own' if singly else 'kept':4} {middle(found, 'rate'):8.0f} {times[0]:8.2f} "
              f"{times[1]:9.2f} {times[2]:8.0f} {times[3]:8.0f} {max(r.memory for r in found) / 1e6:4.0f}")  # fmt: skip
    for kind, reading in readings.items():
        said = f"{kind}: a newcomer read {reading.envelopes:,} envelopes in {reading.seconds:.0f} s; the relay had "
        print(f"{said}{reading.before / 1e6:.0f} MB before and {reading.peak / 1e6:.0f} MB at most")


def main() -> int:
    """Run on the databases asked for; gives 1 where PostgreSQL is asked for and missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visits", type=int, default=3_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--database", choices=DATABASES, action="append")
    options = parser.parse_args()
    results: Results = {}
    readings: dict[str, Reading] = {}
    for kind in options.database or DATABASES:
        if kind == "PostgreSQL" and postgres() is None:
            print("PostgreSQL is not installed; please type: apt-get install postgresql", file=sys.stderr)
            return 1
        bench(kind, options, results, readings)
    tell(results, readings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
