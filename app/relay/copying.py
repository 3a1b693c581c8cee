"""Backup and restore: one copy of every table, at one moment, in one SQLite file, from and to either database.

The file is itself a relay's database, with the certificate, its key and the admission codes in it. So a backup of a
relay on SQLite can be restored on PostgreSQL and the other way round; and it can be checked as a relay is.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Table, delete, insert, select

from app.relay import log, scan
from app.relay.database import Connection, Database
from app.relay.identity import private, stored_pair
from app.relay.schema import FACTS, METADATA

#: Rows that are in memory at once; an envelope may have a megabyte.
_ROWS = 32
#: The fact that tells when the last backup was made, Unix seconds; in the relay and in the backup alike.
BACKED_UP = "backup"


class NotEmpty(Exception):
    """There is a relay already where one was to be restored."""


class NotWhole(Exception):
    """A copy does not hold what it should; the text says what."""


def back_up(database: Database, file: Path, now: int) -> None:
    """Write a backup while the relay runs; the file appears whole or not at all. ``now`` is Unix seconds.

    Raises FileExistsError, OSError, StorageError, NotWhole.
    """
    if file.exists():
        raise FileExistsError(17, "there is a file already", str(file))
    beside = file.with_name(file.name + ".part")
    _remove(beside)
    private(beside)
    copy = Database(beside)
    try:
        with database.reading() as source, copy.writing() as target:
            counts = _copy_tables(source, target)
            copy.set_fact(target, BACKED_UP, str(now))
        _check_copy(copy, counts)
        copy.tidy()
    finally:
        copy.close()
    _flush(beside)
    os.replace(beside, file)
    _flush(file.parent)
    database.write(lambda connection: database.set_fact(connection, BACKED_UP, str(now)))


def restore(file: Path, database: Database, folder: Path) -> None:
    """Fill an empty database from a backup, in one transaction, and give its log a new generation.

    The backup itself is not touched: a copy of it in ``folder`` is brought up to date if an earlier relay made it.
    Raises NotEmpty, NotWhole, OSError, StorageError, NewerDatabase.
    """
    beside = folder / "restore.part"
    _remove(beside)
    private(beside)
    shutil.copyfile(file, beside)
    copy = Database(beside)
    try:
        faults = copy.integrity()
        with copy.reading() as source:
            if faults or stored_pair(copy, source) is None:
                raise NotWhole(faults[0] if faults else "it is not a backup of a relay")
            database.write(lambda target: _fill(database, source, target))
    finally:
        copy.close()
        _remove(beside)


def _fill(database: Database, source: Connection, target: Connection) -> None:
    if log.count_spaces(target) or stored_pair(database, target) is not None:
        raise NotEmpty
    _copy_tables(source, target)
    database.renew_generation(target)


def _copy_tables(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every row; gives how many there were in each table."""
    # The target's own facts (version, generation) give way to the copied ones.
    target.execute(delete(FACTS))
    return {table.name: _copy_table(table, source, target) for table in METADATA.sorted_tables}


def _copy_table(table: Table, source: Connection, target: Connection) -> int:
    count, statement = 0, insert(table)
    rows = source.execute(select(table), execution_options={"yield_per": _ROWS}).mappings()
    for part in rows.partitions(_ROWS):
        target.execute(statement, _plain(part))
        count += len(part)
    return count


def _plain(rows: Sequence[object]) -> list[dict[str, object]]:
    return [dict(row) for row in rows]  # type: ignore[call-overload]  # mappings, whose type the library leaves open


def _check_copy(copy: Database, expected: dict[str, int]) -> None:
    faults = copy.integrity()
    with copy.reading() as connection:
        found = scan.counts(connection)
    for name, count in expected.items():
        # The copy may have one fact more: when it was made.
        if not count <= found[name] <= count + (name == FACTS.name):
            faults.append(f"{found[name]} of {count} rows in {name}")
    if faults:
        raise NotWhole(faults[0])


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Have a file, or a folder's list of files, on the disk. Windows cannot open a folder, and needs not."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
