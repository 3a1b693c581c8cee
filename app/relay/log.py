"""The log of each space: membership entries, blobs, envelopes, and how far each device has come.

Every function works inside the transaction that it is handed, so that the service decides what is committed
together. A space's row is locked first (``lock``): position and daily sum are given under that lock, in the same
transaction as what they count, so that no reader ever sees a gap that fills later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, Connection, and_, bindparam, delete, func, insert, select, update

from app.relay.schema import (
    BLOBS,
    DEVICES,
    ENTRIES,
    ENVELOPES,
    PARTS,
    SPACES,
    Begun,
    DeviceRow,
    Place,
    SpaceRow,
    Totals,
)
from app.relay.statements import execute, scalar

_SPACE: BindParameter[Any] = bindparam("space_")
_KEY: BindParameter[Any] = bindparam("key_")
_AFTER: BindParameter[Any] = bindparam("after_")
_UPTO: BindParameter[Any] = bindparam("upto_")
_LIMIT: BindParameter[Any] = bindparam("limit_")

_ROW = select(
    SPACES.c.space,
    SPACES.c.entries,
    SPACES.c.position,
    SPACES.c.bytes,
    SPACES.c.day,
    SPACES.c.day_bytes,
    SPACES.c.school,
)
_FIND = _ROW.where(SPACES.c.space == _SPACE)
_LOCK = _FIND.with_for_update()
_SPACES: BindParameter[Any] = bindparam("spaces_", expanding=True)
_LOCK_ALL = _ROW.where(SPACES.c.space.in_(_SPACES)).order_by(SPACES.c.space).with_for_update()
_COUNT = select(func.count()).select_from(SPACES)
_FOUND = insert(SPACES)
_KEEP = (
    update(SPACES)
    .where(SPACES.c.space == _SPACE)
    .values(**{name: bindparam(f"{name}_") for name in ("entries", "position", "bytes", "day", "day_bytes")})
)
_ENTRIES = (
    select(ENTRIES.c.data).where(ENTRIES.c.space == _SPACE, ENTRIES.c.number >= _AFTER).order_by(ENTRIES.c.number)
)
_ENTRY_DIGESTS = select(ENTRIES.c.number).where(ENTRIES.c.space == _SPACE, ENTRIES.c.digest == _KEY)
_BLOB = select(BLOBS.c.data).where(BLOBS.c.space == _SPACE, BLOBS.c.digest == _KEY)
_ANY_DEVICE = select(DEVICES.c.number, DEVICES.c.visit, PARTS.c.number, PARTS.c.whole, PARTS.c.held).select_from(
    DEVICES.outerjoin(PARTS, and_(PARTS.c.space == DEVICES.c.space, PARTS.c.device == DEVICES.c.device))
)
_DEVICE = _ANY_DEVICE.where(DEVICES.c.space == _SPACE, DEVICES.c.device == _KEY)
_DEVICES = _ANY_DEVICE.add_columns(DEVICES.c.space, DEVICES.c.device).where(
    DEVICES.c.space.in_(_SPACES), DEVICES.c.device.in_(bindparam("devices_", expanding=True))
)
_PART = select(PARTS.c.data).where(PARTS.c.space == _SPACE, PARTS.c.device == _KEY)
_DROP_PART = delete(PARTS).where(PARTS.c.space == _SPACE, PARTS.c.device == _KEY)
_KEEP_DEVICE = (
    update(DEVICES)
    .where(DEVICES.c.space == _SPACE, DEVICES.c.device == _KEY)
    .values(number=bindparam("number_"), visit=bindparam("visit_"), seen=bindparam("seen_"))
)
_STORED_AS = select(ENVELOPES.c.digest).where(
    ENVELOPES.c.space == _SPACE, ENVELOPES.c.device == _KEY, ENVELOPES.c.number == bindparam("number_")
)
_PLACES = (
    select(ENVELOPES.c.position, ENVELOPES.c.size)
    .where(
        ENVELOPES.c.space == _SPACE,
        ENVELOPES.c.position > _AFTER,
        ENVELOPES.c.position <= _UPTO,
        ENVELOPES.c.device != _KEY,
    )
    .order_by(ENVELOPES.c.position)
    .limit(_LIMIT)
)
_SIZE = select(func.coalesce(func.sum(ENVELOPES.c.size), 0)).where(
    ENVELOPES.c.space == _SPACE,
    ENVELOPES.c.position > _AFTER,
    ENVELOPES.c.position <= _UPTO,
    ENVELOPES.c.device != _KEY,
)
_ENVELOPES = (
    select(ENVELOPES.c.position, ENVELOPES.c.data)
    .where(
        ENVELOPES.c.space == _SPACE,
        ENVELOPES.c.position >= _AFTER,
        ENVELOPES.c.position <= _UPTO,
        ENVELOPES.c.device != _KEY,
    )
    .order_by(ENVELOPES.c.position)
)
_SUMS = select(func.count(), func.coalesce(func.sum(SPACES.c.position), 0)).select_from(SPACES)
_CONTACTS = select(func.count(func.distinct(DEVICES.c.device)), func.max(DEVICES.c.seen)).select_from(DEVICES)
_INSERT_ENTRY, _INSERT_BLOB = insert(ENTRIES), insert(BLOBS)
_INSERT_DEVICE, _INSERT_ENVELOPE, _INSERT_PART = insert(DEVICES), insert(ENVELOPES), insert(PARTS)


def find(connection: Connection, space: bytes, *, lock: bool = False) -> SpaceRow | None:
    """The space's row, locked for this transaction when asked; None if the relay does not hold the space."""
    row = execute(connection, _LOCK if lock else _FIND, {"space_": space}).fetchone()
    return None if row is None else SpaceRow(*row)


