"""Two shares give a secret back, one tells nothing; by our own code and once more by a table of the field."""

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.secret_sharing import MOST_SHARES, NEEDED, SECRET_BYTES, SHARE_BYTES, combine, split
from app.errors import AccessError, Bug

SECRETS = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


def table() -> tuple[list[int], list[int]]:
    """Powers and logarithms of the generator 3 in AES's field (FIPS 197), made by shifting alone."""
    powers, logarithms = [], [0] * 256
    value = 1
    for exponent in range(255):
        powers.append(value)
        logarithms[value] = exponent
        doubled = value << 1 ^ (0x11B if value & 0x80 else 0)
        value ^= doubled
    return powers, logarithms


POWERS, LOGARITHMS = table()


def times(a: int, b: int) -> int:
    return POWERS[(LOGARITHMS[a] + LOGARITHMS[b]) % 255] if a and b else 0


@given(SECRETS, st.integers(NEEDED, MOST_SHARES), st.randoms(use_true_random=False))
def test_any_two_shares_give_the_secret_back(secret: bytes, count: int, random: Random) -> None:
    shares = split(secret, count)
    first, second = random.sample(shares, 2)

    assert len(shares) == count
    assert {len(share) for share in shares} == {SHARE_BYTES}
    assert combine(first, second) == combine(second, first) == secret


@given(SECRETS, SECRETS, st.integers(0, MOST_SHARES - 1))
def test_one_share_fits_every_secret(secret: bytes, other: bytes, which: int) -> None:
    """For a colleague's share and any other secret there is a draw of chance that gives just this share: he learns
    nothing."""
    share = split(secret, MOST_SHARES)[which]
    x = share[0]
    slopes = bytes(
        times(byte ^ wanted, POWERS[-LOGARITHMS[x] % 255]) for byte, wanted in zip(other, share[1:], strict=True)
    )

    assert split(other, MOST_SHARES, lambda _size: slopes)[which] == share


def test_the_field_is_the_one_of_the_standard() -> None:
    """Shares by the table of logarithms: share x is s + a·x, byte by byte."""
    secret, slopes = bytes(range(32)), bytes(range(100, 132))
    shares = split(secret, MOST_SHARES, lambda _size: slopes)

    for x, share in enumerate(shares, 1):
        assert share == bytes([x]) + bytes(s ^ times(a, x) for s, a in zip(secret, slopes, strict=True))
    for first, second in itertools.permutations(shares, 2):
        assert combine(first, second) == secret


def test_an_altered_share_gives_another_secret() -> None:
    """Which is why whoever combines two compares the person."""
    secret = bytes(range(32))
    first, second, *_ = split(secret, 3)
    for place in range(1, SHARE_BYTES):
        altered = first[:place] + bytes([first[place] ^ 1]) + first[place + 1 :]
        assert combine(altered, second) != secret


@pytest.mark.parametrize("count", [-1, 0, 1, MOST_SHARES + 1, 300])
def test_a_circle_of_one_or_of_too_many_is_our_mistake(count: int) -> None:
    with pytest.raises(Bug):
        split(bytes(SECRET_BYTES), count)


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_only_a_root_secret_is_shared(size: int) -> None:
    with pytest.raises(Bug):
        split(bytes(size), 2)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_what_is_no_share_is_refused(first: bytes, second: bytes) -> None:
    if len(first) == len(second) == SHARE_BYTES:
        return
    with pytest.raises(AccessError) as raised:
        combine(first, second)
    assert raised.value.code == "recovery.answer_damaged"


def test_one_share_twice_is_refused() -> None:
    share = split(bytes(SECRET_BYTES), 2)[0]
    with pytest.raises(AccessError, match="twice"):
        combine(share, share)
