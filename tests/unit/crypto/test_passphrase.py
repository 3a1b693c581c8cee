"""A secret behind a PIN. Costs are small here; the real ones are a setting of ``lock``."""

import unicodedata
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto import passphrase
from app.crypto.passphrase import is_halved, unlock
from app.errors import AccessError, Bug, StoreError

SECRET = bytes(range(32))
lock = partial(passphrase.lock, memory_kib=8, rounds=1)


@settings(max_examples=30)
@given(pin=st.text(max_size=30), other=st.text(max_size=30))
def test_the_pin_opens_and_another_does_not(pin: str, other: str) -> None:
    locked = lock(SECRET, pin)

    assert unlock(locked, pin) == SECRET
    if unicodedata.normalize("NFKC", pin) != unicodedata.normalize("NFKC", other):
        with pytest.raises(AccessError) as caught:
            unlock(locked, other)
        assert caught.value.code == "access.wrong_pin"


def test_full_width_digits_are_the_same_pin() -> None:
    """A Chinese input method left on must not lock a teacher out."""
    assert unlock(lock(SECRET, "２０２６"), "2026") == SECRET


def test_half_a_surrogate_pair_is_a_pin_like_another() -> None:
    assert unlock(lock(SECRET, "\ud83d"), "\ud83d") == SECRET


@settings(max_examples=20)
@given(half=st.binary(min_size=32, max_size=32), other=st.binary(min_size=32, max_size=32))
def test_a_copied_file_without_the_other_half_opens_with_no_pin(half: bytes, other: bytes) -> None:
    """Not even the right one can be recognised as right."""
    locked = lock(SECRET, "1234", half=half)

    assert is_halved(locked)
    assert not is_halved(lock(SECRET, "1234"))
    assert unlock(locked, "1234", half) == SECRET
    for wrong in [b"", bytes(32) if half != bytes(32) else b"x" * 32, *([other] if other != half else [])]:
        with pytest.raises(AccessError) as caught:
            unlock(locked, "1234", wrong)
        assert caught.value.code == "access.wrong_pin"


def test_calling_a_halved_lock_an_ordinary_one_does_not_open_it() -> None:
    """The format is bound like the costs."""
    locked = lock(SECRET, "1234", half=bytes(32))
    with pytest.raises(AccessError):
        unlock(b"\x01" + locked[1:], "1234")
    with pytest.raises(Bug):
        lock(SECRET, "1234", half=bytes(31))


def test_every_flipped_byte_is_noticed() -> None:
    locked = lock(SECRET, "1234")
    for place in range(len(locked)):
        altered = bytearray(locked)
        altered[place] ^= 0x01
        with pytest.raises((AccessError, StoreError)):
            unlock(bytes(altered), "1234")


@pytest.mark.parametrize(
    "head",
    [
        b"\x03\x00\x00\x00\x08\x01\x01",  # another format
        b"\x01\xff\xff\xff\xff\x01\x01",  # four terabytes of memory
        b"\x01\x00\x00\x00\x08\xff\x01",  # 255 rounds
        b"\x01\x00\x00\x00\x08\x01\x00",  # no lane
        b"\x01\x00\x00\x00\x01\x01\x01",  # less memory than Argon2 needs
    ],
)
def test_impossible_costs_are_refused_before_they_are_paid(head: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        unlock(head + lock(SECRET, "1234")[len(head) :], "1234")
    assert caught.value.code == "store.damaged"


def test_other_lengths_are_damage() -> None:
    with pytest.raises(StoreError):
        unlock(b"", "1234")


def test_our_own_mistakes_are_bugs() -> None:
    with pytest.raises(Bug):
        lock(b"short", "1234")
    with pytest.raises(Bug):
        passphrase.lock(SECRET, "1234", memory_kib=1)


def test_the_usual_costs_are_those_of_the_security_page() -> None:
    locked = passphrase.lock(SECRET, "1234")

    assert locked[:7] == b"\x01" + (65_536).to_bytes(4, "big") + b"\x03\x01"
    assert unlock(locked, "1234") == SECRET
