"""A link to a relay's service in the same process, which can be cut, as a hill road cuts it.

What it keeps: every item goes through its bytes, the service is the real one on a real database, and what the relay
took before a cut stays taken, as its web layer does. What it leaves out: sockets, TLS and time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.errors import LinkError
from app.protocol.messages import Hello, Item, ItemReader, encode_item
from app.relay.service import Service
from app.sync.links.traffic import Traffic


@dataclass
class Weather:
    """When the next requests are cut: after so many uploads arrived, or so many items came back; None: not at all.

    ``down`` refuses every connection. ``seen`` counts every envelope that was handed to the relay.
    """

    uploads: int | None = None
    answers: int | None = None
    down: bool = False
    uploaded: list[bytes] = field(default_factory=list)


class LocalLink:
    """``app.sync.engine.Link`` without a network."""

    def __init__(self, service: Service, weather: Weather) -> None:
        self.traffic = Traffic()
        self._service, self._weather = service, weather
        self._cancelled = False

    def exchange(self, hello: Hello, uploads: Iterable[Item]) -> Iterator[Item]:
        if self._weather.down:
            raise LinkError("link.unreachable", "the weather is bad")
        self.traffic.requests += 1
        visit = self._service.visit()
        visit.take(self._through(hello))
        for count, item in enumerate(uploads):
            if self._cancelled or (self._weather.uploads is not None and count >= self._weather.uploads):
                visit.commit()
                raise LinkError("link.lost", "cut while sending")
            self._weather.uploaded.append(encode_item(item))
            visit.take(self._through(item))
        for count, answer in enumerate(visit.answer()):
            if self._cancelled or (self._weather.answers is not None and count >= self._weather.answers):
                raise LinkError("link.lost", "cut while receiving")
            self.traffic.received += len(encode_item(answer))
            yield answer

    def cancel(self) -> None:
        self._cancelled = True

    def close(self) -> None:
        """Nothing is kept open."""

    def _through(self, item: Item) -> Item:
        data = encode_item(item)
        self.traffic.sent += len(data)
        (read,) = ItemReader().feed(data)
        return read
