"""A member's device as far as a relay sees it: it founds, invites, joins, seals, says hello, and remembers cursors.

Everything is real (keys, signatures, membership log, envelopes) except that an envelope's body is any bytes: a relay
cannot open one, so its tests need none that opens.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.crypto.keys import PersonKeys, TicketKeys
from app.crypto.signing import (
    ATTACHMENT_SIGNATURE,
    ENVELOPE_SIGNATURE,
    HELLO_SIGNATURE,
    SNAPSHOT_SIGNATURE,
    SigningKey,
    key_id,
)
from app.ids import Chance
from app.protocol.api import RelayApi
from app.protocol.attachment import PieceHead, piece_signed_bytes, pieces_of
from app.protocol.envelope import Header, signed_bytes
from app.protocol.limits import ANSWER_BUDGET, PART, PIECE, VERSION
from app.protocol.membership import Membership, Role
from app.protocol.messages import (
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeDown,
    FileAt,
    FileDown,
    FileUp,
    Hello,
    Item,
    PartDown,
    Refused,
    SnapshotUp,
    SpaceAt,
    Want,
    Welcome,
    hello_signed_bytes,
)
from app.protocol.parts import items_up
from app.protocol.snapshot import Series, chunk_signed_bytes
from app.spaces.founding import found
from app.spaces.joining import join
from app.spaces.membership_log import extend, replay
from app.spaces.ticket import Ticket, invite

#: Far beyond every ticket's end that a test means to be open: the year 2286.
FAR = 9_999_999_999


@dataclass
class Answer:
    """What a relay answered, sorted by sort of item."""

    items: list[Item] = field(default_factory=list)

    @property
    def time(self) -> int:
        return next(item.time for item in self.items if isinstance(item, Welcome))

    @property
    def acks(self) -> list[Ack]:
        return [item for item in self.items if isinstance(item, Ack)]

    @property
    def refused(self) -> list[Refused]:
        return [item for item in self.items if isinstance(item, Refused)]

    @property
    def entries(self) -> list[bytes]:
        return [item.entry for item in self.items if isinstance(item, EntryDown)]

    @property
    def blobs(self) -> list[bytes]:
        return [item.blob for item in self.items if isinstance(item, BlobDown)]

    @property
    def envelopes(self) -> list[bytes]:
        """The whole ones, in the order in which they came; parts are joined as long as they follow one another."""
        found: list[bytes] = []
        begun = b""
        for item in self.items:
            if isinstance(item, EnvelopeDown):
                found.append(item.envelope)
            elif isinstance(item, PartDown):
                assert item.offset in (0, len(begun))
                begun = begun[: item.offset] + item.part
                if len(begun) == item.whole:
                    found.append(begun)
                    begun = b""
        return found

    @property
    def parts(self) -> list[PartDown]:
        return [item for item in self.items if isinstance(item, PartDown)]

    @property
    def files(self) -> list[FileAt]:
        return [item for item in self.items if isinstance(item, FileAt)]

    def pieces(self, file: bytes) -> list[bytes]:
        """The pieces that came of a file, joined from their parts; the first may lack its beginning."""
        found: dict[int, bytes] = {}
        for item in self.items:
            if isinstance(item, FileDown) and item.file == file:
                found[item.number] = found.get(item.number, b"") + item.part
        return [found[number] for number in sorted(found)]

    @property
    def moved(self) -> list[CursorMoved]:
        return [item for item in self.items if isinstance(item, CursorMoved)]

    @property
    def more(self) -> bool:
        return next(item.more for item in self.items if isinstance(item, Done))


class Device:
    """One person's device in one space, talking to one relay."""

    def __init__(self, relay: RelayApi, pin: bytes, admission: bytes = b"", seed: int = 0) -> None:
        self.relay, self.pin, self.admission = relay, pin, admission
        self.chance: Chance = random.Random(seed).randbytes
        self.person = PersonKeys.from_root(self.chance(32))
        self.key = SigningKey.from_seed(self.chance(32))
        self.id = key_id(self.key.public)
        self.space = bytes(16)
        self.entries: list[bytes] = []
        self.epoch_keys: dict[int, bytes] = {}
        self.number = 0
        self.cursor = 0
        self.visit = 0

    @property
    def state(self) -> Membership:
        """The membership after the entries that this device knows."""
        return replay(self.entries, self.space)

    def found(self) -> list[Item]:
        """A new space of one's own; gives the uploads that make it known to the relay."""
        made = found("同行", self.person, "王老师", self.key, self.chance)
        self.space, self.entries, self.epoch_keys = made.space, list(made.entries), {1: made.epoch_key}
        return [*(EntryUp(0, entry) for entry in made.entries), *(BlobUp(0, blob) for blob in made.blobs)]

    def invite(self, ends: int = FAR, role: Role = Role.WRITER) -> tuple[list[Item], Ticket]:
        """Open a ticket; gives the upload and the ticket."""
        opened = invite(self.state, self.key, self.epoch_keys[1], role, ends, self.chance)
        self.entries.append(opened.entry)
        ticket = Ticket("https://relay.example:8443", self.pin, self.space, opened.seed, ends, "同行", "王老师")
        return [EntryUp(0, opened.entry)], ticket

    def read_by_ticket(self, ticket: Ticket) -> Answer:
        """The newcomer's first visit: signed by the ticket's key, it gets the membership log."""
        keys = TicketKeys.from_seed(ticket.seed)
        self.space = ticket.space
        answer = self.exchange([], signer=keys.signing)
        self.entries += answer.entries
        return answer

    def join(self, ticket: Ticket) -> list[Item]:
        """The newcomer's entry and blobs, once the log was read."""
        joined = join(ticket, self.state, self.person, "李老师", self.key, self.chance)
        self.entries.append(joined.entry)
        self.epoch_keys = joined.epoch_keys
        return [EntryUp(0, joined.entry), *(BlobUp(0, blob) for blob in joined.blobs)]

    def envelope(self, body: bytes = b"sealed body, at least 17", number: int | None = None) -> bytes:
        """The next envelope, signed; with ``number`` any other one, which does not count up."""
        if number is None:
            self.number += 1
        head = Header(1, self.id, number or self.number).encode()
        return head + body + self.key.sign(ENVELOPE_SIGNATURE, signed_bytes(self.space, head, body))

    def envelopes(self, count: int, size: int = 100) -> list[Item]:
        """Uploads of so many further envelopes with bodies of ``size`` bytes; long ones go in parts."""
        return [item for _ in range(count) for item in self.large(size)[1]]

    def large(self, size: int, held: int = 0) -> tuple[bytes, list[Item]]:
        """The next envelope, with a body of ``size`` bytes, and the uploads that bring all behind ``held`` of it."""
        envelope = self.envelope(self.chance(size))
        return envelope, list(items_up(0, self.number, envelope, held))

    def hello(self, signer: SigningKey | None = None, **changes: object) -> Hello:
        """A hello for the one space, signed by this device, or as ``signer``."""
        key = signer or self.key
        self.visit += 1
        hello = Hello(
            version=VERSION,
            device=key_id(key.public),
            visit=self.visit,
            flags=0,
            budget=ANSWER_BUDGET,
            admission=self.admission,
            spaces=(SpaceAt(self.space, self.cursor, len(self.entries)),),
            wants=(),
            snapshots=(),
            signature=bytes(64),
        )
        hello = replace(hello, **changes)  # type: ignore[arg-type]  # a test may put anything into a hello
        signature = key.sign(HELLO_SIGNATURE, hello_signed_bytes(hello, self.pin))
        return hello if "signature" in changes else replace(hello, signature=signature)

    def exchange(self, uploads: Iterable[Item], signer: SigningKey | None = None, **changes: object) -> Answer:
        """One visit; what comes is remembered as a client would. ``entries_known`` leaves out what is being sent."""
        items = list(uploads)
        if "spaces" not in changes:
            sending = sum(isinstance(item, EntryUp) for item in items)
            changes["spaces"] = (SpaceAt(self.space, self.cursor, len(self.entries) - sending),)
        answer = Answer()
        for item in self.relay.exchange(self.hello(signer, **changes), items):
            answer.items.append(item)
            if isinstance(item, EnvelopeDown | CursorMoved) or (
                isinstance(item, PartDown) and item.offset + len(item.part) == item.whole
            ):
                self.cursor = item.cursor
        return answer

    def catch_up(self, answer: Answer) -> None:
        """Take over the entries that came with an answer."""
        extend(self.state, answer.entries)
        self.entries += answer.entries

    def want(self, digests: Sequence[bytes]) -> tuple[Want, ...]:
        """Wants of the one space."""
        return tuple(Want(0, digest) for digest in digests)


