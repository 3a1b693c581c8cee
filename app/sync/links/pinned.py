"""One relay over TLS 1.3: pinned by its certificate's SHA-256, few headers, every byte counted, stoppable.

No authority and no date is checked: the pin came with the ticket, so a laptop whose clock is a year off still
syncs, and nobody who owns an authority can step in between. This module is imported at the first visit only,
because `requests` costs a fifth of a second.

A request carries Host and Content-Length and no other header: 75 bytes where `requests` alone would send 186.
"""

import contextlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util import SKIP_HEADER

from app.errors import LinkError, UpdateError
from app.sync.links.traffic import CRAWL_BYTES, Timeouts, Traffic, Went, untold
from app.sync.links.waiting import connect, greet, until

#: The most that is read at once, in bytes; what is there is given out earlier.
_READ = 16_384

#: Bytes that go out in one TLS record. Whole records only can be read, so a cut costs the one that it divides, and each
#: costs 22 bytes around it: on a link that breaks every 64 KB both together are least near this size.
_RECORD = 2_048

#: Seconds to wait where no timeout was set.
_LONGEST = 60.0

#: What each exception from below means for a teacher; the first row that fits anything in the chain of causes wins.
#:
#: Rows for single classes come before those for their roots. `tests/unit/sync/links/test_pinned.py` walks every
#: exception class of requests and urllib3 and fails if one is caught by no row.
MEANINGS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "link.certificate"),
    (ssl.SSLEOFError, "link.lost"),
    (ssl.SSLZeroReturnError, "link.lost"),
    (ssl.SSLError, "link.not_a_relay"),
    (requests.exceptions.ConnectTimeout, "link.unreachable"),
    (urllib3.exceptions.ConnectTimeoutError, "link.unreachable"),
    (urllib3.exceptions.NewConnectionError, "link.unreachable"),
    (requests.exceptions.ProxyError, "link.unreachable"),
    (urllib3.exceptions.ProxyError, "link.unreachable"),
    (requests.exceptions.InvalidURL, "link.unreachable"),
    (requests.exceptions.MissingSchema, "link.unreachable"),
    (requests.exceptions.InvalidSchema, "link.unreachable"),
    (requests.exceptions.URLRequired, "link.unreachable"),
    (urllib3.exceptions.LocationValueError, "link.unreachable"),
    (urllib3.exceptions.ProxySchemeUnsupported, "link.unreachable"),
    (requests.exceptions.Timeout, "link.slow"),
    (urllib3.exceptions.TimeoutError, "link.slow"),
    (TimeoutError, "link.slow"),
    (urllib3.exceptions.SSLError, "link.certificate"),
    (requests.exceptions.SSLError, "link.certificate"),
    (http.client.RemoteDisconnected, "link.lost"),
    (http.client.IncompleteRead, "link.lost"),
    (http.client.HTTPException, "link.not_a_relay"),
    (ConnectionRefusedError, "link.unreachable"),
    (socket.gaierror, "link.unreachable"),
    (OSError, "link.lost"),
)

#: Rows for what has no cause of its own. They stand apart because requests' exceptions are OSErrors too.
PLAIN_MEANINGS: tuple[tuple[type[BaseException], str], ...] = (
    (requests.exceptions.ChunkedEncodingError, "link.lost"),
    (requests.exceptions.ConnectionError, "link.lost"),
    (requests.exceptions.RetryError, "link.lost"),
    (requests.exceptions.StreamConsumedError, "link.lost"),
    (requests.exceptions.UnrewindableBodyError, "link.lost"),
    (requests.exceptions.HTTPError, "link.not_a_relay"),
    (requests.exceptions.TooManyRedirects, "link.not_a_relay"),
    (requests.exceptions.InvalidHeader, "link.not_a_relay"),
    (requests.exceptions.InvalidJSONError, "link.not_a_relay"),
    (requests.exceptions.ContentDecodingError, "link.not_a_relay"),
    (urllib3.exceptions.DecodeError, "link.not_a_relay"),
    (urllib3.exceptions.HeaderParsingError, "link.not_a_relay"),
    (urllib3.exceptions.InvalidHeader, "link.not_a_relay"),
    (urllib3.exceptions.ResponseError, "link.not_a_relay"),
    (urllib3.exceptions.BodyNotHttplibCompatible, "link.not_a_relay"),
    (urllib3.exceptions.ResponseNotChunked, "link.not_a_relay"),
    (urllib3.exceptions.TimeoutStateError, "link.lost"),
    (urllib3.exceptions.UnrewindableBodyError, "link.lost"),
    (urllib3.exceptions.IncompleteRead, "link.lost"),
    (urllib3.exceptions.InvalidChunkLength, "link.not_a_relay"),
    (urllib3.exceptions.ProtocolError, "link.lost"),
    (urllib3.exceptions.PoolError, "link.lost"),
)

