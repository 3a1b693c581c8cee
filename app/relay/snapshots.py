"""Snapshots as the relay keeps them: of each space the newest whole one, and of each keeper's device one on its way.

A snapshot is never larger than the log that it stands for, so the space's sums, which its limits are held against,
need not count it.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from app.protocol.messages import NO_SNAPSHOT
from app.protocol.snapshot import Series
from app.relay.schema import CHUNKS, SNAPSHOTS

_COLUMNS = ("device", "snapshot", "epoch", "cursor", "count", "chunks", "held", "bytes")


@dataclass(frozen=True)
class SnapshotRow:
    """A snapshot as far as it is here: whole ``chunks`` of ``count``, ``held`` bytes of the next one, ``bytes`` in all.

    Until its first chunk is whole, its id and numbers are not known.
    """

    device: bytes
    snapshot: bytes = NO_SNAPSHOT
    epoch: int = 0
    cursor: int = 0
    count: int = 0
    chunks: int = 0
    held: int = 0
    bytes: int = 0

    @property
    def series(self) -> Series:
        """What its chunks have in common."""
        return Series(self.snapshot, self.epoch, self.device, self.cursor, self.count)

    def begun(self, series: Series) -> "SnapshotRow":
        """The row once its first chunk told what it is."""
        return replace(self, snapshot=series.snapshot, epoch=series.epoch, cursor=series.cursor, count=series.count)


def newest(connection: Connection, space: bytes) -> SnapshotRow | None:
    """The whole snapshot that the space's newcomers are given."""
    return _row(connection, space, whole=1)


def on_its_way(connection: Connection, space: bytes, device: bytes) -> SnapshotRow | None:
    """What a device has sent of the snapshot that it is sending."""
    return _row(connection, space, whole=0, device=device)


def _row(connection: Connection, space: bytes, *, whole: int, device: bytes | None = None) -> SnapshotRow | None:
    table = SNAPSHOTS.c
    query = select(*(table[name] for name in _COLUMNS)).where(table.space == space, table.whole == whole)
    found = connection.execute(query if device is None else query.where(table.device == device)).first()
    return None if found is None else SnapshotRow(*found)


def chunk(connection: Connection, space: bytes, whole: int, device: bytes, number: int) -> bytes:
    """A chunk, as far as it is here; empty for none."""
    found: bytes | None = connection.scalar(select(CHUNKS.c.data).where(*_chunk_is(space, whole, device, number)))
    return found or b""


def bytes_from(connection: Connection, space: bytes, device: bytes, number: int) -> int:
    """Bytes of a whole snapshot's chunks from that one on."""
    table = CHUNKS.c
    query = select(func.coalesce(func.sum(func.length(table.data)), 0)).where(
        table.space == space, table.whole == 1, table.device == device, table.number >= number
    )
    return int(connection.scalar(query) or 0)


def all_of(connection: Connection, space: bytes) -> list[tuple[bool, SnapshotRow]]:
    """Every snapshot of a space, and whether it is whole; for those who check the whole."""
    table = SNAPSHOTS.c
    query = select(table.whole, *(table[name] for name in _COLUMNS)).where(table.space == space)
    return [(bool(row[0]), SnapshotRow(*row[1:])) for row in connection.execute(query)]


def numbers(connection: Connection, space: bytes) -> list[tuple[bool, bytes, int]]:
    """Of every chunk that is here: whether of a whole snapshot, the device, and the chunk's number; in order."""
    table = CHUNKS.c
    query = select(table.whole, table.device, table.number).where(table.space == space)
    ordered = query.order_by(table.whole, table.device, table.number)
    return [(bool(whole), device, number) for whole, device, number in connection.execute(ordered)]


def keep(connection: Connection, space: bytes, row: SnapshotRow, number: int, data: bytes) -> None:
    """Write how far a snapshot on its way has come, and what is here of its chunk ``number``."""
    place = {"space": space, "whole": 0, "device": row.device}
    connection.execute(delete(CHUNKS).where(*_chunk_is(space, 0, row.device, number)))
    connection.execute(insert(CHUNKS), {**place, "number": number, "data": data})
    connection.execute(delete(SNAPSHOTS).where(*_is(SNAPSHOTS, space, 0, row.device)))
    connection.execute(insert(SNAPSHOTS), {**place, **{name: getattr(row, name) for name in _COLUMNS}})


def drop(connection: Connection, space: bytes, device: bytes) -> None:
    """Forget what a device has sent of a snapshot."""
    for table in (SNAPSHOTS, CHUNKS):
        connection.execute(delete(table).where(*_is(table, space, 0, device)))


def replace_newest(connection: Connection, space: bytes, device: bytes) -> None:
    """The snapshot on its way from ``device`` is whole: it takes the place of the one before."""
    for table in (SNAPSHOTS, CHUNKS):
        connection.execute(delete(table).where(table.c.space == space, table.c.whole == 1))
        connection.execute(update(table).where(*_is(table, space, 0, device)).values(whole=1))


def _is(table: Any, space: bytes, whole: int, device: bytes) -> tuple[Any, ...]:
    return table.c.space == space, table.c.whole == whole, table.c.device == device


def _chunk_is(space: bytes, whole: int, device: bytes, number: int) -> tuple[Any, ...]:
    return (*_is(CHUNKS, space, whole, device), CHUNKS.c.number == number)
