"""Taking a snapshot in, as a newcomer: chunk by chunk, each of use before the next has come.

A keeper vouches for what it holds: the records with everybody's changes, as the keeper has them, and up to where each
device's envelopes are in them, so that later ones chain on. Whatever is not the next chunk of one snapshot that a
keeper of this space signed is refused, and the log is read from its beginning instead.
"""

from dataclasses import replace

from app.crypto.keys import snapshot_key
from app.crypto.sealing import open_sealed
from app.crypto.signing import SNAPSHOT_SIGNATURE, verify
from app.errors import AccessError
from app.ids import DeviceId, SpaceId, record_id_from
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ENVELOPE
from app.protocol.membership import Role
from app.protocol.messages import NO_SNAPSHOT, SnapshotDown, SnapshotPlace
from app.protocol.snapshot import Chunk, ChunkPayload, chunk_signed_bytes, decode_chunk_payload, parse_chunk
from app.store.snapshots import Taken
from app.sync.owner import Owner


def place_of(owner: Owner, relay: bytes, index: int, space: SpaceId) -> SnapshotPlace | None:
    """What a hello says of a snapshot that is under way, or not wanted; None for nothing to say."""
    taken = owner.store.snapshots.taken(relay, space)
    if taken is None or owner.store.cursors.get(relay, space).cursor:
        return None
    if taken.refused:
        return SnapshotPlace(index, NO_SNAPSHOT, 0, 0)
    if not taken.series:
        # Of the first chunk only a part is here, and nobody knows yet of which snapshot: it comes anew.
        return None
    return SnapshotPlace(index, _series(taken.series), taken.chunks, len(taken.part))


def take(owner: Owner, relay: bytes, space: SpaceId, item: SnapshotDown) -> bool:
    """Store a part; with a chunk's last one its records, which are then to be merged. True with the snapshot's last.

    Raises Refusal for what is not the next part of one genuine snapshot; then nothing of it is believed any more.
    """
    store = owner.store.snapshots
    taken = store.taken(relay, space)
    if item.number == item.offset == 0 and (taken is None or not taken.refused):
        taken = Taken()
    if taken is None or taken.refused or (item.number, item.offset) != (taken.chunks, len(taken.part)):
        raise Refusal(Code.SNAPSHOT_PLACE, f"chunk {item.number}, byte {item.offset}")
    if item.whole > MAX_ENVELOPE:
        raise Refusal(Code.TOO_LARGE, f"chunk of {item.whole} bytes")
    data = taken.part + item.part
    if len(data) < item.whole:
        store.keep_taken(relay, space, replace(taken, part=data))
        return False
    chunk = _genuine(owner, relay, space, taken, data)
    payload = _opened(owner, space, chunk)
    _keep(owner, space, chunk, payload)
    if chunk.number + 1 < chunk.series.count:
        series = taken.series or chunk.head
        store.keep_taken(relay, space, Taken(series, taken.chunks + 1))
        return False
    for device, number, digest16, position in payload.ends:
        owner.store.receipts.merged(space, DeviceId(device), number, digest16, entries=position)
    owner.store.cursors.move(relay, space, chunk.series.cursor)
    store.forget_taken(relay, space)
    return True


def refuse(owner: Owner, relay: bytes, space: SpaceId) -> None:
    """Want no snapshot of that relay for this space any more: its log tells the same, if more slowly."""
    owner.store.snapshots.keep_taken(relay, space, Taken(refused=True))


def _genuine(owner: Owner, relay: bytes, space: SpaceId, taken: Taken, data: bytes) -> Chunk:
    """The chunk, if a keeper who is here made it, and it is the next one of the same snapshot. Raises Refusal."""
    chunk, membership = parse_chunk(data), owner.membership(space)
    device = chunk.series.device
    member = membership.member_of(device) if membership is not None else None
    public = membership.public_of(device) if membership is not None else None
    if membership is None or member is None or public is None or member.role is not Role.KEEPER:
        raise Refusal(Code.SNAPSHOT_RIGHT, "not a keeper's device")
    if not verify(
        public, chunk.signature, SNAPSHOT_SIGNATURE, chunk_signed_bytes(relay, space, chunk.head, chunk.body)
    ):
        raise Refusal(Code.SNAPSHOT_RIGHT, "not signed by its device for this space and relay")
    if chunk.series.epoch > membership.epoch:
        raise Refusal(Code.SNAPSHOT_PLACE, f"epoch {chunk.series.epoch} of {membership.epoch}")
    if chunk.number != taken.chunks or (taken.series and chunk.series.head(0) != taken.series):
        raise Refusal(Code.SNAPSHOT_PLACE, "a chunk of another snapshot, or of another place in it")
    return chunk


def _opened(owner: Owner, space: SpaceId, chunk: Chunk) -> ChunkPayload:
    """What a genuine chunk holds. Raises Refusal."""
    series = chunk.series
    key = owner.store.spaces.keys(space).get(series.epoch)
    if key is None:
        raise Refusal(Code.SNAPSHOT_SEALED, f"no key of epoch {series.epoch}")
    try:
        compressed = open_sealed(snapshot_key(key, series.snapshot), chunk.number + 1, chunk.head, chunk.body)
    except AccessError as error:
        raise Refusal(Code.SNAPSHOT_SEALED, "the seal does not hold") from error
    payload = decode_chunk_payload(owner.compressor.expand(compressed))
    if payload.ends and chunk.number + 1 < series.count:
        raise Refusal(Code.SNAPSHOT_MALFORMED, "ends before the last chunk")
    membership = owner.membership(space)
    if membership is not None and any(end[3] >= membership.length for end in payload.ends):
        # Of such a device nothing would count any more, as of an epoch that ended before.
        raise Refusal(Code.SNAPSHOT_MALFORMED, "somebody has told an entry that is not in the log")
    return payload


def _keep(owner: Owner, space: SpaceId, chunk: Chunk, payload: ChunkPayload) -> None:
    """Store the records' deltas; merging them follows, as with those of an envelope."""
    now, membership = owner.clock.now(), owner.membership(space)
    for raw, maker, changed, delta in payload.records:
        device = DeviceId(maker)
        if membership is None or membership.owner_of(device) is None:
            raise Refusal(Code.SNAPSHOT_MALFORMED, "a record that no member made")
        owner.store.snapshots.add_vouched(record_id_from(raw), space, device, delta, min(changed, now))


def _series(head: bytes) -> bytes:
    """The snapshot's id in a head that was parsed before."""
    return head[1:17]
