"""What a hostile relay does with envelopes, promises and answers, by name.

Each attack is a function from a request to the bytes of an answer.

``tests/relay/hostile.py`` runs them; ``tests/relay/test_hostile_*.py`` has a test for each, and says what comes of it.
"""

import itertools
import os
from collections.abc import Iterable
from dataclasses import replace

from app.protocol.codec import write_varint
from app.protocol.envelope import Header, parse
from app.protocol.limits import PART
from app.protocol.messages import (
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeDown,
    EnvelopeUp,
    Item,
    PartDown,
    PartUp,
    Refused,
    SnapshotDown,
    Welcome,
    encode_item,
)
from tests.relay.attack import FAR, altered, attack, before_done, encoded
from tests.relay.hostile import Answer, Ask

# Envelopes ----------------------------------------------------------------------------------------------------------


def _author(item: Item) -> bytes:
    return Header.parse(item.envelope)[0].device if isinstance(item, EnvelopeDown) else b""


@attack
def repeat(ask: Ask) -> Answer:
    """Every envelope comes three times, and then all of them once more."""
    *honest, done = ask.honest()
    envelopes = [item for item in honest if isinstance(item, EnvelopeDown)]
    for item in honest:
        yield from encoded([item] * (3 if isinstance(item, EnvelopeDown) else 1))
    for item in envelopes:
        ask.struck()
        yield encode_item(item)
    yield encode_item(done)


@attack
def withhold(ask: Ask) -> Answer:
    """Envelopes of one device are left out, all (``first`` is 1) or only one; what comes behind moves the cursor on."""
    device, numbers = bytes.fromhex(ask.order["device"]), set(ask.order.get("numbers", []))
    *honest, done = ask.honest()
    for item in honest:
        if isinstance(item, EnvelopeDown) and _author(item) == device:
            number = Header.parse(item.envelope)[0].number
            if not numbers or number in numbers:
                ask.struck()
                yield encode_item(CursorMoved(item.space_index, item.cursor))
                continue
        yield encode_item(item)
    yield encode_item(done)


@attack
def reorder(ask: Ask) -> Answer:
    """Envelopes come newest first, with cursors as if that were their order."""
    honest = ask.honest()
    envelopes = [item for item in honest if isinstance(item, EnvelopeDown)]
    turned = iter(envelopes[::-1])
    if len(envelopes) > 1:
        ask.struck()
    for item in honest:
        if isinstance(item, EnvelopeDown):
            yield encode_item(replace(item, envelope=next(turned).envelope))
        else:
            yield encode_item(item)


@attack
def delay(ask: Ask) -> Answer:
    """No envelope comes at all; the relay says that there is none."""
    return altered(ask, lambda item: [] if isinstance(item, EnvelopeDown | PartDown | CursorMoved) else [item])


@attack
def into_the_other_space(ask: Ask) -> Answer:
    """Envelopes of each space are handed out as the other's."""

    def change(item: Item) -> Iterable[Item]:
        return [replace(item, space_index=1 - item.space_index)] if isinstance(item, EnvelopeDown) else [item]

    return altered(ask, change)


@attack
def another_header(ask: Ask) -> Answer:
    """The number, epoch or device in the header is another; the rest is as it was."""
    order = ask.order

    def change(item: Item) -> Iterable[Item]:
        if not isinstance(item, EnvelopeDown):
            return [item]
        envelope = parse(item.envelope)
        header = replace(
            envelope.header,
            number=int(order.get("number", envelope.header.number)),
            epoch=int(order.get("epoch", envelope.header.epoch)),
            device=bytes.fromhex(order.get("device", envelope.header.device.hex())),
        )
        return [replace(item, envelope=header.encode() + envelope.body + envelope.signature)]

    return altered(ask, change)


