"""From a copy on a stick to a person on a laptop that has nothing of hers: sign in with a file and the PIN."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.crypto.passphrase import is_halved, unlock
from app.errors import StoreError
from app.ids import Chance
from app.paths import Home
from app.records.kinds import ALL
from app.records.registry import Registry
from app.store.backup import read_head, sound, unpack
from app.store.store import Store
from app.workspace.cards import make_card, unwritable
from app.workspace.devices import RESTORED, become_new_device
from app.workspace.safekeeping import card_of, locked_key

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

STORE = "store.db"


def bring_here(home: Home, file: Path, pin: str, clock: Clock, chance: Chance) -> "Workspace":
    """Put a copy's person on this laptop, as a new device of hers, and sign her in with the PIN of the copy.

    Raises StoreError: backup.is_here when her store is on this laptop, backup.not_one, backup.unreadable, store.full,
    backup.bound for one that is bound to another computer: here she comes back by her card, and restores the copy then;
    AccessError("access.wrong_pin"). Nothing is left behind then.
    """
    from app.workspace.entering import open_store

    head = read_head(file)
    folder = home.people / Path(head.person).name
    if (folder / STORE).exists():
        raise StoreError("backup.is_here", "the person has a store")
    locked = locked_key(head)
    if is_halved(locked):
        raise StoreError("backup.bound", "half of its lock is in another computer")
    key = unlock(locked, pin)
    made = not folder.exists()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unwritable(error) from error
    coming = folder / "coming.db"
    # What an arrival that was killed left behind would be read as a part of this one.
    _clear(coming)
    try:
        unpack(file, coming)
        _check(coming, key)
        store = Store.open(coming, key, Registry(ALL))
        try:
            become_new_device(store, clock, chance, RESTORED)
        finally:
            store.close()
        make_card(folder, card_of(head))
        # Only a store that is a device of its own ever bears the name.
        coming.replace(folder / STORE)
    except BaseException:
        _leave_nothing(folder, coming, made)
        raise
    finally:
        with contextlib.suppress(OSError):
            coming.with_name(coming.name + ".lock").unlink(missing_ok=True)
    return open_store(folder / STORE, key, clock, chance)


def _check(coming: Path, key: bytes) -> None:
    if not sound(coming, key):
        raise StoreError("backup.unreadable", "a page of the copy is damaged")


def _clear(coming: Path) -> None:
    try:
        for end in ("", "-wal", "-shm", ".lock"):
            coming.with_name(coming.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(error) from error


def _leave_nothing(folder: Path, coming: Path, made: bool) -> None:
    with contextlib.suppress(OSError, StoreError):
        _clear(coming)
        if made:
            for name in ("card.json", "card.first.json"):
                (folder / name).unlink(missing_ok=True)
            folder.rmdir()
