"""What the relay sends back: entries, blobs and envelopes that the visitor lacks, oldest first, within a budget.

A page at a time is read from the database, each in a short transaction of its own, up to the position that the space
had when the visitor was let in. So a slow link holds no lock, and what is written meanwhile waits for the next visit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.protocol.limits import PART
from app.protocol.messages import (
    BlobDown,
    CursorMoved,
    Done,
    EntryDown,
    FileDown,
    Item,
    SnapshotDown,
    SpaceAt,
    encode_item,
)
from app.protocol.parts import items_down
from app.relay import attachments, log, snapshots
from app.relay.admission import Right
from app.relay.database import Connection, Database
from app.relay.schema import Place, SpaceRow
from app.relay.snapshots import SnapshotRow

#: The most that one visit is given whatever it asks for, in bytes; a relay must not be made to send for hours.
_MOST = 16 * 1024 * 1024
#: Envelopes whose places are looked up at once.
_LOOK = 256
#: Own envelopes passed over before the cursor is moved past them with an item of its own: below this it costs more
#: than it saves, because the relay finds them again in microseconds.
_WORTH_MOVING = 32


@dataclass(frozen=True)
class Offer:
    """A snapshot for a newcomer, who has so many ``chunks`` of it and ``held`` bytes of the next one."""

    snapshot: SnapshotRow
    chunks: int
    held: int


@dataclass(frozen=True)
class Give:
    """An attachment that was asked for, from where the visitor has it up to piece ``upto``, not included."""

    file: bytes
    pieces: int
    held: int
    upto: int


@dataclass(frozen=True)
class Granted:
    """A space to which the visitor was let in: ``asked`` by the hello, standing at ``row``.

    ``others`` is the last position at which something may lie that the visitor did not write; ``entries_from`` is the
    first membership entry the visitor lacks; ``blobs`` are those it wanted; ``offer`` is what it is given in place of
    the log's beginning; ``files`` are the attachments that it is given.
    """

    index: int
    asked: SpaceAt
    row: SpaceRow
    right: Right
    others: int
    entries_from: int
    blobs: Sequence[bytes] = ()
    offer: Offer | None = None
    files: Sequence[Give] = ()


class _Budget:
    """Bytes that may still go down. The first thing always goes, or a small budget would stop a device for ever."""

    def __init__(self, size: int) -> None:
        self._left = min(size, _MOST)
        self._fresh = self._left > 0
        self.spent = False

    def take(self, size: int) -> bool:
        """May something of ``size`` bytes go? Once something may not, nothing more may: order is kept."""
        if self.spent or (size > self._left and not self._fresh):
            self.spent = True
            return False
        self._left -= size
        self._fresh = False
        return True


def waiting(database: Database, visitor: bytes, spaces: Sequence[Granted]) -> int:
    """Bytes of envelopes that wait for the visitor, whatever his budget. Raises StorageError."""
    behind = [space for space in spaces if space.right is Right.EVERYTHING and space.asked.cursor < space.others]
    if not behind:
        return 0
    with database.reading() as connection:
        return sum(_size(connection, visitor, space) for space in behind)


def _size(connection: Connection, visitor: bytes, space: Granted) -> int:
    size, cursor, offer = 0, space.asked.cursor, space.offer
    if offer is not None:
        cursor = offer.snapshot.cursor
        size = snapshots.bytes_from(connection, space.asked.space, offer.snapshot.device, offer.chunks) - offer.held
    upto = space.row.position
    return size + log.size_between(connection, space.asked.space, after=cursor, upto=upto, reader=visitor)


def downloads(database: Database, visitor: bytes, spaces: Sequence[Granted], budget: int, page: int) -> Iterator[Item]:
    """The rest of an answer, up to Done. ``page`` is how many bytes are read at once. Raises StorageError."""
    left = _Budget(budget)
    for space in spaces:
        yield from _entries(database, space, left)
    for space in spaces:
        for blob in space.blobs:
            if left.take(len(encode_item(BlobDown(space.index, blob)))):
                yield BlobDown(space.index, blob)
    for space in spaces:
        if space.right is Right.EVERYTHING:
            if space.offer is not None:
                yield from _snapshot(database, space, space.offer, left)
            yield from _envelopes(database, visitor, space, left, page)
    for space in spaces:
        for give in space.files:
            yield from _file(database, space, give, left)
    yield Done(left.spent)


def _entries(database: Database, space: Granted, left: _Budget) -> Iterator[Item]:
    if space.entries_from >= space.row.entries:
        return
    with database.reading() as connection:
        entries = log.entries_from(connection, space.asked.space, space.entries_from)
    for entry in entries[: space.row.entries - space.entries_from]:
        item = EntryDown(space.index, entry)
        if not left.take(len(encode_item(item))):
            return
        yield item


def _snapshot(database: Database, space: Granted, offer: Offer, left: _Budget) -> Iterator[Item]:
    held = offer.held
    for number in range(offer.chunks, offer.snapshot.count):
        if left.spent:
            return
        with database.reading() as connection:
            newest = snapshots.newest(connection, space.asked.space)
            data = snapshots.chunk(connection, space.asked.space, 1, offer.snapshot.device, number)
        if newest is None or newest.snapshot != offer.snapshot.snapshot:
            # Another one took its place in the middle of this answer; the next request begins with that.
            left.spent = True
            return
        for offset in range(held if held < len(data) else 0, len(data), PART):
            item = SnapshotDown(space.index, number, offset, len(data), data[offset : offset + PART])
            if not left.take(len(encode_item(item))):
                return
            yield item
        held = 0


def _file(database: Database, space: Granted, give: Give, left: _Budget) -> Iterator[Item]:
    held = give.held
    for number in range(give.pieces, give.upto):
        if left.spent:
            return
        with database.reading() as connection:
            data = attachments.piece(connection, space.asked.space, give.file, number)
        for offset in range(held if held < len(data) else 0, len(data), PART):
            item = FileDown(space.index, give.file, number, offset, len(data), data[offset : offset + PART])
            if not left.take(len(encode_item(item))):
                return
            yield item
        held = 0


def _envelopes(database: Database, visitor: bytes, space: Granted, left: _Budget, page: int) -> Iterator[Item]:
    # What the visitor holds already is of the first one only.
    cursor, last, held = space.asked.cursor, space.row.position, space.asked.held
    if space.offer is not None:
        cursor = space.offer.snapshot.cursor
    while cursor < space.others:
        if left.spent:
            return
        found = _page(database, visitor, space, cursor, page)
        for cursor, envelope in found:
            for item in items_down(space.index, cursor, envelope, held):
                if not left.take(len(encode_item(item))):
                    return
                yield item
            held = 0
        if not found:
            break
    if cursor > last or last - cursor >= _WORTH_MOVING:
        yield CursorMoved(space.index, last)


def _page(database: Database, visitor: bytes, space: Granted, cursor: int, page: int) -> Sequence[tuple[int, bytes]]:
    """Position and bytes of the next envelopes after ``cursor``: no more than fill a page, but at least one."""
    asked = space.asked.space
    with database.reading() as connection:
        places = log.places(connection, asked, after=cursor, upto=space.row.position, reader=visitor, limit=_LOOK)
        chosen = _choose(places, page)
        if not chosen:
            return ()
        first, last = chosen[0].position, chosen[-1].position
        return list(log.envelopes(connection, asked, first=first, last=last, reader=visitor))


def _choose(places: Sequence[Place], page: int) -> list[Place]:
    chosen: list[Place] = []
    size = 0
    for place in places:
        if chosen and size + place.size > page:
            break
        chosen.append(place)
        size += place.size
    return chosen