@attack
def flip_every_byte(ask: Ask) -> Answer:
    """Instead of one envelope as many of them as it has bytes, in each of which another byte is flipped."""

    def change(item: Item) -> Iterable[Item]:
        if not isinstance(item, EnvelopeDown):
            return [item]
        genuine = item.envelope
        return [
            replace(item, envelope=genuine[:at] + bytes([genuine[at] ^ 0x40]) + genuine[at + 1 :])
            for at in range(len(genuine))
        ]

    return altered(ask, change)


@attack
def hand_out(ask: Ask) -> Answer:
    """Envelopes that somebody made with keys that he has, or had, put behind what the log holds."""
    end = max((item.cursor for item in ask.honest() if isinstance(item, EnvelopeDown)), default=0)
    cursor = max(end, ask.hello.spaces[0].cursor)
    return before_done(ask, [EnvelopeDown(0, cursor, bytes.fromhex(each)) for each in ask.order["envelopes"]])


@attack
def other_relay(ask: Ask) -> Answer:
    """Everything that another relay holds of some other space, as if it were the one that was asked for."""
    from sqlalchemy import select

    from app.relay.schema import ENTRIES, ENVELOPES

    with ask.relay.service(ask.order["path"]).database.reading() as connection:
        entries = list(connection.scalars(select(ENTRIES.c.data).order_by(ENTRIES.c.number)))
        envelopes = list(connection.scalars(select(ENVELOPES.c.data).order_by(ENVELOPES.c.position)))
    ask.struck()
    yield encode_item(ask.honest()[0])
    if ask.order.get("entries"):
        yield from encoded(EntryDown(0, entry) for entry in entries)
    yield from encoded(EnvelopeDown(0, at, data) for at, data in enumerate(envelopes, 1) if len(data) <= PART)
    yield encode_item(Done(False))


@attack
def false_parts(ask: Ask) -> Answer:
    """The beginnings of long envelopes that never come to their end, for every space."""
    spaces = range(len(ask.hello.spaces))
    return before_done(ask, [PartDown(at, 1, 0, 1_000_000, os.urandom(PART)) for at in spaces for _ in range(3)])


@attack
def spoil_snapshot(ask: Ask) -> Answer:
    """Chunks of a snapshot are exchanged, altered, or taken from the one before."""
    honest = ask.honest()
    parts = [item for item in honest if isinstance(item, SnapshotDown)]
    old = {
        (item.number, item.offset): item for item in ask.honest(home=ask.order["old"]) if isinstance(item, SnapshotDown)
    }
    numbers = sorted({item.number for item in parts})
    for item in honest:
        changed = item
        if isinstance(item, SnapshotDown):
            match ask.order["how"]:
                case "flip":
                    changed = replace(item, part=item.part[:-1] + bytes([item.part[-1] ^ 1]))
                case "swap":
                    changed = replace(item, number=numbers[-1 - numbers.index(item.number)])
                case "mix" if item.number:
                    changed = old.get((item.number, item.offset), item)
            if changed != item:
                ask.struck()
        yield encode_item(changed)


# Promises -----------------------------------------------------------------------------------------------------------


def _numbers(ask: Ask) -> dict[int, int]:
    """The highest number that was sent for each space."""
    found: dict[int, int] = {}
    for item in ask.uploads:
        if isinstance(item, EnvelopeUp):
            found[item.space_index] = max(found.get(item.space_index, 0), Header.parse(item.envelope)[0].number)
        elif isinstance(item, PartUp):
            found[item.space_index] = max(found.get(item.space_index, 0), item.number)
    return found


@attack
def acknowledge_nothing_stored(ask: Ask) -> Answer:
    """Envelopes are thrown away and acknowledged."""
    kept = [item for item in ask.uploads if isinstance(item, EntryUp | BlobUp)]
    numbers = _numbers(ask)
    acks = [
        Ack(index, number, ask.hello.spaces[index].entries_known + sum(isinstance(i, EntryUp) for i in kept))
        for index, number in numbers.items()
    ]
    for item in ask.honest(kept):
        if not isinstance(item, Ack):
            yield encode_item(item)
        if isinstance(item, Welcome):
            for ack in acks:
                ask.struck()
                yield encode_item(ack)


