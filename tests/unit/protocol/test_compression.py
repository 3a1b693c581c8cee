"""Compression: comes back, is bounded, and says no to everything else."""

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.compression import RAW, ZSTD, ZSTD_DICTIONARY_1, Compressor
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_EXPANSION

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SENTENCE = "学生能够用自己的话说出二进制数字怎样表示信息。".encode()
SAMPLES = [
    f"教学目标 {number}：学生能够说出 {number * 7} 的二进制写法，并向同桌讲清楚。".encode() for number in range(400)
]
TRAINED = zstd.train_dict(SAMPLES, 4_096).dict_content
COMPRESSORS = {
    ZSTD: Compressor(b""),
    ZSTD_DICTIONARY_1: Compressor(TRAINED),
}


@pytest.mark.parametrize("tag", list(COMPRESSORS))
@given(data=st.binary(max_size=500), times=st.integers(1, 30))
def test_what_was_compressed_comes_back(tag: int, data: bytes, times: int) -> None:
    compressor = COMPRESSORS[tag]
    packed = compressor.compress(data * times)

    assert compressor.expand(packed) == data * times
    assert packed[0] in (RAW, tag)
    assert len(packed) <= len(data) * times + 1


def test_text_like_the_dictionary_shrinks_most() -> None:
    plain, trained = COMPRESSORS[ZSTD].compress(SAMPLES[77]), COMPRESSORS[ZSTD_DICTIONARY_1].compress(SAMPLES[77])

    assert len(trained) < len(SAMPLES[77]) // 2 < len(plain)


def test_any_bytes_can_be_a_dictionary() -> None:
    compressor = Compressor(SENTENCE * 3)

    packed = compressor.compress(SENTENCE)

    assert packed[0] == ZSTD_DICTIONARY_1
    assert compressor.expand(packed) == SENTENCE


def test_without_the_dictionary_it_is_unknown() -> None:
    packed = COMPRESSORS[ZSTD_DICTIONARY_1].compress(SAMPLES[1])

    with pytest.raises(Refusal) as caught:
        COMPRESSORS[ZSTD].expand(packed)
    assert caught.value.code is Code.COMPRESSION_UNKNOWN


def test_with_the_dictionary_plain_frames_are_read_too() -> None:
    packed = COMPRESSORS[ZSTD].compress(SENTENCE * 9)

    assert packed[0] == ZSTD
    assert COMPRESSORS[ZSTD_DICTIONARY_1].expand(packed) == SENTENCE * 9


def test_a_bomb_stops_at_the_limit() -> None:
    bomb = bytes([ZSTD]) + zstd.compress(bytes(200_000_000))[4:]

    assert len(bomb) < 20_000
    with pytest.raises(Refusal) as caught:
        COMPRESSORS[ZSTD].expand(bomb)
    assert caught.value.code is Code.EXPANSION


@pytest.mark.parametrize("size", [0, 1, 999, 1_000])
def test_exactly_the_limit_is_allowed(size: int) -> None:
    packed = COMPRESSORS[ZSTD].compress(bytes(size))

    assert COMPRESSORS[ZSTD].expand(packed, 1_000) == bytes(size)


@pytest.mark.parametrize("data", [bytes(1_001), os.urandom(1_001)])
def test_one_byte_over_the_limit_is_not(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        COMPRESSORS[ZSTD].expand(COMPRESSORS[ZSTD].compress(data), 1_000)
    assert caught.value.code is Code.EXPANSION


def test_the_largest_payload_goes_through() -> None:
    """Level 19 takes a window as large as the payload: the reader's window must allow it."""
    data = b"".join(number.to_bytes(4, "big") for number in range(MAX_EXPANSION // 4))

    packed = COMPRESSORS[ZSTD_DICTIONARY_1].compress(data)

    assert packed[0] == ZSTD_DICTIONARY_1
    assert COMPRESSORS[ZSTD_DICTIONARY_1].expand(packed) == data
    with pytest.raises(Bug):
        COMPRESSORS[ZSTD].compress(data + b"1234")


@pytest.mark.parametrize("size", [1, 5, 20])
def test_a_cut_frame_is_refused(size: int) -> None:
    packed = COMPRESSORS[ZSTD].compress(SENTENCE * 9)

    with pytest.raises(Refusal) as caught:
        COMPRESSORS[ZSTD].expand(packed[:-size])
    assert caught.value.code is Code.PAYLOAD_MALFORMED


def test_something_behind_the_frame_is_refused() -> None:
    packed = COMPRESSORS[ZSTD].compress(SENTENCE * 9)

    with pytest.raises(Refusal):
        COMPRESSORS[ZSTD].expand(packed + b"\0")


@given(data=st.binary(max_size=80))
def test_random_bytes_only_raise_a_refusal(data: bytes) -> None:
    for compressor in COMPRESSORS.values():
        try:
            assert len(compressor.expand(data, 1_000)) <= 1_000
        except Refusal:
            continue


def test_a_frame_that_asks_for_a_large_window_is_refused() -> None:
    """Its header alone would make the reader take 2 GB."""
    huge_window = bytes([ZSTD]) + b"\x00\xa8" + b"\x01\x00\x00"

    with pytest.raises(Refusal):
        COMPRESSORS[ZSTD].expand(huge_window)
