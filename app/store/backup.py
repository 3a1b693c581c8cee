"""Copies of a person's file: written whole or not at all, checked before they count, thinned without trusting a clock.

    <number>-<day>.tongxing     the line "tongxing copy 1", the length of the head (4, big-endian), the head (JSON), and
                                the store, encrypted under its own key

The head holds what opens the copy with the PIN, so that a copy alone on a stick is enough. The number grows by one
with each copy: a clock that jumps by years changes the day in the name, and never which copy is the newest. SQLite
makes the copy inside one reading transaction (``VACUUM INTO``, https://sqlite.org/lang_vacuum.html), over a connection
of its own, so that whoever types meanwhile waits for nothing.
"""

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.errors import StoreError
from app.store.database import Database, connect, mapped

#: Copies that are kept: the newest of each of so many days, and of so many weeks before them.
DAILY, WEEKLY = 7, 4
SUFFIX = ".tongxing"
_MAGIC = b"tongxing copy 1\n"
_LENGTH, _LONGEST_HEAD = 4, 65_536
_NAME = re.compile(r"(\d{6})-(\d{4}-\d{2}-\d{2})\.tongxing")


class Head(msgspec.Struct, forbid_unknown_fields=False):
    """What stands before the store: whose it is, the card (JSON) with the key locked by the PIN, when it was made (unix
    seconds, by that computer's clock), how many changes it holds."""

    person: str
    name: str
    card: str
    made: int
    changes: int


@dataclass(frozen=True)
class CopyFile:
    """A copy in its folder. ``day`` is what the computer's calendar said; ``number`` says which is newer."""

    path: Path
    number: int
    day: str
    size: int


def copies(folder: Path) -> list[CopyFile]:
    """The copies in a folder, oldest first; a folder that is not there has none. Raises StoreError."""
    found = []
    with mapped():
        if not folder.is_dir():
            return []
        for path in folder.iterdir():
            named = _NAME.fullmatch(path.name)
            if named is not None and path.is_file():
                found.append(CopyFile(path, int(named[1]), named[2], path.stat().st_size))
    return sorted(found, key=lambda copy: copy.number)


def make_copy(database: Database, folder: Path, head: Head) -> CopyFile:
    """Copy the store as it is now into ``folder``, check every page of the copy, and only then give it its name.

    May run on any thread while the store is in use. Raises StoreError: store.full, store.read_only, and
    backup.store_damaged when what was read is not sound; nothing is left behind then, and no other copy is touched.
    """
    with mapped():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = max((copy.number for copy in copies(folder)), default=0) + 1
    day = datetime.fromtimestamp(head.made).date().isoformat()
    bare = folder / f"{number:06}.bare"
    target = folder / f"{number:06}-{day}{SUFFIX}"
    try:
        with mapped():
            bare.unlink(missing_ok=True)
            database.vacuum_into(bare)
        if not sound(bare, database.key):
            raise StoreError("backup.store_damaged", "the copy does not hold together")
        with mapped():
            _wrap(head, bare, target)
    finally:
        with mapped():
            for end in ("", "-wal", "-shm", "-journal"):
                bare.with_name(bare.name + end).unlink(missing_ok=True)
    return CopyFile(target, number, day, target.stat().st_size)


def sound(path: Path, key: bytes) -> bool:
    """Does every page of a store carry its seal, and do its tables and indexes agree? Reads all of it."""
    if not _has_bytes(path):
        return False
    try:
        with mapped():
            connection = connect(path, key)
            try:
                seals = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                return not seals and connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            finally:
                connection.close()
    except StoreError:
        return False


def opens(path: Path, key: bytes) -> bool:
    """Does this key open a store's first page?"""
    if not _has_bytes(path):
        return False
    try:
        with mapped():
            connect(path, key).close()
    except StoreError:
        return False
    return True


