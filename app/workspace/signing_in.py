"""Who uses this laptop: making a person, and opening her encrypted store with her PIN.

    people/<person id, hexadecimal>/
      card.json, card.first.json    name, and the store's key locked by the PIN and by her root secret (cards.py)
      store.db                      everything else, encrypted under that key

The name lies open, since it has to be shown before the PIN is asked for. Wrong tries make the next one wait; the
wait is kept in the card, so that starting the program again does not shorten it.

What a store needs is imported when a PIN is being tried: the window that asks for it is there 0.3 s sooner.
"""

import base64
import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.crypto.passphrase import HALF_BYTES, is_halved, lock, unlock
from app.errors import AccessError, Bug, RecordError, StoreError
from app.ids import Chance
from app.paths import Home
from app.workspace.cards import Card, make_card, read_card, unwritable, write_card
from app.workspace.key_store import KeyStore
from app.workspace.views import PersonEntry

if TYPE_CHECKING:
    from app.workspace.returning import Returning
    from app.workspace.workspace import Workspace

LEAST_PIN = 4
LONGEST_NAME = 60
_KEY_BYTES = 32
_STORE = "store.db"


class People:
    """The people of one home."""

    def __init__(
        self, home: Home, clock: Clock, chance: Chance = os.urandom, key_store: KeyStore | None = None
    ) -> None:
        self.home, self.clock, self.chance = home, clock, chance
        self.key_store = key_store or KeyStore()

    def entries(self) -> list[PersonEntry]:
        """Everybody who has a card here, by name. A card that cannot be read is left out; its folder stays.

        Raises StoreError when the home itself cannot be read.
        """
        found: list[PersonEntry] = []
        try:
            folders = sorted(self.home.people.iterdir())
        except OSError as error:
            raise StoreError("store.missing", type(error).__name__) from error
        for folder in folders:
            try:
                found.append(PersonEntry(folder.name, read_card(folder).name))
            except StoreError:
                continue
        return sorted(found, key=lambda entry: entry.name)

    def create(self, name: str, pin: str) -> "Workspace":
        """Make a person with a new root key, a device of hers, and a private space; and sign her in.

        Raises AccessError for a short PIN, RecordError for a name that is empty or too long, StoreError when the
        folder cannot be written. Nothing is left behind then.
        """
        return self._make(name, pin, self.chance(_KEY_BYTES))

    def sign_in(self, person: str, pin: str) -> "Workspace":
        """Open a person's store.

        Raises AccessError ``access.wrong_pin`` or ``access.wait`` with the seconds left; ``access.key_store`` if the
        system's key store has lost its half; StoreError when the file is in use, damaged, too new or missing.
        """
        return self._open(self.home.person(person), self._key(person, pin))

    def check(self, person: str, pin: str) -> None:
        """Try a PIN while the store is open, as behind a lock; with the same waits. Raises as ``sign_in`` does."""
        self._key(person, pin)

    def change_pin(self, person: str, old: str, new: str) -> None:
        """Another PIN from now on; the old one opens nothing any more. Raises as ``sign_in``, and for a short PIN."""
        check_pin(new)
        key = self._key(person, old)
        card = read_card(self.home.person(person))
        self._lock(person, card, key, new, bound=is_halved(_unwritten(card.locked)))

    def is_bound(self, person: str) -> bool:
        """Does this computer's key store hold a half of the person's lock?"""
        return is_halved(_unwritten(read_card(self.home.person(person)).locked))

    def bind(self, person: str, pin: str, bound: bool) -> None:
        """Have the system's key store keep a half of the lock, or no longer.

        Raises as ``sign_in`` does; AccessError ``access.no_key_store`` where there is none that keeps what it is given.
        """
        key = self._key(person, pin)
        self._lock(person, read_card(self.home.person(person)), key, pin, bound=bound)
        if not bound:
            self.key_store.remove(person)

    def come_back(self, returning: "Returning", name: str, pin: str) -> "Workspace":
        """Open what somebody's root secret opens, with a new PIN: her file if it is here, else a new one.

        In a new one her spaces are fetched at the next visits. ``name`` counts only there. Raises as ``create`` does,
        and StoreError when her file is here and cannot be opened.
        """
        check_pin(pin)
        folder = self.home.person(returning.person.hex())
        if not (folder / _STORE).exists():
            workspace = self._make(name, pin, returning.root)
            workspace.bring_back(returning.places)
            return workspace
        try:
            card = read_card(folder)
        except StoreError:
            # Both copies of the card are damaged; what opens the store is nowhere else.
            raise StoreError("store.damaged", "card") from None
        key = returning.unlock(_unwritten(card.by_root))
        bound = is_halved(_unwritten(card.locked)) and self.key_store.available
        self._lock(folder.name, card, key, pin, bound=bound)
        workspace = self._open(folder, key)
        workspace.bring_back(returning.places)
        return workspace

    def bring_here(self, file: Path, pin: str) -> "Workspace":
        """Put the person of a copy on this laptop, as a new device of hers, and sign her in with the copy's PIN.

        Raises StoreError: backup.is_here, backup.not_one, backup.unreadable, store.full; AccessError. Nothing is left
        behind then.
        """
        from app.workspace.arriving import bring_here

        return bring_here(self.home, file, pin, self.clock, self.chance)

    def lock_away(self, secret: bytes, pin: str) -> str:
        """32 bytes behind a PIN, as text, for what waits until somebody is back. Raises AccessError as ``create``."""
        check_pin(pin)
        return _written(self._locked(secret, pin))

    def _key(self, person: str, pin: str) -> bytes:
        """The key of the store, by the PIN; a wrong one is counted."""
        folder = self.home.person(person)
        card = read_card(folder)
        known, now, awake = card.last_wrong, self.clock.now(), self.clock.monotonic()
        if seconds := card.wait(now, awake):
            if card.last_wrong != known:
                write_card(folder, card)
            raise AccessError("access.wait", seconds=seconds)
        locked = _unwritten(card.locked)
        half = self.key_store.get(person) if is_halved(locked) else b""
        if is_halved(locked) and len(half) != HALF_BYTES:
            raise AccessError("access.key_store", "no half of the lock")
        try:
            key = unlock(locked, pin, half)
        except AccessError as error:
            card.slip(now, awake)
            write_card(folder, card)
            raise AccessError(error.code, error.detail) from None
        if card.wrong:
            card.wrong = 0
            # A full disk must not keep out somebody who knows her PIN.
            with contextlib.suppress(StoreError):
                write_card(folder, card)
        return key

    def _make(self, name: str, pin: str, root: bytes) -> "Workspace":
        from app.records.values import clean_name
        from app.workspace import entering

        name = clean_name(name)
        if not name or len(name) > LONGEST_NAME:
            raise RecordError("record.bad_value", f"name of {len(name)} characters")
        check_pin(pin)
        folder = self.home.person(entering.person_of(root).hex())
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise unwritable(error) from error
        try:
            key = self.chance(_KEY_BYTES)
            entering.make_store(folder / _STORE, key, name, root, self.clock, self.chance)
            by_root = _written(entering.locked_by_root(root, key, self.chance))
            make_card(folder, Card(name, _written(self._locked(key, pin)), by_root=by_root))
            return self._open(folder, key)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _lock(self, person: str, card: Card, key: bytes, pin: str, *, bound: bool) -> None:
        half = b""
        if bound:
            # The half that is there stays until the new card is on the disk: else a cut in between would shut her out.
            half = self.key_store.get(person)
            if len(half) != HALF_BYTES:
                half = self.chance(HALF_BYTES)
                if not self.key_store.put(person, half):
                    raise AccessError("access.no_key_store", "the system keeps nothing")
        card.locked, card.wrong = _written(self._locked(key, pin, half)), 0
        make_card(self.home.person(person), card)

    def _locked(self, key: bytes, pin: str, half: bytes = b"") -> bytes:
        """The key behind a PIN, tried at once: nobody is to find out tomorrow that it does not open."""
        locked = lock(key, pin, half=half, chance=self.chance)
        if unlock(locked, pin, half) != key:
            raise Bug("bug", "a lock that does not open")
        return locked

    def _open(self, folder: Path, key: bytes) -> "Workspace":
        from app.workspace import entering

        return entering.open_store(folder / _STORE, key, self.clock, self.chance)


def check_pin(pin: str) -> None:
    """Raise AccessError if a PIN is too short to keep anybody out."""
    if len(pin) < LEAST_PIN:
        raise AccessError("access.weak_pin", least=LEAST_PIN)


def _written(locked: bytes) -> str:
    return base64.b64encode(locked).decode("ascii")


def _unwritten(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise StoreError("store.damaged", "locked key") from error
