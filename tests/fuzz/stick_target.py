"""The parser of files on a stick, which anybody may have written, and the reading of a space from such files."""

import zlib
from functools import cache
from pathlib import Path

from app.protocol.limits import VERSION
from app.protocol.stick import (
    FILES,
    MAGIC,
    STICK_BYTES,
    AnswerFile,
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
from app.sync.links.stick_files import ROOT, Files, StickFolder
from app.sync.links.stick_space import StickSpace
from tests.fuzz.target import Target, split_mode
from tests.helpers import vectors

_SORTS = tuple(sorted(FILES))
_HEAD, _SUM, _LENGTH = 6, 4, 2


def _with_sum(sort: int, content: bytes) -> bytes:
    """Any content in a file whose frame and sum are right."""
    data = MAGIC + bytes([VERSION, sort]) + content
    return data + zlib.crc32(data).to_bytes(_SUM, "big")


def run_stick(data: bytes) -> None:
    """A file as it lies there; one with a good sum around anything; or a whole space of three such files."""
    mode, data = split_mode(data, 2 * len(_SORTS) + 1)
    if mode == 2 * len(_SORTS):
        _run_space(data)
        return
    sort = _SORTS[mode // 2]
    if mode % 2:
        data = _with_sum(sort, data)
    file = parse_file(data, FILES[sort].file)
    assert encode_file(file) == data
    if isinstance(file, EnvelopesFile):
        assert file.last - file.first + 1 == len(file.envelopes)


class _InMemory(Files):
    """A folder of a stick that holds what the fuzzer thought of."""

    def __init__(self, found: dict[str, bytes]) -> None:
        self._found = found

    def names(self, folder: Path) -> list[str]:
        return list(self._found)

    def read(self, path: Path) -> bytes:
        if path.name not in self._found:
            raise FileNotFoundError
        return self._found[path.name]


def _run_space(data: bytes) -> None:
    space, device, _ = _real()
    contents = []
    for sort in (2, 3, 4):
        size = int.from_bytes(data[:_LENGTH], "big")
        contents.append(_with_sum(sort, data[_LENGTH : _LENGTH + size]))
        data = data[_LENGTH + size :]
    names = f"000001-{device.hex()}-log.txs", f"000002-{device.hex()}-1-3.txs", f"{device.hex()}-part.txs"
    folder = StickFolder(Path("/nowhere") / ROOT, bytes, _InMemory(dict(zip(names, contents, strict=True))))
    there = StickSpace(folder, space, device, 1_900_000_000)
    assert len(list(there.read(0, b""))) <= there.length
    assert there.number(device) >= 0
    there.part(device)


@cache
def _real() -> tuple[bytes, bytes, list[StickFile]]:
    """A real space and device, and a file of every sort with what they would write."""
    log, one = vectors.membership(), vectors.envelope()
    space, envelope = bytes.fromhex(log["space"]), bytes.fromhex(one["envelope"])
    entries = tuple(Kept(bytes.fromhex(entry)) for entry in log["entries"])
    device = bytes.fromhex(vectors.keys()["device_id"])
    request = b"".join(bytes.fromhex(item["bytes"]) for item in vectors.items()["items"][:4])
    files: list[StickFile] = [
        Label(bytes(range(STICK_BYTES))),
        LogFile(space, entries[:3], (Kept(b"a blob"),)),
        LogFile(space, entries, ()),
        EnvelopesFile(space, device, (Kept(envelope),)),
        PartFile(space, device, 6, 5_000, bytes(60)),
        VisitFile(device, 7),
        LetterFile(vectors.RELAY, b"relay.xx-school.cn:8470", device, 7, request),
        AnswerFile(vectors.RELAY, device, 7, request),
        TicketFile("李秀兰".encode(), 65_536, 3, bytes(16), bytes(100)),
        SnapshotFile(space, vectors.RELAY, 0, (Kept(bytes(90)),)),
        JoinFile(space, device, entries[2].data),
    ]
    return space, device, files


def stick_seeds() -> list[bytes]:
    _, _, files = _real()
    sorts = {layout.file: sort for sort, layout in FILES.items()}
    found, contents = [], {}
    for file in files:
        sort, data = sorts[type(file)], encode_file(file)
        place = 2 * _SORTS.index(sort)
        contents[sort] = data[_HEAD:-_SUM]
        found += [bytes([place]) + data, bytes([place + 1]) + contents[sort]]
    three = b"".join(len(contents[sort]).to_bytes(_LENGTH, "big") + contents[sort] for sort in (2, 3, 4))
    return [*found, bytes([2 * len(_SORTS)]) + three]


STICK = Target(
    "stick",
    run_stick,
    stick_seeds,
    ("app.protocol.stick", "app.protocol.codec", "app.sync.links.stick_space"),
    longest=8_192,
)
