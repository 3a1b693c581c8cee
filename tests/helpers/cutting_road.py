"""A road to a relay that breaks after so many bytes: a TCP forwarder that counts what passes inside TLS.

    with CuttingRoad(relay.card) as road:
        mentor.found_space("...", road.card)
        road.after = 64 * 1024

What has passed when the road breaks has arrived; what still lies in somebody's buffers is lost. Bytes inside TLS are
told by the heads of its records (RFC 8446, 5.2), of which a broken one counts as far as it came.
"""

import contextlib
import socket
import struct
import threading
from dataclasses import replace
from types import TracebackType
from urllib.parse import urlsplit

from app.protocol.relay_card import RelayCard

_READ = 16_384
#: TLS's record type of application data, the size of a record's head, and of its tag and inner type.
_APPLICATION, _HEAD, _SEAL = 23, 5, 17


class _Inside:
    """Takes a TLS stream as it comes, and counts the application data in it."""

    def __init__(self) -> None:
        self.count = 0
        self._head = bytearray()
        self._left = 0

    def take(self, data: bytes) -> int:
        """How many bytes of application data are in ``data``."""
        before, at = self.count, 0
        while at < len(data):
            if not self._left:
                self._head.append(data[at])
                at += 1
                if len(self._head) == _HEAD:
                    self._left = int.from_bytes(self._head[3:])
                continue
            size = min(self._left, len(data) - at)
            at, self._left = at + size, self._left - size
            if self._head[0] == _APPLICATION:
                self.count += size - (0 if self._left else _SEAL)
            if not self._left:
                self._head.clear()
        return self.count - before


class CuttingRoad:
    """Listens on the loopback and forwards to one relay. With ``after``, every connection breaks once so many bytes
    have passed in one direction. ``up`` and ``down`` count bytes inside TLS, ``cuts`` the breaks."""

    def __init__(self, card: str) -> None:
        """``card`` is the relay's own, as text."""
        self._relay = RelayCard.parse(card)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._lock = threading.Lock()
        self.after: int | None = None
        self.up = self.down = self.cuts = 0

    @property
    def card(self) -> str:
        """The relay's card, with this road's address."""
        return replace(self._relay, url=f"https://127.0.0.1:{self._listener.getsockname()[1]}").encode()

    def __enter__(self) -> "CuttingRoad":
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A thread that waits for a connection is woken by the shutdown; closing alone would leave it waiting.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def forget(self) -> None:
        """Count from zero."""
        self.up = self.down = self.cuts = 0

    def _listen(self) -> None:
        address = urlsplit(self._relay.url)
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection((address.hostname or "", address.port or 0))
                for source, target, upwards in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._carry, args=(source, target, upwards), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, upwards: bool) -> None:
        inside, passed, after = _Inside(), 0, self.after
        with contextlib.suppress(OSError):
            while data := source.recv(_READ if after is None else min(_READ, after - passed)):
                target.sendall(data)
                passed += len(data)
                self._count(inside.take(data), upwards)
                if passed == after:
                    self.cuts += 1
                    # Whoever was sending is told at once; the other side reads what has passed, and then an end.
                    source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    break
        for end in (target, source):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_WR)
            if passed == after:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RD)
        source.close()

    def _count(self, size: int, upwards: bool) -> None:
        with self._lock:
            if upwards:
                self.up += size
            else:
                self.down += size
