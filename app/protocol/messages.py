"""The items of an exchange: what a request and an answer are made of.

An item is a type byte, the length of what follows as a varint, and the parts in the order of its fields. A request is
one Hello and then uploads (entries, then blobs, then envelopes); an answer is one Welcome, then what the relay has to
say about the uploads, then downloads, then one Done. A `space_index` counts in the hello's list of spaces.

An envelope that is longer than PART travels as parts, each of which says where in the envelope it belongs. So a part
that was torn by a cut is worth as much as arrived of it: the other side goes on from that very byte.
"""

import contextlib
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from app.errors import Bug
from app.ids import FILE_BYTES, KEY_ID_BYTES, SPACE_BYTES
from app.protocol.codec import (
    Counted,
    Fixed,
    Listed,
    Number,
    Part,
    Rest,
    read_parts,
    read_varint,
    write_parts,
    write_varint,
)
from app.protocol.failures import Code, Refusal
from app.protocol.items import (
    ASK_ACKS,
    ASK_SNAPSHOTS,
    DIGEST_BYTES,
    GENERATION_BYTES,
    HEAD_BYTES,
    NO_SNAPSHOT,
    NO_SPACE,
    SIGN_ANSWER,
    SIGNATURE_BYTES,
    SNAPSHOT_ID_BYTES,
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeDown,
    EnvelopeUp,
    FileAsk,
    FileAt,
    FileDown,
    FileUp,
    Hello,
    Item,
    PartDown,
    PartUp,
    Proof,
    Refused,
    SnapshotAt,
    SnapshotDown,
    SnapshotPlace,
    SnapshotUp,
    SpaceAt,
    Want,
    Welcome,
)
from app.protocol.limits import (
    MAX_ADMISSION,
    MAX_BLOB,
    MAX_CERTIFICATE,
    MAX_CHUNKS,
    MAX_ENTRIES,
    MAX_ENTRY,
    MAX_ENVELOPE,
    MAX_HELLO,
    MAX_PART_ITEM,
    MAX_PIECE,
    MAX_PIECES,
    MAX_PROOF,
    MAX_SMALL_ITEM,
    MAX_SPACES,
    MAX_VARINT,
    MAX_WANTS,
    PART,
    VERSION,
)

__all__ = [
    "ASK_ACKS",
    "ASK_SNAPSHOTS",
    "DIGEST_BYTES",
    "GENERATION_BYTES",
    "LAYOUTS",
    "NO_SNAPSHOT",
    "NO_SPACE",
    "SIGNATURE_BYTES",
    "SIGN_ANSWER",
    "SNAPSHOT_ID_BYTES",
    "Ack",
    "BlobDown",
    "BlobUp",
    "CursorMoved",
    "Done",
    "EntryDown",
    "EntryUp",
    "EnvelopeDown",
    "EnvelopeUp",
    "FileAsk",
    "FileAt",
    "FileDown",
    "FileUp",
    "Hello",
    "Item",
    "ItemReader",
    "Layout",
    "PartDown",
    "PartUp",
    "Proof",
    "Refused",
    "SnapshotAt",
    "SnapshotDown",
    "SnapshotPlace",
    "SnapshotUp",
    "SpaceAt",
    "Want",
    "Welcome",
    "encode_item",
    "hello_signed_bytes",
]


@dataclass(frozen=True)
class _Truth:
    """One byte, 0 or 1."""

    def put(self, out: bytearray, value: bool) -> None:
        out.append(int(value))

    def take(self, data: bytes, at: int) -> tuple[bool, int]:
        value, end = Fixed(1).take(data, at)
        if value[0] > 1:
            raise Refusal(Code.MALFORMED, "neither 0 nor 1")
        return value[0] == 1, end


class Layout(NamedTuple):
    """How an item is written: its class, its parts in the order of the fields, and the most bytes of all parts."""

    item: type[Any]
    parts: tuple[Part, ...]
    limit: int


_SPACE = Number(MAX_SPACES - 1)
#: A place in an envelope, or its length.
_BYTES = Number(MAX_ENVELOPE)

_CHUNK_PART: tuple[Part, ...] = (_SPACE, Number(MAX_CHUNKS - 1), _BYTES, _BYTES, Rest(PART))

#: A place in a piece of an attachment, or its length.
_PIECE = Number(MAX_PIECE)
_FILE_PART: tuple[Part, ...] = (_SPACE, Fixed(FILE_BYTES), Number(MAX_PIECES - 1), _PIECE, _PIECE, Rest(PART))

