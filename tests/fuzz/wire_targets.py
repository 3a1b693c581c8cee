"""The parsers of what a relay or a stick hands us, and what everybody may hand a relay."""

from functools import cache

from app.protocol.codec import read_parts, read_varint, write_parts, write_varint
from app.protocol.compression import ZSTD, ZSTD_DICTIONARY_1, Compressor
from app.protocol.envelope import Header, Payload, decode_payload, encode_payload, parse
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_BLOB, MAX_ENVELOPE, MAX_EXPANSION, MAX_ITEM
from app.protocol.messages import LAYOUTS, Item, ItemReader, encode_item
from app.resources import resource_bytes
from tests.fuzz.target import Target, split_mode
from tests.helpers import vectors


def run_envelope(data: bytes) -> None:
    """An envelope as it comes from a link; or, behind a first odd byte, the payload that an unsealed one holds."""
    mode, data = split_mode(data, 2)
    if mode == 0:
        envelope = parse(data)
        assert envelope.encode() == data
        assert envelope.header.encode() == envelope.head
        assert Header.parse(data) == (envelope.header, len(envelope.head))
        assert len(data) <= MAX_ENVELOPE
    else:
        assert encode_payload(decode_payload(data)) == data


def envelope_seeds() -> list[bytes]:
    made = vectors.envelope()
    record, device = b"record 01", bytes(8)
    payloads = [
        Payload(b"", b"", [], [], []),
        Payload(bytes(16), bytes(32), [(device, 3), (b"device 2", 2**40)], [record], [(record, b"d" * 300)]),
        Payload(bytes(16), b"", [], [], [(record, b"a"), (b"record 02", b"b")]),
    ]
    return [
        b"\0" + bytes.fromhex(made["envelope"]),
        b"\1" + bytes.fromhex(made["payload"]),
        *(b"\1" + encode_payload(payload) for payload in payloads),
    ]


#: The items of an exchange in a fixed order, so that a byte can choose one.
_LAYOUTS = tuple(LAYOUTS[number] for number in sorted(LAYOUTS))


def run_codec(data: bytes) -> None:
    """One number; or the parts of one sort of item. What was read is written back to the same bytes."""
    mode, data = split_mode(data, len(_LAYOUTS) + 1)
    if mode == len(_LAYOUTS):
        value, end = read_varint(data, 0)
        assert write_varint(value) == data[:end]
    else:
        parts = _LAYOUTS[mode].parts
        assert write_parts(parts, tuple(read_parts(parts, data))) == data


def codec_seeds() -> list[bytes]:
    contents = {bytes.fromhex(example["bytes"])[0]: bytes.fromhex(example["bytes"]) for example in _items()}
    numbers = [bytes.fromhex(example["bytes"]) for example in vectors.numbers()]
    found = [bytes([len(_LAYOUTS)]) + number for number in numbers]
    for mode, number in enumerate(sorted(LAYOUTS)):
        if number in contents:
            _, start = read_varint(contents[number], 1)
            found.append(bytes([mode]) + contents[number][start:])
    return found


def run_exchange(data: bytes) -> None:
    """A stream of items as the network cuts it: pieces of any length read the same as the whole."""
    cut, data = split_mode(data, 256)
    whole = _read([data])
    step = 1 + cut % 61
    pieces = [data[at : at + step] for at in range(0, len(data), step)]
    assert _read(pieces) == whole
    items, code = whole
    written = b"".join(map(encode_item, items))
    assert data.startswith(written)
    if code is not None:
        raise Refusal(code)
    assert written == data


def _read(pieces: list[bytes]) -> tuple[list[Item], Code | None]:
    """All whole items, and why the stream is not whole."""
    reader, items = ItemReader(), []
    try:
        for piece in pieces:
            items += reader.feed(piece)
            assert reader.leftover <= MAX_ITEM + 9
        reader.end()
    except Refusal as refusal:
        reader.torn()
        return items, refusal.code
    return items, None


def exchange_seeds() -> list[bytes]:
    streams = [bytes.fromhex(example["bytes"]) for example in _items()]
    return [b"\7" + stream for stream in streams] + [b"\5" + b"".join(streams[:6]), b"\xff" + b"".join(streams[6:])]


def _items() -> list[dict[str, str]]:
    found: list[dict[str, str]] = vectors.items()["items"]
    return found


@cache
def _compressors() -> tuple[Compressor, Compressor]:
    return Compressor(resource_bytes("zstd", "dictionary-1.bin")), Compressor(b"")


def run_compression(data: bytes) -> None:
    """A frame as it lies in a sealed payload, with dictionary and without, under a wide limit and a narrow one."""
    mode, data = split_mode(data, 4)
    limit = MAX_EXPANSION if mode & 2 else MAX_BLOB
    assert len(_compressors()[mode & 1].expand(data, limit)) <= limit


def compression_seeds() -> list[bytes]:
    with_dictionary, without = _compressors()
    texts = [
        b"",
        "认识秋天".encode() * 3,
        "教学目标：能说出秋天的变化。".encode() * 40,
        bytes(3_000_000)[:MAX_EXPANSION],
    ]
    found = [b"\2" + with_dictionary.compress(text) for text in texts]
    found += [b"\3" + without.compress(text) for text in texts]
    return [*found, bytes([0, ZSTD]), bytes([1, ZSTD_DICTIONARY_1]), b"\0\0raw"]


ENVELOPE = Target(
    "envelope", run_envelope, envelope_seeds, ("app.protocol.envelope", "app.protocol.codec", "app.protocol.failures")
)
CODEC = Target("codec", run_codec, codec_seeds, ("app.protocol.codec", "app.protocol.messages"))
EXCHANGE = Target("exchange", run_exchange, exchange_seeds, ("app.protocol.messages", "app.protocol.codec"))
COMPRESSION = Target("compression", run_compression, compression_seeds, ("app.protocol.compression",))
