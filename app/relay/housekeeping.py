"""What the relay does when nobody visits, and what it can tell its operator: counts, sizes, times, and no names."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.relay.database import Database
from app.relay.schema import DEVICES, SPACES

#: Seconds between two rounds of tidying; each takes a few milliseconds.
INTERVAL = 3_600.0


@dataclass(frozen=True)
class Figures:
    """What the operator may know. ``last_contact`` is Unix seconds, None before the first visit."""

    spaces: int
    devices: int
    envelopes: int
    bytes_on_disk: int
    bytes_free: int
    last_contact: int | None


def figures(database: Database) -> Figures:
    """The relay's figures now. Raises StorageError."""
    with database.reading() as connection:
        spaces, envelopes = connection.execute(
            select(func.count(), func.coalesce(func.sum(SPACES.c.position), 0)).select_from(SPACES)
        ).one()
        devices, last = connection.execute(
            select(func.count(func.distinct(DEVICES.c.device)), func.max(DEVICES.c.seen)).select_from(DEVICES)
        ).one()
    return Figures(spaces, devices, int(envelopes), database.size_bytes(), database.free_bytes(), last)


def tidy(database: Database) -> None:
    """Bring the write-ahead log into the file, so that it never grows without bound. Raises StorageError."""
    database.tidy()
