"""Waiting for a network that may never answer, in slices: between two of them the visit is asked whether to go on.

A connection, a greeting and the next byte can each take half a minute on 2G, and never come in a village whose cell is
down. Whoever presses Stop must not wait for that.
"""

import errno
import select
import socket
import ssl
import time
from collections.abc import Callable

#: Seconds between two questions; short enough for a hand on a button, long enough to cost nothing.
SLICE = 0.1

#: Asked between two slices; raises to break the wait off.
Ask = Callable[[], None]

_UNDER_WAY = (errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK))


def connect(host: str, port: int, seconds: float, ask: Ask) -> socket.socket:
    """A connected TCP socket, by the first of the host's addresses that answers.

    ``seconds`` is the most that each address is given. Raises OSError (socket.gaierror for a name that nobody knows,
    TimeoutError), and whatever ``ask`` raises.
    """
    ask()
    found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    error: OSError | None = None
    for family, kind, protocol, _, address in found:
        ask()
        made = socket.socket(family, kind, protocol)
        try:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _connect(made, address, seconds, ask)
        except OSError as failed:
            made.close()
            error = failed
        except BaseException:
            made.close()
            raise
        else:
            return made
    raise error or OSError("no address")


def _connect(made: socket.socket, address: object, seconds: float, ask: Ask) -> None:
    made.setblocking(False)
    code = made.connect_ex(address)  # type: ignore[arg-type]  # as getaddrinfo gave it
    if code not in (0, *_UNDER_WAY):
        raise OSError(code, "connect")
    until(made, seconds, ask, write=True)
    code = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, "connect")


def greet(made: ssl.SSLSocket, seconds: float, ask: Ask, step: Callable[[], None]) -> None:
    """Do a TLS handshake; ``step`` is the socket's own, tried again each time that the other side has said more."""
    before = made.gettimeout()
    made.settimeout(0)
    end = time.monotonic() + seconds
    try:
        while True:
            try:
                step()
            except ssl.SSLWantReadError:
                until(made, end - time.monotonic(), ask)
            except ssl.SSLWantWriteError:
                until(made, end - time.monotonic(), ask, write=True)
            else:
                return
    finally:
        made.settimeout(before)


def until(made: socket.socket, seconds: float, ask: Ask, *, write: bool = False) -> None:
    """Wait until there is something to read, or room to write. Raises TimeoutError, and whatever ``ask`` raises."""
    end = time.monotonic() + seconds
    while True:
        left = end - time.monotonic()
        wanted = [made]
        # On Windows a connection that failed shows in the third list.
        ready = select.select([] if write else wanted, wanted if write else [], wanted, max(0.0, min(SLICE, left)))
        if any(ready):
            return
        ask()
        if left <= 0:
            raise TimeoutError("nothing for too long")
