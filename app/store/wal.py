"""The write-ahead log of a store, looked at before SQLite does.

SQLite ends a log at the first frame whose checksum does not hold, and says nothing: after a power cut that is right,
since nothing behind it was committed. Where a disk has spoilt a byte in the middle, whole commits stand behind it.
They are found here, and the log can be sealed anew, so that only the spoilt frame is lost.
Source of the format: https://sqlite.org/fileformat2.html#the_write_ahead_log
"""

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.store.database import mapped

_HEADER, _FRAME = 32, 24
_PAGE = 4096
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_MASK = 0xFFFFFFFF
_VERSION = 3_007_000


def is_spoilt(store: Path) -> bool:
    """Does a commit stand at or behind a frame that does not hold together? False without a log. Raises StoreError.

    A log whose last commit was being written when the power went may be taken for one: what is read is the same.
    """
    data = _read(store)
    salts = _salts(data)
    if not salts:
        return False
    order, state, good = _begin(data)
    for _, header, page in _frames(data):
        state = _sum(order, header[:8] + page, state)
        good = good and header[8:16] == salts and struct.unpack(">II", header[16:]) == state
        if not good and header[8:16] == salts and int.from_bytes(header[4:8], "big"):
            return True
    return False


def seal_anew(store: Path) -> None:
    """Give every frame of the log's newest generation a checksum that holds, so that SQLite reads to its end.

    For a copy that is only read.

    Raises StoreError.
    """
    data = _read(store)
    salts = _salts(data)
    if not salts:
        return
    order = "<" if data[3:4] == b"\x82" else ">"
    magic = _LITTLE if order == "<" else _BIG
    header = struct.pack(">IIII", magic, _VERSION, _PAGE, int.from_bytes(data[12:16], "big")) + salts
    state = _sum(order, header, (0, 0))
    out = [header + struct.pack(">II", *state)]
    frames = list(_frames(data))
    while frames and frames[-1][1][8:16] != salts:
        # What stands behind the newest generation is of an older one: pages as they were before.
        frames.pop()
    for _, frame, page in frames:
        state = _sum(order, frame[:8] + page, state)
        out.append(frame[:8] + salts + struct.pack(">II", *state) + page)
    with mapped():
        store.with_name(store.name + "-wal").write_bytes(b"".join(out))


def _read(store: Path) -> bytes:
    with mapped():
        log = store.with_name(store.name + "-wal")
        return log.read_bytes() if log.is_file() else b""


def _salts(data: bytes) -> bytes:
    """The salts of the log's newest generation, which stands in front: the header's; if that is spoilt, those of the
    first frame; if that one fits no other either, those of most frames."""
    if len(data) < _HEADER + _FRAME + _PAGE:
        return b""
    _, _, good = _begin(data)
    if good:
        return data[16:24]
    found = Counter(header[8:16] for _, header, _ in _frames(data))
    first = data[_HEADER + 8 : _HEADER + 16]
    # SQLite counts the first salt up whenever it begins a log anew.
    follows = {int.from_bytes(salts[:4], "big") + 1 for salts in found}
    known = found[first] > 1 or int.from_bytes(first[:4], "big") in follows
    return first if known else found.most_common(1)[0][0]


def _begin(data: bytes) -> tuple[str, tuple[int, int], bool]:
    """Byte order, the checksum so far, and whether the header holds."""
    order = "<" if data[3:4] == b"\x82" else ">"
    state = _sum(order, data[:24], (0, 0))
    magic = int.from_bytes(data[:4], "big")
    good = magic in (_LITTLE, _BIG) and struct.unpack(">II", data[24:32]) == state
    return order, struct.unpack(">II", data[24:32]), good


def _frames(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(place, header, page) of each whole frame."""
    for at in range(_HEADER, len(data) - _FRAME - _PAGE + 1, _FRAME + _PAGE):
        yield at, data[at : at + _FRAME], data[at + _FRAME : at + _FRAME + _PAGE]


def _sum(order: str, data: bytes, state: tuple[int, int]) -> tuple[int, int]:
    first, second = state
    for one, two in struct.iter_unpack(order + "II", data):
        first = (first + one + second) & _MASK
        second = (second + two + first) & _MASK
    return first, second
