"""A server that is not a relay, or a relay that fails: it takes one connection after another and does as it is told.

    with OddServer(folder, says(b"HTTP/1.1 404 Not Found\r\n\r\n")) as server:
        link = HttpLink(server.url, server.pin)

Its certificate is a real one, so that a link pinned to ``server.pin`` gets as far as the behaviour.
"""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from pathlib import Path

from app.relay.certificate import make_certificate, pin_of
from app.relay.settings import RelaySettings

Behaviour = Callable[["OddServer", socket.socket], None]


class OddServer:
    """Runs ``behaviour`` for each connection, in a thread of its own; ``heard`` is what it read inside TLS."""

    def __init__(self, folder: Path, behaviour: Behaviour, *, tls: bool = True) -> None:
        settings = RelaySettings(folder)
        make_certificate(settings, 1_700_000_000)
        self.pin = pin_of(settings)
        self.heard = b""
        self.done = threading.Event()
        self._behaviour = behaviour
        self._context: ssl.SSLContext | None = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(settings.certificate, settings.key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "OddServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=60)

    def hear(self, connection: socket.socket) -> None:
        """Read one whole request: head, and as much body as it announces."""
        text = b""
        while b"\r\n\r\n" not in text:
            part = connection.recv(65_536)
            if not part:
                return
            text += part
        head, _, body = text.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
        while len(body) < length and (part := connection.recv(65_536)):
            body += part
            text += part
        self.heard += text

    def _serve(self) -> None:
        while not self.done.is_set():
            try:
                connection = self._listener.accept()[0]
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                if self._context is None:
                    self._behaviour(self, connection)
                else:
                    with self._context.wrap_socket(connection, server_side=True) as wrapped:
                        self._behaviour(self, wrapped)


def says(answer: bytes) -> Behaviour:
    """Hears the request, answers these bytes, and closes."""

    def behave(server: OddServer, connection: socket.socket) -> None:
        server.hear(connection)
        connection.sendall(answer)

    return behave


def stays_silent(server: OddServer, connection: socket.socket) -> None:
    """Hears the request, and never answers."""
    server.hear(connection)
    server.done.wait(60)


def resets(server: OddServer, connection: socket.socket) -> None:
    """Hears the request, and breaks the connection off without a farewell."""
    server.hear(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
