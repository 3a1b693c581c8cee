"""Bringing back what a copy of a store holds, or what can still be read of a damaged one: a merge, which only adds.

The raw changes are the truth, so they are what is brought: each one that this store has not, into the record that it
belongs to. Spaces, their keys and their logs come along where they are missing. Nothing here is taken away or put back
to an older state; what others wrote comes with their names, and what this person wrote is owed to its space once more.

A copy may come from a life of the store that went on elsewhere under the same names, as after its folder was copied by
hand: then the same numbers stand for other words there. Those are written anew by a new device (see ``sync/twins``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.crdt.delta import decode_version, encode_version, peer_of
from app.crdt.document import Document
from app.ids import DeviceId
from app.records.record import Record
from app.store.content import content_of
from app.store.deltas import DeltaRow
from app.store.devices import FormerDevice
from app.store.documents import Stored
from app.store.salvage import Found, FoundRecord
from app.sync.owner import Owner
from app.sync.twins import beginnings_of, is_behind, parting

#: Why the store knows a device that was in a copy.
BROUGHT = "restored"


@dataclass(frozen=True)
class Restored:
    """``grown``: records that were here and had more words in the copy; ``back``: records that were not here;
    ``same``: those that gained nothing; ``unread``: those whose changes could not all be merged; ``own``: did
    anything come back that this person's own devices wrote? ``parted``: did the copy have other words under the same
    numbers?"""

    grown: int = 0
    back: int = 0
    same: int = 0
    unread: int = 0
    own: bool = False
    parted: bool = False


def _stay() -> None:
    """For a store that nobody else has ever gone on with."""


def restore_from(owner: Owner, found: Found, renew: Callable[[], None] = _stay) -> Restored:
    """Merge everything that ``found`` holds and this store has not, as one unit. ``renew`` is called once, before words
    of the copy are written anew: it makes the owner act as a new device.

    Raises StoreError; nothing has changed then.
    """
    grown = back = same = unread = 0
    own = parted = False
    with owner.store.transaction():
        _bring_spaces(owner, found)
        _adopt_devices(owner, found)
        for content in found.contents:
            owner.store.attachments.put(content, owner.clock.now())
        mine = {owner.device_id, *owner.former_ids, *found.devices}
        for record in found.records():
            stored = owner.store.documents.load(record.record)
            starts = _partings(owner, stored, record, mine)
            if stored is not None and starts:
                if not parted:
                    renew()
                parted = True
                whole = _write_anew(owner, stored, record, starts)
                grown, unread = grown + whole, unread + (not whole)
                continue
            missing = _missing(owner, record)
            if not missing:
                same += 1
                continue
            if not _bring(owner, stored, record, missing):
                unread += 1
                continue
            own = own or any(row.device in mine for row in missing)
            grown += stored is not None
            back += stored is None
    return Restored(grown, back, same, unread, own, parted)


def _adopt_devices(owner: Owner, found: Found) -> None:
    """What the copy's devices wrote is this person's, and leaves in her name if no relay has it."""
    for device, seed in found.devices.items():
        if device != owner.device_id:
            owner.store.devices.adopt(FormerDevice(device, seed, owner.clock.now(), BROUGHT))
    owner.act_as(owner.device)


def _bring_spaces(owner: Owner, found: Found) -> None:
    spaces = owner.store.spaces
    for relay in found.relays:
        if relay.relay not in {known.relay for known in spaces.relays()}:
            spaces.put_relay(relay)
    for space in found.spaces:
        if spaces.get(space.row.space) is None and not space.row.private:
            spaces.put(space.row)
            spaces.add_entries(space.row.space, space.entries, start=0)
            spaces.name_people(space.row.space, space.names)
            if space.row.relay is not None and space.known:
                # Else her new device would be signed behind the founding entry, where she was no member yet.
                owner.store.cursors.know_entries(space.row.relay, space.row.space, space.known)
        held = spaces.keys(space.row.space)
        for epoch, key in space.keys.items():
            if epoch not in held:
                spaces.add_key(space.row.space, epoch, key)


def _usable(record: FoundRecord) -> list[DeltaRow]:
    return [row for row in record.rows if row.refused is None and not row.replaced]


def _partings(
    owner: Owner, stored: Stored | None, record: FoundRecord, mine: Iterable[DeviceId]
) -> dict[DeviceId, int]:
    """Of each of this person's devices the first operation that is another one in the copy; none as a rule."""
    here = {row.delta for row in owner.store.deltas.of(record.record)}
    if stored is None or all(row.delta in here or row.device not in mine for row in _usable(record)):
        return {}
    ours, theirs = Document.load(owner.device_id, stored.state), Document.new(owner.device_id)
    theirs.merge([row.delta for row in _usable(record)])
    at = {device: parting(theirs, ours, device, 0) for device in mine}
    return {device: start for device, start in at.items() if start < min(theirs.count(device), ours.count(device))}


