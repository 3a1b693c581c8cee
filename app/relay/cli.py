"""`tongxing-relay run | card | status`: for a partner school's technician, in English, one plain sentence a trouble.

The first `run` makes the folder, the database, the certificate and the admission code; every later one finds them.
"""

import argparse
import asyncio
import logging
import os
import platform
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from app.clock import SystemClock
from app.logs import start_log
from app.protocol.relay_card import RelayCard
from app.relay.certificate import harden, pin_of
from app.relay.database import Database, NewerDatabase, StorageError
from app.relay.housekeeping import figures
from app.relay.identity import OtherRelay, establish, private
from app.relay.service import Service
from app.relay.settings import DATABASE_VARIABLE, DEFAULT_HOST, DEFAULT_PORT, RelaySettings
from app.relay.web import make_app
from app.version import __version__

#: Seconds that visits under way get to end when the relay is stopped.
_GRACE = 10
#: Connections at a time; each holds at most about 1 MB. One more is told that the relay is busy.
_VISITORS = 512


class _Trouble(Exception):
    """Something the technician can mend; the text is the sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    settings = RelaySettings(options.home.expanduser().absolute(), options.database)
    try:
        if options.command == "run":
            _run(settings, options)
        elif options.command == "card":
            print(_existing_card(settings))
        else:
            _status(settings)
    except _Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tongxing-relay", description="Store and forward sealed envelopes for schools; it can read none of them."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    texts = {
        "run": "start the relay; the first time it makes all that it needs",
        "card": "print the relay card, which schools type into the app",
        "status": "print what the relay holds",
    }
    made = {name: commands.add_parser(name, help=text, description=text) for name, text in texts.items()}
    for command in made.values():
        command.add_argument("--home", type=Path, required=True, help="the folder that holds everything of the relay")
        command.add_argument(
            "--database",
            default=os.environ.get(DATABASE_VARIABLE, ""),
            help="postgresql+psycopg://USER:PASSWORD@HOST/NAME; left out: SQLite in the folder. May also stand in the "
            f"environment as {DATABASE_VARIABLE}, where other users of the machine do not see it",
        )
    run = made["run"]
    run.add_argument("--host", default=DEFAULT_HOST, help=f"address to listen on (default {DEFAULT_HOST})")
    run.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"default {DEFAULT_PORT}; 0 takes a free one")
    run.add_argument("--address", help="the name or IP under which laptops reach this machine; it goes on the card")
    return parser


def _run(settings: RelaySettings, options: argparse.Namespace) -> None:
    database, admission = _open(settings)
    start_log(settings.home)
    service = Service(database, pin_of(settings), admission, SystemClock(), settings.allowances, settings.pace)
    # uvicorn gives a caught signal back when it has stopped: received twice, it must not end us with a failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    try:
        _Server(settings, service, options).run()
    except SystemExit as error:
        raise _Trouble(
            f"Cannot listen on {options.host} port {options.port}: another program may hold this port, the address may "
            "not be this machine's, or a port below 1024 may need rights. Choose another with --port."
        ) from error
    finally:
        database.close()


class _Server(uvicorn.Server):
    """uvicorn with our certificate, without headers that nobody reads, saying when and where it listens."""

    def __init__(self, settings: RelaySettings, service: Service, options: argparse.Namespace) -> None:
        self._settings, self._service, self._options = settings, service, options
        super().__init__(
            uvicorn.Config(
                make_app(service),
                host=options.host,
                port=options.port,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="on",
                log_config=None,
                log_level=logging.CRITICAL,
                access_log=False,
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
        host = self._options.address or await _own_address(self._options.host)
        url = f"https://{_bracketed(host)}:{port}"
        database = self._service.database
        with database.writing() as connection:
            database.set_fact(connection, "url", url)
        print(f"listening {url}", flush=True)
        print(_card(url, self._service.relay, self._service.admission), flush=True)


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


def _open(settings: RelaySettings) -> tuple[Database, bytes]:
    """The relay's database and files, made if they are not there, and its admission code."""
    where = settings.address.rpartition("@")[2] or settings.database
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not settings.address:
            private(settings.database)
        database = Database(settings.target)
        return database, establish(settings, database, SystemClock().now())
    except NewerDatabase as error:
        raise _Trouble(
            f"{where} was written by a later relay. It is untouched; please install that version."
        ) from error
    except FileNotFoundError as error:
        raise _Trouble(
            f"{settings.key} is missing, though its certificate is there. Put it back from a backup: with a new one, "
            "every ticket and card given out so far would stop working."
        ) from error
    except OtherRelay as error:
        raise _Trouble(
            f"The certificate in {settings.home} is not the one of the database {where}: they belong to two relays. "
            "Give each its own folder; or, to go on with the database's, move the two .pem files away."
        ) from error
    except OSError as error:
        raise _Trouble(
            f"The folder {settings.home} cannot be used: {error.strerror or 'it cannot be written'}."
        ) from error
    except (StorageError, ValueError) as error:
        raise _Trouble(f"The database {where} cannot be opened: {error}.") from error


def _existing(settings: RelaySettings) -> tuple[Database, bytes]:
    if not settings.address and not settings.database.exists():
        raise _Trouble(f"There is no relay in {settings.home} yet; `tongxing-relay run --home ...` makes one.")
    return _open(settings)


def _existing_card(settings: RelaySettings) -> str:
    database, admission = _existing(settings)
    with database.reading() as connection:
        url = database.fact(connection, "url")
    if url is None:
        raise _Trouble("The relay has not listened yet, so its address is not known; start it once with `run`.")
    return _card(url, pin_of(settings), admission)


def _card(url: str, pin: bytes, admission: bytes) -> str:
    return RelayCard(url, pin, admission).encode()


def _status(settings: RelaySettings) -> None:
    found = figures(_existing(settings)[0])
    last = found.totals.last_contact
    contact = "never" if last is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(last))
    print(f"version       {__version__}")
    print(f"spaces        {found.totals.spaces}")
    print(f"devices       {found.totals.devices}")
    print(f"envelopes     {found.totals.envelopes}")
    print(f"on disk       {found.on_disk:,} bytes")
    print(f"free          {'not known' if found.free is None else f'{found.free:,} bytes'}")
    print(f"last contact  {contact}")