def _has_bytes(path: Path) -> bool:
    """SQLite makes a file that is not there, and takes an empty one for a new database: neither is a store."""
    return path.exists() and path.stat().st_size > 0


def read_head(path: Path) -> Head:
    """What a copy says of itself. Raises StoreError: backup.not_one, backup.unreadable."""
    try:
        with path.open("rb") as file:
            return _read_head(file.read(len(_MAGIC) + _LENGTH + _LONGEST_HEAD))[0]
    except OSError as error:
        raise StoreError("backup.unreadable", type(error).__name__) from error


def unpack(path: Path, target: Path) -> None:
    """Write the store that a copy holds to ``target``, whole or not at all. Raises StoreError."""
    try:
        with path.open("rb") as file:
            _, begins = _read_head(file.read(len(_MAGIC) + _LENGTH + _LONGEST_HEAD))
            file.seek(begins)
            partial = target.with_name(target.name + ".partial")
            with mapped():
                try:
                    with partial.open("wb") as writing:
                        _pour(file, writing)
                    partial.replace(target)
                finally:
                    partial.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("backup.unreadable", type(error).__name__) from error


def take_along(copy: CopyFile, folder: Path) -> Path:
    """Put a copy into another folder, such as one on a stick, and read it back. Raises StoreError."""
    target = folder / copy.path.name
    with mapped():
        partial = target.with_name(target.name + ".partial")
        try:
            with copy.path.open("rb") as reading, partial.open("wb") as writing:
                _pour(reading, writing)
            if partial.stat().st_size != copy.size:
                raise StoreError("backup.unreadable", "the copy is shorter than its original")
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return target


def surplus(found: Iterable[CopyFile], good: int = 0) -> list[CopyFile]:
    """The copies that may go: all but the newest of the last seven days and of four weeks before them.

    Days and weeks are told apart by the names alone, newest number first, so no clock can make all of them old. The
    copy with the number ``good``, the last that a test has opened, stays in any case.
    """
    days: list[str] = []
    weeks: list[tuple[int, int]] = []
    gone = []
    for copy in sorted(found, key=lambda one: one.number, reverse=True):
        week = datetime.fromisoformat(copy.day).isocalendar()[:2]
        if copy.day not in days and len(days) < DAILY:
            days.append(copy.day)
        elif copy.day not in days and week not in weeks and len(weeks) < WEEKLY:
            weeks.append(week)
        elif copy.number != good:
            gone.append(copy)
    return gone


def thin_out(folder: Path, good: int = 0) -> int:
    """Delete what ``surplus`` names; gives how many. A copy that cannot be deleted stays. Raises StoreError."""
    gone = 0
    for copy in surplus(copies(folder), good):
        try:
            copy.path.unlink()
        except OSError:
            continue
        gone += 1
    return gone


def _wrap(head: Head, bare: Path, target: Path) -> None:
    encoded = msgspec.json.encode(head)
    partial = target.with_name(target.name + ".partial")
    try:
        with bare.open("rb") as reading, partial.open("wb") as writing:
            writing.write(_MAGIC + len(encoded).to_bytes(_LENGTH, "big") + encoded)
            _pour(reading, writing)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _read_head(data: bytes) -> tuple[Head, int]:
    begins = len(_MAGIC) + _LENGTH
    if not data.startswith(_MAGIC):
        raise StoreError("backup.not_one", "another kind of file")
    ends = begins + int.from_bytes(data[len(_MAGIC) : begins], "big")
    if ends > len(data):
        raise StoreError("backup.unreadable", "a head that is too long, or a file that is too short")
    try:
        return msgspec.json.decode(data[begins:ends], type=Head), ends
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("backup.unreadable", "head") from error


def _pour(reading: BinaryIO, writing: BinaryIO) -> None:
    """Copy all of a file, and be sure that the disk has it."""
    shutil.copyfileobj(reading, writing)
    writing.flush()
    os.fsync(writing.fileno())
