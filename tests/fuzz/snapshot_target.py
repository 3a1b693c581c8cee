"""The parser of a snapshot's chunks, and of what an opened one holds."""

from app.protocol.limits import MAX_ENVELOPE
from app.protocol.snapshot import (
    ChunkPayload,
    Series,
    decode_chunk_payload,
    encode_chunk_payload,
    parse_chunk,
)
from tests.fuzz.target import Target, split_mode


def run_snapshot(data: bytes) -> None:
    """A chunk as a relay gives it; or, behind a first odd byte, the payload that an unsealed one holds."""
    mode, data = split_mode(data, 2)
    if mode == 0:
        chunk = parse_chunk(data)
        assert chunk.head + chunk.body + chunk.signature == data
        assert chunk.series.head(chunk.number) == chunk.head
        assert len(data) <= MAX_ENVELOPE
    else:
        assert encode_chunk_payload(decode_chunk_payload(data)) == data


def snapshot_seeds() -> list[bytes]:
    series = Series(bytes(range(1, 17)), 2, b"a device", 300, 4)
    end = bytes(40) + bytes(64)
    rows = [(b"record %02d" % n, b"a device", 1_800_000_000 + n, b"delta" * (n + 1)) for n in range(3)]
    ends = [(b"a device", 7, bytes(16), 0), (b"b device", 2**40, bytes(range(16)), 4_095)]
    payloads = [ChunkPayload([], []), ChunkPayload(rows, []), ChunkPayload(rows[:1], ends), ChunkPayload([], ends[:1])]
    return [
        *(b"\0" + series.head(number) + end for number in (0, 3)),
        *(b"\1" + encode_chunk_payload(payload) for payload in payloads),
    ]


SNAPSHOT = Target("snapshot", run_snapshot, snapshot_seeds, ("app.protocol.snapshot", "app.protocol.codec"))
