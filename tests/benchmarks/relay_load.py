"""How many one-sentence visits a relay takes in a second, and whether it stays so quick as its log grows.

    python3 dev.py bench relay_load [--visits 3000] [--large 1000000] [--database SQLite]

A real relay process over HTTPS on loopback, and a driver that does as little as it can: each of its connections is a
device in a space of its own, whose requests (a signed hello, one sealed sentence) were made beforehand. Both share the
machine's cores. The small relay and the large one take turns, so that a busy machine is busy for both; besides the
visits in a second, the processor's time for each visit is printed, which depends less on what else runs.

"Own connection" opens one for each visit, as laptops do that come once a day: the TLS handshake is then most of it.
"""

import argparse
import asyncio
import os
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import insert

from app.clock import SystemClock
from app.protocol.messages import Done, EnvelopeUp, ItemReader
from app.relay import log
from app.relay.certificate import pin_of
from app.relay.database import Database
from app.relay.identity import establish
from app.relay.schema import ENVELOPES
from app.relay.service import Service
from app.relay.settings import RelaySettings
from app.sync.links.http import PATH
from tests.benchmarks.figures import figure, median
from tests.helpers.databases import DATABASES, postgres
from tests.helpers.devices import Device
from tests.helpers.raw_visit import request_body
from tests.helpers.relay_process import RelayProcess

DEVICES = 32
SMALL = 10_000
ROUNDS = 3
#: A sentence of thirty characters under the shipped dictionary, with tag and seal.
BODY = 110
_ROWS = 5_000


@dataclass
class Stand:
    """A relay with a log of ``size`` envelopes, and the devices that will visit it."""

    folder: Path
    target: Path | str
    size: int
    devices: list[Device] = field(default_factory=list)
    made: int = 0

    def fill(self) -> None:
        """Found the devices' spaces as visits do, and put rows of another device into them in bulk."""
        settings = RelaySettings(self.folder)
        database = Database(self.target)
        admission = establish(settings, database, SystemClock().now())
        service = Service(database, pin_of(settings), admission, SystemClock())
        for seed in range(DEVICES):
            device = Device(service, service.relay, admission, seed)
            device.exchange(device.found())
            device.cursor = self._grow(database, device.space, self.size // DEVICES)
            self.devices.append(device)
        database.close()

    def _grow(self, database: Database, space: bytes, count: int) -> int:
        data = bytes(BODY + 82)
        with database.writing() as connection:
            row = log.find(connection, space, lock=True)
            assert row is not None
            for start in range(1, count + 1, _ROWS):
                rows = [
                    {"space": space, "position": n, "device": b"another.", "number": n, "digest": bytes(16),
                     "size": len(data), "data": data}
                    for n in range(start, min(start + _ROWS, count + 1))
                ]  # fmt: skip
                connection.execute(insert(ENVELOPES), rows)
            log.keep_space(connection, replace(row, position=count))
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
    """Visits a second; seconds of waiting, in the middle and for the slowest twentieth; of the relay's processor."""

    rate: float
    middle: float
    slow: float
    processor: float
    memory: int


def measure(relay: RelayProcess, requests: list[list[bytes]], *, singly: bool) -> Result:
    """One round against a running relay."""
    waits: list[float] = []
    before, began = processor_seconds(relay.pid), time.perf_counter()
    asyncio.run((drive_singly if singly else drive)(relay.url, requests, waits))
    took, visits = time.perf_counter() - began, sum(map(len, requests))
    spent = (processor_seconds(relay.pid) - before) / visits
    slow = statistics.quantiles(waits, n=20)[-1]
    return Result(visits / took, median(waits), slow, spent, memory_of(relay.pid))


def processor_seconds(pid: int) -> float:
    """What a process has used of the processor so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> int:
    """Its resident memory in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def stands(kind: str, folder: Path, sizes: list[int]) -> Iterator[Stand]:
    """Relays with logs of these sizes."""
    server = postgres(Path(tempfile.gettempdir())) if kind == "PostgreSQL" else None
    for size in sizes:
        home = folder / f"{kind}-{size}"
        home.mkdir()
        stand = Stand(home, server.new_database() if server else home / "relay.db", size)
        stand.fill()
        yield stand


def bench(kind: str, options: argparse.Namespace) -> None:
    """Both sizes on one database, in turns."""
    with tempfile.TemporaryDirectory() as name:
        sizes = [SMALL, options.large]
        results: dict[tuple[int, bool], list[Result]] = {(size, way): [] for size in sizes for way in (False, True)}
        limits = ["--limit", f"visits_per_minute={10**9}", "--address", "127.0.0.1"]
        made = list(stands(kind, Path(name), sizes))
        for _ in range(ROUNDS):
            for stand in made:
                with RelayProcess(stand.folder, stand.target, limits) as relay:
                    for singly, each in (
                        (False, options.visits // DEVICES),
                        (True, options.visits // DEVICES // 10 or 1),
                    ):
                        result = measure(relay, stand.requests(each), singly=singly)
                        results[stand.size, singly].append(result)
    for (size, singly), found in results.items():
        way = f"{kind.lower()}.{size}.{'own_connection' if singly else 'kept_connection'}"
        figure(f"relay.{way}.visits", median([r.rate for r in found]), "1/s")
        figure(f"relay.{way}.processor", median([r.processor for r in found]) * 1000, "ms a visit")
        figure(f"relay.{way}.wait", median([r.middle for r in found]) * 1000, "ms")
        figure(f"relay.{way}.wait_slow", median([r.slow for r in found]) * 1000, "ms")
        figure(f"relay.{way}.memory", round(max(r.memory for r in found) / 1e6), "MB")
    for what in ("rate", "processor"):
        few, many = ([getattr(r, what) for r in results[size, False]] for size in sizes)
        figure(f"relay.{kind.lower()}.large_over_small.{what}", median(many) / median(few), "x")


def main() -> int:
    """Run on the databases asked for; gives 1 where PostgreSQL is asked for and missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--visits", type=int, default=3_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--database", choices=DATABASES, action="append")
    options = parser.parse_args()
    for kind in options.database or DATABASES:
        if kind == "PostgreSQL" and postgres() is None:
            print("PostgreSQL is not installed; please type: apt-get install postgresql", file=sys.stderr)
            return 1
        bench(kind, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
