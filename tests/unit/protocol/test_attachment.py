"""A piece of an attachment: any bytes give one, or a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.attachment import PieceHead, parse_piece, piece_signed_bytes, pieces_of
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ATTACHMENT, MAX_PIECE, MAX_PIECES, PIECE

HEAD = PieceHead(bytes(range(12)), 3, bytes(8), 2, 1)
PIECE_BYTES = HEAD.encode() + bytes(20) + bytes(16) + bytes(64)


def test_what_is_written_is_read_again() -> None:
    piece = parse_piece(PIECE_BYTES)
    assert piece.head == HEAD
    assert piece.head_bytes + piece.body + piece.signature == PIECE_BYTES


@given(st.binary(max_size=400))
def test_random_bytes_give_a_piece_of_just_these_bytes_or_a_refusal(data: bytes) -> None:
    for start in (data, b"\x01" + data, HEAD.encode() + data):
        try:
            piece = parse_piece(start)
        except Refusal:
            continue
        assert piece.head_bytes + piece.body + piece.signature == start


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.FILE_MALFORMED),
        (b"\x02" + PIECE_BYTES[1:], Code.VERSION),
        (bytes(MAX_PIECE + 1), Code.TOO_LARGE),
        (PIECE_BYTES[:-20], Code.FILE_MALFORMED),
        (PieceHead(bytes(12), 1, bytes(8), 3, 0).encode() + bytes(100), Code.FILE_MALFORMED),
        (HEAD.encode() + bytes(PIECE + 1 + 80), Code.FILE_MALFORMED),
    ],
    ids=["empty", "later", "long", "cut", "short in the middle", "more content than a piece has"],
)
def test_what_is_no_piece_is_refused(data: bytes, code: Code) -> None:
    with pytest.raises(Refusal) as refused:
        parse_piece(data)
    assert refused.value.code is code


def test_as_many_pieces_as_the_largest_file_needs() -> None:
    assert pieces_of(MAX_ATTACHMENT) == MAX_PIECES
    assert [pieces_of(size) for size in (1, PIECE, PIECE + 1)] == [1, 1, 2]


def test_impossible_heads_are_our_mistake() -> None:
    with pytest.raises(Bug):
        PieceHead(bytes(12), 1, bytes(8), 2, 2).encode()
    with pytest.raises(Bug):
        piece_signed_bytes(b"", b"", b"")
