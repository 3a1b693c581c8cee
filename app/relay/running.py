"""`run`: the relay as a server, until it is told to stop."""

import asyncio
import logging
import platform
import signal

import uvicorn

from app.clock import SystemClock
from app.logs import start_log
from app.protocol.relay_card import RelayCard
from app.relay.certificate import harden, pin_of, read_pair, voucher_of
from app.relay.identity import operator_token
from app.relay.opening import Trouble, open_relay
from app.relay.readiness import tell_ready
from app.relay.service import Service
from app.relay.settings import RelaySettings
from app.relay.web import make_app

#: Seconds that visits under way get to end when the relay is stopped.
_GRACE = 10
#: Connections at a time; each holds at most about 1 MB. One more is told that the relay is busy.
_VISITORS = 512


def run(settings: RelaySettings, host: str, port: int, address: str | None) -> int:
    """Serve until SIGTERM or Ctrl-C; gives the exit code. ``address`` goes on the card. Raises Trouble."""
    if settings.updates is not None and not settings.updates.is_dir():
        raise Trouble(f"There is no folder {settings.updates}. Make it, or leave out --updates.")
    database, admission = open_relay(settings)
    start_log(settings.home)
    pair = read_pair(settings)
    voucher = voucher_of(pair) if pair is not None else None
    service = Service(database, pin_of(settings), admission, SystemClock(), settings.allowances, settings.pace, voucher)
    # uvicorn gives a caught signal back when it has stopped: received twice, it must not end us with a failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    try:
        _Server(settings, service, host, port, address).run()
    except SystemExit as error:
        raise Trouble(
            f"Cannot listen on {host} port {port}: another program may hold this port, the address may not be this "
            "machine's, or a port below 1024 may need rights. Choose another with --port."
        ) from error
    finally:
        database.close()
    return 0


class _Server(uvicorn.Server):
    """uvicorn with our certificate, without headers that nobody reads, saying when and where it listens."""

    def __init__(self, settings: RelaySettings, service: Service, host: str, port: int, address: str | None) -> None:
        self._service, self._host, self._address = service, host, address
        super().__init__(
            uvicorn.Config(
                make_app(service, operator_token(service.database), settings.updates),
                host=host,
                port=port,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="on",
                log_config=None,
                log_level=logging.CRITICAL,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=settings.pace.keep_alive_seconds,
                timeout_graceful_shutdown=_GRACE,
                limit_concurrency=_VISITORS,
                ssl_certfile=settings.certificate,
                ssl_keyfile=settings.key,
                ssl_context_factory=lambda _config, make: harden(make()),
            )
        )

    async def startup(self, sockets: None = None) -> None:  # type: ignore[override]  # we never hand sockets in
        """Begin to listen, then print where, and the card."""
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        host = self._address or await _own_address(self._host)
        url = f"https://{_bracketed(host)}:{port}"
        database = self._service.database
        database.write(lambda connection: database.set_fact(connection, "url", url))
        print(f"listening {url}", flush=True)
        print(RelayCard(url, self._service.relay, self._service.admission).encode(), flush=True)
        tell_ready()


async def _own_address(host: str) -> str:
    """The address under which laptops probably reach this machine: the one from which it would go out."""
    if host not in ("0.0.0.0", "::"):
        return host
    try:
        # A datagram socket that is told its goal knows its own address; nothing is sent. 192.0.2.1: RFC 5737.
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            asyncio.DatagramProtocol, remote_addr=("192.0.2.1", 9)
        )
    except OSError:
        return platform.node() or "localhost"
    address: str = transport.get_extra_info("sockname")[0]
    transport.close()
    return address


def _bracketed(host: str) -> str:
    return f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host
