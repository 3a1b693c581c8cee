"""That nothing is lost on this laptop: copies every day, a test of them every month, and bringing them back.

The verbs that read or write much are handed ``do``, as a visit is: what concerns the open store runs there, and the
copying itself beside it, so that whoever types waits for nothing.
"""

import base64
import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.crypto.keys import PersonKeys
from app.crypto.passphrase import unlock
from app.crypto.signing import SigningKey, key_id
from app.errors import AccessError, Known, StoreError
from app.ids import DeviceId
from app.spaces.recovery import unlock_store
from app.store.backup import CopyFile, Head, copies, opens, read_head, sound, take_along, thin_out, unpack
from app.store.database import mapped
from app.store.salvage import Found, read_store
from app.store.store import Store
from app.sync.owner import Owner
from app.sync.restoring import Restored as Restored
from app.sync.restoring import restore_from
from app.sync.stages import Do
from app.workspace.cards import Card, read_card
from app.workspace.departing import settle_departures
from app.workspace.desk import Desk
from app.workspace.devices import DEVICE, RESTORED, ROOT, become_new_device, become_other
from app.workspace.striking import struck_own

FOLDER = "copies"
_STICK, _TEST, _REPAIR = "copies beside", "copies tested", "repaired"
_DAY, _TEST_DAYS, _TEST_COPIES = 86_400, 30, 30
#: Changes after which a copy is made on the same day too.
MANY_CHANGES = 300


class TestResult(msgspec.Struct, frozen=True):
    """What opening and bringing back the newest copy on trial gave; times are unix seconds. ``code`` is empty if all
    was well."""

    number: int
    time: int
    records: int
    code: str = ""


class Repair(msgspec.Struct, frozen=True):
    """What became of a damaged store: the day of the copy that was taken ("" for none), what was saved from the
    damaged file beyond it, how many rows could not be read, and the name of the folder in which it is kept."""

    time: int
    day: str
    grown: int
    back: int
    lost: int
    kept: str


@dataclass(frozen=True)
class CopyInfo:
    """One copy: the day in its name, its bytes."""

    day: str
    size: int


@dataclass(frozen=True)
class OwnDevice:
    """A device of this person, with the first characters of its id. ``here``: this laptop; ``ended`` and ``reason``
    where this store was it before. ``device`` is the whole id of one that can be struck out; ``struck``: it was."""

    name: str
    here: bool
    ended: int | None = None
    reason: str = ""
    device: str = ""
    struck: bool = False


@dataclass(frozen=True)
class Safekeeping:
    """What the page shows. ``folder`` is where copies are also put, "" for nowhere; ``next_test`` in unix seconds."""

    copies: tuple[CopyInfo, ...]
    folder: str
    folder_there: bool
    test: TestResult | None
    next_test: int
    repair: Repair | None
    devices: tuple[OwnDevice, ...]


def state(desk: Desk) -> Safekeeping:
    """How this person's work is kept. Raises StoreError."""
    identity = desk.store.identity
    beside, tested = identity.text(_STICK), _told(desk, _TEST, TestResult)
    return Safekeeping(
        copies=tuple(CopyInfo(copy.day, copy.size) for copy in reversed(copies(_folder(desk)))),
        folder=beside,
        folder_there=bool(beside) and Path(beside).is_dir(),
        test=tested,
        next_test=(tested.time if tested is not None else desk.clock.now()) + _TEST_DAYS * _DAY * (tested is not None),
        repair=_told(desk, _REPAIR, Repair),
        devices=_devices(desk),
    )


def copy_now(desk: Desk, do: Do[Any], folder: Path | None = None) -> CopyInfo:
    """Make a copy, and put it into ``folder`` too, which is remembered for the daily ones.

    Raises StoreError: store.full, store.read_only (also for the other folder; the copy here stands then).
    """
    head = do(lambda: _head(desk))
    copy = desk.store.copy_into(_folder(desk), head)
    tested = do(lambda: _told(desk, _TEST, TestResult))
    good = tested.number if tested is not None and not tested.code else 0
    thin_out(_folder(desk), good)
    if folder is not None:
        _put_beside(copy, folder, head.person)
        do(lambda: desk.store.identity.set_text(_STICK, str(folder)))
    return CopyInfo(copy.day, copy.size)


def copy_if_due(desk: Desk, do: Do[Any]) -> CopyInfo | None:
    """The copy of the day, if it was not made yet; None otherwise. Raises StoreError.

    A folder beside that is not there (a stick that was pulled out) is passed over.
    """
    found = copies(_folder(desk))
    if found and not do(lambda: _due(desk, found[-1])):
        return None
    made = copy_now(desk, do)
    beside = do(lambda: desk.store.identity.text(_STICK))
    if beside and Path(beside).is_dir():
        with contextlib.suppress(StoreError):
            _put_beside(copies(_folder(desk))[-1], Path(beside), desk.person.hex())
    return made


