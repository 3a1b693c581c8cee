"""One way to write each value; every other way is refused."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.codec import (
    Counted,
    Fixed,
    Listed,
    Number,
    Part,
    Rest,
    pack,
    read_parts,
    read_varint,
    unpacker,
    write_parts,
    write_varint,
)
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_NUMBER

PARTS: tuple[Part, ...] = (
    Number(300),
    Fixed(3),
    Counted(5),
    Listed(2, lambda *cells: cells, (Number(), Fixed(1))),
    Rest(4),
)
VALUES = st.tuples(
    st.integers(0, 300),
    st.binary(min_size=3, max_size=3),
    st.binary(max_size=5),
    st.lists(st.tuples(st.integers(0, MAX_NUMBER), st.binary(min_size=1, max_size=1)), max_size=2).map(tuple),
    st.binary(min_size=1, max_size=4),
)


@given(value=st.integers(0, MAX_NUMBER))
def test_a_number_comes_back(value: int) -> None:
    assert read_varint(write_varint(value), 0) == (value, len(write_varint(value)))


@given(data=st.binary(max_size=12))
def test_whatever_is_read_as_a_number_is_written_so(data: bytes) -> None:
    try:
        value, end = read_varint(data, 0)
    except Refusal:
        return
    assert write_varint(value) == data[:end]


@pytest.mark.parametrize("data", [b"", b"\x80", b"\x80\x00", b"\xff" * 8, b"\xff" * 7 + b"\x7f", b"\x80" * 9])
def test_numbers_that_are_cut_padded_or_too_long(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_varint(data, 0)


@given(values=VALUES)
def test_parts_come_back(values: tuple[Any, ...]) -> None:
    assert tuple(read_parts(PARTS, write_parts(PARTS, values))) == values


@given(data=st.binary(max_size=40))
def test_random_bytes_are_refused_or_canonical(data: bytes) -> None:
    try:
        values = read_parts(PARTS, data)
    except Refusal:
        return
    assert write_parts(PARTS, tuple(values)) == data


def test_bytes_left_over_are_refused() -> None:
    with pytest.raises(Refusal, match="left over"):
        read_parts((Number(),), b"\x01\x02")


@pytest.mark.parametrize(
    ("part", "data", "code"),
    [
        (Number(5), b"\x06", Code.TOO_LARGE),
        (Fixed(2), b"\x06", Code.MALFORMED),
        (Counted(2), b"\x03abc", Code.TOO_LARGE),
        (Counted(2), b"\x02a", Code.MALFORMED),
        (Listed(1, tuple, ()), b"\x02", Code.TOO_LARGE),
        (Rest(2), b"abc", Code.TOO_LARGE),
        (Rest(2), b"", Code.MALFORMED),
    ],
)
def test_each_limit_is_checked_when_reading(part: Part, data: bytes, code: Code) -> None:
    with pytest.raises(Refusal) as caught:
        part.take(data, 0)
    assert caught.value.code is code


@pytest.mark.parametrize(
    ("part", "value"),
    [(Number(5), 6), (Number(), -1), (Fixed(2), b"a"), (Counted(2), b"abc"), (Rest(2), b""), (Rest(2), b"abc")],
)
def test_each_limit_is_checked_when_writing(part: Part, value: Any) -> None:
    """We never send what the other end would refuse."""
    with pytest.raises(Bug):
        part.put(bytearray(), value)


class Pair(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A small structure."""

    count: int
    text: bytes


def test_a_structure_comes_back() -> None:
    read = unpacker(Pair, 20, Code.PAYLOAD_MALFORMED)

    assert read(pack(Pair(7, b"abc"))) == Pair(7, b"abc")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x93\x07\xc4\x00\x01",  # one field too many
        b"\x91\x07",  # one too few
        b"\x92\xcc\x07\xc4\x00",  # 7 in two bytes
        b"\x92\x07\xc5\x00\x00",  # a length in two bytes
        b"\xdc\x00\x02\x07\xc4\x00",  # an array's length in two bytes
        b"\x92\x07\xc4\x00\x00",  # something behind it
        b"\x91" * 20,
        b"\x92\x07\xc4\x11" + bytes(17),  # longer than allowed
    ],
)
def test_a_structure_that_is_written_otherwise_is_refused(data: bytes) -> None:
    read = unpacker(Pair, 20, Code.PAYLOAD_MALFORMED)

    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.code is Code.PAYLOAD_MALFORMED


@given(data=st.binary(max_size=20))
def test_random_bytes_as_a_structure(data: bytes) -> None:
    try:
        value = unpacker(Pair, 20, Code.PAYLOAD_MALFORMED)(data)
    except Refusal:
        return
    assert pack(value) == data
