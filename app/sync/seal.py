"""Third stage: a parcel becomes a numbered, sealed, signed envelope, stored together with what it covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.crypto.keys import envelope_key
from app.crypto.sealing import seal
from app.crypto.signing import ENVELOPE_SIGNATURE, digest
from app.errors import AccessError, RecordError
from app.ids import RecordId, SpaceId, record_id_bytes
from app.protocol.envelope import PREVIOUS_BYTES, Envelope, Header, Payload, encode_payload, signed_bytes
from app.protocol.limits import BULK_AIM
from app.store.outbox import Exported
from app.store.receipts import ReadMark
from app.sync.collect import Waiting, collected, waiting
from app.sync.epochs import begin_due, may_seal, true_key
from app.sync.owner import Owner
from app.sync.pack import URGENT, pack
from app.sync.roster import settled_entries
from app.sync.stages import Collected, Parcel

#: Why a record stays behind: more of it waits than any reader would merge at once.
TOO_LARGE = "record.too_large"
#: Why what waits in a space waits on: its newest key is not here.
NO_KEY = "access.no_key"
#: Under this name and a space's id stands the newest entry that this device has named there.
TOLD_HEAD = "told head "


@dataclass(frozen=True)
class Sealed:
    """How many envelopes were made, and the codes of what could not be sealed and still waits."""

    made: int = 0
    troubles: tuple[str, ...] = ()


def seal_waiting(owner: Owner) -> Sealed:
    """Seal everything that waits for any relay. Raises StoreError when the file cannot be written."""
    portions = Portions(owner)
    portions.begin()
    while portions.seal_next():
        pass
    return Sealed(portions.made, portions.troubles)


def seal_space(owner: Owner, space: SpaceId) -> None:
    """Seal everything that waits in one space and may be sealed now. Raises StoreError."""
    portions = Portions(owner, [space])
    while portions.seal_next():
        pass


class Portions:
    """What waits, sealed one envelope after another, and what goes first first: what is written while envelopes are
    on their way goes with the next one.

    Each envelope is one transaction, so that a stop between two of them loses nothing. A space whose newest key has
    not come, and a record that is too large, wait and hold up nothing else.
    """

    def __init__(self, owner: Owner, spaces: Sequence[SpaceId] | None = None, bulk: int = BULK_AIM) -> None:
        """``spaces``: only what waits for these; ``bulk``: bytes that an envelope without anything urgent aims at."""
        self._owner, self._bulk = owner, bulk
        rows = [row for row in owner.store.spaces.all() if row.relay is not None and row.active and not row.private]
        self._spaces = [row.space for row in rows if spaces is None or row.space in spaces]
        self._open = list(self._spaces)
        self._stuck: set[RecordId] = set()
        self._troubles: dict[str, None] = {}
        self.made = 0

    @property
    def troubles(self) -> tuple[str, ...]:
        """The codes of what could not be sealed and still waits."""
        return tuple(self._troubles)

    def begin(self) -> None:
        """Before a request: begin the epochs that are due, and try again where the newest key had not come."""
        self._open = list(self._spaces)
        self._troubles.pop(NO_KEY, None)
        for space in self._spaces:
            begin_due(self._owner, space)

    def left(self) -> bool:
        """Is there something that the next call could seal?"""
        return self._next_space() is not None

    def seal_next(self) -> bool:
        """Seal what goes first; False when nothing is left. Raises StoreError when the file cannot be written."""
        space = self._next_space()
        if space is None:
            return False
        try:
            self.made += seal_parcel(self._owner, Parcel(space, self._gather(space)))
        except AccessError as error:
            self._troubles[error.code] = None
            self._open.remove(space)
        return True

    def _next_space(self) -> SpaceId | None:
        """The space with what goes first. Receipts alone weigh little, and go behind what is urgent."""
        rows = self._rows()
        if rows and rows[0].priority <= URGENT:
            return rows[0].space
        told = self._owner.store.receipts
        full = {row.space for row in rows}
        alone = [
            space
            for space in self._ready()
            if space not in full
            and (told.untold(space) or _reads(self._owner, space) or _told_what_is_lost(self._owner, space))
        ]
        return alone[0] if alone else rows[0].space if rows else None

    def _ready(self) -> list[SpaceId]:
        return [space for space in self._open if may_seal(self._owner, space)]

    def _rows(self) -> list[Waiting]:
        return [row for row in waiting(self._owner, self._ready()) if row.record not in self._stuck]

    def _gather(self, space: SpaceId) -> tuple[Collected, ...]:
        return pack(self._opened(row for row in self._rows() if row.space == space), self._bulk)

    def _opened(self, rows: Iterable[Waiting]) -> Iterator[Collected]:
        for row in rows:
            try:
                item = collected(self._owner, row)
            except RecordError:
                self._troubles[TOO_LARGE] = None
                item = None
            if item is None:
                self._stuck.add(row.record)
            else:
                yield item


def seal_parcel(owner: Owner, parcel: Parcel) -> int:
    """Seal one parcel with the receipts that its space has not been told; gives 1, or 0 if nothing was left to say."""
    space, store = parcel.space, owner.store
    seen, marks = store.receipts.untold(space), store.receipts.untold_reads(space)
    payload = payload_for(owner, space, parcel.collected)
    with store.transaction():
        if payload.deltas or payload.seen or payload.read or _told_what_is_lost(owner, space):
            _store(owner, space, payload, parcel.collected)
            store.receipts.told(space, seen)
            store.receipts.told_reads(marks)
            store.identity.set(TOLD_HEAD + space.hex(), _newest_head(owner, space))
            return 1
        _cover_nothing(owner, parcel)
    return 0


def _reads(owner: Owner, space: SpaceId) -> list[ReadMark]:
    """Read marks that the space is to be told."""
    return [mark for mark in owner.store.receipts.untold_reads(space) if _still_read(owner, mark)]


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


def _told_what_is_lost(owner: Owner, space: SpaceId) -> bool:
    """Has this device named an entry that the log has no longer? Then it says at once which one it knows instead: what
    named the other one waits with its readers."""
    told = _told_head(owner, space)
    return bool(told) and owner.position_of(space, told or b"") is None


def told_position(owner: Owner, space: SpaceId) -> int:
    """The position of the newest entry that this device has told there; 0 for none."""
    return owner.position_of(space, _told_head(owner, space) or b"") or 0


def _newest_head(owner: Owner, space: SpaceId) -> bytes:
    """The head to tell. A relay that was put back to an older copy holds less than was told; heads do not go back."""
    head, told = known_head(owner, space), _told_head(owner, space) or b""
    known, before = owner.position_of(space, head), owner.position_of(space, told)
    return told if before is not None and (known is None or known < before) else head


def payload_for(owner: Owner, space: SpaceId, items: Sequence[Collected], *, receipts: bool = True) -> Payload:
    """What the next envelope of a space would carry, with the receipts that its members have not been told.

    Raises AccessError for a space that has no members.
    """
    if owner.membership(space) is None:
        raise AccessError("access.no_key", "a space without members")
    head, told = _newest_head(owner, space), _told_head(owner, space)
    return Payload(
        previous=owner.store.outbox.last_digest(space)[:PREVIOUS_BYTES],
        log_head=b"" if told == head else head,
        seen=[(device, number) for device, number in owner.store.receipts.untold(space)] if receipts else [],
        read=[record_id_bytes(mark.record) for mark in _reads(owner, space)] if receipts else [],
        deltas=[(record_id_bytes(item.record), item.delta) for item in items if item.delta],
    )


def _store(owner: Owner, space: SpaceId, payload: Payload, covered: Sequence[Collected]) -> None:
    membership = owner.membership(space)
    key = true_key(owner, membership) if membership is not None else None
    if membership is None or key is None:
        raise AccessError(NO_KEY, "the newest key has not come")
    epoch = membership.epoch
    number = owner.store.outbox.last_number(space) + 1
    header = Header(epoch, owner.device_id, number)
    head = header.encode()
    compressed = owner.compressor.compress(encode_payload(payload))
    body = seal(envelope_key(key, owner.device_id), number, head, compressed)
    signature = owner.device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, head, body))
    envelope = Envelope(header, head, body, signature).encode()
    exports = [Exported(item.record, item.version, item.saves) for item in covered]
    urgent = any(item.priority < URGENT for item in covered)
    owner.store.outbox.seal(space, number, envelope, digest(envelope), exports, owner.clock.now(), urgent=urgent)


def _cover_nothing(owner: Owner, parcel: Parcel) -> None:
    """A save that changed nothing (a word typed and taken back) leaves no envelope, and must not wait for ever."""
    for item in parcel.collected:
        owner.store.outbox.forget(Exported(item.record, item.version, item.saves))