@dataclass
class Ahead:
    """Rows that were read for several visits at once; good for whoever is the first to lay hands on their space."""

    spaces: dict[bytes, SpaceRow]
    devices: dict[tuple[bytes, bytes], DeviceRow]


def lock(connection: Connection, spaces: Sequence[bytes], devices: Sequence[bytes]) -> Ahead:
    """Lock the rows of several spaces, in the order of their ids, and read them and those of these devices in them."""
    rows = [SpaceRow(*row) for row in connection.execute(_LOCK_ALL, {"spaces_": spaces})]
    known = connection.execute(_DEVICES, {"spaces_": spaces, "devices_": devices})
    return Ahead({row.space: row for row in rows}, {(row[5], row[6]): _device(row[:5]) for row in known})


def make_space(connection: Connection, space: bytes, now: int, school: int = 0) -> SpaceRow:
    """A new, empty space of a school."""
    row = SpaceRow(space, school=school)
    execute(
        connection,
        _FOUND,
        {
            "space": space,
            "founded": now,
            "entries": 0,
            "position": 0,
            "bytes": 0,
            "day": 0,
            "day_bytes": 0,
            "school": school,
        },
    )
    return row


def count_spaces(connection: Connection) -> int:
    """How many spaces the relay holds."""
    return scalar(connection, _COUNT, {}) or 0


def keep_space(connection: Connection, row: SpaceRow) -> None:
    """Write a space's row back, once at the end of a transaction."""
    execute(
        connection,
        _KEEP,
        {
            "space_": row.space,
            "entries_": row.entries,
            "position_": row.position,
            "bytes_": row.bytes,
            "day_": row.day,
            "day_bytes_": row.day_bytes,
        },
    )


def entries_from(connection: Connection, space: bytes, number: int) -> list[bytes]:
    """The membership entries from ``number`` (0 = the founding entry) on, in order."""
    return [data for (data,) in execute(connection, _ENTRIES, {"space_": space, "after_": number})]


def holds_entry(connection: Connection, space: bytes, entry_digest: bytes) -> bool:
    """Whether this very entry is in the log already."""
    return scalar(connection, _ENTRY_DIGESTS, {"space_": space, "key_": entry_digest}) is not None


def append_entry(connection: Connection, row: SpaceRow, entry: bytes, entry_digest: bytes, now: int) -> SpaceRow:
    """Append one checked membership entry; gives the row as it stands then."""
    execute(
        connection, _INSERT_ENTRY, {"space": row.space, "number": row.entries, "digest": entry_digest, "data": entry}
    )
    return replace(row.grown(len(entry), now), entries=row.entries + 1)


def blob(connection: Connection, space: bytes, blob_digest: bytes) -> bytes | None:
    """A wrapped key or sealing key, by its digest."""
    data: bytes | None = scalar(connection, _BLOB, {"space_": space, "key_": blob_digest})
    return data


def put_blob(connection: Connection, row: SpaceRow, blob_digest: bytes, data: bytes, now: int) -> SpaceRow:
    """Keep a blob that the membership log names; one that is there already costs nothing."""
    if blob(connection, row.space, blob_digest) is not None:
        return row
    execute(connection, _INSERT_BLOB, {"space": row.space, "digest": blob_digest, "data": data})
    return row.grown(len(data), now)


