"""A chunk comes back as it was written, and whatever is no chunk is refused with a code, never otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_CHUNKS, MAX_ENVELOPE
from app.protocol.snapshot import (
    ChunkPayload,
    Series,
    chunk_signed_bytes,
    decode_chunk_payload,
    encode_chunk_payload,
    parse_chunk,
)

SERIES = Series(bytes(range(16)), 2, b"a device", 300, 4)
END = bytes(40) + bytes(64)


@given(st.integers(1, 2**50), st.integers(1, 2**50), st.integers(1, MAX_CHUNKS), st.data())
def test_a_chunk_comes_back(epoch: int, cursor: int, count: int, data: st.DataObject) -> None:
    series = Series(SERIES.snapshot, epoch, SERIES.device, cursor, count)
    number = data.draw(st.integers(0, count - 1))
    chunk = parse_chunk(series.head(number) + END)
    assert (chunk.series, chunk.number, chunk.head) == (series, number, series.head(number))
    assert (chunk.body, chunk.signature) == (bytes(40), bytes(64))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_chunk_or_refused(data: bytes) -> None:
    try:
        chunk = parse_chunk(data)
    except Refusal:
        return
    assert chunk.head + chunk.body + chunk.signature == data


@given(st.binary(max_size=300))
def test_any_bytes_are_a_payload_or_refused(data: bytes) -> None:
    try:
        payload = decode_chunk_payload(data)
    except Refusal:
        return
    assert encode_chunk_payload(payload) == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.SNAPSHOT_MALFORMED),
        (b"\x02" + SERIES.head(0)[1:] + END, Code.VERSION),
        (SERIES.head(0) + bytes(16 + 64), Code.SNAPSHOT_MALFORMED),
        (b"\x01" + bytes(16) + SERIES.head(0)[17:] + END, Code.SNAPSHOT_MALFORMED),
        (SERIES.head(0)[:-1] + b"\x04" + END, Code.SNAPSHOT_MALFORMED),
        (SERIES.head(0)[:20], Code.SNAPSHOT_MALFORMED),
        (SERIES.head(0) + bytes(MAX_ENVELOPE), Code.TOO_LARGE),
    ],
)
def test_what_is_no_chunk_is_refused(data: bytes, code: Code) -> None:
    with pytest.raises(Refusal) as caught:
        parse_chunk(data)
    assert caught.value.code is code


def test_we_never_write_what_we_would_refuse() -> None:
    with pytest.raises(Bug):
        SERIES.head(4)
    with pytest.raises(Bug):
        encode_chunk_payload(ChunkPayload([(b"short", bytes(8), 1, b"x")], []))
    with pytest.raises(Bug):
        encode_chunk_payload(ChunkPayload([], [(bytes(8), 1, bytes(16), 0), (bytes(8), 2, bytes(16), 0)]))
    with pytest.raises(Bug):
        chunk_signed_bytes(bytes(31), bytes(16), b"", b"")


def test_what_is_signed_names_relay_and_space() -> None:
    signed = chunk_signed_bytes(b"r" * 32, b"s" * 16, b"head", b"body")
    assert signed == b"r" * 32 + b"s" * 16 + b"headbody"
