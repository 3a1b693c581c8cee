"""Snapshots of spaces on a stick: a keeper lays them there for newcomers, chunk by chunk as a relay gives them.

    snapshots/<space>-<snapshot>-<number>.txs    consecutive chunks, the first of them with this number

A snapshot is laid under its own random id, and those before it are removed once it is whole: pulled out at any byte,
the stick holds the one before, or both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.protocol.failures import Refusal
from app.protocol.snapshot import Series, parse_chunk
from app.protocol.stick import Kept, SnapshotFile
from app.sync.links.stick_files import StickFolder

SNAPSHOTS = "snapshots"
_NAME = re.compile(r"([0-9a-f]{32})-([0-9a-f]{32})-(\d{1,4})\.txs")
#: Bytes of chunks after which a file is closed and the next one begun.
FILE_BYTES = 1_000_000


@dataclass(frozen=True)
class Lying:
    """A snapshot that lies on a stick from its first file on: what its first chunk says, and its files by number.
    ``whole``: its last chunk lies there too."""

    series: Series
    relay: bytes
    files: tuple[tuple[int, str], ...]
    whole: bool


def put_snapshot(folder: StickFolder, relay: bytes, space: bytes, chunks: Sequence[bytes]) -> Iterator[int]:
    """Lay a snapshot on a stick, in place of the same keeper's before it; gives bytes as they are written.

    Raises LinkError; what was there before is still there then.
    """
    folder.tidy(SNAPSHOTS)
    series = parse_chunk(chunks[0]).series
    lying_there = [lying for lying in snapshots_of(folder, space) if lying.series.device == series.device]
    before = [lying for lying in lying_there if lying.series.snapshot != series.snapshot]
    first, handful, size = 0, list[Kept](), 0
    for number, chunk in enumerate(chunks):
        handful.append(Kept(chunk))
        size += len(chunk)
        if size >= FILE_BYTES or number + 1 == len(chunks):
            yield folder.put(_name(space, series.snapshot, first), SnapshotFile(space, relay, first, tuple(handful)))
            first, handful, size = number + 1, [], 0
    for lying in before:
        for _, name in lying.files:
            folder.drop(f"{SNAPSHOTS}/{name}")


def snapshots_of(folder: StickFolder, space: bytes) -> list[Lying]:
    """The snapshots of a space on a stick, whole ones before others, and those that cover more before others.

    Raises LinkError.
    """
    named: dict[str, list[tuple[int, str]]] = {}
    for name in folder.names(SNAPSHOTS):
        found = _NAME.fullmatch(name)
        if found is not None and found[1] == space.hex():
            named.setdefault(found[2], []).append((int(found[3]), name))
    lying = []
    for snapshot, files in named.items():
        ordered = tuple(sorted(files))
        first = folder.read(f"{SNAPSHOTS}/{ordered[0][1]}", SnapshotFile) if ordered[0][0] == 0 else None
        series = _series(first)
        if first is not None and series is not None and first.space == space and series.snapshot.hex() == snapshot:
            last = folder.read(f"{SNAPSHOTS}/{ordered[-1][1]}", SnapshotFile)
            whole = last is not None and last.number + len(last.chunks) == series.count
            lying.append(Lying(series, first.relay, ordered, whole))
    return sorted(lying, key=lambda each: (not each.whole, -each.series.cursor, each.series.snapshot))


def chunks_from(folder: StickFolder, lying: Lying, start: int) -> Iterator[tuple[int, bytes]]:
    """Numbers and bytes of the chunks from ``start`` on, as far as they follow one another. Raises LinkError."""
    wanted = start
    ends = [number for number, _ in lying.files[1:]] + [lying.series.count]
    for (number, name), end in zip(lying.files, ends, strict=True):
        if end <= wanted:
            continue
        file = folder.read(f"{SNAPSHOTS}/{name}", SnapshotFile)
        if file is None or file.number != number or number > wanted:
            return
        for kept in file.chunks[wanted - number :]:
            yield wanted, kept.data
            wanted += 1


def _series(file: SnapshotFile | None) -> Series | None:
    try:
        return parse_chunk(file.chunks[0].data).series if file is not None and file.chunks else None
    except Refusal:
        return None


def _name(space: bytes, snapshot: bytes, number: int) -> str:
    return f"{SNAPSHOTS}/{space.hex()}-{snapshot.hex()}-{number}.txs"
