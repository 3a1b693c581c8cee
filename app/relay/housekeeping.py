"""What the relay does when nobody visits, and what it can tell its operator: counts, sizes, times, and no names."""

from dataclasses import dataclass

from app.relay import attachments, log, scan
from app.relay.admission import Members
from app.relay.copying import BACKED_UP
from app.relay.database import Connection, Database
from app.relay.schema import Totals

#: Seconds between two rounds of tidying; each takes a few milliseconds.
INTERVAL = 3_600.0


@dataclass(frozen=True)
class Figures:
    """What the operator may know; sizes in bytes, times in Unix seconds.

    ``free`` is None where it cannot be known, ``last_backup`` before the first one.
    """

    totals: Totals
    on_disk: int
    free: int | None
    last_backup: int | None


def figures(database: Database) -> Figures:
    """The relay's figures now. Raises StorageError."""
    with database.reading() as connection:
        totals = log.totals(connection)
        made = database.fact(connection, BACKED_UP)
    return Figures(totals, database.size_bytes(), database.free_bytes(), None if made is None else int(made))


def tidy(database: Database, members: Members) -> None:
    """Forget what nobody can use any more, and let the database look after itself. Raises StorageError."""
    with database.reading() as connection:
        begun, pieces = scan.unfinished(connection), attachments.unfinished(connection)
    for space, device in begun:
        drop_useless_part(database, members, space, device)
    for space, device in pieces:
        _drop_useless_piece(database, members, space, device)
    database.tidy()


def drop_useless_part(database: Database, members: Members, space: bytes, device: bytes) -> bool:
    """Drop what a device had begun to send if it is of no present member any more: it never becomes whole."""

    def drop(connection: Connection) -> bool:
        row = log.find(connection, space, lock=True)
        if row is None:
            return False
        state = members.state(space, row.entries, lambda number: log.entries_from(connection, space, number))
        begun = log.device(connection, space, device).begun
        if begun is None or state is None or state.member_of(device) is not None:
            return False
        log.keep_part(connection, space, device, None, b"")
        log.keep_space(connection, row.freed(begun.held))
        return True

    return database.write(drop)


def _drop_useless_piece(database: Database, members: Members, space: bytes, device: bytes) -> None:
    """The same for a piece of an attachment, which nothing counts before it is whole."""

    def drop(connection: Connection) -> None:
        row = log.find(connection, space, lock=True)
        state = None
        if row is not None:
            state = members.state(space, row.entries, lambda number: log.entries_from(connection, space, number))
        if state is None or state.member_of(device) is None:
            attachments.keep_on_its_way(connection, space, device, None)

    database.write(drop)
