"""What a visit will cost, told before it: bytes up and down, and seconds.

What is sealed is counted; of what is not, a part is packed and compressed to see, all of it when it is little. What
comes down is what the relay said at the last visit that waits, less what came. Seconds follow from the measured pace.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.errors import AccessError, RecordError
from app.ids import SpaceId
from app.protocol.envelope import SIGNATURE_BYTES, TAG_BYTES, Header, encode_payload
from app.protocol.limits import BULK_AIM, PART
from app.protocol.messages import Ack, BlobUp, Done, EntryUp, Hello, Item, SpaceAt, Welcome, encode_item
from app.store.spaces import RelayRow
from app.sync.budget import Pace, coming_name, pace_name
from app.sync.collect import Waiting, collected, waiting
from app.sync.owner import Owner
from app.sync.pack import bulk_aim, pack, raw_aim
from app.sync.push import visited_on
from app.sync.roster import waiting_entries
from app.sync.seal import payload_for
from app.sync.stages import Collected

#: What is looked at before more is inferred from it: so much takes a slow laptop a tenth of a second.
LOOKED_AT_RECORDS, LOOKED_AT_BYTES = 64, 131_072
#: As long as what waits has grown by less than this part, what was seen of it is believed.
_GROWN = 0.1
#: Bytes around a part of an envelope, and around a short envelope, on their way.
_AROUND_PART, _AROUND_SHORT = 12, 4
#: The answer's head; the request's depends on the relay's address.
_ANSWER_HEAD = 40


@dataclass(frozen=True)
class Estimate:
    """Bytes up and down, HTTP heads included and TLS aside, and seconds. Zeros when nothing waits either way."""

    up: int = 0
    down: int = 0
    seconds: int = 0

    def __add__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.up + other.up, self.down + other.down, self.seconds + other.seconds)


@dataclass(frozen=True)
class _Seen:
    """What looking at a part of a space's records showed: how many of how many bytes were marked as waiting, bytes of
    delta for each of them, and bytes sealed for each byte of delta."""

    records: int
    marked: int
    exported: float
    sealed: float


class Estimator:
    """Estimates for one signed-in person; remembers what it has seen of a large outbox."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._seen: dict[SpaceId, _Seen] = {}

    def of(self, relay: RelayRow) -> Estimate:
        """What a visit to this relay costs now. Raises StoreError."""
        store = self._owner.store
        spaces = visited_on(self._owner, relay.relay)
        pace = Pace.decode(store.identity.text(pace_name(relay.relay)))
        aim = bulk_aim(pace.up if pace.told_up else None)
        rows = waiting(self._owner, spaces)
        up, acks = 0, 0
        for space in spaces:
            size = self._known(relay.relay, space) + self._inferred(
                space, [row for row in rows if row.space == space], aim
            )
            up, acks = up + size, acks + bool(size)
        down = int(store.identity.text(coming_name(relay.relay), "0"))
        if not up and not down:
            return Estimate()
        up += _request_head(relay.url) + len(encode_item(_hello(spaces)))
        answer: list[Item] = [
            Welcome(self._owner.clock.now(), bytes(4), 0),
            *(Ack(0, 1_000, 10) for _ in range(acks)),
            Done(False),
        ]
        down += _ANSWER_HEAD + sum(len(encode_item(item)) for item in answer)
        return Estimate(up, down, max(1, round(pace.seconds(up, down))))

    def _known(self, relay: bytes, space: SpaceId) -> int:
        store = self._owner.store
        items: list[Item] = [EntryUp(0, entry) for entry in waiting_entries(self._owner, relay, space)]
        items += [BlobUp(0, blob) for blob in store.spaces.unsent_blobs(space).values()]
        sealed = sum(_travelling(size) for size in store.outbox.sizes_sealed(space))
        return sealed + sum(len(encode_item(item)) for item in items)

    def _inferred(self, space: SpaceId, rows: Sequence[Waiting], aim: int) -> int:
        marked = sum(row.unsent.size for row in rows)
        if len(rows) <= LOOKED_AT_RECORDS and marked <= LOOKED_AT_BYTES:
            self._seen.pop(space, None)
            items = self._opened(rows)
            return self._sealed(space, items, aim) if items or self._owner.store.receipts.untold(space) else 0
        seen = self._seen.get(space)
        if seen is None or _differs(seen.records, len(rows)) or _differs(seen.marked, marked):
            seen = self._seen[space] = self._look(space, rows, marked, aim)
        raw = seen.exported * marked
        frames = raw / raw_aim(rows[-1].priority, aim) * _frame(self._owner)
        return int(raw * seen.sealed + frames)

    def _look(self, space: SpaceId, rows: Sequence[Waiting], marked: int, aim: int) -> _Seen:
        """Open records of all sizes, evenly taken, and pack them as a visit would."""
        by_size = sorted(rows, key=lambda row: row.unsent.size)
        count = max(1, min(LOOKED_AT_RECORDS, LOOKED_AT_BYTES * len(rows) // max(marked, 1)))
        taken = [by_size[(2 * place + 1) * len(by_size) // (2 * count)] for place in range(count)]
        items = self._opened(taken)
        raw = max(1, sum(len(item.delta) for item in items))
        sealed = self._sealed(space, [replace(item, priority=2) for item in items], BULK_AIM) - _frame(self._owner)
        return _Seen(len(rows), marked, raw / max(1, sum(row.unsent.size for row in taken)), sealed / raw)

    def _opened(self, rows: Sequence[Waiting]) -> list[Collected]:
        found: list[Collected] = []
        for row in rows:
            try:
                item = collected(self._owner, row)
            except RecordError:
                continue
            if item is not None and item.delta:
                found.append(item)
        return found

    def _sealed(self, space: SpaceId, items: Sequence[Collected], aim: int) -> int:
        """Bytes that these take on their way, by packing and compressing them as a visit would."""
        owner, left, size = self._owner, list(items), 0
        first = True
        while left or first:
            parcel = pack(left, aim)
            try:
                payload = payload_for(owner, space, parcel, receipts=first)
            except AccessError:
                return 0
            size += _travelling(len(owner.compressor.compress(encode_payload(payload))) + _frame(owner))
            left, first = left[len(parcel) :], False
        return size


def _differs(before: int, now: int) -> bool:
    return abs(now - before) > before * _GROWN


def _frame(owner: Owner) -> int:
    return len(Header(1, owner.device_id, 1).encode()) + TAG_BYTES + SIGNATURE_BYTES


def _travelling(envelope: int) -> int:
    """An envelope's bytes with what its items put around it."""
    return envelope + (_AROUND_SHORT if envelope <= PART else -(-envelope // PART) * _AROUND_PART)


def _hello(spaces: Sequence[SpaceId]) -> Hello:
    places = tuple(SpaceAt(space, 1_000, 10) for space in spaces)
    return Hello(1, bytes(8), 1_000, 0, 1_200_000, b"", places, (), (), bytes(64))


def _request_head(url: str) -> int:
    return len(f"POST /v1/exchange HTTP/1.1\r\nHost: {url.removeprefix('https://')}\r\nContent-Length: 1000\r\n\r\n")
