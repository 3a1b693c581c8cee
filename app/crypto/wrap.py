"""Handing an epoch key to a person: HPKE base mode (RFC 9180) with the hybrid KEM ML-KEM-768 + X25519.

Hybrid, so that what is recorded today stays closed as long as one of the two holds. HPKE's base mode does not say who
wrapped; the membership entry that names the wrap's digest is signed, and says it.

    wrapped   encapsulation 1,120 · key 32 · tag 16 = 1,168 bytes
    public    ML-KEM-768 encapsulation key 1,184 · X25519 32 = 1,216 bytes
    info      purpose NUL · space's salt 16 · epoch 8, big-endian · sender's device id 8 · receiver's person id 8
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from app.crypto.purposes import WRAP_CONTEXT
from app.errors import AccessError, Bug
from app.ids import KEY_ID_BYTES

MLKEM_SEED_BYTES = 64
MLKEM_PUBLIC_BYTES = 1_184
X25519_BYTES = 32
PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + X25519_BYTES
WRAPPED_BYTES = 1_168
WRAPPED_KEY_BYTES = 32
SALT_BYTES = 16

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class SealingKey:
    """A person's private half. ``public`` (1,216 bytes) is what others wrap for."""

    def __init__(self, mlkem_seed: bytes, x25519_secret: bytes) -> None:
        if len(mlkem_seed) != MLKEM_SEED_BYTES or len(x25519_secret) != X25519_BYTES:
            raise Bug("bug", "sealing seeds of odd length")
        mlkem = MLKEM768PrivateKey.from_seed_bytes(mlkem_seed)
        x25519 = X25519PrivateKey.from_private_bytes(x25519_secret)
        self.public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        self._key = MLKEM768X25519PrivateKey(mlkem, x25519)

    def open(self, wrapped: bytes, info: bytes) -> bytes:
        """The wrapped plaintext. Raises AccessError("access.no_key")."""
        try:
            return _SUITE.decrypt(wrapped, self._key, info)
        except (InvalidTag, ValueError) as error:
            raise AccessError("access.no_key", "the wrap does not open") from error


def wrap_context(salt: bytes, epoch: int, sender: bytes, receiver: bytes) -> bytes:
    """The ``info`` of a wrap, as drawn above. Raises Bug for parts of odd length."""
    if len(salt) != SALT_BYTES or len(sender) != KEY_ID_BYTES or len(receiver) != KEY_ID_BYTES or epoch < 1:
        raise Bug("bug", "wrap context of odd length")
    return WRAP_CONTEXT + b"\0" + salt + epoch.to_bytes(8, "big") + sender + receiver


def wrap(public: bytes, key: bytes, context: bytes) -> bytes:
    """The key (32 bytes), readable only to the holder of ``public``'s other half; 1,168 bytes.

    Raises AccessError("access.no_key") if ``public``, which another member wrote, is no public key.
    """
    if len(key) != WRAPPED_KEY_BYTES:
        raise Bug("bug", f"key of {len(key)} bytes")
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC_BYTES])
        x25519 = X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC_BYTES:])
        return _SUITE.encrypt(key, MLKEM768X25519PublicKey(mlkem, x25519), context)
    except ValueError as error:
        raise AccessError("access.no_key", "not a sealing key") from error


def unwrap(private: SealingKey, wrapped: bytes, context: bytes) -> bytes:
    """The key (32 bytes). Raises AccessError("access.no_key") if it was wrapped for another, elsewhere, or altered."""
    if len(wrapped) != WRAPPED_BYTES:
        raise AccessError("access.no_key", f"wrap of {len(wrapped)} bytes")
    return private.open(wrapped, context)
