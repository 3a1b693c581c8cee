"""An envelope becomes items and can be joined again, from whatever place it is continued."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.limits import MAX_ENVELOPE, PART
from app.protocol.messages import EnvelopeDown, EnvelopeUp, PartDown, PartUp, encode_item
from app.protocol.parts import items_down, items_up

EDGES = [1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 1, 10_000]


@pytest.mark.parametrize("size", EDGES)
def test_a_short_envelope_goes_whole_and_a_long_one_in_parts(size: int) -> None:
    envelope = bytes(number % 251 for number in range(size))
    up, down = list(items_up(3, 7, envelope)), list(items_down(3, 20, envelope))

    if size <= PART:
        assert (up, down) == ([EnvelopeUp(3, envelope)], [EnvelopeDown(3, 20, envelope)])
        return
    parts = [envelope[at : at + PART] for at in range(0, size, PART)]
    assert up == [PartUp(3, 7, PART * at, size, part) for at, part in enumerate(parts)]
    assert down == [PartDown(3, 20, PART * at, size, part) for at, part in enumerate(parts)]


@given(size=st.integers(PART + 1, 5 * PART), held=st.integers(0, 6 * PART))
def test_what_is_held_is_not_sent_again_unless_it_cannot_be_right(size: int, held: int) -> None:
    envelope = bytes(number % 251 for number in range(size))
    start = held if held < size else 0

    for items in (list(items_up(0, 1, envelope, held)), list(items_down(0, 1, envelope, held))):
        parts = [item for item in items if isinstance(item, PartUp | PartDown)]
        assert parts[0].offset == start
        assert b"".join(part.part for part in parts) == envelope[start:]
        assert [part.offset for part in parts[1:]] == [part.offset + len(part.part) for part in parts[:-1]]


def test_parts_cost_little_around_them() -> None:
    """Of the largest envelope, with the largest numbers of a long use, under half of a hundredth."""
    parts = list(items_up(63, 1_000_000, bytes(MAX_ENVELOPE)))

    assert sum(len(encode_item(part)) for part in parts) < MAX_ENVELOPE * 1.005
