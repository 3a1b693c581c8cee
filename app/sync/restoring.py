"""Bringing back what a copy of a store holds, or what can still be read of a damaged one: a merge, which only adds.

The raw changes are the truth, so they are what is brought: each one that this store has not, into the record that it
belongs to. Spaces, their keys and their logs come along where they are missing. Nothing here is taken away or put back
to an older state; what others wrote comes with their names, and what this person wrote is owed to its space once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.crdt.delta import decode_version, encode_version, peer_of
from app.crdt.document import Document
from app.records.record import Record
from app.store.content import content_of
from app.store.deltas import DeltaRow
from app.store.devices import FormerDevice
from app.store.documents import Stored
from app.store.salvage import Found, FoundRecord
from app.sync.owner import Owner

#: Why the store knows a device that was in a copy.
BROUGHT = "restored"


@dataclass(frozen=True)
class Restored:
    """``grown``: records that were here and had more words in the copy; ``back``: records that were not here;
    ``same``: those that gained nothing; ``unread``: those whose changes could not all be merged; ``own``: did
    anything come back that this person's own devices wrote?"""

    grown: int = 0
    back: int = 0
    same: int = 0
    unread: int = 0
    own: bool = False


def restore_from(owner: Owner, found: Found) -> Restored:
    """Merge everything that ``found`` holds and this store has not, as one unit.

    Raises StoreError; nothing has changed then.
    """
    grown = back = same = unread = 0
    own = False
    with owner.store.transaction():
        _bring_spaces(owner, found)
        _adopt_devices(owner, found)
        mine = {owner.device_id, *owner.former_ids, *found.devices}
        for record in found.records():
            stored = owner.store.documents.load(record.record)
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
    return Restored(grown, back, same, unread, own)


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
        held = spaces.keys(space.row.space)
        for epoch, key in space.keys.items():
            if epoch not in held:
                spaces.add_key(space.row.space, epoch, key)


def _missing(owner: Owner, record: FoundRecord) -> list[DeltaRow]:
    """The changes of a copy that are not here, by their bytes: the same one may have come by another way."""
    here = {row.delta for row in owner.store.deltas.of(record.record)}
    missing = [row for row in record.rows if row.delta not in here and row.refused is None and not row.replaced]
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
    )
    _owe(owner, stored, record, document)
    return True


def _owe(owner: Owner, stored: Stored | None, record: FoundRecord, document: Document) -> None:
    """What our own devices wrote, and is beyond what the space was sent, waits to leave."""
    sent = stored.exported if stored is not None else record.exported
    known = decode_version(sent) if sent is not None else {}
    ours = {peer_of(device) for device in (owner.device_id, *owner.former_ids)}
    version = decode_version(document.version())
    if any(known.get(peer, 0) < count for peer, count in version.items() if peer in ours):
        owner.store.documents.set_exported_version(record.record, encode_version(known))
        owner.store.outbox.mark(record.record, owner.clock.now())
