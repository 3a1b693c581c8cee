"""AES-256-GCM-SIV (RFC 8452): what is sealed can be read, and made, only with the key.

    envelope body   nonce: the envelope's number, 12 bytes, big-endian; associated data: the envelope's header
                    ciphertext · tag 16
    small things    nonce: 12 random bytes, in front; associated data: a context that names place and purpose
                    nonce 12 · ciphertext · tag 16

GCM-SIV was chosen because a number used twice by mistake then shows only whether two envelopes were equal.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from app.errors import AccessError, Bug
from app.ids import Chance

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


def seal(key: bytes, number: int, header: bytes, plaintext: bytes) -> bytes:
    """An envelope's body: 16 bytes longer than the plaintext. Raises Bug for an impossible key or number."""
    return _cipher(key).encrypt(_nonce(number), plaintext, header)


def open_sealed(key: bytes, number: int, header: bytes, body: bytes) -> bytes:
    """The plaintext of an envelope's body. Raises AccessError("envelope.refused") if one bit differs anywhere."""
    try:
        return _cipher(key).decrypt(_nonce(number), body, header)
    except InvalidTag as error:
        raise AccessError("envelope.refused", "the body does not open") from error


def seal_small(key: bytes, plaintext: bytes, context: bytes, chance: Chance = os.urandom) -> bytes:
    """A name or a key, sealed: 28 bytes longer. The same context opens it."""
    nonce = chance(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plaintext, context)


def open_small(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What seal_small sealed. Raises AccessError("access.no_key") if key, context or bytes are others."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise AccessError("access.no_key", f"{len(sealed)} sealed bytes")
    try:
        return _cipher(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except InvalidTag as error:
        raise AccessError("access.no_key", "does not open with this key") from error


def _cipher(key: bytes) -> AESGCMSIV:
    if len(key) != KEY_BYTES:
        raise Bug("bug", f"sealing key of {len(key)} bytes")
    return AESGCMSIV(key)


def _nonce(number: int) -> bytes:
    if number < 1:
        raise Bug("bug", f"envelope number {number}")
    return number.to_bytes(NONCE_BYTES, "big")
