"""A link to a relay's service in the same process, which can be cut, as a hill road cuts it.

What it keeps: every item goes through its bytes, the service is the real one on a real database, and what the relay
took before a cut stays taken, as its web layer does. What it leaves out: sockets, TLS and time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.errors import LinkError
from app.protocol.messages import Hello, Item, ItemReader, encode_item
from app.relay.service import Service
from app.sync.links.traffic import Traffic, Went, untold


@dataclass
class Weather:
    """When the next requests are cut: after so many uploads arrived, or so many items came back; None: not at all.

    ``bytes_up`` and ``bytes_down`` are asked before each request after how many bytes of uploads, or of the answer, it
    is cut; None: not at all. ``down`` refuses every connection. ``uploaded`` holds every upload that was handed to the
    relay; ``passed_up`` and ``passed_down`` count the bytes of uploads and answers, torn ones included.
    """

    uploads: int | None = None
    answers: int | None = None
    bytes_up: Callable[[], int | None] = lambda: None
    bytes_down: Callable[[], int | None] = lambda: None
    down: bool = False
    uploaded: list[bytes] = field(default_factory=list)
    passed_up: int = 0
    passed_down: int = 0
    cuts: int = 0


class LocalLink:
    """``app.sync.engine.Link`` without a network."""

    def __init__(self, service: Service, weather: Weather) -> None:
        self.traffic = Traffic()
        self._service, self._weather = service, weather
        self._cancelled = False

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]:
        if self._weather.down:
            raise LinkError("link.unreachable", "the weather is bad")
        self.traffic.requests += 1
        visit = self._service.visit()
        visit.take(self._through(hello))
        known = [encode_item(item) for item in uploads] if isinstance(uploads, Sequence) else None
        sending = map(encode_item, uploads) if known is None else known
        left = self._weather.bytes_up()
        reader, sent = ItemReader(), 0
        for count, data in enumerate(sending):
            if self._cancelled or (self._weather.uploads is not None and count >= self._weather.uploads):
                visit.commit()
                raise self._cut("while sending")
            arrived = data if left is None else data[: max(0, left - sent)]
            sent += len(data)
            self.traffic.sent += len(arrived)
            self._weather.passed_up += len(arrived)
            for item in reader.feed(arrived):
                visit.take(item)
            if len(arrived) < len(data):
                for item in reader.torn():
                    visit.take(item)
                visit.commit()
                raise self._cut("while sending")
            self._weather.uploaded.append(data)
            went(sent, sent if known is None else sum(map(len, known)))
        yield from self._answer(visit.answer())

    def cancel(self) -> None:
        self._cancelled = True

    def close(self) -> None:
        """Nothing is kept open."""

    def _answer(self, answer: Iterator[Item]) -> Iterator[Item]:
        left = self._weather.bytes_down()
        reader = ItemReader()
        for count, item in enumerate(answer):
            if self._cancelled or (self._weather.answers is not None and count >= self._weather.answers):
                raise self._cut("while receiving")
            data = encode_item(item)
            arrived = data if left is None else data[:left]
            left = left if left is None else left - len(arrived)
            self.traffic.received += len(arrived)
            self._weather.passed_down += len(arrived)
            yield from reader.feed(arrived)
            if len(arrived) < len(data):
                yield from reader.torn()
                raise self._cut("while receiving")

    def _cut(self, when: str) -> LinkError:
        self._weather.cuts += 1
        return LinkError("link.lost", f"cut {when}")

    def _through(self, item: Item) -> Item:
        data = encode_item(item)
        self.traffic.sent += len(data)
        (read,) = ItemReader().feed(data)
        return read
