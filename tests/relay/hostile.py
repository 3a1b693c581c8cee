"""A relay that attacks: the genuine one's certificate, database and rules, and an operator who alters what it answers.

    python -m tests.relay.hostile --home FOLDER --port N --control FILE

The control file holds what to do, as JSON: ``{}`` to be honest, else ``{"attack": NAME, ...}`` with a name out of
``tests/relay/attacks.py`` and whatever that attack wants to know. It is read at every request, so that a test can turn
the relay from one minute to the next. Every strike is noted as a line in FILE.struck: an attack that never took place
proves nothing.
"""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from app.clock import SystemClock
from app.protocol.messages import Hello, Item, ItemReader, encode_item
from app.protocol.relay_card import RelayCard
from app.relay.certificate import harden, make_certificate, pin_of
from app.relay.database import Database
from app.relay.service import Service
from app.relay.settings import RelaySettings

Message = MutableMapping[str, Any]
#: What an attack gives: bytes of the answer, and between them pauses in seconds.
Answer = Iterable[bytes | float]
ADMISSION = b"village school"


@dataclass
class Ask:
    """One request, as the operator sees it: everything but what is sealed."""

    relay: "Hostile"
    hello: Hello
    uploads: list[Item]
    order: dict[str, Any]

    def honest(self, uploads: Iterable[Item] | None = None, home: str = "") -> list[Item]:
        """What the genuine relay answers, or one on another file; ``uploads`` instead of those that came."""
        service = self.relay.service(home)
        return list(service.exchange(self.hello, self.uploads if uploads is None else uploads))

    def welcome(self) -> Item:
        """How the genuine relay's answer begins."""
        return self.honest([])[0]

    def struck(self) -> None:
        """Note that the attack has taken place."""
        with self.relay.struck.open("a", encoding="utf-8") as file:
            file.write("x\n")


Attack = Callable[[Ask], Answer]


class Hostile:
    """The ASGI application."""

    def __init__(self, settings: RelaySettings, control: Path, attacks: dict[str, Attack]) -> None:
        self._settings, self._control, self._attacks = settings, control, attacks
        self.struck = control.with_suffix(".struck")
        self._services: dict[str, Service] = {}

    def service(self, home: str = "") -> Service:
        """The genuine relay's rules over its own database, or over another file."""
        if home not in self._services:
            database = Database(Path(home) if home else self._settings.database)
            self._services[home] = Service(database, pin_of(self._settings), ADMISSION, SystemClock())
        return self._services[home]

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        if scope["type"] != "http":
            return
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        if message["type"] == "http.disconnect":
            return
        order = json.loads(self._control.read_text("utf-8"))
        hello, *uploads = ItemReader().feed(bytes(body))
        assert isinstance(hello, Hello)
        ask = Ask(self, hello, uploads, order)
        answer = await asyncio.to_thread(self._begin, ask)
        headers = [(name.encode(), value.encode()) for name, value in order.get("headers", {}).items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        while (piece := await asyncio.to_thread(next, answer, None)) is not None:
            if isinstance(piece, float):
                await asyncio.sleep(piece)
            else:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def _begin(self, ask: Ask) -> Iterator[bytes | float]:
        name = ask.order.get("attack")
        return iter(self._attacks[name](ask) if name else map(encode_item, ask.honest()))


class _Server(uvicorn.Server):
    def __init__(self, settings: RelaySettings, app: Hostile, port: int) -> None:
        self._settings = settings
        super().__init__(
            uvicorn.Config(
                app,
                host="127.0.0.1",
                port=port,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                server_header=False,
                date_header=False,
                ssl_certfile=settings.certificate,
                ssl_keyfile=settings.key,
                ssl_context_factory=lambda _config, make: harden(make()),
            )
        )

    async def startup(self, sockets: None = None) -> None:  # type: ignore[override]  # we never hand sockets in
        """As the genuine relay: say where it listens, and the card."""
        await super().startup(sockets)
        url = f"https://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"
        print(f"listening {url}", flush=True)
        print(RelayCard(url, pin_of(self._settings), ADMISSION).encode(), flush=True)


def main() -> None:
    """Serve until killed."""
    from tests.relay import attacks, attacks_on_files, attacks_on_members
    from tests.relay.attack import ATTACKS

    assert attacks.__doc__
    assert attacks_on_files.__doc__
    assert attacks_on_members.__doc__
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--control", type=Path, required=True)
    options = parser.parse_args()
    options.home.mkdir(parents=True, exist_ok=True)
    settings = RelaySettings(options.home)
    make_certificate(settings, SystemClock().now())
    _Server(settings, Hostile(settings, options.control, ATTACKS), options.port).run()


if __name__ == "__main__":
    main()
