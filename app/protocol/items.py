"""The items of an exchange as they are handed round: what a request and an answer say, and what its words mean.

How they are written, byte by byte, and which limits they have, stands in messages.py.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

DIGEST_BYTES = 32
SNAPSHOT_ID_BYTES = 16
SIGNATURE_BYTES = 64
GENERATION_BYTES = 4

#: Hello.flags: acknowledge every space of the hello, as after a cut. Bits without a name are ignored.
ASK_ACKS = 1
#: Hello.flags: tell of every space of the hello how its snapshots stand.
ASK_SNAPSHOTS = 4

#: Hello.flags: sign the answer, because whoever carries it back is not to be believed.
SIGN_ANSWER = 2

#: `space_index` of a failure that belongs to no single space.
NO_SPACE = 127


#: Bytes of an entry's digest by which a hello names it, and what it says where it names none.
HEAD_BYTES = 4
NO_HEAD = bytes(HEAD_BYTES)


class SpaceAt(NamedTuple):
    """A space in a hello: how far its log was read, how many membership entries the device has, how many bytes of
    the next envelope after the cursor, and the last of those entries, by the beginning of its digest: a relay's log may
    be as long as it was, and another."""

    space: bytes
    cursor: int
    entries_known: int
    held: int = 0
    head: bytes = NO_HEAD

    def knows(self, digest: bytes) -> bool:
        """Is the entry of this digest, which a relay holds in its place, the last one that the device knows?"""
        return self.head in {NO_HEAD, digest[:HEAD_BYTES]}


class Want(NamedTuple):
    """A blob that the device lacks, by the digest that the membership log gives."""

    space_index: int
    digest: bytes


class SnapshotPlace(NamedTuple):
    """How far a newcomer has taken in a snapshot: whole chunks, and bytes of the next one. With NO_SNAPSHOT as its id
    he wants none, and reads the log from its beginning."""

    space_index: int
    snapshot: bytes
    chunks: int
    held: int = 0


#: The id of no snapshot.
NO_SNAPSHOT = bytes(SNAPSHOT_ID_BYTES)


@dataclass(frozen=True, slots=True)
class Hello:
    """Opens a request. ``visit`` grows with every request of a device to a relay, so that none can be repeated;
    ``budget`` is the most bytes wanted back; ``admission`` is empty unless a space is founded."""

    version: int
    device: bytes
    visit: int
    flags: int
    budget: int
    admission: bytes
    spaces: tuple[SpaceAt, ...]
    wants: tuple[Want, ...]
    snapshots: tuple[SnapshotPlace, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class EntryUp:
    """A membership entry for the end of the space's log."""

    space_index: int
    entry: bytes


@dataclass(frozen=True, slots=True)
class BlobUp:
    """A blob whose digest stands in the space's membership log."""

    space_index: int
    blob: bytes


@dataclass(frozen=True, slots=True)
class EnvelopeUp:
    """An envelope for the space's log, of at most PART bytes."""

    space_index: int
    envelope: bytes


@dataclass(frozen=True, slots=True)
class PartUp:
    """Bytes of this device's longer envelope ``number``, from ``offset`` on; ``whole`` is the envelope's length."""

    space_index: int
    number: int
    offset: int
    whole: int
    part: bytes


@dataclass(frozen=True, slots=True)
class SnapshotUp:
    """Bytes of chunk ``number`` of a snapshot that this device makes, from ``offset`` on; ``whole`` is its length."""

    space_index: int
    number: int
    offset: int
    whole: int
    part: bytes


@dataclass(frozen=True, slots=True)
class FileAsk:
    """How an attachment stands there, and, with ``give``, its pieces from where this device has them: whole ``pieces``
    and ``held`` bytes of the next one. Stands behind the uploads."""

    space_index: int
    file: bytes
    give: bool
    pieces: int
    held: int


@dataclass(frozen=True, slots=True)
class FileUp:
    """Bytes of piece ``number`` of an attachment, from ``offset`` on; ``whole`` is the piece's length."""

    space_index: int
    file: bytes
    number: int
    offset: int
    whole: int
    part: bytes


@dataclass(frozen=True, slots=True)
class Welcome:
    """Opens an answer. ``time`` is the relay's clock, in seconds since 1970; ``generation`` another one after the relay
    was put back to an older copy of its log; ``waiting`` how many bytes of envelopes wait for the visitor."""

    time: int
    generation: bytes
    waiting: int


@dataclass(frozen=True, slots=True)
class Ack:
    """What is on the relay's disk: envelopes of this device up to ``number``, so many ``entries`` of the log, and
    ``held`` bytes of the envelope after ``number``."""

    space_index: int
    number: int
    entries: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class EntryDown:
    """The next membership entry after those the device knows."""

    space_index: int
    entry: bytes


@dataclass(frozen=True, slots=True)
class BlobDown:
    """A blob that was wanted."""

    space_index: int
    blob: bytes


@dataclass(frozen=True, slots=True)
class EnvelopeDown:
    """An envelope of the space's log, of at most PART bytes; whoever has stored it continues from ``cursor``."""

    space_index: int
    cursor: int
    envelope: bytes


@dataclass(frozen=True, slots=True)
class CursorMoved:
    """Continue from this cursor: forward past what the device wrote itself, or back if the relay's log was restored."""

    space_index: int
    cursor: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Something was refused. ``code`` is a failures.Code, or a number of a later version; ``number`` says which
    envelope, or which version the relay speaks."""

    code: int
    space_index: int
    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """Closes an answer. ``more``: the budget ran out and the relay holds more."""

    more: bool


@dataclass(frozen=True, slots=True)
class PartDown:
    """Bytes of a longer envelope, from ``offset`` on; whoever has stored all ``whole`` continues from ``cursor``."""

    space_index: int
    cursor: int
    offset: int
    whole: int
    part: bytes


@dataclass(frozen=True, slots=True)
class Proof:
    """Behind Done, where the hello asks with SIGN_ANSWER: the relay's certificate (DER), whose digest is the relay's
    id, and its signature over the hello and all of the answer before this."""

    certificate: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class SnapshotDown:
    """Bytes of chunk ``number`` of the space's newest snapshot, from ``offset`` on; ``whole`` is its length."""

    space_index: int
    number: int
    offset: int
    whole: int
    part: bytes


@dataclass(frozen=True, slots=True)
class SnapshotAt:
    """How a space's snapshots stand: the newest whole one covers the log up to ``cursor`` (0: there is none); of the
    one that this device is sending, ``snapshot``, ``chunks`` whole ones and ``held`` bytes of the next are here."""

    space_index: int
    cursor: int
    snapshot: bytes
    chunks: int
    held: int


@dataclass(frozen=True, slots=True)
class FileAt:
    """How an attachment that was asked for or sent stands: ``pieces`` whole ones of ``count`` are here (``count`` 0:
    none), and ``held`` bytes of the next one that this device is sending."""

    space_index: int
    file: bytes
    count: int
    pieces: int
    held: int


@dataclass(frozen=True, slots=True)
class FileDown:
    """Bytes of piece ``number`` of an attachment, from ``offset`` on; ``whole`` is the piece's length."""

    space_index: int
    file: bytes
    number: int
    offset: int
    whole: int
    part: bytes


Item: TypeAlias = (
    Hello | EntryUp | BlobUp | EnvelopeUp | PartUp | SnapshotUp | FileUp | FileAsk
    | Welcome | Ack | EntryDown | BlobDown | EnvelopeDown | CursorMoved | Refused | Done | PartDown
    | SnapshotDown | SnapshotAt | FileAt | FileDown | Proof
)  # fmt: skip
