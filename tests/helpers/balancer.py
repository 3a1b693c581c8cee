"""A toy balancer: passes each new connection to the next of several relays in turn, byte for byte, as TCP."""

import asyncio
import threading
from collections.abc import Sequence
from types import TracebackType
from urllib.parse import urlsplit


class Balancer:
    """Listens on a free port of the loopback while the ``with`` lasts; ``turns`` counts connections to each relay."""

    def __init__(self, urls: Sequence[str]) -> None:
        self._addresses = [(urlsplit(url).hostname or "", urlsplit(url).port or 0) for url in urls]
        self.turns = [0] * len(urls)
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._ready, self._stop = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()))

    def __enter__(self) -> "Balancer":
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        index = sum(self.turns) % len(self.turns)
        self.turns[index] += 1
        try:
            there, back = await asyncio.open_connection(*self._addresses[index])
            await asyncio.gather(_pass(reader, back), _pass(there, writer))
        except (OSError, asyncio.CancelledError):
            writer.close()


async def _pass(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
        await target.drain()
    target.close()
