"""All rows of a space, one after the other, for those who check the whole; visits never read like this."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.relay.schema import BLOBS, DEVICES, ENTRIES, ENVELOPES, METADATA, PARTS, SPACES, Begun, DeviceRow

#: Rows that are in memory at once; an envelope may have a megabyte.
_STREAMED = {"yield_per": 32}


@dataclass(frozen=True)
class StoredEnvelope:
    """One row of the table of envelopes."""

    position: int
    device: bytes
    number: int
    digest: bytes
    size: int
    data: bytes


def spaces(connection: Connection) -> list[bytes]:
    """The ids of all spaces, ascending."""
    return list(connection.scalars(select(SPACES.c.space).order_by(SPACES.c.space)))


def entries(connection: Connection, space: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, digest and bytes of each membership entry, in order."""
    table = ENTRIES.c
    query = select(table.number, table.digest, table.data).where(table.space == space).order_by(table.number)
    return map(tuple, connection.execute(query, execution_options=_STREAMED))


def blobs(connection: Connection, space: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Digest and bytes of each blob."""
    query = select(BLOBS.c.digest, BLOBS.c.data).where(BLOBS.c.space == space)
    return map(tuple, connection.execute(query, execution_options=_STREAMED))


def devices(connection: Connection, space: bytes) -> dict[bytes, DeviceRow]:
    """How far each device has come, by its id; what it has begun is left to ``parts``."""
    query = select(DEVICES.c.device, DEVICES.c.number, DEVICES.c.visit).where(DEVICES.c.space == space)
    return {device: DeviceRow(number, visit, stored=True) for device, number, visit in connection.execute(query)}


def parts(connection: Connection, space: bytes) -> dict[bytes, tuple[Begun, int]]:
    """What each device has begun, by its id, and how many bytes of it are really here."""
    table = PARTS.c
    query = select(table.device, table.number, table.whole, table.held, func.length(table.data)).where(
        table.space == space
    )
    return {
        device: (Begun(number, whole, held), here) for device, number, whole, held, here in connection.execute(query)
    }


def unfinished(connection: Connection) -> list[tuple[bytes, bytes]]:
    """Space and device of each envelope that was begun and is not whole."""
    return [(space, device) for space, device in connection.execute(select(PARTS.c.space, PARTS.c.device))]


def envelopes(connection: Connection, space: bytes) -> Iterator[StoredEnvelope]:
    """Each envelope, oldest first."""
    table = ENVELOPES.c
    query = (
        select(table.position, table.device, table.number, table.digest, table.size, table.data)
        .where(table.space == space)
        .order_by(table.position)
    )
    for row in connection.execute(query, execution_options=_STREAMED):
        yield StoredEnvelope(*row)


def contacts(connection: Connection, most: int) -> list[tuple[bytes, int, int]]:
    """Each device with its last contact (Unix seconds) and the number of its spaces, the latest first."""
    seen = func.max(DEVICES.c.seen)
    query = select(DEVICES.c.device, seen, func.count()).group_by(DEVICES.c.device)
    rows = connection.execute(query.order_by(seen.desc(), DEVICES.c.device).limit(most))
    return [(device, last, spaces) for device, last, spaces in rows]


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has, by its name."""
    tables = METADATA.sorted_tables
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
