"""A visit by hand: the bytes of one request over TLS, of which only a part is sent before the line is cut."""

import contextlib
import socket
import ssl
import struct
from collections.abc import Sequence
from urllib.parse import urlsplit

from app.protocol.messages import Hello, Item, encode_item
from app.sync.links.http import PATH


def request_body(hello: Hello, uploads: Sequence[Item]) -> bytes:
    """What the HTTP link would send as the body."""
    return b"".join(map(encode_item, [hello, *uploads]))


def send_part(url: str, body: bytes, count: int, *, reset: bool = False) -> None:
    """Announce the whole body, send ``count`` bytes of it, and hang up.

    With ``reset`` there is no farewell, and what still lies in this side's buffers is lost; without it, this side
    says that nothing more comes and waits for the relay to hang up too, so that every byte arrived.
    """
    address = urlsplit(url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    head = f"POST {PATH} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with (
        socket.create_connection((address.hostname or "", address.port or 0)) as plain,
        context.wrap_socket(plain, suppress_ragged_eofs=True) as connection,
    ):
        connection.sendall(head + body[:count])
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            # The plain socket's shutdown: TLS's own farewell would ask the relay for one first.
            socket.socket.shutdown(connection, socket.SHUT_WR)
            with contextlib.suppress(OSError):
                while connection.recv(4_096):
                    pass
