"""Leaving a trail: a relay witnesses the list of one's saves, a file shows chosen records, anybody checks such a file.

A witness costs one small request: a hello that wants a blob by a digest that is the root of the list. No relay has such
a blob; but it signs its answer, with its time in it, to that very hello. It learns a digest and nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.crdt.document import Document
from app.crypto.signing import HELLO_SIGNATURE, digest, key_id, verify
from app.crypto.tree import proof, root, root_from
from app.errors import AccessError, Known, LinkError
from app.ids import DeviceId, RecordId, record_id_bytes
from app.protocol.failures import Refusal
from app.protocol.messages import (
    SIGN_ANSWER,
    Hello,
    ItemReader,
    SpaceAt,
    Want,
    Welcome,
    encode_item,
    hello_signed_bytes,
)
from app.records.record import Record
from app.records.registry import Registry
from app.store.spaces import RelayRow
from app.store.trail import TrailSave, WitnessRow
from app.sync.carrying import Post, proven
from app.sync.owner import Owner
from app.sync.push import signed_hello, spaces_on
from app.sync.trail_file import (
    MOST_RECORDS,
    MOST_WITNESSES,
    SALT_BYTES,
    Body,
    Card,
    Save,
    TrailFile,
    Witness,
    leaves_of,
    opened,
    sealed,
)

#: Bytes that an answer to a witness's hello may have; a real one has about a thousand.
_LONGEST_ANSWER = 16_384


@dataclass(frozen=True)
class CheckedRecord:
    """One record of a trail; ``record`` holds the words. ``first`` and ``last`` are by her own laptop; ``first_by``
    and ``last_by`` tell when a relay knew her first and her newest shown save, None where none does."""

    record: Record
    saves: int
    first: int
    last: int
    first_by: int | None
    last_by: int | None


@dataclass(frozen=True)
class CheckedTrail:
    """What a trail shows. ``relays`` are (id, time) of those that signed; ``seen`` (name, root id, time) of colleagues;
    ``keeper`` is the id of the keeper's root key."""

    name: str
    keeper: bytes
    made: int
    records: tuple[CheckedRecord, ...]
    relays: tuple[tuple[bytes, int], ...]
    seen: tuple[tuple[str, bytes, int], ...]


# On one's own laptop


def catch_up(owner: Owner) -> None:
    """Give every save of one's own its place in the list."""
    own = own_devices(owner)
    with owner.store.transaction():
        saves = owner.store.trail.missing([DeviceId(key_id(device)) for device in own])
        owner.store.trail.add([_shown(owner, save).leaf() for save in saves], saves)


def ask_relay(owner: Owner, relay: RelayRow, post: Post) -> WitnessRow:
    """Let a relay sign the list as it stands, and keep that. Raises LinkError, AccessError("trail.nothing").

    Uses the network: ``begin_asking``, ``post`` and ``end_asking`` may be called apart.
    """
    hello, upto = begin_asking(owner, relay)
    return end_asking(owner, relay, hello, upto, answer_to(relay, hello, post))


def begin_asking(owner: Owner, relay: RelayRow) -> tuple[bytes, int]:
    """The hello that asks, encoded, and for how many saves. Raises AccessError: trail.nothing, trail.no_relay."""
    catch_up(owner)
    leaves, spaces = owner.store.trail.leaves(), spaces_on(owner, relay.relay)
    if not leaves:
        raise AccessError("trail.nothing", "no save")
    if not spaces:
        raise AccessError("trail.no_relay", "no space there")
    hello = signed_hello(
        owner.device,
        relay.relay,
        visit=owner.store.cursors.next_visit(relay.relay),
        spaces=(SpaceAt(spaces[0], 0, owner.store.cursors.get(relay.relay, spaces[0]).entries_known),),
        flags=SIGN_ANSWER,
        budget=0,
        wants=(Want(0, root(leaves)),),
    )
    return encode_item(hello), len(leaves)


def answer_to(relay: RelayRow, hello: bytes, post: Post) -> bytes:
    """What the relay answers; touches no store. Raises LinkError."""
    answer = bytearray()
    for block in post(relay.url, relay.relay, hello):
        answer += block
        if len(answer) > _LONGEST_ANSWER:
            raise LinkError("link.not_a_relay", "an answer without end")
    return bytes(answer)


def end_asking(owner: Owner, relay: RelayRow, hello: bytes, upto: int, answer: bytes) -> WitnessRow:
    """Keep an answer that the relay signed. Raises LinkError for any other."""
    row = WitnessRow(upto, relay.relay, hello, answer, _told(relay.relay, hello, answer))
    owner.store.trail.witnessed(row)
    return row


def own_devices(owner: Owner) -> list[bytes]:
    """The public keys of every device that is or was this person's: this one, former ones, her other laptops'."""
    found = dict.fromkeys([owner.device.public, *(key.public for key in owner.former)])
    for row in owner.store.spaces.all():
        membership = owner.membership(row.space)
        member = membership.members.get(owner.person.person) if membership is not None else None
        if member is not None:
            found |= dict.fromkeys([*member.devices.values(), *(former.public for former in member.former.values())])
    return list(found)


def card_of(owner: Owner, public: bytes) -> Card:
    """A device of one's own, with what makes it one's own."""
    return Card(public, owner.person.certify(public))