@dataclass(frozen=True)
class Cared:
    """What looking after a store gave: is it sound, which copy was made, what a test of the copies said."""

    sound: bool
    copy: CopyInfo | None = None
    test: TestResult | None = None


def look_after(desk: Desk, do: Do[Any]) -> Cared:
    """What is due after signing in. Raises StoreError where a copy cannot be made; the check was made then."""
    if not check(desk.store):
        # Nothing is copied from a damaged store, and no copy goes for one.
        return Cared(False)
    return Cared(True, copy_if_due(desk, do), test_if_due(desk, do))


def no_folder(desk: Desk) -> None:
    """Put copies nowhere but here."""
    desk.store.identity.remove(_STICK)


def test_if_due(desk: Desk, do: Do[Any]) -> TestResult | None:
    """The test of the month, if it is time; None otherwise. Raises StoreError only for the open store's trouble."""
    tested, found = do(lambda: _told(desk, _TEST, TestResult)), copies(_folder(desk))
    if not found:
        return None
    if tested is not None and not tested.code:
        passed = desk.clock.now() - tested.time
        if 0 <= passed < _TEST_DAYS * _DAY and found[-1].number < tested.number + _TEST_COPIES:
            return None
    return test_newest(desk, do)


def test_newest(desk: Desk, do: Do[Any]) -> TestResult:
    """Open the newest copy, read every page, bring all of it back into an empty store, and count; the result is kept.

    Raises StoreError("backup.none") without a copy.
    """
    found = copies(_folder(desk))
    if not found:
        raise StoreError("backup.none", "nothing to test")
    records, code = 0, ""
    try:
        records = _try_out(desk, found[-1])
    except Known as error:
        code = error.code
    result = TestResult(found[-1].number, desk.clock.now(), records, code)
    do(lambda: desk.store.identity.set(_TEST, msgspec.json.encode(result)))
    return result


def restore(desk: Desk, file: Path, pin: str, do: Do[Any]) -> Restored:
    """Merge what a copy holds and this store has not; only adds. Uses the PIN that was good when it was made.

    Raises StoreError: backup.not_one, backup.unreadable, backup.other_person; AccessError("access.wrong_pin").
    """
    head = read_head(file)
    if head.person != desk.person.hex():
        raise StoreError("backup.other_person", "another person's copy")
    with _scratch(desk, "bringing") as scratch:
        unpack(file, scratch)
        # The same key as long as it is the same store: then the PIN that was good at that time is not asked for.
        key = desk.store.key if opens(scratch, desk.store.key) else _key_of(desk, head, pin)
        found = _read_copy(desk, scratch, key)

    def bring() -> Restored:
        brought = bring_back(desk.store, desk.owner, found)
        # A copy from before may hold what she may keep no more.
        settle_departures(desk)
        return brought

    restored: Restored = do(bring)
    return restored


def _key_of(desk: Desk, head: Head, pin: str) -> bytes:
    """The key of a copy of another store of hers: her root secret opens it, as after she came back by her card with a
    new PIN; else the PIN of that time. Raises as ``restore`` does."""
    by_root = card_of(head).by_root
    with contextlib.suppress(AccessError, ValueError):
        return unlock_store(desk.owner.person, base64.b64decode(by_root, validate=True))
    return unlock(locked_key(head), pin)


def bring_back(store: Store, owner: Owner, found: Found, reason: str = RESTORED) -> Restored:
    """Merge what was found; where this person's own words came back, the store goes on as a new device, as it had
    forgotten what that one wrote. One transaction. Raises StoreError."""
    with store.transaction():
        restored = restore_from(owner, found, lambda: become_other(store, owner))
        if restored.own and not restored.parted:
            owner.act_as(become_new_device(store, owner.clock, owner.chance, reason))
    return restored


def note_repair(store: Store, repair: Repair) -> None:
    """Keep what became of a damaged store, for the page that tells of it."""
    store.identity.set(_REPAIR, msgspec.json.encode(repair))


def understood(desk: Desk) -> None:
    """The person has read what became of the damaged store."""
    desk.store.identity.remove(_REPAIR)


def check(store: Store) -> bool:
    """Is the open store sound? Reads all of it over a connection of its own; if not, the next sign-in mends it.

    For a worker, some time after the window stands. Raises StoreError only if the mark cannot be written.
    """
    if sound(store.path, store.key):
        return True
    mark(store.path, "")
    return False


def mark(path: Path, kept: str) -> None:
    """Note that a store is to be mended by the next sign-in, and in which folder the damaged file is kept, if it has
    been moved. On the disk when this returns. Raises StoreError."""
    with mapped(), marked(path).open("w", encoding="utf-8") as file:
        file.write(kept)
        file.flush()
        os.fsync(file.fileno())


def marked(path: Path) -> Path:
    """Where that note stands."""
    return path.with_name(path.name + ".mend")


def found_devices(found: Found) -> None:
    """Put the device that a found store was last among those that it has been."""
    seed = found.identity.get(DEVICE)
    if seed is not None:
        found.devices[DeviceId(key_id(SigningKey.from_seed(seed).public))] = seed


