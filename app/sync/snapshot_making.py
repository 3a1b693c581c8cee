"""Making a snapshot, on a keeper's device: when the log has grown enough since the last one and the link is good.

It is made only where everything up to the cursor is merged here: then the records as they stand, together with the
numbers up to which each device's envelopes are in them, say the same as the log up to there.
"""

from collections.abc import Generator, Iterator, Sequence

from app.crdt.document import Document
from app.crypto.keys import snapshot_key
from app.crypto.sealing import seal
from app.crypto.signing import SNAPSHOT_SIGNATURE
from app.errors import RecordError
from app.ids import RecordId, SpaceId, record_id_bytes
from app.protocol.envelope import PREVIOUS_BYTES
from app.protocol.limits import CHUNK_AIM, MAX_CHUNKS, MAX_DELTAS, PART
from app.protocol.membership import Membership, Role
from app.protocol.messages import SNAPSHOT_ID_BYTES, SnapshotAt, SnapshotUp
from app.protocol.snapshot import ChunkPayload, Series, chunk_signed_bytes, encode_chunk_payload, parse_chunk
from app.spaces.membership_log import replay
from app.sync.budget import Pace
from app.sync.owner import Owner
from app.sync.pack import EXPECTED_RATIO
from app.sync.roster import settled_entries
from app.sync.seal import told_position

#: Envelopes by which a log has grown since the last snapshot before a new one is worth its bytes.
GROWN = 256
#: Bytes a second, either way, from which a link is good enough to send what only newcomers need.
GOOD_PACE = 20_000.0
#: Records that are opened in one piece of work, so that whoever is writing meanwhile is served in between.
_PIECE = 32

_Row = tuple[bytes, bytes, int, bytes]
_End = tuple[bytes, int, bytes, int]


def good(pace: Pace) -> bool:
    """Is the link good enough for a snapshot? One that was never measured is not."""
    return (pace.told_up and pace.up >= GOOD_PACE) or (pace.told_down and pace.down >= 2 * GOOD_PACE)


def due(owner: Owner, relay: bytes, spaces: Sequence[SpaceId]) -> list[SpaceId]:
    """Spaces in which this device has a snapshot to send, or may have one to make."""
    return [space for space in spaces if owner.store.snapshots.made(relay, space) or _may_make(owner, relay, space)]


def note(owner: Owner, relay: bytes, space: SpaceId, standing: SnapshotAt) -> None:
    """Remember what the relay says of its snapshots; one of ours that it has, or that is overtaken, is forgotten."""
    owner.store.identity.set_text(_newest_name(relay, space), str(standing.cursor))
    made = owner.store.snapshots.made(relay, space)
    if made and parse_chunk(made[0]).series.cursor <= standing.cursor:
        owner.store.snapshots.keep_made(relay, space, [])


def make(owner: Owner, relay: bytes, space: SpaceId) -> Iterator[None]:
    """Make and store a snapshot, step by step; nothing is stored if something stands against it."""
    if _may_make(owner, relay, space):
        chunks = yield from chunks_of(owner, relay, space, owner.store.cursors.get(relay, space).cursor)
        if chunks:
            owner.store.snapshots.keep_made(relay, space, chunks)


def chunks_for_stick(owner: Owner, relay: bytes, space: SpaceId) -> Generator[None, None, list[bytes]]:
    """A snapshot as a keeper has a space now, whatever its log has grown, step by step; none if nothing of it is on the
    relay yet, or something that came is only half there.

    What lies in the inbox may stand anywhere in the relay's log: then a newcomer reads on from its beginning, and what
    she has is recognised by its number.
    """
    store = owner.store
    cursor = 0 if store.inbox.holds(space) else store.cursors.get(relay, space).cursor
    if not cursor and store.outbox.acknowledged(space):
        cursor = 1  # before anybody else's first envelope, the relay's first one is our own
    if not cursor or store.snapshots.has_pending(space) or owner.role_in(space) != Role.KEEPER:
        return []
    return (yield from chunks_of(owner, relay, space, cursor))