def device(connection: Connection, space: bytes, device_id: bytes) -> DeviceRow:
    """How far a device has come in a space."""
    row = execute(connection, _DEVICE, {"space_": space, "key_": device_id}).fetchone()
    return DeviceRow() if row is None else _device(row)


def _device(row: Sequence[Any]) -> DeviceRow:
    number, visit, *begun = row
    return DeviceRow(number, visit, stored=True, begun=None if begun[0] is None else Begun(*begun))


def keep_device(connection: Connection, space: bytes, device_id: bytes, row: DeviceRow, now: int) -> None:
    """Write a device's row back; ``row.stored`` says whether it was there."""
    if row.stored:
        values = {"space_": space, "key_": device_id, "number_": row.number, "visit_": row.visit, "seen_": now}
        execute(connection, _KEEP_DEVICE, values)
    else:
        values = {"space": space, "device": device_id, "number": row.number, "visit": row.visit, "seen": now}
        execute(connection, _INSERT_DEVICE, values)


def part(connection: Connection, space: bytes, device_id: bytes) -> bytes:
    """What is here of the envelope that a device has begun; empty for nothing."""
    return scalar(connection, _PART, {"space_": space, "key_": device_id}) or b""


def keep_part(connection: Connection, space: bytes, device_id: bytes, begun: Begun | None, data: bytes) -> None:
    """Replace what is here of a device's unfinished envelope; None: there is none any more."""
    execute(connection, _DROP_PART, {"space_": space, "key_": device_id})
    if begun is not None:
        execute(
            connection,
            _INSERT_PART,
            {
                "space": space,
                "device": device_id,
                "number": begun.number,
                "whole": begun.whole,
                "held": begun.held,
                "data": data,
            },
        )


def stored_digest(connection: Connection, space: bytes, device_id: bytes, number: int) -> bytes | None:
    """The 16-byte digest of a device's envelope, or None if the relay does not hold that number."""
    values = {"space_": space, "key_": device_id, "number_": number}
    found: bytes | None = scalar(connection, _STORED_AS, values)
    return found


def append_envelope(
    connection: Connection, row: SpaceRow, device_id: bytes, number: int, digest16: bytes, data: bytes, now: int
) -> SpaceRow:
    """Append one checked envelope at the next position of the locked space; gives the row as it stands then."""
    after = with_envelope(row, data, now)
    execute(
        connection,
        _INSERT_ENVELOPE,
        {
            "space": row.space,
            "position": after.position,
            "device": device_id,
            "number": number,
            "digest": digest16,
            "size": len(data),
            "data": data,
        },
    )
    return after


def with_envelope(row: SpaceRow, data: bytes, now: int) -> SpaceRow:
    """The row of a space as it stands after one more envelope."""
    return replace(row.grown(len(data), now), position=row.position + 1)


def places(
    connection: Connection, space: bytes, *, after: int, upto: int, reader: bytes, limit: int
) -> Sequence[Place]:
    """Where the next envelopes of other devices lie, oldest first; sizes only, so that a page can be planned."""
    rows = execute(
        connection, _PLACES, {"space_": space, "after_": after, "upto_": upto, "key_": reader, "limit_": limit}
    )
    return [Place(*row) for row in rows]


def size_between(connection: Connection, space: bytes, *, after: int, upto: int, reader: bytes) -> int:
    """Bytes of the envelopes of other devices behind ``after``, up to ``upto``."""
    values = {"space_": space, "after_": after, "upto_": upto, "key_": reader}
    return int(scalar(connection, _SIZE, values) or 0)


def envelopes(
    connection: Connection, space: bytes, *, first: int, last: int, reader: bytes
) -> Iterator[tuple[int, bytes]]:
    """Position and bytes of the envelopes of other devices from ``first`` to ``last``, both included."""
    rows = execute(connection, _ENVELOPES, {"space_": space, "after_": first, "upto_": last, "key_": reader})
    yield from rows


def totals(connection: Connection) -> Totals:
    """Counts over all spaces, for the operator."""
    spaces, envelopes = _one(connection, _SUMS)
    devices, last = _one(connection, _CONTACTS)
    return Totals(spaces, devices, int(envelopes), last)


def _one(connection: Connection, statement: ClauseElement) -> tuple[Any, ...]:
    row = execute(connection, statement, {}).fetchone()
    assert row is not None, "a sum has one row"
    return row
