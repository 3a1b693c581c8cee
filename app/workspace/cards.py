"""A person's card: what has to stand outside her encrypted store, because it is needed before the PIN.

It is kept twice. ``card.json`` changes with every wrong PIN; ``card.first.json`` only with the PIN itself, and is read
when the other is damaged: they hold the only key that opens everything she wrote.
"""

import errno
import math
import os
from pathlib import Path

import msgspec

from app.errors import StoreError

CARD, FIRST = "card.json", "card.first.json"
_FREE_TRIES = 3
_FIRST_WAIT, _LONGEST_WAIT = 5, 900


class Card(msgspec.Struct, forbid_unknown_fields=False):
    """A name, the store's key locked by the PIN (base64) and once more by her root secret (base64), and how many wrong
    tries there were since the last good one, and when: unix seconds, and seconds since this computer was started."""

    name: str
    locked: str
    wrong: int = 0
    last_wrong: int = 0
    awake: float = 0
    by_root: str = ""

    def slip(self, now: int, awake: float) -> None:
        """Count a wrong try."""
        self.wrong, self.last_wrong, self.awake = self.wrong + 1, now, awake

    def wait(self, now: int, awake: float) -> int:
        """Seconds until another PIN may be tried.

        After a clock was turned back (or put right, having been years ahead), the whole time begins again at ``now``:
        nobody shortens it, and nobody is shut out until the year in which the clock stood then. A clock that was put
        ahead is not believed while the computer was not started anew: what it counted itself (``awake``) decides.
        """
        over = self.wrong - _FREE_TRIES
        if over < 0:
            return 0
        self.last_wrong = min(self.last_wrong, now)
        passed: float = now - self.last_wrong
        if awake >= self.awake:
            passed = min(passed, awake - self.awake)
        whole = min(_FIRST_WAIT << min(over, 20), _LONGEST_WAIT)
        return max(0, math.ceil(whole - passed))


def read_card(folder: Path) -> Card:
    """A person's card, or its first copy if it is damaged or gone.

    Raises StoreError: store.missing when the folder never had one, store.damaged when neither can be read.
    """
    try:
        return _read(folder / CARD)
    except StoreError as error:
        try:
            return _read(folder / FIRST)
        except StoreError:
            raise error from None


def make_card(folder: Path, card: Card) -> None:
    """Write a new person's card, or one with a new PIN: both copies, so that no old one opens. Raises StoreError."""
    _write(folder / FIRST, card)
    _write(folder / CARD, card)


def write_card(folder: Path, card: Card) -> None:
    """Write the card under a temporary name and rename it. Raises StoreError."""
    _write(folder / CARD, card)


def unwritable(error: OSError) -> StoreError:
    """What a failed write means to a person."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return StoreError("store.full" if full else "store.read_only", type(error).__name__)


def _read(path: Path) -> Card:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Card)
    except FileNotFoundError as error:
        raise StoreError("store.missing", "no card") from error
    except OSError as error:
        raise StoreError("store.read_only", type(error).__name__) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("store.damaged", "card") from error


def _write(path: Path, card: Card) -> None:
    temporary = path.with_suffix(".new")
    try:
        with temporary.open("wb") as file:
            file.write(msgspec.json.encode(card))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise unwritable(error) from error
