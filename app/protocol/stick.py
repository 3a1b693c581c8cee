"""The files on a stick, byte by byte. docs/protocol.md has the same tables, and a test compares.

    0    4   "TXST"
    4    1   version, 1
    5    1   sort of file
    6        the parts of that sort, as in an exchange's items
    -4   4   CRC-32 (big-endian) of everything before

The sum finds what a stick has spoilt, not what somebody has changed: against that everything carries signatures, which
every reader checks. ``parse`` is total: any bytes give a file of the sort that was asked for, or a Refusal.
"""

import zlib
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

from app.errors import Bug
from app.ids import FILE_BYTES, KEY_ID_BYTES, SPACE_BYTES
from app.protocol.codec import Counted, Fixed, Listed, Number, Part, Rest, read_parts, write_parts
from app.protocol.envelope import Header
from app.protocol.failures import Code, Refusal
from app.protocol.limits import (
    MAX_BLOB,
    MAX_CHUNKS,
    MAX_ENTRIES,
    MAX_ENTRY,
    MAX_ENVELOPE,
    MAX_JOIN,
    MAX_KIT_MEMORY,
    MAX_KIT_NAME,
    MAX_KIT_ROUNDS,
    MAX_KIT_SEALED,
    MAX_PIECE,
    MAX_PIECES,
    MAX_STICK_ENVELOPES,
    MAX_STICK_FILE,
    MAX_URL,
    VERSION,
)

MAGIC = b"TXST"
STICK_BYTES = 32
CODE_SALT_BYTES = 16
_HEAD, _SUM = 6, 4


class Kept(NamedTuple):
    """One of several entries, blobs or envelopes of a file."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Label:
    """Makes a folder a stick. ``stick`` is random, and stands for the folder where a relay has its certificate."""

    stick: bytes


@dataclass(frozen=True, slots=True)
class LogFile:
    """Entries of a space's membership log, in order, and blobs that they name."""

    space: bytes
    entries: tuple[Kept, ...]
    blobs: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class EnvelopesFile:
    """Envelopes that one device brought in one visit, with numbers that follow one another."""

    space: bytes
    device: bytes
    envelopes: tuple[Kept, ...]

    @property
    def first(self) -> int:
        """The number that its device gave to the first envelope."""
        return Header.parse(self.envelopes[0].data)[0].number

    @property
    def last(self) -> int:
        """The number of the last one; none is left out between the two."""
        return self.first + len(self.envelopes) - 1


@dataclass(frozen=True, slots=True)
class PartFile:
    """The beginning of a device's next envelope, which has ``whole`` bytes."""

    space: bytes
    device: bytes
    number: int
    whole: int
    part: bytes