def _write_anew(owner: Owner, stored: Stored, record: FoundRecord, starts: Mapping[DeviceId, int]) -> bool:
    """Write what a copy has under numbers that stand for other words here, as our own, beside those; False where what
    both have cannot be told from it, and nothing is changed."""
    rows = _usable(record)
    theirs, common = Document.new(owner.device_id), Document.new(owner.device_id)
    theirs.merge([row.delta for row in rows])
    kept = [row for row in rows if not is_behind(beginnings_of(row), starts)]
    common.merge([row.delta for row in kept])
    here = {row.delta: row.replaced for row in owner.store.deltas.of(record.record)}
    if any(common.count(device) > start for device, start in starts.items()) or any(
        here.get(row.delta, False) for row in rows
    ):
        # Some of it was written anew before, from another copy of that life: a second time would double it.
        return False
    before = common.version()
    common.write_as(theirs, starts)
    common.commit(owner.clock.now())
    delta = common.export(before, own=True)
    missing = [row for row in kept if row.delta not in here]
    document = Document.load(owner.device_id, stored.state)
    merged = document.merge([*(row.delta for row in missing), *([delta] if delta else [])])
    for row in missing:
        owner.store.deltas.add_restored(row, stored.space, waits=merged.pending)
    # Kept, so that the same copy brings nothing more when it is restored once more.
    for row in rows:
        if row not in kept:
            owner.store.deltas.add_replaced(row, stored.space)
    content, now = content_of(Record.open(document, owner.registry)), owner.clock.now()
    if delta:
        owner.store.documents.save(stored.record, stored.space, content, delta, owner.device_id, now)
    return True


def _missing(owner: Owner, record: FoundRecord) -> list[DeltaRow]:
    """The changes of a copy that are not here, by their bytes: the same one may have come by another way."""
    here = {row.delta for row in owner.store.deltas.of(record.record)}
    missing = [row for row in _usable(record) if row.delta not in here]
    stored = owner.store.documents.load(record.record)
    if stored is None or not missing:
        return missing
    document = Document.load(owner.device_id, stored.state)
    before = document.version()
    merged = document.merge([row.delta for row in missing])
    return missing if document.version() != before or merged.pending else []


def _bring(owner: Owner, stored: Stored | None, record: FoundRecord, missing: Sequence[DeltaRow]) -> bool:
    store = owner.store
    document = Document.new(owner.device_id) if stored is None else Document.load(owner.device_id, stored.state)
    merged = document.merge([row.delta for row in missing])
    opened = Record.open(document, owner.registry)
    if not opened.kind_key:
        return False
    space = record.space if stored is None else stored.space
    if store.spaces.get(space) is None:
        space = next(row.space for row in store.spaces.all() if row.private)
    for row in missing:
        store.deltas.add_restored(row, space, waits=merged.pending)
    store.documents.merged(
        record.record,
        space,
        content_of(opened),
        owner.clock.now(),
        author=record.author if stored is None else stored.author,
        pending=merged.pending,
        mine=record.mine,
        unread=False,
        begun=document.begun_by(record.author),
    )
    _owe(owner, stored, record, document)
    return True


def _owe(owner: Owner, stored: Stored | None, record: FoundRecord, document: Document) -> None:
    """What our own devices wrote, and is beyond what the space was sent, waits to leave."""
    sent = stored.exported if stored is not None else record.exported
    known = decode_version(sent) if sent is not None else {}
    ours = {peer_of(device) for device in (owner.device_id, *owner.former_ids)}
    if stored is None and not record.arrived:
        # The envelope that carried it is gone with the other store, and may not have left before.
        known = {peer: count for peer, count in known.items() if peer not in ours}
    version = decode_version(document.version())
    if any(known.get(peer, 0) < count for peer, count in version.items() if peer in ours):
        owner.store.documents.set_exported_version(record.record, encode_version(known))
        owner.store.outbox.mark(record.record, owner.clock.now())
    elif stored is None:
        # The space has it. A record that seems never to have been sent would go whole with her next edit, others'
        # words in her name, which everybody refuses.
        owner.store.documents.set_exported_version(record.record, sent or document.version())