#: Type byte to layout. Types under 16 are a request's, the others an answer's.
LAYOUTS: dict[int, Layout] = {
    1: Layout(
        Hello,
        (
            Number(), Fixed(KEY_ID_BYTES), Number(), Number(), Number(), Counted(MAX_ADMISSION),
            Listed(MAX_SPACES, SpaceAt, (Fixed(SPACE_BYTES), Number(), Number(MAX_ENTRIES), _BYTES, Fixed(HEAD_BYTES))),
            Listed(MAX_WANTS, Want, (_SPACE, Fixed(DIGEST_BYTES))),
            Listed(MAX_SPACES, SnapshotPlace, (_SPACE, Fixed(SNAPSHOT_ID_BYTES), Number(MAX_CHUNKS), _BYTES)),
            Fixed(SIGNATURE_BYTES),
        ),
        MAX_HELLO,
    ),
    2: Layout(EntryUp, (_SPACE, Rest(MAX_ENTRY)), MAX_ENTRY + MAX_VARINT),
    3: Layout(BlobUp, (_SPACE, Rest(MAX_BLOB)), MAX_BLOB + MAX_VARINT),
    4: Layout(EnvelopeUp, (_SPACE, Rest(PART)), MAX_PART_ITEM),
    5: Layout(PartUp, (_SPACE, Number(), _BYTES, _BYTES, Rest(PART)), MAX_PART_ITEM),
    6: Layout(SnapshotUp, _CHUNK_PART, MAX_PART_ITEM),
    7: Layout(FileUp, _FILE_PART, MAX_PART_ITEM),
    8: Layout(FileAsk, (_SPACE, Fixed(FILE_BYTES), _Truth(), Number(MAX_PIECES), _PIECE), MAX_SMALL_ITEM),
    16: Layout(Welcome, (Number(), Fixed(GENERATION_BYTES), Number()), MAX_SMALL_ITEM),
    17: Layout(Ack, (_SPACE, Number(), Number(MAX_ENTRIES), _BYTES), MAX_SMALL_ITEM),
    18: Layout(EntryDown, (_SPACE, Rest(MAX_ENTRY)), MAX_ENTRY + MAX_VARINT),
    19: Layout(BlobDown, (_SPACE, Rest(MAX_BLOB)), MAX_BLOB + MAX_VARINT),
    20: Layout(EnvelopeDown, (_SPACE, Number(), Rest(PART)), MAX_PART_ITEM),
    21: Layout(CursorMoved, (_SPACE, Number()), MAX_SMALL_ITEM),
    22: Layout(Refused, (Number(), Number(NO_SPACE), Number()), MAX_SMALL_ITEM),
    23: Layout(Done, (_Truth(),), MAX_SMALL_ITEM),
    24: Layout(PartDown, (_SPACE, Number(), _BYTES, _BYTES, Rest(PART)), MAX_PART_ITEM),
    25: Layout(SnapshotDown, _CHUNK_PART, MAX_PART_ITEM),
    26: Layout(SnapshotAt, (_SPACE, Number(), Fixed(SNAPSHOT_ID_BYTES), Number(MAX_CHUNKS), _BYTES), MAX_SMALL_ITEM),
    27: Layout(
        FileAt, (_SPACE, Fixed(FILE_BYTES), Number(MAX_PIECES), Number(MAX_PIECES), _PIECE), MAX_SMALL_ITEM
    ),
    28: Layout(FileDown, _FILE_PART, MAX_PART_ITEM),
    31: Layout(
        Proof, (Counted(MAX_CERTIFICATE), Rest(MAX_PROOF)), MAX_CERTIFICATE + MAX_PROOF + MAX_VARINT
    ),
}  # fmt: skip

_TYPES: dict[type[Any], int] = {layout.item: number for number, layout in LAYOUTS.items()}


def encode_item(item: Item) -> bytes:
    """An item's bytes. Raises Bug for an item that its reader would refuse."""
    number = _TYPES[type(item)]
    content = _content(item)
    if len(content) > LAYOUTS[number].limit:
        raise Bug("bug", f"{type(item).__name__} of {len(content)} bytes")
    return bytes([number]) + write_varint(len(content)) + content


def hello_signed_bytes(hello: Hello, relay_id: bytes) -> bytes:
    """What the device signs: the relay's id (32 bytes, never sent) and the hello up to its signature.

    With the relay's id in it, one relay cannot repeat a hello to another.
    """
    if len(relay_id) != DIGEST_BYTES:
        raise Bug("bug", f"relay id of {len(relay_id)} bytes")
    return relay_id + _content(hello)[:-SIGNATURE_BYTES]