def _folder(desk: Desk) -> Path:
    return desk.store.path.parent / FOLDER


def _head(desk: Desk) -> Head:
    card = read_card(desk.store.path.parent)
    changes, now = desk.store.deltas.last_id(), desk.clock.now()
    return Head(desk.person.hex(), desk.name, msgspec.json.encode(card).decode("utf-8"), now, changes)


def card_of(head: Head) -> Card:
    """The card that a copy carries. Raises StoreError("backup.unreadable")."""
    try:
        return msgspec.json.decode(head.card, type=Card)
    except msgspec.DecodeError as error:
        raise StoreError("backup.unreadable", "card") from error


def locked_key(head: Head) -> bytes:
    """The key of a copy's store, locked by the PIN. Raises StoreError("backup.unreadable")."""
    try:
        return base64.b64decode(card_of(head).locked, validate=True)
    except ValueError as error:
        raise StoreError("backup.unreadable", "locked key") from error


def _due(desk: Desk, newest: CopyFile) -> bool:
    now = desk.clock.now()
    if newest.day != datetime.fromtimestamp(now).date().isoformat():
        return True
    try:
        head = read_head(newest.path)
    except StoreError:
        return True
    return now < head.made or desk.store.deltas.last_id() >= head.changes + MANY_CHANGES


def _put_beside(copy: CopyFile, folder: Path, person: str) -> None:
    """A folder of the person's own in the one that she chose: several may use one stick."""
    own = folder / f"tongxing-{person}"
    try:
        own.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError("store.read_only", type(error).__name__) from error
    take_along(copy, own)
    thin_out(own)


class _scratch:  # noqa: N801  # reads as a function where it is used
    """A place for a store that is only looked at; gone afterwards."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._folder = desk.store.path.parent
        self._path = self._folder / f"{name}.scratch"

    def __enter__(self) -> Path:
        self._clear()
        return self._path

    def __exit__(self, *_: object) -> None:
        self._clear()

    def _clear(self) -> None:
        for path in self._folder.glob(self._path.name + "*"):
            with contextlib.suppress(OSError):
                os.unlink(path)


def _read_copy(desk: Desk, scratch: Path, key: bytes) -> Found:
    if sound(scratch, key):
        # An older program's copy is brought up to this one's tables, which is what the reader knows.
        Store.open(scratch, key, desk.registry).close()
    found = read_store(scratch, key)
    found_devices(found)
    return found


def _try_out(desk: Desk, copy: CopyFile) -> int:
    """How many records came back out of a copy. Raises StoreError if it is not as it should be."""
    with _scratch(desk, "testing") as scratch, _scratch(desk, "trial") as trial:
        unpack(copy.path, scratch)
        if not sound(scratch, desk.store.key):
            raise StoreError("backup.unreadable", "a page of the copy is damaged")
        Store.open(scratch, desk.store.key, desk.registry).close()
        found = read_store(scratch, desk.store.key)
        root = found.identity.get(ROOT)
        if root is None or found.lost or found.identity.get(DEVICE) is None:
            raise StoreError("backup.unreadable", "no person in the copy")
        store = Store.create(trial, desk.store.key, desk.registry)
        try:
            return _count_back(desk, store, found, root)
        finally:
            store.close()


def _count_back(desk: Desk, store: Store, found: Found, root: bytes) -> int:
    for space in found.spaces:
        store.spaces.put(space.row)
        store.spaces.add_entries(space.row.space, space.entries, start=0)
    device = SigningKey.generate(desk.chance)
    owner = Owner(store, desk.registry, PersonKeys.from_root(root), device, desk.owner.compressor, desk.clock)
    restored = restore_from(owner, found)
    expected = sum(1 for record in found.records() if record.record in found.about)
    # A record whose changes wait for others is in the copy as it is here: it has changes and no row.
    if restored.back < expected:
        raise StoreError("backup.unreadable", f"{restored.back} of {expected} records came back")
    return restored.back


def _devices(desk: Desk) -> tuple[OwnDevice, ...]:
    found = [OwnDevice(desk.owner.device_id.hex()[:8], True)]
    former = {one.device: one for one in desk.store.devices.former()}
    found += [OwnDevice(one.device.hex()[:8], False, one.ended, one.reason) for one in former.values()]
    known = {desk.owner.device_id, *former}
    for row in desk.store.spaces.all():
        membership = desk.owner.membership(row.space) if row.active else None
        me = membership.members.get(desk.person) if membership is not None else None
        for device in me.devices if me is not None else ():
            if device not in known:
                known.add(device)
                found.append(OwnDevice(device.hex()[:8], False, device=device.hex()))
    found += [OwnDevice(one.hex()[:8], False, struck=True) for one in struck_own(desk) if one not in known]
    return tuple(found)


def _told(desk: Desk, name: str, shape: Any) -> Any:
    kept = desk.store.identity.get(name)
    try:
        return None if kept is None else msgspec.json.decode(kept, type=shape)
    except msgspec.DecodeError:
        return None