@attack
def acknowledge_otherwise(ask: Ask) -> Answer:
    """What is acknowledged is what the order says: far more, or less, than there is."""
    told = {name: int(ask.order[name]) for name in ("number", "entries", "held") if name in ask.order}
    return altered(ask, lambda item: [replace(item, **told)] if isinstance(item, Ack) else [item])


@attack
def refuse(ask: Ask) -> Answer:
    """Nothing is taken, and everything refused with a code, for one space or for the visit as a whole."""
    ask.struck()
    yield encode_item(ask.welcome())
    yield encode_item(Refused(int(ask.order["code"]), int(ask.order["space"]), int(ask.order.get("number", 0))))
    yield encode_item(Done(False))


@attack
def far_cursor(ask: Ask) -> Answer:
    """The visitor is sent far beyond the end of the log."""
    return before_done(ask, [CursorMoved(at, FAR) for at in range(len(ask.hello.spaces))])


@attack
def false_clock(ask: Ask) -> Answer:
    """The relay's clock is said to be somewhere else altogether."""
    return altered(
        ask, lambda item: [replace(item, time=int(ask.order["time"]))] if isinstance(item, Welcome) else [item]
    )


@attack
def other_generation(ask: Ask) -> Answer:
    """With every answer the relay says that its log is another one than the last time."""
    return altered(ask, lambda item: [replace(item, generation=os.urandom(8))] if isinstance(item, Welcome) else [item])


@attack
def unasked_blobs(ask: Ask) -> Answer:
    """Two hundred blobs that nobody wanted."""
    return before_done(ask, [BlobDown(0, os.urandom(4_000)) for _ in range(200)])


@attack
def unasked_space(ask: Ask) -> Answer:
    """Something for a space that does not stand in the hello."""
    return before_done(ask, [CursorMoved(63, 5)])


# Floods -------------------------------------------------------------------------------------------------------------


@attack
def gibberish(ask: Ask) -> Answer:
    """A welcome, and then bytes that are no item."""
    ask.struck()
    yield encode_item(ask.welcome())
    yield bytes.fromhex(ask.order["bytes"])
    yield bytes(100_000)


@attack
def long_item(ask: Ask) -> Answer:
    """An item that says of itself that it is 2 GB long, and its beginning."""
    ask.struck()
    yield encode_item(ask.welcome())
    yield bytes([int(ask.order.get("type", 20))]) + write_varint(2_000_000_000)
    for _ in range(1_000):
        yield bytes(65_536)


@attack
def tiny_items(ask: Ask) -> Answer:
    """A million of the smallest items, and no end."""
    ask.struck()
    yield encode_item(ask.welcome())
    block = encode_item(CursorMoved(0, 1)) * 10_000
    for _ in range(100):
        yield block


@attack
def endless(ask: Ask) -> Answer:
    """An answer that never ends, of envelopes that are none."""
    ask.struck()
    yield encode_item(ask.welcome())
    block = b"".join(encode_item(EnvelopeDown(0, at, b"\x01" + os.urandom(4_000))) for at in range(1, 17))
    while True:
        yield block


@attack
def drip(ask: Ask) -> Answer:
    """A byte now and then, for ever."""
    ask.struck()
    yield encode_item(ask.welcome())
    head = encode_item(EnvelopeDown(0, 1, bytes(4_000)))
    for byte in itertools.cycle(head):
        yield bytes([byte])
        yield float(ask.order["pause"])


@attack
def zipped_zeros(ask: Ask) -> Answer:
    """The body says that it is compressed, and would become a gigabyte."""
    import zlib

    ask.struck()
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packer.compress(encode_item(ask.welcome())) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush nothing refers to what came before: a packed megabyte can follow itself, as often as one likes.
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(1_000):
        yield megabyte
