"""Pictures and files on their way to a relay or stick and back: last of all, and over a thin link only when asked for.

Records name a file by its id and digest; what it holds goes in sealed pieces. The rule (``freely``): on a link that was
measured as good, or whose greeting was quick, what waits goes by itself, as much of it as takes about a minute; else
only what the person asked for. What came is believed only when its digest is the one in the record.

Whoever has a file brings it to a relay that lacks it. So a relay that lost one, or a stick from which somebody took
one, needs nobody to remember anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.crypto.keys import attachment_key
from app.crypto.sealing import open_sealed, seal
from app.crypto.signing import ATTACHMENT_SIGNATURE, digest, verify
from app.errors import AccessError
from app.ids import FileId, SpaceId
from app.protocol.attachment import Piece, PieceHead, parse_piece, piece_signed_bytes, pieces_of
from app.protocol.failures import Code, Refusal
from app.protocol.limits import ANSWER_BUDGET, MAX_ASKS, MAX_PIECE, PART, PIECE
from app.protocol.messages import FileAsk, FileAt, FileDown, FileUp, Item
from app.store.attachments import Coming, Waits
from app.sync.budget import Pace
from app.sync.epochs import true_key
from app.sync.owner import Owner
from app.sync.snapshot_making import good

#: Seconds of a visit that files may take when nobody asked for them.
PATIENCE = 60.0
#: A greeting this quick (name, connection, TLS and one way there and back) is no thin link's; seconds.
QUICK_SETUP = 0.5
#: Bytes of one request's uploads; what does not fit goes with the next one.
_REQUEST_MOST = 8_000_000

#: How files stand somewhere, as an answer told it.
Standing = dict[tuple[SpaceId, FileId], FileAt]


def freely(pace: Pace) -> bool:
    """May files travel though nobody asked for them?"""
    told = pace.told_up or pace.told_down
    return good(pace) if told else pace.told_setup and pace.setup <= QUICK_SETUP


@dataclass(frozen=True)
class Allowed:
    """What may travel: with ``all_of`` everything, up to so many bytes each way; else what was asked for."""

    all_of: bool
    up: int
    down: int

    @classmethod
    def by(cls, pace: Pace) -> "Allowed":
        """By a link's pace. What was asked for goes and comes whatever it is."""
        return cls(freely(pace), int(pace.up * PATIENCE), int(pace.down * PATIENCE))

    def up_of(self, waiting: Sequence[Waits]) -> list[Waits]:
        """Which of these may go."""
        return self._within(waiting, self.up)

    def down_of(self, waiting: Sequence[Waits]) -> list[Waits]:
        """Which of these may come."""
        return self._within(waiting, self.down)

    def _within(self, waiting: Sequence[Waits], most: int) -> list[Waits]:
        chosen = [one for one in waiting if one.asked]
        size = 0
        for one in waiting if self.all_of else ():
            # The first one always, or a large file would wait for ever.
            if not one.asked and (size + one.size <= most or not size):
                chosen.append(one)
                size += one.size
        return chosen


#: On a stick nothing is thin.
EVERYTHING = Allowed(True, 64_000_000, 64_000_000)


def request_items(
    owner: Owner, place: bytes, spaces: Sequence[SpaceId], allowed: Allowed, standing: Standing, spoilt: set[FileId]
) -> list[Item]:
    """What one request says of files; empty when there is nothing more to say in this visit.

    ``standing`` is what earlier answers of the visit told: a file is first asked for, then brought. ``spoilt`` are
    those of which something false came.
    """
    asks: list[Item] = []
    brings: list[Item] = []
    size = 0
    for index, space in enumerate(spaces):
        for one in _down(owner, space, allowed):
            at, here = standing.get((space, one.file)), owner.store.attachments.coming(space, one.file)
            if one.file not in spoilt and (at is None or here.pieces < at.pieces):
                asks.append(FileAsk(index, one.file, True, here.pieces, len(here.part)))
        for one in _up(owner, place, space, allowed):
            at = standing.get((space, one.file))
            if at is None:
                asks.append(FileAsk(index, one.file, False, 0, 0))
            elif size < _REQUEST_MOST and at.pieces < pieces_of(one.size):
                parts = list(uploads(owner, index, space, one, at))
                brings += parts
                size += one.size if parts else 0
    files = {(item.space_index, item.file) for item in brings if isinstance(item, FileUp)}
    return [*brings, *asks[: max(0, MAX_ASKS - len(files))]]


def _up(owner: Owner, place: bytes, space: SpaceId, allowed: Allowed) -> list[Waits]:
    membership = owner.membership(space)
    if membership is None or true_key(owner, membership) is None:
        return []
    return allowed.up_of(owner.store.attachments.outgoing(space, place, owner.clock.now()))


def _down(owner: Owner, space: SpaceId, allowed: Allowed) -> list[Waits]:
    return allowed.down_of(owner.store.attachments.incoming(space, owner.clock.now()))


