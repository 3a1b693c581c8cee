"""The content of an attached picture or file: a row of pieces, each sealed and signed by itself.

Records name a file by its id and the digest of its content; the pieces travel beside the envelopes, last of all. So a
piece is believed only as far as its seal and signature go, and a content only if its digest is the one in the record.

    offset  size      what                                       readable  signed  sealed
    0       1         version, 1                                 yes       yes     associated data
    1       12        the file's random id                       yes       yes     associated data
    13      1-8       epoch, varint                              yes       yes     associated data
    ...     8         id of the device that sealed it            yes       yes     associated data
    ...     1         count of pieces, varint                    yes       yes     associated data
    ...     1         number of this piece, varint, from 0       yes       yes     associated data
    ...     17-       body: PIECE bytes of content, of the last
                      piece the rest, sealed; 16 bytes tag       no        yes     yes
    -64     64        Ed25519 signature by the device            yes       -       -

The signature is over the space's id, the head and the body: unlike a snapshot, a file means the same on every relay and
stick. One that a relay has lost may be brought again by whoever has it, under his own device.
"""

from dataclasses import dataclass

from app.errors import Bug
from app.ids import FILE_BYTES, KEY_ID_BYTES, SPACE_BYTES
from app.protocol.codec import Fixed, Number
from app.protocol.envelope import SIGNATURE_BYTES, TAG_BYTES
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_PIECE, MAX_PIECES, PIECE, VERSION

_FILE, _DEVICE, _EPOCH, _COUNT = Fixed(FILE_BYTES), Fixed(KEY_ID_BYTES), Number(), Number(MAX_PIECES)


@dataclass(frozen=True, slots=True)
class PieceHead:
    """The readable part of a piece: number ``number`` of ``count``."""

    file: bytes
    epoch: int
    device: bytes
    count: int
    number: int

    def encode(self) -> bytes:
        """Its bytes. Raises Bug for values that no piece has."""
        if self.epoch < 1 or not 0 <= self.number < self.count:
            raise Bug("bug", f"piece {self}")
        out = bytearray([VERSION])
        _FILE.put(out, self.file)
        _EPOCH.put(out, self.epoch)
        _DEVICE.put(out, self.device)
        _COUNT.put(out, self.count)
        _COUNT.put(out, self.number)
        return bytes(out)


@dataclass(frozen=True, slots=True)
class Piece:
    """A parsed piece, not yet verified. ``head_bytes`` are as they were written."""

    head: PieceHead
    head_bytes: bytes
    body: bytes
    signature: bytes


def pieces_of(size: int) -> int:
    """How many pieces a content of ``size`` bytes has."""
    return -(-size // PIECE)


def parse_piece(data: bytes) -> Piece:
    """A piece's parts. Raises Refusal(FILE_MALFORMED), (TOO_LARGE) or (VERSION).

    Every piece but the last holds exactly PIECE bytes, so that nobody has to guess where one belongs.
    """
    if len(data) > MAX_PIECE:
        raise Refusal(Code.TOO_LARGE, f"piece of {len(data)} bytes")
    if not data:
        raise Refusal(Code.FILE_MALFORMED, "empty")
    if data[0] != VERSION:
        raise Refusal(Code.VERSION, f"piece version {data[0]}")
    try:
        file, at = _FILE.take(data, 1)
        epoch, at = _EPOCH.take(data, at)
        device, at = _DEVICE.take(data, at)
        count, at = _COUNT.take(data, at)
        number, at = _COUNT.take(data, at)
    except Refusal as error:
        raise Refusal(Code.FILE_MALFORMED, error.detail) from error
    end = len(data) - SIGNATURE_BYTES
    content = end - at - TAG_BYTES
    if epoch < 1 or number >= count or not 0 < content <= PIECE or (number + 1 < count and content < PIECE):
        raise Refusal(Code.FILE_MALFORMED, "a head that no piece has, or a body of another length")
    return Piece(PieceHead(file, epoch, device, count, number), data[:at], data[at:end], data[end:])


def piece_signed_bytes(space: bytes, head: bytes, body: bytes) -> bytes:
    """What the device signs: space id, head, body. The purpose is put in front by crypto.signing."""
    if len(space) != SPACE_BYTES:
        raise Bug("bug", f"space id of {len(space)}")
    return space + head + body
