"""A damaged store: put aside, replaced by the last good copy, and what can still be read of it merged into that.

Nothing of the damaged file is deleted. What became of it is kept in the new store, in numbers, and told.
"""

import contextlib
from pathlib import Path

from app.clock import Clock
from app.crypto.keys import PersonKeys
from app.crypto.signing import SigningKey
from app.errors import StoreError
from app.ids import Chance
from app.protocol.compression import Compressor
from app.records.registry import Registry
from app.resources import resource_bytes
from app.store.backup import copies, sound, unpack
from app.store.database import copy_durably, mapped
from app.store.salvage import Found, read_store
from app.store.store import Store
from app.store.wal import is_spoilt, seal_anew
from app.sync.owner import Owner
from app.sync.restoring import Restored
from app.workspace.devices import DEVICE, DICTIONARY, REPAIRED, ROOT, become_new_device
from app.workspace.safekeeping import FOLDER, Repair, bring_back, found_devices, mark, marked, note_repair

_ENDS = ("", "-wal", "-shm")


def is_asked_for(path: Path) -> bool:
    """Has a check found damage in this store, or was its mending cut short?"""
    return marked(path).is_file()


def mend(path: Path, key: bytes, registry: Registry, clock: Clock, chance: Chance) -> Repair:
    """Put a store in place that is sound, with everything that a copy and the damaged file still hold.

    Raises StoreError("store.damaged") when there is neither a copy nor anything to be read; the damaged file is then
    where it was. Cut short at any point, it is done again from the damaged file by the next call.
    """
    kept = _put_aside(path)
    aside = kept / path.name
    try:
        found = _readable(aside, key)
        day = _put_copy_in_place(path, key)
        if not day:
            _begin_from(path, key, registry, found)
        repair = _merge(path, key, registry, clock, chance, found, (day, kept.name))
    except Exception:
        _put_back(path, kept)
        raise
    with mapped():
        marked(path).unlink(missing_ok=True)
    return repair


def _put_aside(path: Path) -> Path:
    """The folder that holds the damaged file; what an earlier mending left unfinished in its place is cleared."""
    begun = ""
    if is_asked_for(path):
        with mapped():
            begun = marked(path).read_text("utf-8", "replace").strip()
    number = 1
    while not begun and (path.parent / f"damaged-{number}").exists():
        number += 1
    kept = path.parent / (Path(begun).name or f"damaged-{number}")
    mark(path, kept.name)
    with mapped():
        kept.mkdir(mode=0o700, exist_ok=True)
        moved = (kept / path.name).exists()
        # The store itself is moved last: once it is there, whatever lies in its old place is unfinished.
        for end in ("-wal", "-shm", ""):
            part = path.with_name(path.name + end)
            if moved:
                part.unlink(missing_ok=True)
            elif part.exists():
                part.replace(kept / part.name)
    return kept


def _put_back(path: Path, kept: Path) -> None:
    with contextlib.suppress(OSError, StoreError):
        for end in _ENDS:
            path.with_name(path.name + end).unlink(missing_ok=True)
            part = kept / (path.name + end)
            if part.exists():
                part.replace(path.with_name(part.name))
        kept.rmdir()
        mark(path, "")


def _readable(aside: Path, key: bytes) -> Found | None:
    """What can be read, out of a second copy: reading a store writes to it. None if not even the first page opens."""
    reading = aside.with_name("reading.db")
    try:
        with mapped():
            for end in ("", "-wal"):
                part = aside.with_name(aside.name + end)
                if part.exists():
                    copy_durably(part, reading.with_name(reading.name + end))
        if is_spoilt(reading):
            seal_anew(reading)
        found = read_store(reading, key)
        found_devices(found)
    except StoreError as error:
        if error.code in ("store.damaged", "store.missing"):
            return None
        raise
    else:
        return found
    finally:
        for end in (*_ENDS, ".lock"):
            with contextlib.suppress(OSError):
                reading.with_name(reading.name + end).unlink(missing_ok=True)


def _put_copy_in_place(path: Path, key: bytes) -> str:
    """The newest copy that is sound, as the store; its day, or "" if there is none."""
    for copy in reversed(copies(path.parent / FOLDER)):
        fresh = path.with_name(path.name + ".fresh")
        try:
            unpack(copy.path, fresh)
        except StoreError as error:
            if error.code in ("store.full", "store.read_only"):
                raise
            continue
        if sound(fresh, key):
            with mapped():
                fresh.replace(path)
            return copy.day
        with contextlib.suppress(OSError):
            fresh.unlink()
    return ""


def _begin_from(path: Path, key: bytes, registry: Registry, found: Found | None) -> None:
    """An empty store for the person whom the damaged one names."""
    if found is None or ROOT not in found.identity or DEVICE not in found.identity:
        raise StoreError("store.damaged", "no copy, and no person that can be read")
    private = [space for space in found.spaces if space.row.private]
    if not private:
        raise StoreError("store.damaged", "no copy, and no space that can be read")
    store = Store.create(path, key, registry)
    try:
        with store.transaction():
            for name, value in found.identity.items():
                store.identity.set(name, value)
            for space in private:
                store.spaces.put(space.row)
                store.spaces.add_entries(space.row.space, space.entries, start=0)
                store.spaces.name_people(space.row.space, space.names)
    finally:
        store.close()


def _merge(
    path: Path,
    key: bytes,
    registry: Registry,
    clock: Clock,
    chance: Chance,
    found: Found | None,
    told: tuple[str, str],
) -> Repair:
    store = Store.open(path, key, registry)
    try:
        root, seed = store.identity.get(ROOT), store.identity.get(DEVICE)
        if root is None or seed is None:
            raise StoreError("store.damaged", "no person in the copy")
        compressor = Compressor(resource_bytes(*DICTIONARY))
        owner = Owner(store, registry, PersonKeys(root), SigningKey.from_seed(seed), compressor, clock, chance)
        with store.transaction():
            restored = bring_back(store, owner, found, REPAIRED) if found is not None else Restored()
            if not restored.own:
                # Also where nothing came back: what the damaged store wrote since the copy may have left.
                become_new_device(store, clock, chance, REPAIRED)
            day, kept = told
            lost = found.lost if found is not None else -1
            repair = Repair(clock.now(), day, restored.grown, restored.back, lost, kept)
            note_repair(store, repair)
        return repair
    finally:
        store.close()