#: What a relay says by its HTTP status; any other status was not said by a relay.
STATUSES = {408: "link.slow", 500: "link.busy", 503: "link.busy", 507: "link.relay_full"}

#: What may come out of requests and what lies below it. (Not Refusal, not Bug: those are ours and pass.)
FAILURES = (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError)


def code_of(error: BaseException) -> str:
    """The code whose sentence fits an exception from requests or below; the chain of causes decides."""
    chain = list(_causes(error))
    below = [cause for cause in chain if not _is_wrapper(cause)]
    for kinds, causes in ((MEANINGS, below), (MEANINGS[:-1], chain), (PLAIN_MEANINGS, chain)):
        for kind, code in kinds:
            if any(isinstance(cause, kind) for cause in causes):
                return code
    return "link.lost"


def _is_wrapper(error: BaseException) -> bool:
    """requests' own exceptions are OSErrors by descent, which says nothing about what happened."""
    return isinstance(error, requests.RequestException)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and whatever it wraps, however it wraps it: as cause, as context, as reason, as argument."""
    waiting, met = [error], set[int]()
    while waiting:
        current = waiting.pop(0)
        if id(current) in met:
            continue
        met.add(id(current))
        yield current
        inner = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        waiting.extend(each for each in inner if isinstance(each, BaseException))


class _Socket(ssl.SSLSocket):
    """A TLS socket that counts what passes inside, and that another thread may wake."""

    def do_handshake(self, block: bool = False) -> None:
        context = cast("_Context", self.context)
        context.open_socket = self
        context.check()
        greet(self, self.gettimeout() or _LONGEST, context.check, super().do_handshake)

    def send(self, data: Any, flags: int = 0) -> int:
        count = super().send(data, flags)
        cast("_Context", self.context).traffic.sent += count
        return count

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        context = cast("_Context", self.context)
        if not self.pending():
            until(self, self.gettimeout() or _LONGEST, context.check)
        count = super().recv_into(buffer, nbytes, flags)
        cast("_Context", self.context).traffic.received += count
        return count


class _Context(ssl.SSLContext):
    """TLS 1.3 alone; keeps the last session, so that the next visit skips certificate and signature."""

    sslsocket_class = _Socket
    traffic: Traffic
    ticket: ssl.SSLSession | None
    open_socket: _Socket | None
    stopped: bool
    asked: Callable[[], None]

    def check(self) -> None:
        """Ask whoever watches whether to go on. Raises ConnectionAbortedError if not."""
        self.asked()
        if self.stopped:
            raise ConnectionAbortedError("stopped")

    def wrap_socket(self, sock: socket.socket, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        kwargs["session"] = self.ticket
        return super().wrap_socket(sock, *args, **kwargs)


def _nothing() -> None:
    """Nobody watches."""


def _context(traffic: Traffic) -> _Context:
    context = _Context(ssl.PROTOCOL_TLS_CLIENT)
    context.traffic, context.ticket, context.open_socket, context.stopped = traffic, None, None, False
    context.asked = _nothing
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


#: Contexts with a ticket of links that were closed, by address and pin: the next link to the relay goes on with one. A
#: ticket is of use to its context alone, so the context is kept, and handed to one link at a time. Nothing of it is
#: written to the disk: it would open what was recorded of later visits to whoever finds the laptop.
_KEPT: dict[tuple[str, bytes], _Context] = {}


def _kept_context(url: str, pin: bytes, traffic: Traffic) -> _Context:
    context = _KEPT.pop((url, pin), None)
    if context is None:
        return _context(traffic)
    context.traffic, context.open_socket, context.stopped, context.asked = traffic, None, False, _nothing
    return context


class _Connection(HTTPSConnection):
    """A connection that can be given up while it is still being made."""

    def _new_conn(self) -> socket.socket:
        context = cast("_Context", self.ssl_context)
        timeout = self.timeout if isinstance(self.timeout, int | float) else _LONGEST
        try:
            made = connect(self._dns_host, self.port, timeout, context.check)
        except OSError as error:
            # No name, no route, nobody there: whatever it was, the relay was not reached.
            raise NewConnectionError(self, type(error).__name__) from error
        made.settimeout(timeout)
        return made


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _Adapter(HTTPAdapter):
    """Speaks to the one relay whose certificate has this fingerprint."""

    def __init__(self, context: _Context, pin: bytes) -> None:
        self._context, self._pin = context, pin
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, assert_fingerprint=self._pin.hex(), **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}


class Flow:
    """An upload whose parts are made while it is sent; given out in blocks, each of which becomes a TLS record.

    ``went`` is told after each block that it is in the socket: when the next one is asked for. The length behind it is
    what has gone so far, for nobody knows what is still to come.
    """

    def __init__(self, parts: Iterable[bytes], went: Went = untold) -> None:
        self._parts, self._went = parts, went
        self._last = (0, 0)

    def ask(self) -> None:
        """Tell once more how far it is, so that whoever is told may cancel while nothing moves."""
        self._went(*self._last)

    def __iter__(self) -> Iterator[bytes]:
        block = bytearray()
        gone = 0
        for part in self._parts:
            block += part
            while len(block) >= _RECORD:
                record = bytes(block[:_RECORD])
                del block[:_RECORD]
                yield record
                gone += len(record)
                self._tell(gone)
        if block:
            yield bytes(block)
            self._tell(gone + len(block))

    def _tell(self, gone: int) -> None:
        self._last = (gone, self._whole(gone))
        self._went(*self._last)

    def _whole(self, gone: int) -> int:
        return gone


class Body(Flow):
    """An upload of known length."""

    def __init__(self, parts: Sequence[bytes], went: Went = untold) -> None:
        super().__init__(parts, went)
        self._length = sum(len(part) for part in parts)
        self._last = (0, self._length)

    def __len__(self) -> int:
        return self._length

    def _whole(self, gone: int) -> int:
        return self._length


class Pinned:
    """One relay, as an address to which bodies are posted. All failures leave as LinkError."""

    def __init__(self, url: str, pin: bytes, traffic: Traffic, timeouts: Timeouts) -> None:
        self._url, self._pin, self._traffic, self._timeouts = url, pin, traffic, timeouts
        self._tls = _kept_context(url, pin, traffic)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = False
        self._session.headers = CaseInsensitiveDict({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})
        self._session.mount("https://", _Adapter(self._tls, pin))

    def post(self, path: str, parts: Iterable[bytes], went: Went = untold) -> Iterator[bytes]:
        """Post the parts as one body, whose length is told beforehand if they are a sequence; yields the answer's
        bytes as they come, if the relay said 200.

        Raises LinkError: the codes of ``MEANINGS``, and by status those of ``STATUSES`` or link.not_a_relay.
        """
        body = Body(parts, went) if isinstance(parts, Sequence) else Flow(parts, went)
        with self._known_failures():
            yield from self._answer("POST", path, body, {}, 200)

    def get(self, path: str, first: int = 0) -> Iterator[bytes]:
        """A file of the relay's from its byte ``first`` on. Raises LinkError as ``post``; UpdateError(update.no_relay)
        where the relay has no such file."""
        with self._known_failures():
            yield from self._answer(
                "GET", path, None, {"Range": f"bytes={first}-"} if first else {}, 206 if first else 200
            )

    @contextlib.contextmanager
    def _known_failures(self) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            if self._tls.stopped:
                raise LinkError("link.lost", "stopped") from error
            raise LinkError(code_of(error), type(error).__name__) from error
        finally:
            self._tls.stopped = False

    @property
    def resumed(self) -> bool:
        """Whether the last connection went on with an earlier TLS session, without certificate and signature."""
        return self._tls.open_socket is not None and bool(self._tls.open_socket.session_reused)

    def stop(self) -> None:
        """Break off what is under way, from any thread; the visit then ends with link.lost at once."""
        self._tls.stopped = True
        waiting = self._tls.open_socket
        if waiting is not None:
            # The plain socket's shutdown wakes whoever reads; SSLSocket's own would pull TLS from under it.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(waiting, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection, if one is kept. Its TLS ticket is kept for the next link to this relay."""
        self._session.close()
        if self._tls.ticket is not None:
            _KEPT[self._url, self._pin] = self._tls

    def _answer(self, method: str, path: str, body: Flow | None, headers: dict[str, str], good: int) -> Iterator[bytes]:
        if self._tls.stopped:
            raise ConnectionAbortedError("stopped")
        self._tls.asked = _nothing if body is None else body.ask
        self._traffic.requests += 1
        with self._session.request(
            method,
            self._url + path,
            data=body,
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=(self._timeouts.connect, self._timeouts.silence),
        ) as response:
            if response.status_code == 404 and method == "GET":
                raise UpdateError("update.no_relay")
            if response.status_code != good:
                raise LinkError(
                    STATUSES.get(response.status_code, "link.not_a_relay"), f"status {response.status_code}"
                )
            came, since = 0, time.monotonic()
            while data := response.raw.read1(_READ, decode_content=False):
                yield data
                came += len(data)
                if time.monotonic() - since > self._timeouts.crawl:
                    if came < CRAWL_BYTES:
                        raise TimeoutError("an answer that drips")
                    came, since = 0, time.monotonic()
            if self._tls.open_socket is not None:
                self._tls.ticket = self._tls.open_socket.session
