"""The relay's tables: everything is keyed by space id first, so that a distributed database shards it unchanged.

Written for SQLite and PostgreSQL alike. The relay knows keys, sizes, times and order; there is no column for a
name or a word, because it never sees one.
"""

from dataclasses import dataclass, replace

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

#: Raised by one whenever a table changes; a file of a later relay is left alone.
SCHEMA_VERSION = 3

#: What makes tables of the version before into those of this one; new tables are made without being named here.
UPGRADES: dict[int, tuple[str, ...]] = {
    3: (),
    2: ("ALTER TABLE spaces ADD COLUMN school INTEGER DEFAULT 0 NOT NULL",),
}

METADATA = MetaData()

#: What is true of the relay as a whole: schema version, generation, certificate with its key, admission code, address.
FACTS = Table(
    "facts",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

#: Longest label of a school, in characters.
LABEL_LENGTH = 80

#: Admission codes that were given out besides the relay card's own; a few rows, which every process reads.
SCHOOLS = Table(
    "schools",
    METADATA,
    Column(
        "number", Integer, primary_key=True, autoincrement=False, comment="from 1 on; 0 is the relay card's own code"
    ),
    Column("label", String(LABEL_LENGTH), nullable=False, unique=True, comment="the operator's note"),
    Column("code", LargeBinary(32), nullable=False),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("added", BigInteger, nullable=False, comment="Unix seconds"),
    Column("closed", Integer, nullable=False, comment="1: it founds no more spaces"),
)

#: One row for each space; it is the row that is locked while a position is given.
SPACES = Table(
    "spaces",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("founded", BigInteger, nullable=False, comment="Unix seconds by the relay's clock"),
    Column("entries", Integer, nullable=False, comment="length of the membership log"),
    Column("position", BigInteger, nullable=False, comment="position of the last envelope; 0 before the first"),
    Column("bytes", BigInteger, nullable=False, comment="entries, blobs and envelopes together"),
    Column("day", Integer, nullable=False, comment="days since 1970 of the last upload, for the daily limit"),
    Column("day_bytes", BigInteger, nullable=False, comment="bytes taken on that day"),
    Column("school", Integer, nullable=False, server_default="0", comment="whose admission code founded it"),
)

#: The membership log of each space: signed and hash-linked by members; the relay checks it and can add nothing.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="0 is the founding entry"),
    Column("digest", LargeBinary(32), nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: Wrapped keys and sealing keys that the membership log names by digest.
BLOBS = Table(
    "blobs",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("digest", LargeBinary(32), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

#: Each device's last number in each space, and its last contact.
DEVICES = Table(
    "devices",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("device", LargeBinary(8), primary_key=True),
    Column("number", BigInteger, nullable=False, comment="number of its last envelope; 0 before the first"),
    Column("visit", BigInteger, nullable=False, comment="its last visit number; a smaller one is a replay"),
    Column("seen", BigInteger, nullable=False, comment="last contact, Unix seconds"),
)

#: The sealed envelopes in the order in which each space received them.
ENVELOPES = Table(
    "envelopes",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("device", LargeBinary(8), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("digest", LargeBinary(16), nullable=False, comment="tells a repetition from a different envelope"),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("envelopes_by_device", "space", "device", "number", unique=True),
)

#: What has come of an envelope that is not whole yet; of each device in each space at most one.
PARTS = Table(
    "parts",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("device", LargeBinary(8), primary_key=True),
    Column("number", BigInteger, nullable=False, comment="the number under which the device began it"),
    Column("whole", Integer, nullable=False, comment="its length when it is whole"),
    Column("held", Integer, nullable=False, comment="length of data, told without reading it"),
    Column("data", LargeBinary, nullable=False, comment="its first bytes"),
)

#: Snapshots: of each space the newest whole one, and of each device one that is on its way.
SNAPSHOTS = Table(
    "snapshots",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("whole", Integer, primary_key=True, autoincrement=False, comment="1: all of it is here"),
    Column("device", LargeBinary(8), primary_key=True, comment="the keeper's device that made it"),
    Column("snapshot", LargeBinary(16), nullable=False, comment="its random id"),
    Column("epoch", BigInteger, nullable=False),
    Column("cursor", BigInteger, nullable=False, comment="position up to which it covers the log"),
    Column("count", Integer, nullable=False, comment="chunks that it has when it is whole"),
    Column("chunks", Integer, nullable=False, comment="whole chunks that are here"),
    Column("held", Integer, nullable=False, comment="bytes that are here of the next one"),
    Column("bytes", BigInteger, nullable=False, comment="bytes that are here in all"),
)

#: The chunks of snapshots, sealed and signed one by one.
CHUNKS = Table(
    "chunks",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("whole", Integer, primary_key=True, autoincrement=False, comment="1: of the whole snapshot"),
    Column("device", LargeBinary(8), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="from 0, newest records first"),
    Column("data", LargeBinary, nullable=False),
)

#: Attachments: sealed pictures and files that records of a space name.
FILES = Table(
    "files",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("file", LargeBinary(12), primary_key=True, comment="its random id"),
    Column("count", Integer, nullable=False, comment="pieces that it has when it is whole"),
    Column("pieces", Integer, nullable=False, comment="whole pieces that are here, from the first on"),
    Column("bytes", BigInteger, nullable=False, comment="bytes of these"),
)

#: The pieces of attachments, sealed and signed one by one.
PIECES = Table(
    "pieces",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("file", LargeBinary(12), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="from 0"),
    Column("data", LargeBinary, nullable=False),
)

#: What has come of a piece that is not whole yet; of each device in each space at most one.
PIECE_PARTS = Table(
    "piece_parts",
    METADATA,
    Column("space", LargeBinary(16), primary_key=True),
    Column("device", LargeBinary(8), primary_key=True),
    Column("file", LargeBinary(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("whole", Integer, nullable=False, comment="its length when it is whole"),
    Column("data", LargeBinary, nullable=False, comment="its first bytes"),
)

SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class SpaceRow:
    """Where a space stands: lengths, last position, and bytes in all and on ``day``, and its school."""

    space: bytes
    entries: int = 0
    position: int = 0
    bytes: int = 0
    day: int = 0
    day_bytes: int = 0
    school: int = 0

    def grown(self, size: int, now: int) -> "SpaceRow":
        """The row after ``size`` more bytes at ``now``; with a negative size, after so many were not counted."""
        day = now // SECONDS_A_DAY
        today = self.day_bytes if day == self.day else 0
        return replace(self, bytes=self.bytes + size, day=day, day_bytes=max(0, today + size))

    def freed(self, size: int) -> "SpaceRow":
        """The row after ``size`` bytes were dropped; that they came still counts for their day."""
        return replace(self, bytes=self.bytes - size)


@dataclass(frozen=True)
class Begun:
    """An envelope that is not whole yet: ``held`` of its ``whole`` bytes are here."""

    number: int
    whole: int
    held: int


@dataclass(frozen=True)
class DeviceRow:
    """How far a device has come in a space, and what it has ``begun``; ``stored``: the relay had met it before."""

    number: int = 0
    visit: int = 0
    stored: bool = False
    begun: Begun | None = None

    @property
    def held(self) -> int:
        """Bytes that are here of the device's next envelope."""
        return self.begun.held if self.begun is not None and self.begun.number == self.number + 1 else 0


@dataclass(frozen=True)
class Place:
    """Where one envelope lies, and its length in bytes."""

    position: int
    size: int


@dataclass(frozen=True)
class Totals:
    """Counts over all spaces. ``last_contact`` is Unix seconds, None before the first visit."""

    spaces: int
    devices: int
    envelopes: int
    last_contact: int | None
