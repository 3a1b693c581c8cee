"""A secret in shares of which any two give it back, and one alone tells nothing.

    A. Shamir, "How to share a secret", Communications of the ACM 22 (11), 1979; over GF(256), byte by byte.

For each byte s of the secret a byte a is drawn at random; share x holds s + a·x. Two points fix the line and so s; for
one point every s is as likely as every other. Addition in GF(256) is XOR; the field's polynomial is that of AES, 0x11B.

    share    1 byte x, from 1 · as many bytes as the secret has

Nothing in a share shows that it was altered: whoever combines two must be able to recognise the secret.
"""

import os

from app.errors import AccessError, Bug
from app.ids import Chance

#: Shares that give the secret back.
NEEDED = 2
MOST_SHARES = 16
SECRET_BYTES = 32
SHARE_BYTES = 1 + SECRET_BYTES

_POLYNOMIAL = 0x11B


def split(secret: bytes, count: int, chance: Chance = os.urandom) -> list[bytes]:
    """``count`` shares of a secret of 32 bytes. Raises Bug for another length, or a count outside 2 to 16."""
    if len(secret) != SECRET_BYTES or not NEEDED <= count <= MOST_SHARES:
        raise Bug("bug", f"{len(secret)} bytes in {count} shares")
    slopes = chance(SECRET_BYTES)
    return [
        bytes([x]) + bytes(byte ^ _times(slope, x) for byte, slope in zip(secret, slopes, strict=True))
        for x in range(1, count + 1)
    ]


def combine(first: bytes, second: bytes) -> bytes:
    """The secret of which these are two different shares; some other bytes if one of them is not.

    Raises AccessError("recovery.answer_damaged") for what is no share, or the same one twice.
    """
    for share in (first, second):
        if len(share) != SHARE_BYTES or not 1 <= share[0] <= MOST_SHARES:
            raise AccessError("recovery.answer_damaged", f"a share of {len(share)} bytes")
    if first[0] == second[0]:
        raise AccessError("recovery.answer_damaged", "one share twice")
    # The line through both points, at 0: (x2·y1 + x1·y2) / (x1 + x2).
    below = _inverse(first[0] ^ second[0])
    left, right = _times(second[0], below), _times(first[0], below)
    return bytes(_times(a, left) ^ _times(b, right) for a, b in zip(first[1:], second[1:], strict=True))


def _times(a: int, b: int) -> int:
    """The product in GF(256)."""
    product = 0
    for _ in range(8):
        product ^= a * (b & 1)
        b >>= 1
        a = (a << 1) ^ (_POLYNOMIAL * (a >> 7))
    return product


def _inverse(a: int) -> int:
    """The number that times ``a`` is 1: a to the power of 254."""
    result = 1
    for _ in range(254):
        result = _times(result, a)
    return result
