"""A bad road to a relay, on real sockets: slow, far, stalling, breaking off, repeating itself, all from a seed.

    with Road(relay.card.encode(), shape=TWO_G.faster(10)) as road:
        teacher.found_space("...", road.card)

Each connection is given a ``Fate`` by its number. Bytes are those on the wire, TLS handshakes included, which
``CuttingRoad`` leaves out. Where a test would wait too long, rates and delays are all made faster by one factor, which
leaves their proportions as they are.
"""

import contextlib
import queue
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from app.protocol.relay_card import RelayCard

#: What travels together, in bytes: a packet's load.
_PACKET = 1_400
#: Packets that lie in the road's buffers at most, each way.
_BUFFER = 16
Piece = tuple[float, bytes]


@dataclass(frozen=True)
class Shape:
    """Bytes a second each way (0: as fast as it goes), seconds from one end to the other, and seconds after which
    whatever is connected is reset (0: never)."""

    up: float = 0
    down: float = 0
    delay: float = 0
    reset_every: float = 0

    def faster(self, factor: float) -> "Shape":
        """The same road in less time."""
        return Shape(self.up * factor, self.down * factor, self.delay / factor, self.reset_every / factor)


#: The reference link of the design: 40 kbit/s up, 80 down, 600 ms there and back, one reset in five minutes.
TWO_G = Shape(5_000, 10_000, 0.3, 300)


@dataclass(frozen=True)
class Fate:
    """What happens to one connection: it ends after so many bytes one way (None: does not), with a reset or quietly;
    it stands still for ``stall`` seconds after ``stall_at`` bytes; what went up is sent to the relay once more."""

    up: int | None = None
    down: int | None = None
    reset: bool = True
    stall: float = 0
    stall_at: int = 0
    repeat: bool = False


def chances(seed: int, most: int, stall: float) -> Callable[[int], Fate]:
    """Every connection but each fifth comes to some bad end, within ``most`` bytes."""

    def fate(number: int) -> Fate:
        if number % 5 == 4:
            return Fate()
        chance = random.Random(f"{seed} {number}")
        end = chance.randrange(1, most)
        return chance.choice(
            [
                Fate(up=end),
                Fate(down=end),
                Fate(up=end, reset=False),
                Fate(down=end, reset=False),
                Fate(stall=stall, stall_at=end),
                Fate(down=end, repeat=True),
            ]
        )

    return fate


def _whole(number: int) -> Fate:
    """Nothing happens to any connection."""
    return Fate()


class Road:
    """Listens on the loopback and forwards to one relay. ``up`` and ``down`` count bytes, ``connections`` and ``ends``
    what was opened and what came to a bad end."""

    def __init__(self, card: str, shape: Shape | None = None, fate: Callable[[int], Fate] = _whole) -> None:
        """``card`` is the relay's own, as text."""
        self._relay, self.shape, self.fate = RelayCard.parse(card), shape or Shape(), fate
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock, self._open = threading.Lock(), set[socket.socket]()
        self._done = threading.Event()
        self.up = self.down = self.connections = self.ends = 0

    @property
    def card(self) -> str:
        """The relay's card, with this road's address."""
        return replace(self._relay, url=f"https://127.0.0.1:{self._listener.getsockname()[1]}").encode()

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._reset_now_and_then, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def forget(self) -> None:
        """Count from zero."""
        self.up = self.down = self.connections = self.ends = 0

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                fate, self.connections = self.fate(self.connections), self.connections + 1
                threading.Thread(target=self._connect, args=(near, fate), daemon=True).start()

    def _connect(self, near: socket.socket, fate: Fate) -> None:
        far = self._to_relay()
        with self._lock:
            self._open |= {near, far}
        heard: list[bytes] = []
        for source, target, upwards in ((near, far, True), (far, near, False)):
            pieces: queue.Queue[Piece] = queue.Queue(_BUFFER)
            threading.Thread(target=self._read, args=(source, pieces, upwards), daemon=True).start()
            threading.Thread(
                target=self._write, args=(pieces, target, source, fate, upwards, heard), daemon=True
            ).start()

    def _to_relay(self) -> socket.socket:
        address = urlsplit(self._relay.url)
        return socket.create_connection((address.hostname or "", address.port or 0))

    def _read(self, source: socket.socket, pieces: "queue.Queue[Piece]", upwards: bool) -> None:
        free = 0.0
        with contextlib.suppress(OSError):
            while data := source.recv(_PACKET):
                rate = self.shape.up if upwards else self.shape.down
                free = max(free, time.monotonic()) + (len(data) / rate if rate else 0)
                pieces.put((free + self.shape.delay, data))
        pieces.put((time.monotonic() + self.shape.delay, b""))

    def _write(
        self,
        pieces: "queue.Queue[Piece]",
        target: socket.socket,
        source: socket.socket,
        fate: Fate,
        upwards: bool,
        heard: list[bytes],
    ) -> None:
        passed, end = 0, fate.up if upwards else fate.down
        with contextlib.suppress(OSError):
            while True:
                due, data = pieces.get()
                time.sleep(max(0.0, due - time.monotonic()))
                if not data:
                    target.shutdown(socket.SHUT_WR)
                    return
                part = data if end is None else data[: end - passed]
                if fate.stall and passed <= fate.stall_at < passed + len(part):
                    self.ends += 1
                    self._done.wait(fate.stall)
                target.sendall(part)
                passed += len(part)
                self._count(len(part), upwards)
                if upwards:
                    heard.append(part)
                if end is not None and passed >= end:
                    self._end(target, source, fate, heard)
                    return

    def _end(self, target: socket.socket, source: socket.socket, fate: Fate, heard: list[bytes]) -> None:
        self.ends += 1
        if fate.repeat:
            with contextlib.suppress(OSError), self._to_relay() as again:
                again.settimeout(1.0)
                again.sendall(b"".join(heard))
                again.recv(_PACKET)
        self._break(target, source, reset=fate.reset)

    def _break(self, *ends: socket.socket, reset: bool) -> None:
        with self._lock:
            self._open -= set(ends)
        for end in ends:
            with contextlib.suppress(OSError):
                if reset:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                # Closing alone would not wake a thread that reads, and while one does, nothing goes out.
                end.shutdown(socket.SHUT_RD if reset else socket.SHUT_RDWR)
            end.close()

    def _reset_now_and_then(self) -> None:
        while self.shape.reset_every and not self._done.wait(self.shape.reset_every):
            with self._lock:
                opened, self._open = self._open, set()
            self.ends += bool(opened)
            self._break(*opened, reset=True)

    def _count(self, size: int, upwards: bool) -> None:
        with self._lock:
            if upwards:
                self.up += size
            else:
                self.down += size
