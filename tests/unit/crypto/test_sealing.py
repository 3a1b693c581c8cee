"""What is sealed opens with the same key, number, header and bytes, and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.sealing import open_sealed, open_small, seal, seal_small
from app.errors import AccessError, Bug
from tests.helpers.circle import seeded

KEY = bytes(range(32))


@given(plaintext=st.binary(max_size=300), number=st.integers(1, 2**53), header=st.binary(max_size=20))
def test_a_body_opens_again_and_is_sixteen_bytes_longer(plaintext: bytes, number: int, header: bytes) -> None:
    body = seal(KEY, number, header, plaintext)

    assert open_sealed(KEY, number, header, body) == plaintext
    assert len(body) == len(plaintext) + 16


@pytest.mark.parametrize(
    ("key", "number", "header"), [(bytes(32), 7, b"header"), (KEY, 8, b"header"), (KEY, 7, b"Header")]
)
def test_another_key_number_or_header_opens_nothing(key: bytes, number: int, header: bytes) -> None:
    body = seal(KEY, 7, b"header", b"abc")

    with pytest.raises(AccessError) as caught:
        open_sealed(key, number, header, body)
    assert caught.value.code == "envelope.refused"


def test_every_flipped_byte_of_a_body_is_noticed() -> None:
    body = seal(KEY, 7, b"header", b"some plaintext")
    for place in range(len(body)):
        altered = bytearray(body)
        altered[place] ^= 0x01
        with pytest.raises(AccessError):
            open_sealed(KEY, 7, b"header", bytes(altered))


@given(body=st.binary(max_size=60))
def test_random_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(AccessError):
        open_sealed(KEY, 1, b"", body)
    with pytest.raises(AccessError):
        open_small(KEY, body, b"")


def test_a_small_thing_opens_in_its_context_only() -> None:
    sealed = seal_small(KEY, b"name", b"here", seeded("small"))

    assert len(sealed) == 4 + 28
    assert open_small(KEY, sealed, b"here") == b"name"
    with pytest.raises(AccessError) as caught:
        open_small(KEY, sealed, b"there")
    assert caught.value.code == "access.no_key"


def test_the_same_small_thing_never_looks_the_same() -> None:
    """Two people of one name must not be seen to have one."""
    assert seal_small(KEY, b"name", b"here") != seal_small(KEY, b"name", b"here")


def test_our_own_mistakes_are_bugs() -> None:
    with pytest.raises(Bug):
        seal(b"short", 1, b"", b"")
    with pytest.raises(Bug):
        seal(KEY, 0, b"", b"")
