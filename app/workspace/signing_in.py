"""Who uses this laptop: making a person, and opening her encrypted store with her PIN.

    people/<person id, hexadecimal>/
      card.json, card.first.json    name, and the store's key locked by the PIN (cards.py)
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
from app.crypto.passphrase import lock, unlock
from app.errors import AccessError, RecordError, StoreError
from app.ids import Chance
from app.paths import Home
from app.workspace.cards import Card, make_card, read_card, unwritable, write_card
from app.workspace.views import PersonEntry

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

LEAST_PIN = 4
LONGEST_NAME = 60
_KEY_BYTES = 32
_STORE = "store.db"


class People:
    """The people of one home."""

    def __init__(self, home: Home, clock: Clock, chance: Chance = os.urandom) -> None:
        self._home, self._clock, self._chance = home, clock, chance

    def entries(self) -> list[PersonEntry]:
        """Everybody who has a card here, by name. A card that cannot be read is left out; its folder stays.

        Raises StoreError when the home itself cannot be read.
        """
        found: list[PersonEntry] = []
        try:
            folders = sorted(self._home.people.iterdir())
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
        from app.workspace import desk, entering

        name = desk.clean_name(name)
        if not name or len(name) > LONGEST_NAME:
            raise RecordError("record.bad_value", f"name of {len(name)} characters")
        check_pin(pin)
        root = self._chance(_KEY_BYTES)
        folder = self._home.person(entering.person_of(root).hex())
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise unwritable(error) from error
        try:
            return self._fill(folder, name, pin, root)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def sign_in(self, person: str, pin: str) -> "Workspace":
        """Open a person's store.

        Raises AccessError ``access.wrong_pin`` or ``access.wait`` with the seconds left; StoreError when the file
        is in use, damaged, too new or missing.
        """
        folder = self._home.person(person)
        card = read_card(folder)
        known = card.last_wrong
        if seconds := card.wait(self._clock.now()):
            if card.last_wrong != known:
                write_card(folder, card)
            raise AccessError("access.wait", seconds=seconds)
        try:
            key = unlock(_unwritten(card.locked), pin)
        except AccessError as error:
            card.wrong, card.last_wrong = card.wrong + 1, self._clock.now()
            write_card(folder, card)
            raise AccessError(error.code, error.detail) from None
        if card.wrong:
            card.wrong = 0
            # A full disk must not keep out somebody who knows her PIN.
            with contextlib.suppress(StoreError):
                write_card(folder, card)
        return self._open(folder, key)

    def _fill(self, folder: Path, name: str, pin: str, root: bytes) -> "Workspace":
        from app.workspace import entering

        key = self._chance(_KEY_BYTES)
        entering.make_store(folder / _STORE, key, name, root, self._clock, self._chance)
        locked = base64.b64encode(lock(key, pin, chance=self._chance)).decode("ascii")
        make_card(folder, Card(name, locked))
        return self._open(folder, key)

    def _open(self, folder: Path, key: bytes) -> "Workspace":
        from app.workspace import entering

        return entering.open_store(folder / _STORE, key, self._clock, self._chance)


def check_pin(pin: str) -> None:
    """Raise AccessError if a PIN is too short to keep anybody out."""
    if len(pin) < LEAST_PIN:
        raise AccessError("access.weak_pin", least=LEAST_PIN)


def _unwritten(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise StoreError("store.damaged", "locked key") from error