def uploads(owner: Owner, index: int, space: SpaceId, file: Waits, at: FileAt) -> Iterator[FileUp]:
    """What a place lacks of a file that is here, sealed by this device with the newest key."""
    content, membership = owner.store.attachments.content(file.digest), owner.membership(space)
    key = true_key(owner, membership) if membership is not None else None
    if content is None or membership is None or key is None or len(content) != file.size:
        return
    held = at.held
    for number in range(at.pieces, pieces_of(file.size)):
        piece = sealed_piece(owner, space, membership.epoch, key, file.file, content, number)
        for offset in range(held if held < len(piece) else 0, len(piece), PART):
            yield FileUp(index, file.file, number, offset, len(piece), piece[offset : offset + PART])
        held = 0


def sealed_piece(
    owner: Owner, space: SpaceId, epoch: int, key: bytes, file: FileId, content: bytes, number: int
) -> bytes:
    """One piece, sealed and signed; the same bytes each time, so that half of one can be gone on with."""
    head = PieceHead(file, epoch, owner.device_id, pieces_of(len(content)), number).encode()
    plain = content[number * PIECE : (number + 1) * PIECE]
    body = seal(attachment_key(key, file, owner.device_id), number + 1, head, plain)
    return head + body + owner.device.sign(ATTACHMENT_SIGNATURE, piece_signed_bytes(space, head, body))


def note(owner: Owner, place: bytes, space: SpaceId, at: FileAt) -> None:
    """Remember that a place has a file whole: it need not be brought there."""
    if at.count and at.pieces >= at.count:
        file = FileId(at.file)
        owner.store.attachments.know_there(place, space, file, owner.clock.now())
        if owner.store.attachments.wanted(space, file) is None:
            owner.store.attachments.settle(file)


def take(owner: Owner, place: bytes, space: SpaceId, item: FileDown) -> bool:
    """Store what came of a file; True with its last part, when the content is here.

    What nobody named is passed over. Raises Refusal for what is not the next part of the file that a record names, or
    when the whole is not what the record says; then nothing of it is kept, and it is left for a while.
    """
    store, file = owner.store.attachments, FileId(item.file)
    wanted = store.wanted(space, file)
    if wanted is None:
        return False
    try:
        return _take(owner, place, space, wanted, item)
    except Refusal:
        store.drop_coming(space, file)
        store.spoil(file, owner.clock.now())
        raise


def _take(owner: Owner, place: bytes, space: SpaceId, wanted: Waits, item: FileDown) -> bool:
    store = owner.store.attachments
    here = store.coming(space, wanted.file)
    if item.offset == 0 and item.number == here.pieces:
        here = Coming(here.pieces, item.whole)
    if (item.number, item.offset, item.whole) != (here.pieces, len(here.part), here.whole) or item.whole > MAX_PIECE:
        raise Refusal(Code.FILE_PLACE, f"piece {item.number}, byte {item.offset}")
    data = here.part + item.part
    if len(data) > item.whole:
        raise Refusal(Code.FILE_PLACE, f"{len(data)} bytes of {item.whole}")
    if len(data) < item.whole:
        store.keep_part(space, wanted.file, item.number, item.whole, data)
        return False
    store.keep_part(space, wanted.file, item.number, 0, _opened(owner, space, wanted, item.number, data))
    if item.number + 1 < pieces_of(wanted.size):
        return False
    content = store.joined(space, wanted.file)
    if len(content) != wanted.size or digest(content) != wanted.digest:
        raise Refusal(Code.FILE_CONTENT, "not the content that the record names")
    store.put(content, owner.clock.now())
    store.drop_coming(space, wanted.file)
    store.settle(wanted.file)
    store.know_there(place, space, wanted.file, owner.clock.now())
    return True


def _opened(owner: Owner, space: SpaceId, wanted: Waits, number: int, data: bytes) -> bytes:
    """The content of a genuine piece. Raises Refusal."""
    piece = _genuine(owner, space, data)
    head = piece.head
    if (head.file, head.number, head.count) != (wanted.file, number, pieces_of(wanted.size)):
        raise Refusal(Code.FILE_PLACE, "a piece of another file, or of another place in it")
    key = owner.store.spaces.keys(space).get(head.epoch)
    if key is None:
        raise Refusal(Code.FILE_SEALED, f"no key of epoch {head.epoch}")
    try:
        return open_sealed(attachment_key(key, head.file, head.device), number + 1, piece.head_bytes, piece.body)
    except AccessError as error:
        raise Refusal(Code.FILE_SEALED, "the seal does not hold") from error


def _genuine(owner: Owner, space: SpaceId, data: bytes) -> Piece:
    piece, membership = parse_piece(data), owner.membership(space)
    public = membership.public_of(piece.head.device, piece.head.epoch) if membership is not None else None
    if public is None or not verify(
        public, piece.signature, ATTACHMENT_SIGNATURE, piece_signed_bytes(space, piece.head_bytes, piece.body)
    ):
        raise Refusal(Code.FILE_AUTHOR, "not signed by a device of the space")
    return piece


def budget_of(pace: Pace) -> int:
    """The most bytes of files to ask for in one request."""
    return min(ANSWER_BUDGET, max(PART, int(pace.down * PATIENCE)))
