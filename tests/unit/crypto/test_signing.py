"""Signatures with a purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.signing import ENTRY_SIGNATURE, HELLO_SIGNATURE, SigningKey, digest, key_id, verify
from app.errors import Bug
from tests.helpers.circle import seeded

KEY = SigningKey.generate(seeded("key"))


@given(message=st.binary(max_size=200), other=st.binary(max_size=200))
def test_a_signature_is_good_for_its_message_only(message: bytes, other: bytes) -> None:
    signature = KEY.sign(HELLO_SIGNATURE, message)

    assert verify(KEY.public, signature, HELLO_SIGNATURE, message)
    assert verify(KEY.public, signature, HELLO_SIGNATURE, other) == (message == other)


def test_a_signature_is_good_for_its_purpose_only() -> None:
    signature = KEY.sign(HELLO_SIGNATURE, b"abc")

    assert not verify(KEY.public, signature, ENTRY_SIGNATURE, b"abc")


def test_every_flipped_bit_is_noticed() -> None:
    signature = KEY.sign(HELLO_SIGNATURE, b"abc")
    for place in range(len(signature) * 8):
        altered = bytearray(signature)
        altered[place // 8] ^= 1 << (place % 8)
        assert not verify(KEY.public, bytes(altered), HELLO_SIGNATURE, b"abc")


@given(public=st.binary(max_size=40), signature=st.binary(max_size=80))
def test_odd_keys_and_signatures_are_false_and_never_an_error(public: bytes, signature: bytes) -> None:
    assert verify(public, signature, HELLO_SIGNATURE, b"abc") is False


def test_the_seed_gives_the_key_again() -> None:
    again = SigningKey.from_seed(KEY.seed)

    assert again.public == KEY.public
    assert again.sign(HELLO_SIGNATURE, b"abc") == KEY.sign(HELLO_SIGNATURE, b"abc")


def test_an_id_is_the_beginning_of_the_digest() -> None:
    assert key_id(KEY.public) == digest(KEY.public)[:8]
    assert len(digest(b"")) == 32


def test_a_key_does_not_print_its_secret() -> None:
    """What is logged by mistake must not open anything."""
    assert KEY.seed.hex() not in repr(KEY)
    assert key_id(KEY.public).hex() in repr(KEY)


def test_our_own_mistakes_are_bugs() -> None:
    with pytest.raises(Bug):
        SigningKey(b"short")
    with pytest.raises(Bug):
        KEY.sign(b"", b"abc")
    with pytest.raises(Bug):
        KEY.sign(b"a\0b", b"abc")
