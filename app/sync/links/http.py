"""The link to a relay over HTTPS: one POST a visit, answered item by item as it comes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from app.errors import LinkError
from app.protocol.failures import Refusal
from app.protocol.messages import (
    BlobDown,
    Done,
    EntryDown,
    EnvelopeDown,
    FileDown,
    Hello,
    Item,
    ItemReader,
    PartDown,
    SnapshotDown,
    Welcome,
    encode_item,
)
from app.sync.links.traffic import Timeouts, Traffic, Went, untold

if TYPE_CHECKING:
    from app.sync.links.pinned import Pinned

PATH = "/v1/exchange"
#: What an answer may be longer than the budget that was asked for, in bytes: an item that always comes, and the small
#: ones of all spaces. And the most of these small ones. Whoever answers more wants to fill a disk or a day.
BESIDE_BUDGET, MOST_SMALL = 131_072, 4_096


class HttpLink:
    """RelayApi over one pinned HTTPS connection, which is kept between the requests of a visit."""

    def __init__(self, url: str, pin: bytes, *, timeouts: Timeouts | None = None) -> None:
        """``url`` is the relay's address, ``pin`` the 32 bytes of its certificate's SHA-256. Nothing is sent yet."""
        self.traffic = Traffic()
        self._url, self._pin, self._timeouts = url.rstrip("/"), pin, timeouts or Timeouts()
        self._connection: Pinned | None = None
        self._stopped = False

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]:
        """One request. Raises LinkError: link.unreachable, lost, slow, certificate, not_a_relay, busy, relay_full.

        The length of a sequence of uploads is told beforehand; what comes from any other iterable is sent as it is
        made. ``went`` is told of each piece once it is in the socket, from where it may also cancel. Items are yielded
        as they come. An answer that ends without Done raises link.lost after the last whole item, and after what
        arrived of a part.
        """
        encoded = map(encode_item, chain([hello], uploads))
        parts: Iterable[bytes] = list(encoded) if isinstance(uploads, Sequence) else encoded
        last: Item | None = None
        small = 0
        try:
            for item in _items(_bounded(self._connect().post(PATH, parts, went), hello.budget + BESIDE_BUDGET)):
                if last is None and not isinstance(item, Welcome):
                    raise LinkError("link.not_a_relay", "the answer begins without a welcome")
                small += not isinstance(item, EntryDown | BlobDown | EnvelopeDown | PartDown | SnapshotDown | FileDown)
                if small > MOST_SMALL:
                    raise LinkError("link.not_a_relay", "an answer of nothing but small items")
                yield item
                last = item
        except Refusal as refusal:
            # What is no item at all, right at the beginning, is some other server's page.
            code = "link.not_a_relay" if last is None else refusal.known().code
            raise LinkError(code, str(refusal)) from refusal
        if not isinstance(last, Done):
            raise LinkError("link.lost", "the answer was cut")

    def post(self, request: bytes, went: Went = untold) -> Iterator[bytes]:
        """Post the bytes of somebody else's request as they are; yields the answer's bytes. Raises LinkError."""
        yield from self._connect().post(PATH, [request], went)

    @property
    def resumed(self) -> bool:
        """Whether the last connection spared itself the certificate by resuming an earlier TLS session."""
        return self._connection is not None and self._connection.resumed

    def cancel(self) -> None:
        """Stop the visit that is under way, or the next one; safe from any thread. It ends with link.lost."""
        self._stopped = True
        if self._connection is not None:
            self._connection.stop()

    def close(self) -> None:
        """Close the connection, if one is kept."""
        if self._connection is not None:
            self._connection.close()

    def _connect(self) -> "Pinned":
        if self._connection is None:
            from app.sync.links.pinned import Pinned  # requests costs 0.2 s, so it waits for the first visit

            self._connection = Pinned(self._url, self._pin, self.traffic, self._timeouts)
            if self._stopped:
                self._connection.stop()
        return self._connection


def _bounded(blocks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The blocks, as long as they are no more than was asked for. Raises LinkError."""
    for block in blocks:
        most -= len(block)
        if most < 0:
            raise LinkError("link.not_a_relay", "an answer longer than was asked for")
        yield block


def _items(blocks: Iterator[bytes]) -> Iterator[Item]:
    """The answer's items; one that a cut divided is left to be sent again, except for what arrived of a part.

    Raises Refusal, LinkError.
    """
    reader = ItemReader()
    try:
        for block in blocks:
            yield from reader.feed(block)
    except LinkError:
        yield from reader.torn()
        raise
    if reader.leftover:
        yield from reader.torn()
    else:
        reader.end()
