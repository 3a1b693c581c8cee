"""Attachments as the relay keeps them: of each file the pieces from the first on, of each device a piece on its way.

They lie in the database like everything else: what is acknowledged is on the disk in the same transaction, a backup of
one moment has all of it, and several processes on PostgreSQL need no common folder.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from app.relay.schema import FILES, PIECE_PARTS, PIECES


@dataclass(frozen=True)
class FileRow:
    """A file as far as it is here: whole ``pieces`` of ``count``, ``bytes`` in all. ``count`` 0: nothing is here."""

    file: bytes
    count: int = 0
    pieces: int = 0
    bytes: int = 0


@dataclass(frozen=True)
class OnItsWay:
    """The first bytes of the piece that a device is sending; it has ``whole`` of them."""

    file: bytes
    number: int
    whole: int
    data: bytes


def row(connection: Connection, space: bytes, file: bytes) -> FileRow:
    """How far a file is here."""
    table = FILES.c
    query = select(table.count, table.pieces, table.bytes).where(table.space == space, table.file == file)
    found = connection.execute(query).first()
    return FileRow(file) if found is None else FileRow(file, *found)


def piece(connection: Connection, space: bytes, file: bytes, number: int) -> bytes:
    """A piece; empty if it is not here."""
    table = PIECES.c
    query = select(table.data).where(table.space == space, table.file == file, table.number == number)
    found: bytes | None = connection.scalar(query)
    return found or b""


def add_piece(connection: Connection, space: bytes, known: FileRow, count: int, data: bytes) -> FileRow:
    """Keep the next piece of a file; gives how far it is then."""
    after = FileRow(known.file, count, known.pieces + 1, known.bytes + len(data))
    values = {"count": count, "pieces": after.pieces, "bytes": after.bytes}
    connection.execute(insert(PIECES), {"space": space, "file": known.file, "number": known.pieces, "data": data})
    if known.count:
        connection.execute(update(FILES).where(FILES.c.space == space, FILES.c.file == known.file).values(**values))
    else:
        connection.execute(insert(FILES), {"space": space, "file": known.file, **values})
    return after


def bytes_of(connection: Connection, space: bytes) -> int:
    """Bytes of all pieces of a space."""
    return int(connection.scalar(select(func.coalesce(func.sum(FILES.c.bytes), 0)).where(FILES.c.space == space)) or 0)


def on_its_way(connection: Connection, space: bytes, device: bytes) -> OnItsWay | None:
    """What a device has sent of a piece."""
    table = PIECE_PARTS.c
    query = select(table.file, table.number, table.whole, table.data).where(
        table.space == space, table.device == device
    )
    found = connection.execute(query).first()
    return None if found is None else OnItsWay(*found)


def keep_on_its_way(connection: Connection, space: bytes, device: bytes, part: OnItsWay | None) -> None:
    """Replace what a device has sent of a piece; None: there is none any more."""
    connection.execute(delete(PIECE_PARTS).where(PIECE_PARTS.c.space == space, PIECE_PARTS.c.device == device))
    if part is not None:
        values = {"file": part.file, "number": part.number, "whole": part.whole, "data": part.data}
        connection.execute(insert(PIECE_PARTS), {"space": space, "device": device, **values})


def all_of(connection: Connection, space: bytes) -> list[FileRow]:
    """Every file of a space, for those who check the whole."""
    table = FILES.c
    query = select(table.file, table.count, table.pieces, table.bytes).where(table.space == space)
    return [FileRow(*found) for found in connection.execute(query.order_by(table.file))]


def numbers(connection: Connection, space: bytes) -> list[tuple[bytes, int]]:
    """File and number of every piece that is here, in order."""
    table = PIECES.c
    query = select(table.file, table.number).where(table.space == space).order_by(table.file, table.number)
    return [(file, number) for file, number in connection.execute(query)]


def unfinished(connection: Connection) -> list[tuple[bytes, bytes]]:
    """Space and device of each piece that was begun and is not whole."""
    return [(space, device) for space, device in connection.execute(select(PIECE_PARTS.c.space, PIECE_PARTS.c.device))]
