"""The relay over HTTP: one verb, streamed both ways, and a line for whoever watches the machine.

    POST /v1/exchange   body: a hello and uploads, as a stream of items; answer: a stream of items
    GET  /health        200 with the version, or 503 when the database does not answer
    GET  /status        for the operator; ``watching`` has it, and /metrics
    GET  /updates/...   newer versions of Tongxing, where the operator has laid them out; ``updates`` has it

A task reads the request all the time, also while a commit is under way: what arrived before a cut is then always in
our hands, and stored as far as it came, to the last byte of an unfinished part. Nothing here decides anything: ``web``
carries bytes, ``service`` decides.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import anyio
import anyio.lowlevel
import anyio.to_thread
from anyio.streams.memory import MemoryObjectSendStream
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.logs import note_failure
from app.protocol.failures import Refusal
from app.protocol.messages import Item, ItemReader, encode_item
from app.relay.database import StorageError
from app.relay.housekeeping import INTERVAL, tidy
from app.relay.round import Outcome, Round
from app.relay.service import Service, Visit
from app.relay.together import choose, write_together
from app.relay.updates import Updates
from app.relay.watching import Watching
from app.version import __version__

PATH = "/v1/exchange"
#: Bytes that go out in one TLS record. A cut costs the record that it divides; each costs 22 bytes around it.
_RECORD = 2_048
#: Blocks of a request that may wait while a commit is under way; uvicorn gives at most 64 KiB in each.
_WAITING = 16
#: Turns of the event loop that a request of one block lets pass. Somebody whose line was cut and who is back at once
#: must not overtake what came before the cut, whose end is heard in a few turns: as of an older visit it were refused.
_TURNS = 8
#: Threads that read pages of answers; each may hold a page in memory.
_READERS = 8
#: Transactions that write at the same time, where the database lets several.
_WRITERS = 4

T = TypeVar("T")
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


def make_app(service: Service, operator: str = "", updates: Path | None = None) -> Application:
    """The relay's ASGI application; ``operator`` is the token for status page and figures, empty for neither.
    ``updates`` is the folder of newer versions, if there are any to hand out."""
    exchange = Exchange(service)

    async def health(_request: Request) -> Response:
        try:
            await anyio.to_thread.run_sync(service.check)
        except StorageError as error:
            note_failure(error)
            return JSONResponse({"ok": False, "version": __version__}, status_code=503)
        return JSONResponse({"ok": True, "version": __version__})

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(_keep_tidy, service)
            yield
            group.cancel_scope.cancel()

    routes = [Route(PATH, exchange, methods=["POST"]), Route("/health", health, methods=["GET"])]
    if operator:
        routes += Watching(service, operator).routes()
    if updates is not None:
        routes += Updates(updates, service.pace.silence_seconds).routes()
    site = Starlette(routes=routes, lifespan=lifespan)

    async def front(scope: Message, receive: Receive, send: Send) -> None:
        # Visits do not go the way of pages: five layers that they need nothing of.
        visit = scope["type"] == "http" and scope["path"] == PATH and scope["method"] == "POST"
        await (exchange if visit else site)(scope, receive, send)

    return front


async def _keep_tidy(service: Service) -> None:
    while True:
        try:
            await anyio.to_thread.run_sync(tidy, service.database, service.house.members)
        except StorageError as error:
            note_failure(error)
        await anyio.sleep(INTERVAL)


class Exchange:
    """The one endpoint, as a bare ASGI application: Starlette's own request and response would add headers."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._pace, self._count = service.pace, service.counters
        # SQLite takes one writer at a time: waiting here costs nothing, waiting in SQLite means sleeping and polling.
        self._turn = anyio.Semaphore(_WRITERS if service.database.concurrent else 1)
        self._waiting: list[_Waiting] = []
        self._readers = anyio.CapacityLimiter(_READERS)

    async def __call__(self, _scope: Message, receive: Receive, send: Send) -> None:
        try:
            self._count.visits[await self._answer(receive, send)] += 1
        except Exception as error:
            self._count.visits["failed"] += 1
            note_failure(error)
            raise

    async def _answer(self, receive: Receive, send: Send) -> str:
        """Do one request; gives how it ended, a word of ``counters.ENDS``."""
        visit = self._service.visit()
        try:
            if not await self._take(visit, receive):
                # Nobody hears this but a visitor who fell silent and came back.
                await self._status(send, 408)
                return "cut"
            await self._write(visit, last=True)
            pages = _pages(visit.items(), self._pace.page_bytes)
            # What needs no database is worked out at once: handing it to a thread would cost more.
            first, second = _two(pages) if visit.at_hand else await self._run(_two, pages)
        except StorageError as error:
            note_failure(error)
            await self._status(send, 507 if error.full else 503)
            return "full" if error.full else "busy"
        length = [(b"content-length", str(len(first)).encode())] if second is None else []
        head: Message = {"type": "http.response.start", "status": 200, "headers": length}
        await self._send_page(send, first, head, more=second is not None)
        while second is not None:
            page, second = second, await self._run(next, pages, None)
            await self._send_page(send, page, more=second is not None)
        self._count.received += visit.size
        self._count.refused.update(visit.refused)
        return "answered"

    async def _take(self, visit: Visit, receive: Receive) -> bool:
        """Hand the request's items to the visit as they come; False when the request was cut. Raises StorageError."""
        reader, request = ItemReader(), _Request(receive, self._pace.silence_seconds)
        first = await request.read()
        if request.more:
            await self._take_stream(visit, reader, request, first)
        else:
            # Most requests are here as one block, and need nobody who reads while it is worked on.
            for _ in range(_TURNS):
                await anyio.lowlevel.checkpoint()
            await self._feed(visit, reader, first)
        if request.cut:
            for item in reader.torn():
                visit.take(item)
            await self._write(visit, last=False)
            return False
        try:
            reader.end()
        except Refusal as refusal:
            visit.stop(refusal)
        return True

    async def _take_stream(self, visit: Visit, reader: ItemReader, request: "_Request", block: bytes) -> None:
        """Hand over the blocks of a request, the first of which is here, while the next ones are being read."""
        trouble: StorageError | None = None
        put, blocks = anyio.create_memory_object_stream[bytes](_WAITING)
        async with anyio.create_task_group() as group:
            group.start_soon(request.pump, put)
            # The reader has to be waiting before anything else arrives: uvicorn drops what nobody asked for when the
            # line is cut.
            await anyio.lowlevel.checkpoint()
            try:
                await self._feed(visit, reader, block)
                async for following in blocks:
                    await self._feed(visit, reader, following)
            except StorageError as error:
                # Raised outside the group, which would wrap it.
                trouble = error
                group.cancel_scope.cancel()
        if trouble is not None:
            raise trouble

    async def _feed(self, visit: Visit, reader: ItemReader, block: bytes) -> None:
        try:
            for item in reader.feed(block):
                visit.take(item)
            if visit.pending_bytes >= self._pace.commit_bytes:
                await self._write(visit, last=False)
        except Refusal as refusal:
            visit.stop(refusal)

    async def _run(self, work: Callable[..., T], *arguments: Any) -> T:
        return await anyio.to_thread.run_sync(work, *arguments, limiter=self._readers)

    async def _write(self, visit: Visit, *, last: bool) -> None:
        """Have a visit's round on the disk, together with those that arrive meanwhile. Raises StorageError."""
        work = visit.round(last=last)
        if work is None:
            return
        mine = _Waiting(work)
        self._waiting.append(mine)
        async with self._turn:
            # Whoever gets the turn does it for all that wait; the others then find theirs taken.
            while mine in self._waiting:
                await self._write_waiting()
        await mine.done.wait()
        if not isinstance(mine.outcome, Outcome):
            raise mine.outcome
        visit.settle(work, mine.outcome)

    async def _write_waiting(self) -> None:
        chosen = choose([waiting.work for waiting in self._waiting])
        taken = [waiting for waiting in self._waiting if any(waiting.work is work for work in chosen)]
        self._waiting = [waiting for waiting in self._waiting if waiting not in taken]
        began = anyio.current_time()
        try:
            outcomes = await anyio.to_thread.run_sync(write_together, self._service.database, chosen)
            for waiting, outcome in zip(taken, outcomes, strict=True):
                waiting.outcome = outcome
        finally:
            for waiting in taken:
                waiting.done.set()
        self._count.writes += 1
        self._count.written_together += len(chosen)
        self._count.write_seconds += anyio.current_time() - began

    async def _status(self, send: Send, status: int) -> None:
        """An answer without items, after which the connection is closed."""
        headers = [(b"content-length", b"0"), (b"connection", b"close")]
        head: Message = {"type": "http.response.start", "status": status, "headers": headers}
        await self._send(send, head, {"type": "http.response.body"})

    async def _send_page(self, send: Send, page: bytes, *before: Message, more: bool) -> None:
        self._count.sent += len(page)
        for start in range(0, len(page), _RECORD):
            last = start + _RECORD >= len(page) and not more
            record: Message = {
                "type": "http.response.body",
                "body": page[start : start + _RECORD],
                "more_body": not last,
            }
            await self._send(send, *before, record)
            before = ()
            if not last:
                # Lets uvicorn hear that a visitor has gone, before the next record is written to nobody.
                await anyio.lowlevel.checkpoint()

    async def _send(self, send: Send, *messages: Message) -> None:
        """Send, and give up on a visitor who takes nothing for as long as we would wait for him to speak."""
        with anyio.fail_after(self._pace.silence_seconds):
            for message in messages:
                await send(message)