def _content(item: Item) -> bytes:
    layout = LAYOUTS[_TYPES[type(item)]]
    return write_parts(layout.parts, tuple(getattr(item, field.name) for field in fields(item)))


def _decode(number: int, content: bytes) -> Item:
    layout = LAYOUTS[number]
    if layout.item is Hello:
        version, _ = read_varint(content, 0)
        if version != VERSION:
            # Later versions may lay a hello out otherwise, so nothing behind the first number is read.
            raise Refusal(Code.VERSION, f"hello version {version}")
    item: Item = layout.item(*read_parts(layout.parts, content))
    if isinstance(item, Hello):
        _check_hello(item)
    if isinstance(item, PartUp | PartDown) and not PART < item.whole >= item.offset + len(item.part):
        raise Refusal(Code.MALFORMED, "a part that does not lie in its envelope, or an envelope that needs no parts")
    if isinstance(item, SnapshotUp | SnapshotDown | FileUp | FileDown) and item.whole < item.offset + len(item.part):
        raise Refusal(Code.MALFORMED, "a part that does not lie in its chunk or piece")
    return item


def _check_hello(hello: Hello) -> None:
    if len({space.space for space in hello.spaces}) < len(hello.spaces):
        raise Refusal(Code.MALFORMED, "a space stands twice in the hello")
    if any(want.space_index >= len(hello.spaces) for want in hello.wants):
        raise Refusal(Code.MALFORMED, "a want of a space that the hello does not name")
    taking = [place.space_index for place in hello.snapshots]
    if len(set(taking)) < len(taking) or any(index >= len(hello.spaces) for index in taking):
        raise Refusal(Code.MALFORMED, "two snapshots of one space, or one of a space that the hello does not name")


#: Items of which what arrived is worth something.
_TORN = (PartUp, PartDown, SnapshotUp, SnapshotDown, FileUp, FileDown)


class ItemReader:
    """Takes bytes as they come and gives whole items; holds at most one unfinished item of at most its limit.

    Whole items that came before something bad are still given. What is bad is raised by the next ``feed`` or by
    ``end``, and by every call after that: behind a bad item nobody knows where the next begins.
    """

    def __init__(self) -> None:
        self._head = bytearray()
        self._content = bytearray()
        self._missing: int | None = None  # bytes of content still to come; None until type and length are known
        self._refusal: Refusal | None = None

    @property
    def leftover(self) -> int:
        """Bytes held of an unfinished or bad item; 0 when the stream may end here."""
        return len(self._head) + len(self._content)

    def feed(self, data: bytes) -> list[Item]:
        """The items that ``data`` completes. Raises Refusal if something bad comes before any of them."""
        items: list[Item] = []
        if self._refusal is None:
            try:
                self._take(memoryview(data), items)
            except Refusal as refusal:
                self._refusal = refusal
        if self._refusal is not None and not items:
            raise self._refusal
        return items

    def end(self) -> None:
        """Say that the stream is over. Raises Refusal if it ended within an item or held something bad."""
        if self._refusal is None and self.leftover:
            self._refusal = Refusal(Code.MALFORMED, "the stream ended within an item")
        if self._refusal is not None:
            raise self._refusal

    def torn(self) -> list[Item]:
        """Say that the stream was cut; gives the part of an envelope, if there is one, of which some bytes arrived."""
        items: list[Item] = []
        if self._refusal is None and self._content and LAYOUTS[self._head[0]].item in _TORN:
            with contextlib.suppress(Refusal):
                items.append(_decode(self._head[0], bytes(self._content)))
        return items

    def _take(self, data: memoryview, items: list[Item]) -> None:
        at = 0
        while at < len(data):
            if self._missing is None:
                self._head.append(data[at])
                at += 1
                self._missing = self._read_head()
            else:
                part = data[at : at + self._missing]
                self._content += part
                at += len(part)
                self._missing -= len(part)
            if self._missing == 0:
                items.append(_decode(self._head[0], bytes(self._content)))
                self._head.clear()
                self._content.clear()
                self._missing = None

    def _read_head(self) -> int | None:
        """The length of the content, checked; None if it is not complete yet."""
        head = self._head
        layout = LAYOUTS.get(head[0])
        if layout is None:
            raise Refusal(Code.UNKNOWN_ITEM, f"type {head[0]}")
        if len(head) == 1 or (head[-1] > 0x7F and len(head) <= MAX_VARINT):
            return None
        size, _ = read_varint(head, 1)
        if size > layout.limit:
            raise Refusal(Code.TOO_LARGE, f"{layout.item.__name__} of {size} bytes")
        return size
