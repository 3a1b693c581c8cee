"""Wrapped keys: by the library, and once more by the RFC with other building blocks."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.wrap import PUBLIC_BYTES, WRAPPED_BYTES, SealingKey, unwrap, wrap, wrap_context
from app.errors import AccessError, Bug

MLKEM_SEED = bytes(range(64))
X25519_SECRET = bytes(range(32, 64))
PRIVATE = SealingKey(MLKEM_SEED, X25519_SECRET)
KEY = bytes(range(100, 132))
CONTEXT = wrap_context(bytes(16), 3, b"sender..", b"receiver")


def test_a_wrapped_key_opens_for_its_receiver() -> None:
    wrapped = wrap(PRIVATE.public, KEY, CONTEXT)

    assert len(PRIVATE.public) == PUBLIC_BYTES
    assert len(wrapped) == WRAPPED_BYTES
    assert unwrap(PRIVATE, wrapped, CONTEXT) == KEY


def test_nobody_else_opens_it_and_nowhere_else() -> None:
    wrapped = wrap(PRIVATE.public, KEY, CONTEXT)
    other = SealingKey(MLKEM_SEED, bytes(32))

    with pytest.raises(AccessError):
        unwrap(other, wrapped, CONTEXT)
    with pytest.raises(AccessError):
        unwrap(PRIVATE, wrapped, wrap_context(bytes(16), 4, b"sender..", b"receiver"))


@given(place=st.integers(0, WRAPPED_BYTES - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed(place: int, bit: int) -> None:
    altered = bytearray(wrap(PRIVATE.public, KEY, CONTEXT))
    altered[place] ^= 1 << bit

    with pytest.raises(AccessError) as caught:
        unwrap(PRIVATE, bytes(altered), CONTEXT)
    assert caught.value.code == "access.no_key"


@pytest.mark.parametrize("public", [b"", bytes(PUBLIC_BYTES - 1), b"\xff" * PUBLIC_BYTES, bytes(PUBLIC_BYTES + 1)])
def test_what_is_no_public_key_is_refused_calmly(public: bytes) -> None:
    """Another member wrote it: it can be anything."""
    with pytest.raises(AccessError):
        wrap(public, KEY, CONTEXT)


def test_a_wrap_of_odd_length_is_refused() -> None:
    with pytest.raises(AccessError):
        unwrap(PRIVATE, b"", CONTEXT)


def test_contexts_differ_in_every_part() -> None:
    contexts = {
        wrap_context(bytes(16), 1, bytes(8), bytes(8)),
        wrap_context(bytes(15) + b"1", 1, bytes(8), bytes(8)),
        wrap_context(bytes(16), 2, bytes(8), bytes(8)),
        wrap_context(bytes(16), 1, bytes(7) + b"1", bytes(8)),
        wrap_context(bytes(16), 1, bytes(8), bytes(7) + b"1"),
    }

    assert len(contexts) == 5


def test_our_own_mistakes_are_bugs() -> None:
    with pytest.raises(Bug):
        wrap(PRIVATE.public, b"short", CONTEXT)
    with pytest.raises(Bug):
        wrap_context(b"", 1, bytes(8), bytes(8))
    with pytest.raises(Bug):
        SealingKey(b"", X25519_SECRET)


def test_the_bytes_are_those_of_the_standard() -> None:
    """RFC 9180 base mode with KEM 0x647a (X-Wing: ML-KEM-768 and X25519), KDF 1, AEAD 3, worked out step by step.

    So a program that has another library can open what ours wrapped.
    """
    wrapped = wrap(PRIVATE.public, KEY, CONTEXT)
    encapsulated, sealed = wrapped[:1120], wrapped[1120:]
    x25519 = X25519PrivateKey.from_private_bytes(X25519_SECRET)
    ours = x25519.public_key().public_bytes_raw()
    theirs = encapsulated[1088:]
    pq_secret = MLKEM768PrivateKey.from_seed_bytes(MLKEM_SEED).decapsulate(encapsulated[:1088])
    secret = x25519.exchange(X25519PublicKey.from_public_bytes(theirs))
    shared = hashlib.sha3_256(pq_secret + secret + theirs + ours + b"\\.//^\\").digest()

    key, nonce = key_schedule(shared, CONTEXT, b"HPKE" + bytes.fromhex("647a00010003"))

    assert ChaCha20Poly1305(key).decrypt(nonce, sealed, b"") == KEY


def key_schedule(shared: bytes, info: bytes, suite: bytes) -> tuple[bytes, bytes]:
    """RFC 9180, 5.1: the key and the first nonce."""

    def extract(salt: bytes, label: bytes, secret: bytes) -> bytes:
        return hmac.digest(salt, b"HPKE-v1" + suite + label + secret, "sha256")

    def expand(secret: bytes, label: bytes, context: bytes, length: int) -> bytes:
        labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + context
        return hmac.digest(secret, labelled + b"\x01", "sha256")[:length]

    context = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared, b"secret", b"")
    return expand(secret, b"key", context, 32), expand(secret, b"base_nonce", context, 12)
