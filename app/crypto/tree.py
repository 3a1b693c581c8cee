"""A hash tree over a list that only grows (as in RFC 6962): one digest stands for all of it, and a few show that some
of its entries are in it, without the others.

    leaf   SHA-256(00 · entry)
    node   SHA-256(01 · left · right); the left side has the largest power of two that is less than the whole
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from app.errors import AccessError

DIGEST_BYTES = 32


def leaf(entry: bytes) -> bytes:
    """The digest of one entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The digest that stands for all leaves; of an empty list, SHA-256 of nothing."""
    return _whole(leaves, 0, len(leaves)) if leaves else hashlib.sha256(b"").digest()


def proof(leaves: Sequence[bytes], shown: frozenset[int]) -> list[bytes]:
    """What somebody needs who knows only the leaves at these places (from 0), to come to the same root."""
    return list(_missing(leaves, 0, len(leaves), sorted(shown)))


def root_from(count: int, shown: Mapping[int, bytes], given: Sequence[bytes]) -> bytes:
    """The root of a list of ``count`` leaves, of which these are shown and the others are in the proof.

    Raises AccessError("trail.changed") for a proof of another form.
    """
    hashes = iter(given)
    found = _from(0, count, shown, sorted(shown), hashes)
    if next(hashes, None) is not None:
        raise AccessError("trail.changed", "a proof that is too long")
    return found


def _whole(leaves: Sequence[bytes], first: int, end: int) -> bytes:
    if end - first == 1:
        return leaves[first]
    cut = first + _left(end - first)
    return _node(_whole(leaves, first, cut), _whole(leaves, cut, end))


def _missing(leaves: Sequence[bytes], first: int, end: int, shown: Sequence[int]) -> Iterator[bytes]:
    inside = [place for place in shown if first <= place < end]
    if not inside:
        yield _whole(leaves, first, end)
    elif end - first > 1:
        cut = first + _left(end - first)
        yield from _missing(leaves, first, cut, inside)
        yield from _missing(leaves, cut, end, inside)


def _from(first: int, end: int, leaves: Mapping[int, bytes], shown: Sequence[int], hashes: Iterator[bytes]) -> bytes:
    inside = [place for place in shown if first <= place < end]
    if not inside:
        found = next(hashes, b"")
        if len(found) != DIGEST_BYTES:
            raise AccessError("trail.changed", "a proof that is too short")
        return found
    if end - first == 1:
        return leaves[first]
    cut = first + _left(end - first)
    left = _from(first, cut, leaves, inside, hashes)
    return _node(left, _from(cut, end, leaves, inside, hashes))


def _left(count: int) -> int:
    return 1 << ((count - 1).bit_length() - 1)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
