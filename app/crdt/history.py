"""Reading a document's operations: who wrote what, and when.

Order comes from the graph of changes, never from a clock; times are what the authors' clocks said, for showing only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import loro
import msgspec

from app.clock import LATEST
from app.crdt.delta import device_of, encode_point, encode_version
from app.ids import DeviceId

Scalar = str | int | bool

_ROOT = "cid:root-"
MAP = "m"
EMPTY = loro.VersionVector()  # type: ignore[no-untyped-call]  # the stub says no more


@dataclass(frozen=True)
class Rival:
    """One of several values that were set for a key by people who did not know of one another's."""

    value: Scalar | None
    device: DeviceId
    time: int


@dataclass(frozen=True)
class Change:
    """One save: who, when by that computer's clock (unix seconds), and what it touched.

    ``inserted`` and ``deleted`` count code points of prose; ``keys`` are the names of values and prose;
    ``frontier`` is handed to ``Document.prose_at`` to see the record as its author saw it after this save; ``version``
    holds this save and all that stand before it in the history, for ``Document.compare`` and ``Document.at``.
    """

    device: DeviceId
    time: int
    inserted: int
    deleted: int
    keys: tuple[str, ...]
    frontier: bytes
    version: bytes


class Content(msgspec.Struct):
    """What an operation did; only the parts that we use."""

    type: str = ""
    key: str = ""
    value: object = None
    text: str = ""
    len: int = 0
    start_id: str = ""


class Operation(msgspec.Struct):
    """One operation, as Loro tells it in JSON."""

    container: str
    counter: int
    content: Content

    @property
    def name(self) -> str:
        """The key of a value, or the name of a prose; "" when it is neither."""
        if self.container == f"{_ROOT}{MAP}:Map":
            return self.content.key
        if self.container.startswith(_ROOT) and self.container.endswith(":Text"):
            return self.container[len(_ROOT) : -len(":Text")]
        return ""

    @property
    def is_value(self) -> bool:
        """Is it a write to the map?"""
        return self.container == f"{_ROOT}{MAP}:Map"


class Step(msgspec.Struct):
    """One change, as Loro tells it in JSON."""

    id: str
    timestamp: int
    lamport: int
    msg: str | None
    deps: list[str]
    ops: list[Operation]

    @property
    def counter(self) -> int:
        """The number of its first operation."""
        return int(self.id.partition("@")[0])

    @property
    def peer(self) -> int:
        """Loro's number for the device that made it (``device_of`` gives the device)."""
        return int(self.id.partition("@")[2])

    def continues(self, before: "Step") -> bool:
        """Is it a later part of the save ``before``? Loro cuts long saves in pieces."""
        same = (before.peer, before.timestamp, before.msg) == (self.peer, self.timestamp, self.msg)
        return same and self.deps == [f"{self.counter - 1}@{self.peer}"]


_steps = msgspec.json.Decoder(list[Step])


def scalar(value: object) -> Scalar | None:
    """A value as we know it; what a newer version of the app might store is not shown."""
    return value if isinstance(value, str | int) else None


def clock_time(timestamp: int, message: str | None) -> int:
    """What the author's clock said. Loro raises a time to that of the changes it builds on; then the message has it.

    No calendar has a day for every number that another program may write: the result lies in the years 1970 to 9998.
    """
    said = int(message) if message and len(message) <= 12 and message.isdecimal() else timestamp
    return min(max(said, 0), LATEST)


def begun_by(doc: loro.LoroDoc, peer: int) -> int | None:
    """When an author saved here first, by that author's clock; None: never."""
    first = doc.get_change(loro.ID(peer, 0))
    return None if first is None else clock_time(first.timestamp, first.message)


def steps(doc: loro.LoroDoc, since: Mapping[int, int], until: Mapping[int, int]) -> list[Step]:
    """The changes between two versions, causes before effects, equal on all replicas. Does not end a transaction."""
    found: list[Step] = []
    for peer, end in until.items():
        start = since.get(peer, 0)
        if start < end:
            span = loro.IdSpan(peer, loro.CounterSpan(start, end))
            found += _steps.decode(doc.export_json_in_id_span(span))
    return sorted(found, key=lambda step: (step.lamport, step.peer))


def saves_in(doc: loro.LoroDoc, version: Mapping[int, int]) -> list[tuple[list[Step], int]]:
    """The steps of every save and the number behind its last operation, author by author, each author's in order."""
    saves: list[list[Step]] = []
    for step in sorted(steps(doc, {}, version), key=lambda step: (step.peer, step.counter)):
        if saves and step.continues(saves[-1][-1]):
            saves[-1].append(step)
        else:
            saves.append([step])
    ends = [
        following[0].counter if following[0].counter else version[save[0].peer] for save, following in pairwise(saves)
    ]
    ends += [version[save[0].peer] for save in saves[-1:]]
    return list(zip(saves, ends, strict=True))


def changes(doc: loro.LoroDoc, version: Mapping[int, int]) -> tuple[Change, ...]:
    """Every save in the committed part of a document, causes before effects."""
    told = sorted(saves_in(doc, version), key=lambda save: (save[0][0].lamport, save[0][0].peer))
    upto: dict[int, int] = {}
    found = []
    for save, end in told:
        # Causes come before effects, so that each beginning of this list is a version by itself.
        upto[save[0].peer] = end
        found.append(_change(save, end, encode_version(upto)))
    return tuple(found)


def _change(save: list[Step], end: int, version: bytes) -> Change:
    """What one save did."""
    operations = [operation for step in save for operation in step.ops]
    prose = [operation.content for operation in operations if not operation.is_value]
    return Change(
        device_of(save[0].peer),
        clock_time(save[0].timestamp, save[0].msg),
        sum(len(content.text) for content in prose if content.type == "insert"),
        sum(abs(content.len) for content in prose if content.type == "delete"),
        tuple(sorted({operation.name for operation in operations} - {""})),
        encode_point(save[0].peer, end - 1),
        version,
    )
