"""Third stage: a parcel becomes a numbered, sealed, signed envelope, stored together with what it covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.crypto.keys import envelope_key
from app.crypto.sealing import seal
from app.crypto.signing import ENVELOPE_SIGNATURE, digest
from app.errors import AccessError
from app.ids import DeviceId, SpaceId, record_id_bytes
from app.protocol.envelope import PREVIOUS_BYTES, Envelope, Header, Payload, encode_payload, signed_bytes
from app.protocol.membership import Membership
from app.store.outbox import Exported
from app.store.receipts import ReadMark
from app.sync.collect import collect
from app.sync.owner import Owner
from app.sync.pack import pack
from app.sync.roster import settled_entries
from app.sync.stages import Collected, Parcel

#: Why a record stays behind: more of it waits than any reader would merge at once.
TOO_LARGE = "record.too_large"
#: Under this name and a space's id stands the newest entry that this device has named there.
TOLD_HEAD = "told head "


@dataclass(frozen=True)
class Sealed:
    """How many envelopes were made, and the codes of what could not be sealed and still waits."""

    made: int = 0
    troubles: tuple[str, ...] = ()


def seal_waiting(owner: Owner) -> Sealed:
    """Collect, pack and seal everything that waits.

    Each envelope is one transaction, so that a stop between two of them loses nothing. A space whose newest key has
    not come, and a record that is too large, wait and hold up nothing else. Raises StoreError when the file cannot be
    written.
    """
    made = 0
    troubles: list[str] = []
    waiting = {waits.space: waits for waits in collect(owner)}
    for space in [row.space for row in owner.store.spaces.all() if row.relay is not None and row.active]:
        waits = waiting.get(space)
        troubles += [TOO_LARGE] if waits is not None and waits.too_large else []
        try:
            for parcel in list(pack(waits.collected if waits is not None else ())) or _receipts_only(owner, space):
                made += seal_parcel(owner, parcel)
        except AccessError as error:
            troubles.append(error.code)
    return Sealed(made, tuple(dict.fromkeys(troubles)))


def seal_parcel(owner: Owner, parcel: Parcel) -> int:
    """Seal one parcel with the receipts that its space has not been told; gives 1, or 0 if nothing was left to say."""
    space, store = parcel.space, owner.store
    membership = owner.membership(space)
    if membership is None:
        raise AccessError("access.no_key", "a space without members")
    seen, marks = store.receipts.untold(space), store.receipts.untold_reads(space)
    reads = [mark for mark in marks if _still_read(owner, mark)]
    deltas = [item for item in parcel.collected if item.delta]
    with store.transaction():
        if deltas or seen or reads:
            payload = _payload(owner, membership, deltas, seen, reads)
            _store(owner, membership, payload, parcel.collected)
            store.receipts.told(space, seen)
            store.receipts.told_reads(marks)
            store.identity.set(TOLD_HEAD + space.hex(), _newest_head(owner, space))
            return 1
        _cover_nothing(owner, parcel)
    return 0


def _still_read(owner: Owner, mark: ReadMark) -> bool:
    """Nothing came into the record since she read it: a mark must never stand for words that she has not seen."""
    stored = owner.store.documents.load(mark.record)
    return stored is not None and not stored.unread


def known_head(owner: Owner, space: SpaceId) -> bytes:
    """The digest of the last membership entry that the relay put in order, as it told us or others did; else empty.

    Entries of our own that wait may still be signed anew behind somebody else's, so they are not told.
    """
    entries = settled_entries(owner, space)
    return digest(entries[-1]) if entries else b""


def _told_head(owner: Owner, space: SpaceId) -> bytes | None:
    """The head that this device has told there; None before its first envelope, also on a device that is new."""
    return owner.store.identity.get(TOLD_HEAD + space.hex()) if owner.store.outbox.last_number(space) else None


def _newest_head(owner: Owner, space: SpaceId) -> bytes:
    """The head to tell. A relay that was put back to an older copy holds less than was told; heads do not go back."""
    head, told = known_head(owner, space), _told_head(owner, space) or b""
    known, before = owner.position_of(space, head), owner.position_of(space, told)
    return told if before is not None and (known is None or known < before) else head


def _receipts_only(owner: Owner, space: SpaceId) -> list[Parcel]:
    """An envelope without a delta, when somebody is waiting to hear that his words arrived or were read."""
    waits = owner.store.receipts.untold(space) or owner.store.receipts.untold_reads(space)
    return [Parcel(space, ())] if waits else []


def _payload(
    owner: Owner,
    membership: Membership,
    deltas: Sequence[Collected],
    seen: Sequence[tuple[DeviceId, int]],
    reads: Sequence[ReadMark],
) -> Payload:
    head, told = _newest_head(owner, membership.space), _told_head(owner, membership.space)
    return Payload(
        previous=owner.store.outbox.last_digest(membership.space)[:PREVIOUS_BYTES],
        log_head=b"" if told == head else head,
        seen=[(device, number) for device, number in seen],
        read=[record_id_bytes(mark.record) for mark in reads],
        deltas=[(record_id_bytes(item.record), item.delta) for item in deltas],
    )


def _store(owner: Owner, membership: Membership, payload: Payload, covered: Sequence[Collected]) -> None:
    space = membership.space
    key = owner.store.spaces.keys(space).get(membership.epoch)
    if key is None:
        raise AccessError("access.no_key", f"epoch {membership.epoch}")
    number = owner.store.outbox.last_number(space) + 1
    header = Header(membership.epoch, owner.device_id, number)
    head = header.encode()
    compressed = owner.compressor.compress(encode_payload(payload))
    body = seal(envelope_key(key, owner.device_id), number, head, compressed)
    signature = owner.device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, head, body))
    envelope = Envelope(header, head, body, signature).encode()
    exports = [Exported(item.record, item.version, item.saves) for item in covered]
    owner.store.outbox.seal(space, number, envelope, digest(envelope), exports, owner.clock.now())


def _cover_nothing(owner: Owner, parcel: Parcel) -> None:
    """A save that changed nothing (a word typed and taken back) leaves no envelope, and must not wait for ever."""
    for item in parcel.collected:
        owner.store.outbox.forget(Exported(item.record, item.version, item.saves))
