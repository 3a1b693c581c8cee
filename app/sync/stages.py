"""What one stage of a visit hands to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from app.ids import RecordId, SpaceId
from app.protocol.envelope import Envelope, Payload

T = TypeVar("T")

#: Runs a piece of document or store work where such work is allowed, and gives its result.
Do = Callable[[Callable[[], T]], T]

#: Told how far a visit is: bytes done, bytes in all, and the phase ("send", "receive", "merge").
Progress = Callable[[int, int, str], None]

#: Asked between two items; True stops the visit, and what went stays gone.
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Collected:
    """One record's unsent changes as one delta, from ``collect``."""

    space: SpaceId
    record: RecordId
    delta: bytes
    version: bytes
    saves: int
    priority: int


@dataclass(frozen=True)
class Parcel:
    """What one envelope will carry, from ``pack``."""

    space: SpaceId
    collected: tuple[Collected, ...]


@dataclass(frozen=True)
class Arrived:
    """An envelope out of the inbox, parsed, whose signature and place in its author's chain are good."""

    inbox: int
    space: SpaceId
    envelope: Envelope
    raw: bytes


@dataclass(frozen=True)
class Opened:
    """An arrived envelope with its payload, from ``unseal``.

    ``entries`` is the position in the membership log that its author had been given; 0 until ``verify`` has found it.
    """

    arrived: Arrived
    payload: Payload
    entries: int = 0


@dataclass(frozen=True)
class Merge:
    """What merging did. ``false``: spaces for which something came that no member signed."""

    envelopes: int = 0
    records: frozenset[RecordId] = field(default=frozenset())
    set_aside: int = 0
    waiting: int = 0
    false: frozenset[SpaceId] = field(default=frozenset())

    def __add__(self, other: "Merge") -> "Merge":
        return Merge(
            self.envelopes + other.envelopes,
            self.records | other.records,
            self.set_aside + other.set_aside,
            self.waiting + other.waiting,
            self.false | other.false,
        )
