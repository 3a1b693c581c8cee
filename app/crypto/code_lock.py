"""What is sealed under a short code that somebody is told by telephone: Argon2id (RFC 9106) makes the key.

    key       Argon2id of the code's letters: salt 16, memory and rounds as told, one lane
    sealed    nonce 12 · ciphertext · tag 16, by AES-256-GCM-SIV; associated data: what lies open beside it

Whoever has the file can try codes on a machine of his own; docs/security.md reckons what that costs him.
"""

import os

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto.passphrase import LANES, MEMORY_KIB, ROUNDS
from app.crypto.purposes import CODE_CONTEXT
from app.crypto.sealing import KEY_BYTES, open_small, seal_small
from app.errors import Bug
from app.ids import Chance

__all__ = ["LEAST_MEMORY_KIB", "MEMORY_KIB", "ROUNDS", "open_with_code", "seal_with_code"]

#: Argon2id takes no less with one lane.
LEAST_MEMORY_KIB = 8


def seal_with_code(
    code: str, data: bytes, beside: bytes, salt: bytes, memory_kib: int, rounds: int, chance: Chance = os.urandom
) -> bytes:
    """The data, to be opened with the same code, costs, salt (16 bytes) and ``beside``. With ``MEMORY_KIB`` and
    ``ROUNDS``, the costs of a PIN, about 0.3 s and 64 MB."""
    return seal_small(_key(code, salt, memory_kib, rounds), data, CODE_CONTEXT + b"\0" + beside, chance)


def open_with_code(code: str, sealed: bytes, beside: bytes, salt: bytes, memory_kib: int, rounds: int) -> bytes:
    """What was sealed. Raises AccessError("access.no_key") for another code, and for what was altered."""
    return open_small(_key(code, salt, memory_kib, rounds), sealed, CODE_CONTEXT + b"\0" + beside)


def _key(code: str, salt: bytes, memory_kib: int, rounds: int) -> bytes:
    if memory_kib < LEAST_MEMORY_KIB or rounds < 1:
        raise Bug("bug", f"{memory_kib} KiB, {rounds} rounds")
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=rounds, lanes=LANES, memory_cost=memory_kib)
    return kdf.derive(code.encode("ascii"))