@dataclass(frozen=True, slots=True)
class VisitFile:
    """The number of a device's last visit to this stick."""

    device: bytes
    visit: int


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A device's request to its relay, to be posted as it is; ``url`` without ``https://``, as in a ticket."""

    relay: bytes
    url: bytes
    device: bytes
    visit: int
    request: bytes


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What the relay answered to a letter, to the last byte."""

    relay: bytes
    device: bytes
    visit: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class AttachmentFile:
    """Pieces of one attached picture or file, from the first on."""

    space: bytes
    file: bytes
    pieces: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """Chunks of a keeper's snapshot of a space, the first of them with this ``number``; their positions are those of
    the log of ``relay``."""

    space: bytes
    relay: bytes
    number: int
    chunks: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class TicketFile:
    """Tickets for one person, sealed under a code that she is told by telephone. ``shown`` is the name written openly
    on it, as on an envelope, or empty; ``memory`` (KiB) and ``rounds`` are the costs of trying a code."""

    shown: bytes
    memory: int
    rounds: int
    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class JoinFile:
    """The Join entry of a device that came in by a stick, as long as the relay has not put it into the log."""

    space: bytes
    device: bytes
    entry: bytes


StickFile = (
    Label
    | LogFile
    | EnvelopesFile
    | PartFile
    | VisitFile
    | LetterFile
    | AnswerFile
    | AttachmentFile
    | TicketFile
    | SnapshotFile
    | JoinFile
)
F = TypeVar("F", bound=StickFile)


class FileLayout(NamedTuple):
    """How a sort of file is written: its class and its parts in the order of the fields."""

    file: type[Any]
    parts: tuple[Part, ...]


_SPACE, _DEVICE, _RELAY = Fixed(SPACE_BYTES), Fixed(KEY_ID_BYTES), Fixed(STICK_BYTES)

#: Sort byte to layout.
FILES: dict[int, FileLayout] = {
    1: FileLayout(Label, (Fixed(STICK_BYTES),)),
    2: FileLayout(
        LogFile,
        (_SPACE, Listed(MAX_ENTRIES, Kept, (Counted(MAX_ENTRY),)), Listed(MAX_ENTRIES, Kept, (Counted(MAX_BLOB),))),
    ),
    3: FileLayout(EnvelopesFile, (_SPACE, _DEVICE, Listed(MAX_STICK_ENVELOPES, Kept, (Counted(MAX_ENVELOPE),)))),
    4: FileLayout(PartFile, (_SPACE, _DEVICE, Number(), Number(MAX_ENVELOPE), Rest(MAX_ENVELOPE))),
    5: FileLayout(VisitFile, (_DEVICE, Number())),
    6: FileLayout(LetterFile, (_RELAY, Counted(MAX_URL), _DEVICE, Number(), Rest(MAX_STICK_FILE))),
    7: FileLayout(AnswerFile, (_RELAY, _DEVICE, Number(), Rest(MAX_STICK_FILE))),
    8: FileLayout(AttachmentFile, (_SPACE, Fixed(FILE_BYTES), Listed(MAX_PIECES, Kept, (Counted(MAX_PIECE),)))),
    9: FileLayout(
        TicketFile,
        (
            Counted(MAX_KIT_NAME),
            Number(MAX_KIT_MEMORY),
            Number(MAX_KIT_ROUNDS),
            Fixed(CODE_SALT_BYTES),
            Rest(MAX_KIT_SEALED),
        ),
    ),
    10: FileLayout(
        SnapshotFile,
        (_SPACE, _RELAY, Number(MAX_CHUNKS), Listed(MAX_CHUNKS, Kept, (Counted(MAX_ENVELOPE),))),
    ),
    11: FileLayout(JoinFile, (_SPACE, _DEVICE, Rest(MAX_JOIN))),
}

_SORTS: dict[type[Any], int] = {layout.file: sort for sort, layout in FILES.items()}


def encode_file(file: StickFile) -> bytes:
    """A file's bytes. Raises Bug for one that its reader would refuse."""
    sort = _SORTS[type(file)]
    values = tuple(getattr(file, field.name) for field in fields(file))
    data = MAGIC + bytes([VERSION, sort]) + write_parts(FILES[sort].parts, values)
    data += zlib.crc32(data).to_bytes(_SUM, "big")
    if len(data) > MAX_STICK_FILE:
        raise Bug("bug", f"{type(file).__name__} of {len(data)} bytes")
    return data


def parse_file(data: bytes, wanted: type[F]) -> F:
    """A file of the sort that is wanted, and nothing in it verified.

    Raises Refusal: TOO_LARGE; MALFORMED for anything spoilt, foreign or of another sort; VERSION for a later one.
    """
    if len(data) > MAX_STICK_FILE:
        raise Refusal(Code.TOO_LARGE, f"file of {len(data)} bytes")
    if len(data) < _HEAD + _SUM or data[:4] != MAGIC:
        raise Refusal(Code.MALFORMED, "no file of a stick")
    if zlib.crc32(data[:-_SUM]) != int.from_bytes(data[-_SUM:], "big"):
        raise Refusal(Code.MALFORMED, "the file is spoilt")
    if data[4] != VERSION:
        # After the sum: one flipped bit is damage, and no later version.
        raise Refusal(Code.VERSION, f"file version {data[4]}")
    if data[5] != _SORTS[wanted]:
        raise Refusal(Code.MALFORMED, f"file of sort {data[5]}")
    file: F = wanted(*read_parts(FILES[data[5]].parts, data[_HEAD:-_SUM]))
    if isinstance(file, EnvelopesFile):
        _check_envelopes(file)
    if isinstance(file, PartFile) and not len(file.part) < file.whole:
        raise Refusal(Code.MALFORMED, "a part that is no beginning")
    return file


def _check_envelopes(file: EnvelopesFile) -> None:
    if not file.envelopes:
        raise Refusal(Code.MALFORMED, "no envelope")
    headers = [Header.parse(kept.data)[0] for kept in file.envelopes]
    for number, header in enumerate(headers, headers[0].number):
        if header.device != file.device or header.number != number:
            raise Refusal(Code.MALFORMED, "envelopes that do not follow one another")
