"""Ed25519 signatures (RFC 8032) with a purpose, digests, and ids of keys. All that a relay needs of our ciphers."""

import hashlib
import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto.purposes import (
    ATTACHMENT_SIGNATURE,
    CERTIFICATE_SIGNATURE,
    ENTRY_SIGNATURE,
    ENVELOPE_SIGNATURE,
    HELLO_SIGNATURE,
    RELAY_ANSWER,
    RELEASE_SIGNATURE,
    SEEN_SIGNATURE,
    SNAPSHOT_SIGNATURE,
    TRAIL_SIGNATURE,
)
from app.errors import Bug
from app.ids import KEY_ID_BYTES, Chance

__all__ = [
    "ATTACHMENT_SIGNATURE",
    "CERTIFICATE_SIGNATURE",
    "ENTRY_SIGNATURE",
    "ENVELOPE_SIGNATURE",
    "HELLO_SIGNATURE",
    "PUBLIC_BYTES",
    "RELAY_ANSWER",
    "RELEASE_SIGNATURE",
    "SEED_BYTES",
    "SEEN_SIGNATURE",
    "SIGNATURE_BYTES",
    "SNAPSHOT_SIGNATURE",
    "TRAIL_SIGNATURE",
    "SigningKey",
    "digest",
    "key_id",
    "verify",
]

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64


def _purposed(purpose: bytes, message: bytes) -> bytes:
    if not purpose or b"\0" in purpose:
        raise Bug("bug", "a purpose is not empty and has no NUL")
    return purpose + b"\0" + message


class SigningKey:
    """A private signing key. ``seed`` (32 bytes) is the secret that is stored; ``public`` (32 bytes) is shown."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise Bug("bug", f"signing seed of {len(seed)} bytes")
        self.seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls, chance: Chance = os.urandom) -> "SigningKey":
        """A new key from ``chance``, which must be the system's source outside tests."""
        return cls(chance(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """The key of a stored seed. Raises Bug unless it has 32 bytes."""
        return cls(seed)

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """64 bytes over the purpose and the message."""
        return self._key.sign(_purposed(purpose, message))

    def __repr__(self) -> str:
        return f"SigningKey({key_id(self.public).hex()})"


def verify(public: bytes, signature: bytes, purpose: bytes, message: bytes) -> bool:
    """Did the holder of ``public`` sign this message for this purpose? False for keys and signatures of odd shape."""
    signed = _purposed(purpose, message)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def digest(data: bytes) -> bytes:
    """The SHA-256 of these bytes (FIPS 180-4), 32 bytes."""
    return hashlib.sha256(data).digest()


def key_id(public: bytes) -> bytes:
    """The 8 bytes by which a public key is called: a device's, a person's or a ticket's id."""
    return digest(public)[:KEY_ID_BYTES]
