"""One store on two laptops: what was written here under names that the other laptop used as well, is written anew.

A folder that was copied by hand has one device on both laptops, and both give their operations the same numbers. The
relay takes what comes first; the other laptop notices when its envelope is refused. It becomes a new device, fetches
what its twin has sent, and then, record by record, keeps what both have and writes what only it has under its own
name. Nothing of this is sent before it is done.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.crdt.delta import beginnings, decode_version, encode_version, peer_of
from app.crdt.document import Document
from app.errors import RecordError
from app.ids import DeviceId, RecordId, record_id_from
from app.protocol.envelope import parse
from app.protocol.failures import Refusal
from app.records.record import Record
from app.store.content import content_of
from app.store.deltas import DeltaRow
from app.store.documents import Stored
from app.sync.owner import Owner
from app.sync.stages import Arrived
from app.sync.unseal import unseal

#: Under this name stands that what is unsent here is to be written anew before anything leaves.
COPIED = "copied"


def is_copy(owner: Owner) -> bool:
    """Is this store one of two copies, and what it wrote not yet told apart from the other's?"""
    return owner.store.identity.get(COPIED) is not None


def part_from_twin(owner: Owner) -> int:
    """Write anew what only this laptop has, once everything of the twin lies in the inbox; gives how many records.

    One transaction. Raises StoreError; nothing has changed then.
    """
    parted = 0
    with owner.store.transaction():
        theirs = _of_twin(owner)
        for space, unsent in owner.store.outbox.unsent().items():
            row = owner.store.spaces.get(space)
            if row is None or row.private:
                continue
            for item in unsent:
                stored = owner.store.documents.load(item.record)
                if stored is not None and _part(owner, stored, theirs.get(item.record, ())):
                    parted += 1
        owner.store.identity.remove(COPIED)
    return parted


def _of_twin(owner: Owner) -> dict[RecordId, list[bytes]]:
    """The deltas of our former device that wait in the inbox, by record."""
    found: dict[RecordId, list[bytes]] = {}
    for received in owner.store.inbox.waiting(limit=10**6):
        try:
            envelope = parse(received.envelope)
            if envelope.header.device not in owner.former_ids:
                continue
            opened = unseal(owner, Arrived(received.id, received.space, envelope, received.envelope))
        except Refusal:
            continue
        for raw, delta in opened.payload.deltas if opened is not None else ():
            found.setdefault(record_id_from(raw), []).append(delta)
    return found


def _part(owner: Owner, stored: Stored, theirs: Sequence[bytes]) -> bool:
    ours = Document.load(owner.device_id, stored.state)
    sent = decode_version(stored.exported) if stored.exported is not None else {}
    devices = [device for device in (*owner.former_ids, owner.device_id) if ours.count(device)]
    starts = {device: sent.get(peer_of(device), 0) for device in devices}
    rows = [row for row in owner.store.deltas.of(stored.record) if row.refused is None and not row.replaced]
    begin = {row.id: beginnings_of(row) for row in rows if row.number is None}
    whole = Document.new(owner.device_id)
    whole.merge([*(row.delta for row in rows if not is_behind(begin.get(row.id), starts)), *theirs])
    starts = {device: parting(ours, whole, device, start) for device, start in starts.items()}
    if all(ours.count(device) <= start for device, start in starts.items()):
        return False
    replaced = [row for row in rows if is_behind(begin.get(row.id), starts)]
    document = Document.new(owner.device_id)
    kept = document.merge([row.delta for row in rows if row not in replaced])
    before = document.version()
    document.write_as(ours, starts)
    document.commit(owner.clock.now())
    _store(owner, stored, document, before, [row.id for row in replaced])
    if kept.pending:
        owner.store.deltas.reopen(stored.record)
    return True


def beginnings_of(row: DeltaRow) -> Mapping[DeviceId, int]:
    """The first operation of each device in a change; none of one that is damaged."""
    try:
        return beginnings(row.delta)
    except RecordError:
        return {}


def is_behind(begin: Mapping[DeviceId, int] | None, starts: Mapping[DeviceId, int]) -> bool:
    """Does one of our own saves lie behind the point up to which everybody has the same?"""
    return begin is not None and any(at >= starts[device] for device, at in begin.items() if device in starts)


def parting(ours: Document, theirs: Document, device: DeviceId, start: int) -> int:
    """The first operation of a device that is not the same in both."""
    known = dict(theirs.saves_of(device, start))
    for number, save in ours.saves_of(device, start):
        if known.get(number) != save:
            return number
    return ours.count(device)


def _store(owner: Owner, stored: Stored, document: Document, before: bytes, replaced: Iterable[int]) -> None:
    store, now = owner.store, owner.clock.now()
    delta = document.export(before, own=True)
    store.deltas.replace(list(replaced))
    content = content_of(Record.open(document, owner.registry))
    if delta:
        store.documents.save(stored.record, stored.space, content, delta, owner.device_id, now)
    else:
        # What was written here was taken back, or is word for word what the twin wrote.
        store.documents.merged(
            stored.record, stored.space, content, now, author=stored.author, pending=True, unread=False
        )
    sent = {peer: count for peer, count in decode_version(before).items() if peer != peer_of(owner.device_id)}
    store.documents.set_exported_version(stored.record, encode_version(sent))