@dataclass(eq=False)
class _Waiting:
    """A round that waits for its turn, and what came of it."""

    work: Round
    outcome: Outcome | Exception = field(default_factory=lambda: StorageError("the relay is being stopped"))
    done: anyio.Event = field(default_factory=anyio.Event)


class _Request:
    """A request's body as it arrives: ``more`` until its end; ``cut`` when the visitor was gone before that."""

    def __init__(self, receive: Receive, silence: float) -> None:
        self._receive, self._silence = receive, silence
        self.more, self.cut = True, False

    async def read(self) -> bytes:
        """The next block; empty at the end, a cut, or a silence that is too long."""
        message: Message = {"type": "http.disconnect"}
        with anyio.move_on_after(self._silence):
            message = await self._receive()
        self.cut = message["type"] == "http.disconnect"
        self.more = not self.cut and message.get("more_body", False)
        block: bytes = message.get("body", b"")
        return block

    async def pump(self, put: MemoryObjectSendStream[bytes]) -> None:
        """Read all that follows."""
        async with put:
            while self.more:
                block = await self.read()
                if block:
                    await put.send(block)


def _two(pages: Iterator[bytes]) -> tuple[bytes, bytes | None]:
    """The first page, and the second if there is one: an answer of one page goes out with its length."""
    return next(pages, b""), next(pages, None)


def _pages(items: Iterator[Item], size: int) -> Iterator[bytes]:
    page = bytearray()
    for item in items:
        page += encode_item(item)
        if len(page) >= size:
            yield bytes(page)
            page.clear()
    if page:
        yield bytes(page)
