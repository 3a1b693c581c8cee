"""Files of a stick: whatever the bytes, a file of the sort that was asked for or a refusal."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.envelope import Header
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_STICK_FILE
from app.protocol.stick import (
    FILES,
    AnswerFile,
    AttachmentFile,
    EnvelopesFile,
    JoinFile,
    Kept,
    Label,
    LetterFile,
    LogFile,
    PartFile,
    SnapshotFile,
    StickFile,
    TicketFile,
    VisitFile,
    encode_file,
    parse_file,
)

SPACE, DEVICE, RELAY = b"a space of 16 by", b"device 1", b"r" * 32


def envelope(number: int, device: bytes = DEVICE) -> Kept:
    return Kept(Header(1, device, number).encode() + bytes(90))


EXAMPLES: list[StickFile] = [
    Label(RELAY),
    LogFile(SPACE, (Kept(b"entry"), Kept(b"another")), (Kept(b"blob"),)),
    EnvelopesFile(SPACE, DEVICE, (envelope(7), envelope(8))),
    PartFile(SPACE, DEVICE, 3, 9_000, b"the beginning"),
    VisitFile(DEVICE, 12),
    LetterFile(RELAY, b"relay.example:8443", DEVICE, 12, b"a request"),
    AnswerFile(RELAY, DEVICE, 12, b"an answer"),
    AttachmentFile(SPACE, b"a file of 12", (Kept(b"a piece"), Kept(b"the next one"))),
    TicketFile("李秀兰".encode(), 65_536, 3, b"sixteen bytes...", b"sealed under a code"),
    SnapshotFile(SPACE, RELAY, 3, (Kept(b"a chunk"), Kept(b"another"))),
    JoinFile(SPACE, DEVICE, b"an entry"),
]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: type(file).__name__)
def test_what_is_written_is_read(file: StickFile) -> None:
    assert parse_file(encode_file(file), type(file)) == file


def test_every_sort_has_an_example() -> None:
    assert [type(file) for file in EXAMPLES] == [layout.file for layout in FILES.values()]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: type(file).__name__)
def test_every_flipped_byte_and_every_cut_is_noticed(file: StickFile) -> None:
    """A half-erased stick gives whole files or none."""
    data = encode_file(file)
    for place in range(len(data)):
        spoilt = data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :]
        for bad in (spoilt, data[:place], data + data[: place + 1]):
            with pytest.raises(Refusal):
                parse_file(bad, type(file))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: type(file).__name__)
def test_a_file_of_another_sort_is_refused(file: StickFile) -> None:
    for other in FILES.values():
        if other.file is not type(file):
            with pytest.raises(Refusal):
                parse_file(encode_file(file), other.file)


def test_a_later_version_is_told_from_damage() -> None:
    """So that the person is told to update, and not to buy another stick."""
    data = bytearray(encode_file(Label(RELAY))[:-4])
    data[4] = 2
    with pytest.raises(Refusal) as refused:
        parse_file(bytes(data) + zlib.crc32(data).to_bytes(4, "big"), Label)

    assert refused.value.code is Code.VERSION


def test_envelopes_follow_one_another_and_are_of_one_device() -> None:
    for kept in ((), (envelope(7), envelope(9)), (envelope(7), envelope(8, b"device 2"))):
        with pytest.raises(Refusal):
            parse_file(encode_file(EnvelopesFile(SPACE, DEVICE, kept)), EnvelopesFile)

    file = EnvelopesFile(SPACE, DEVICE, (envelope(7), envelope(8)))
    assert (file.first, file.last) == (7, 8)


def test_a_whole_envelope_is_no_part() -> None:
    with pytest.raises(Refusal):
        parse_file(encode_file(PartFile(SPACE, DEVICE, 1, 4, b"four")), PartFile)


def test_what_is_too_large_is_neither_written_nor_read() -> None:
    with pytest.raises(Bug):
        encode_file(AnswerFile(RELAY, DEVICE, 1, bytes(MAX_STICK_FILE)))
    with pytest.raises(Refusal) as refused:
        parse_file(bytes(MAX_STICK_FILE + 1), AnswerFile)
    assert refused.value.code is Code.TOO_LARGE


@given(st.binary(max_size=300), st.sampled_from([layout.file for layout in FILES.values()]), st.booleans())
def test_random_bytes_only_raise_a_refusal(data: bytes, wanted: type[Label], dressed: bool) -> None:
    """Also behind a good head and before a good sum."""
    if dressed:
        sort = next(number for number, layout in FILES.items() if layout.file is wanted)
        data = b"TXST" + bytes([1, sort]) + data
        data += zlib.crc32(data).to_bytes(4, "big")
    try:
        file = parse_file(data, wanted)
    except Refusal:
        return
    assert encode_file(file) == data
