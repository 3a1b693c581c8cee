"""Who uses this laptop: making a person, and opening her encrypted store with her PIN.

    people/<person id, hexadecimal>/
      card.json    name, the store's key locked by the PIN, and how many wrong tries there were
      store.db     everything else, encrypted under that key

The name lies open, since it has to be shown before the PIN is asked for. Wrong tries make the next one wait; the
wait is kept in the card, so that starting the program again does not shorten it.
"""

import base64
import contextlib
import errno
import os
import shutil
from pathlib import Path

import msgspec

from app.clock import Clock
from app.crypto.keys import PersonKeys
from app.crypto.passphrase import lock, unlock
from app.crypto.selftest import run as crypto_selftest
from app.errors import AccessError, RecordError, StoreError
from app.ids import Chance
from app.paths import Home
from app.records.kinds import ALL
from app.records.registry import Registry
from app.store.store import Store
from app.workspace.desk import Desk, begin, clean_name
from app.workspace.views import PersonEntry
from app.workspace.workspace import Workspace

LEAST_PIN = 4
LONGEST_NAME = 60
_KEY_BYTES = 32
_STORE = "store.db"
_FREE_TRIES = 3
_FIRST_WAIT, _LONGEST_WAIT = 5, 900


class Card(msgspec.Struct, forbid_unknown_fields=False):
    """What stands outside the encrypted store."""

    name: str
    locked: str
    wrong: int = 0
    last_wrong: int = 0

    def wait(self, now: int) -> int:
        """Seconds until another PIN may be tried.

        After a clock was turned back (or put right, having been years ahead), the whole time begins again at ``now``:
        nobody shortens it, and nobody is shut out until the year in which the clock stood then.
        """
        over = self.wrong - _FREE_TRIES
        if over < 0:
            return 0
        self.last_wrong = min(self.last_wrong, now)
        whole = min(_FIRST_WAIT << min(over, 20), _LONGEST_WAIT)
        return max(0, whole - (now - self.last_wrong))


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
                found.append(PersonEntry(folder.name, _read_card(folder).name))
            except StoreError:
                continue
        return sorted(found, key=lambda entry: entry.name)

    def create(self, name: str, pin: str) -> Workspace:
        """Make a person with a new root key, a device of hers, and a private space; and sign her in.

        Raises AccessError for a short PIN, RecordError for a name that is empty or too long, StoreError when the
        folder cannot be written. Nothing is left behind then.
        """
        name = clean_name(name)
        if not name or len(name) > LONGEST_NAME:
            raise RecordError("record.bad_value", f"name of {len(name)} characters")
        check_pin(pin)
        root = self._chance(_KEY_BYTES)
        folder = self._home.person(PersonKeys.from_root(root).person.hex())
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise _unwritable(error) from error
        try:
            return self._fill(folder, name, pin, root)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def sign_in(self, person: str, pin: str) -> Workspace:
        """Open a person's store.

        Raises AccessError ``access.wrong_pin`` or ``access.wait`` with the seconds left; StoreError when the file
        is in use, damaged, too new or missing.
        """
        folder = self._home.person(person)
        card = _read_card(folder)
        known = card.last_wrong
        if seconds := card.wait(self._clock.now()):
            if card.last_wrong != known:
                _write_card(folder, card)
            raise AccessError("access.wait", seconds=seconds)
        try:
            key = unlock(_unwritten(card.locked), pin)
        except AccessError as error:
            card.wrong, card.last_wrong = card.wrong + 1, self._clock.now()
            _write_card(folder, card)
            raise AccessError(error.code, error.detail) from None
        if card.wrong:
            card.wrong = 0
            # A full disk must not keep out somebody who knows her PIN.
            with contextlib.suppress(StoreError):
                _write_card(folder, card)
        return self._open(folder, key)

    def _fill(self, folder: Path, name: str, pin: str, root: bytes) -> Workspace:
        key = self._chance(_KEY_BYTES)
        store = Store.create(folder / _STORE, key, Registry(ALL))
        try:
            begin(store, name, root, self._clock, self._chance)
        finally:
            store.close()
        locked = base64.b64encode(lock(key, pin, chance=self._chance)).decode("ascii")
        _write_card(folder, Card(name, locked))
        return self._open(folder, key)

    def _open(self, folder: Path, key: bytes) -> Workspace:
        crypto_selftest()
        registry = Registry(ALL)
        store = Store.open(folder / _STORE, key, registry)
        try:
            return Workspace(Desk(store, registry, self._clock, self._chance))
        except BaseException:
            store.close()
            raise


def check_pin(pin: str) -> None:
    """Raise AccessError if a PIN is too short to keep anybody out."""
    if len(pin) < LEAST_PIN:
        raise AccessError("access.weak_pin", least=LEAST_PIN)


def _read_card(folder: Path) -> Card:
    path = folder / "card.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Card)
    except FileNotFoundError as error:
        raise StoreError("store.missing", "no card") from error
    except OSError as error:
        raise StoreError("store.read_only", type(error).__name__) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("store.damaged", "card") from error


def _write_card(folder: Path, card: Card) -> None:
    temporary = folder / "card.new"
    try:
        with temporary.open("wb") as file:
            file.write(msgspec.json.encode(card))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, folder / "card.json")
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> StoreError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return StoreError("store.full" if full else "store.read_only", type(error).__name__)


def _unwritten(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise StoreError("store.damaged", "locked key") from error
