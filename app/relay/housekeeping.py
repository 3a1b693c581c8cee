"""What the relay does when nobody visits, and what it can tell its operator: counts, sizes, times, and no names."""

from dataclasses import dataclass

from app.relay import log
from app.relay.database import Database
from app.relay.schema import Totals

#: Seconds between two rounds of tidying; each takes a few milliseconds.
INTERVAL = 3_600.0


@dataclass(frozen=True)
class Figures:
    """What the operator may know; sizes in bytes. ``free`` is None where it cannot be known."""

    totals: Totals
    on_disk: int
    free: int | None


def figures(database: Database) -> Figures:
    """The relay's figures now. Raises StorageError."""
    with database.reading() as connection:
        totals = log.totals(connection)
    return Figures(totals, database.size_bytes(), database.free_bytes())


def tidy(database: Database) -> None:
    """Bring the write-ahead log into the file, so that it never grows without bound. Raises StorageError."""
    database.tidy()
