"""A secret behind a PIN or passphrase: Argon2id (RFC 9106) makes the key, AES-256-GCM-SIV locks the secret.

    offset  size  what
    0       1     format: 1, or 2 when another half is needed that lies elsewhere
    1       4     memory in KiB, big-endian
    5       1     rounds
    6       1     lanes
    7       16    salt
    23      12    nonce
    35      48    secret 32 · tag 16          associated data: bytes 0 to 22

The costs stand in the bytes, so that a later version may raise them and still open what is there. The other half (32
bytes, kept by the operating system) goes in as Argon2's secret value: without it no PIN can even be tried.
"""

import os
import struct
import unicodedata

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto.purposes import PASSPHRASE_CONTEXT
from app.crypto.sealing import KEY_BYTES, open_small, seal_small
from app.errors import AccessError, Bug, StoreError
from app.ids import Chance

MEMORY_KIB = 65_536
ROUNDS = 3
LANES = 1
SECRET_BYTES = 32
HALF_BYTES = 32

_FORMAT, _HALVED = 1, 2
_HEAD = struct.Struct(">BIBB16s")
_SALT_BYTES = 16
_LOCKED_BYTES = _HEAD.size + 60
_MOST_MEMORY_KIB = 1_048_576
_MOST_ROUNDS = 64


def lock(
    secret: bytes,
    pin: str,
    *,
    half: bytes = b"",
    memory_kib: int = MEMORY_KIB,
    rounds: int = ROUNDS,
    chance: Chance = os.urandom,
) -> bytes:
    """The secret (32 bytes), locked: 83 bytes that may lie on a disk. With the usual costs about 0.3 s and 64 MB.

    ``half`` is empty, or 32 bytes that will be needed besides the PIN.
    """
    if len(secret) != SECRET_BYTES or len(half) not in (0, HALF_BYTES) or not _possible(memory_kib, rounds, LANES):
        raise Bug("bug", "cannot lock")
    head = _HEAD.pack(_HALVED if half else _FORMAT, memory_kib, rounds, LANES, chance(_SALT_BYTES))
    return head + seal_small(_key(head, pin, half), secret, PASSPHRASE_CONTEXT + b"\0" + head, chance)


def is_halved(locked: bytes) -> bool:
    """Is another half needed besides the PIN?"""
    return locked[:1] == bytes([_HALVED])


def unlock(locked: bytes, pin: str, half: bytes = b"") -> bytes:
    """The secret. Raises AccessError("access.wrong_pin"), or StoreError("store.damaged") for foreign bytes."""
    if len(locked) != _LOCKED_BYTES:
        raise StoreError("store.damaged", f"locked secret of {len(locked)} bytes")
    head = locked[: _HEAD.size]
    form, memory_kib, rounds, lanes, _ = _HEAD.unpack(head)
    if form not in (_FORMAT, _HALVED) or not _possible(memory_kib, rounds, lanes):
        raise StoreError("store.damaged", "locked secret of an unknown format")
    try:
        key = _key(head, pin, half if form == _HALVED else b"")
        return open_small(key, locked[_HEAD.size :], PASSPHRASE_CONTEXT + b"\0" + head)
    except AccessError as error:
        raise AccessError("access.wrong_pin", "does not open") from error


def _possible(memory_kib: int, rounds: int, lanes: int) -> bool:
    """Costs that a damaged file must not be able to raise until the machine stands still."""
    return lanes in range(1, 17) and 8 * lanes <= memory_kib <= _MOST_MEMORY_KIB and 1 <= rounds <= _MOST_ROUNDS


def _key(head: bytes, pin: str, half: bytes) -> bytes:
    _, memory_kib, rounds, lanes, salt = _HEAD.unpack(head)
    # The same PIN typed with a Chinese input method may come in full-width digits.
    typed = unicodedata.normalize("NFKC", pin).encode("utf-8", "surrogatepass")
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=rounds, lanes=lanes, memory_cost=memory_kib, secret=half or None
    )
    return kdf.derive(typed)