def write_trail(owner: Owner, name: str, records: Sequence[RecordId]) -> bytes:
    """The file of these records. Raises AccessError("trail.nothing") when none of them has a save of one's own."""
    catch_up(owner)
    trail, store = owner.store.trail, owner.store
    mine = {DeviceId(key_id(device)) for device in own_devices(owner)}
    kept = [save for record in records for save in trail.of(record)]
    shown = [_shown(owner, save) for save in sorted(kept, key=lambda save: save.place)]
    if not shown:
        raise AccessError("trail.nothing", "no save of these records")
    others = [
        (record_id_bytes(record), row.delta)
        for record in records
        for row in store.deltas.of(record)
        if (row.device not in mine or row.number == 0) and row.refused is None and not row.replaced
    ]
    places, leaves = frozenset(save.place for save in shown), trail.leaves()
    witnesses = [
        Witness(row.upto, row.relay, row.hello, row.answer, proof(leaves[: row.upto], _under(places, row.upto)))
        for row in _spread(trail.witnesses())
    ]
    cards = [card_of(owner, device) for device in own_devices(owner)]
    body = Body(name, owner.person.signing.public, owner.clock.now(), cards, shown, others, witnesses)
    return sealed(body, owner.device, card_of(owner, owner.device.public))


def _shown(owner: Owner, save: TrailSave) -> Save:
    salt = digest(owner.person.trail_salt + save.place.to_bytes(8, "big"))[:SALT_BYTES]
    return Save(save.place, record_id_bytes(save.record), save.device, save.time, salt, save.delta)


def _spread(rows: Sequence[WitnessRow]) -> Sequence[WitnessRow]:
    """Of many witnesses as many as a file takes, the first and the last among them."""
    last = len(rows) - 1
    return rows if last < MOST_WITNESSES else [rows[at * last // (MOST_WITNESSES - 1)] for at in range(MOST_WITNESSES)]


def _under(places: Iterable[int], upto: int) -> frozenset[int]:
    return frozenset(place for place in places if place < upto)


# Anywhere


def check(data: bytes, registry: Registry) -> CheckedTrail:
    """Check a file to the last byte. Raises AccessError: trail.not_one, trail.changed."""
    file, body = opened(data)
    try:
        return _checked(file, body, registry)
    except AccessError:
        raise
    except (Known, Refusal, ValueError) as error:
        raise AccessError("trail.changed", type(error).__name__) from error


def _checked(file: TrailFile, body: Body, registry: Registry) -> CheckedTrail:
    devices = {key_id(card.public): card.public for card in body.devices}
    leaves = leaves_of(body.saves)
    if any(save.device not in devices for save in body.saves) or len(leaves) < len(body.saves):
        raise AccessError("trail.changed", "a save of a device that is not the keeper's, or twice in one place")
    relays = [(witness.upto, witness.relay, _witnessed(witness, leaves, devices)) for witness in body.witnesses]
    saves: dict[bytes, list[Save]] = {}
    others: dict[bytes, list[bytes]] = {}
    for save in body.saves:
        saves.setdefault(save.record, []).append(save)
    for raw, delta in body.others:
        others.setdefault(raw, []).append(delta)
    if len(saves) > MOST_RECORDS:
        raise AccessError("trail.changed", "more records than a file is made of")
    records = tuple(_record(own, others.get(record, []), relays, registry) for record, own in saves.items())
    seen = tuple((one.name, key_id(one.root), one.time) for one in file.seen)
    signed = tuple(dict.fromkeys((relay, told) for _, relay, told in relays))
    return CheckedTrail(body.name, key_id(body.root), body.made, records, signed, seen)


def _witnessed(witness: Witness, leaves: dict[int, bytes], devices: dict[bytes, bytes]) -> int:
    """The relay's time, if it signed a hello of the keeper's that names the root of her list."""
    told = _told(witness.relay, witness.hello, witness.answer)
    (hello,) = ItemReader().feed(witness.hello)
    if not isinstance(hello, Hello) or hello.device not in devices:
        raise AccessError("trail.changed", "somebody else asked the relay")
    asked = replace(hello, signature=bytes(64))
    if not verify(devices[hello.device], hello.signature, HELLO_SIGNATURE, hello_signed_bytes(asked, witness.relay)):
        raise AccessError("trail.changed", "the keeper did not ask the relay")
    under = {place: leaf for place, leaf in leaves.items() if place < witness.upto}
    if root_from(witness.upto, under, witness.proof) not in {want.digest for want in hello.wants}:
        raise AccessError("trail.changed", "the relay signed another list")
    return told


def _record(
    saves: Sequence[Save], others: Sequence[bytes], relays: Sequence[tuple[int, bytes, int]], registry: Registry
) -> CheckedRecord:
    made = _document([*(save.delta for save in saves), *others])

    def known(save: Save) -> int | None:
        return min((told for upto, _, told in relays if save.place < upto), default=None)

    return CheckedRecord(
        Record.open(made, registry),
        len(saves),
        saves[0].time,
        saves[-1].time,
        known(saves[0]),
        known(saves[-1]),
    )


def _document(deltas: Sequence[bytes]) -> Document:
    document = Document.new(DeviceId(bytes(8)))
    merged = document.merge(deltas)
    if merged.damaged:
        raise AccessError("trail.changed", "a save that cannot be read")
    return document


def _told(relay: bytes, hello: bytes, answer: bytes) -> int:
    """The time in an answer that this relay signed. Raises LinkError."""
    items = proven(relay, hello, answer)
    return next((item.time for item in items if isinstance(item, Welcome)), 0)