def pieces(device: Device, file: bytes, content: bytes, epoch: int = 1) -> list[bytes]:
    """The sealed pieces of a file: real heads and signatures, and the content itself in place of a sealed body."""
    made: list[bytes] = []
    count = pieces_of(len(content))
    for number in range(count):
        head = PieceHead(file, epoch, device.id, count, number).encode()
        body = content[number * PIECE : (number + 1) * PIECE] + bytes(16)
        signed = piece_signed_bytes(device.space, head, body)
        made.append(head + body + device.key.sign(ATTACHMENT_SIGNATURE, signed))
    return made


def bring(file: bytes, parts: Sequence[bytes], start: int = 0, held: int = 0) -> list[Item]:
    """Uploads of pieces, from one of them on, of which ``held`` bytes are there."""
    items: list[Item] = []
    for number in range(start, len(parts)):
        data = parts[number]
        items += [
            FileUp(0, file, number, offset, len(data), data[offset : offset + PART])
            for offset in range(held, len(data), PART)
        ]
        held = 0
    return items


def snapshot(device: Device, name: bytes, cursor: int, sizes: Sequence[int]) -> list[Item]:
    """Uploads of a keeper's snapshot with chunks whose bodies have these sizes; ``name`` is its id, 16 bytes."""
    series = Series(name, 1, device.id, cursor, len(sizes))
    items: list[Item] = []
    for number, size in enumerate(sizes):
        head, body = series.head(number), device.chance(size)
        signed = chunk_signed_bytes(device.pin, device.space, head, body)
        chunk = head + body + device.key.sign(SNAPSHOT_SIGNATURE, signed)
        items += [
            SnapshotUp(0, number, offset, len(chunk), chunk[offset : offset + PART])
            for offset in range(0, len(chunk), PART)
        ]
    return items