def chunks_of(owner: Owner, relay: bytes, space: SpaceId, cursor: int) -> Generator[None, None, list[bytes]]:
    """Sealed chunks of what this device has of a space, up to a position of the relay's log, step by step.

    Who is not in the part of the log that the relay has put in order is known to no newcomer: what such a device made
    stays out. None if a record cannot be read or there are too many.
    """
    settled = settled_entries(owner, space)
    membership = replay(settled, space) if settled else None
    key = owner.store.spaces.keys(space).get(membership.epoch) if membership is not None else None
    if membership is None or key is None:
        return []
    # Taken first: what is merged or written while the records are read makes them hold more, never less.
    ends = _ends(owner, space, membership)
    payloads: list[bytes] = []
    rows: list[_Row] = []
    size = 0
    records = owner.store.documents.of_space(space)
    for start in range(0, len(records), _PIECE):
        try:
            opened = [_row(owner, record, membership) for record in records[start : start + _PIECE]]
        except RecordError:
            # Nobody would take that record whole, so no snapshot would hold all.
            return []
        for row in filter(None, opened):
            if rows and (size + len(row[3]) > CHUNK_AIM / EXPECTED_RATIO or len(rows) == MAX_DELTAS):
                payloads.append(_packed(owner, rows, []))
                rows, size = [], 0
            rows, size = [*rows, row], size + len(row[3])
        yield
    payloads.append(_packed(owner, rows, ends))
    if len(payloads) > MAX_CHUNKS:
        return []
    series = Series(owner.chance(SNAPSHOT_ID_BYTES), membership.epoch, owner.device_id, cursor, len(payloads))
    return _sealed(owner, relay, space, key, series, payloads)


def uploads(owner: Owner, relay: bytes, index: int, space: SpaceId, standing: SnapshotAt) -> Iterator[SnapshotUp]:
    """What the relay lacks of the snapshot that was made here."""
    chunks = owner.store.snapshots.made(relay, space)
    if not chunks:
        return
    series = parse_chunk(chunks[0]).series
    same = standing.snapshot == series.snapshot
    first, held = (standing.chunks, standing.held) if same else (0, 0)
    for number in range(first, len(chunks)):
        chunk = chunks[number]
        for offset in range(held if held < len(chunk) else 0, len(chunk), PART):
            yield SnapshotUp(index, number, offset, len(chunk), chunk[offset : offset + PART])
        held = 0


def _may_make(owner: Owner, relay: bytes, space: SpaceId) -> bool:
    store, membership = owner.store, owner.membership(space)
    member = membership.member_of(owner.device_id) if membership is not None else None
    if member is None or member.role is not Role.KEEPER:
        return False
    cursor, newest = store.cursors.get(relay, space).cursor, int(store.identity.text(_newest_name(relay, space), "0"))
    if cursor - newest < GROWN:
        return False
    outbox = store.outbox
    settled = outbox.acknowledged(space) == outbox.last_number(space)
    return settled and not store.inbox.holds(space) and not store.snapshots.has_pending(space)


def _ends(owner: Owner, space: SpaceId, membership: Membership) -> list[_End]:
    receipts, outbox = owner.store.receipts, owner.store.outbox
    last = membership.length - 1
    found = [
        (
            bytes(device),
            number,
            receipts.last_digest(space, device)[:PREVIOUS_BYTES],
            min(receipts.position(space, device), last),
        )
        for device, number in receipts.all_seen(space)
        if membership.owner_of(device) is not None
    ]
    if outbox.last_number(space):
        digest16 = outbox.last_digest(space)[:PREVIOUS_BYTES]
        own = (bytes(owner.device_id), outbox.last_number(space), digest16, min(told_position(owner, space), last))
        found = [own, *(end for end in found if end[0] != own[0])]
    return found


def _row(owner: Owner, record: RecordId, membership: Membership) -> _Row | None:
    stored = owner.store.documents.load(record)
    if stored is None or membership.owner_of(stored.author) is None:
        return None
    delta = Document.load(owner.device_id, stored.state).export()
    return (record_id_bytes(record), bytes(stored.author), max(stored.changed, 0), delta) if delta else None


def _packed(owner: Owner, rows: list[_Row], ends: list[_End]) -> bytes:
    return owner.compressor.compress(encode_chunk_payload(ChunkPayload(rows, ends)))


def _sealed(
    owner: Owner, relay: bytes, space: SpaceId, key: bytes, series: Series, payloads: Sequence[bytes]
) -> list[bytes]:
    chunks = []
    for number, payload in enumerate(payloads):
        head = series.head(number)
        body = seal(snapshot_key(key, series.snapshot), number + 1, head, payload)
        signed = chunk_signed_bytes(relay, space, head, body)
        chunks.append(head + body + owner.device.sign(SNAPSHOT_SIGNATURE, signed))
    return chunks


def _newest_name(relay: bytes, space: SpaceId) -> str:
    return f"snapshot {relay.hex()} {space.hex()}"
