"""Snapshots on a stick: laid whole or beside the one before, found again, and read from any chunk on."""

from pathlib import Path

import pytest

from app.errors import LinkError
from app.protocol.snapshot import Series
from app.sync.links import stick_snapshots
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_snapshots import chunks_from, put_snapshot, snapshots_of
from tests.helpers.sticks import Pulled, contents

RELAY, SPACE, KEEPER = bytes(range(32)), bytes(16), b"keeper 1"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick_snapshots, "FILE_BYTES", 300)


def chunks(name: int, cursor: int = 5, device: bytes = KEEPER, count: int = 7) -> list[bytes]:
    """Chunks as a stick sees them: it believes nothing of what is inside."""
    series = Series(bytes([name]) * 16, 1, device, cursor, count)
    return [series.head(number) + bytes(30 + number) + bytes(64) for number in range(count)]


def lay(folder: StickFolder, made: list[bytes]) -> int:
    return sum(put_snapshot(folder, RELAY, SPACE, made))


def test_what_is_laid_is_found_and_read_from_any_chunk_on(tmp_path: Path) -> None:
    folder, made = StickFolder(tmp_path), chunks(1)
    folder.open()
    assert lay(folder, made) > sum(map(len, made))
    (lying,) = snapshots_of(folder, SPACE)
    assert (lying.relay, lying.series.cursor, len(lying.files)) == (RELAY, 5, 3)
    for start in range(8):
        assert list(chunks_from(folder, lying, start)) == list(enumerate(made))[start:]
    assert snapshots_of(folder, b"another space...") == []


def test_the_next_takes_the_place_of_the_same_keepers_alone(tmp_path: Path) -> None:
    folder = StickFolder(tmp_path)
    folder.open()
    lay(folder, chunks(1, device=b"keeper 2", cursor=9))
    lay(folder, chunks(2))
    lay(folder, chunks(3, cursor=6))
    assert [lying.series.snapshot[0] for lying in snapshots_of(folder, SPACE)] == [1, 3]


def test_spoilt_missing_and_foreign_files_end_it_early(tmp_path: Path) -> None:
    folder, made = StickFolder(tmp_path), chunks(1)
    folder.open()
    lay(folder, made)
    (lying,) = snapshots_of(folder, SPACE)
    place = tmp_path / "TONGXING" / "snapshots"
    (place / "notes.txt").write_text("mine")
    second = place / lying.files[1][1]
    data = second.read_bytes()
    for bad in (b"", data[:-1], (place / lying.files[2][1]).read_bytes()):
        second.write_bytes(bad)
        assert [number for number, _ in chunks_from(folder, lying, 0)] == list(range(lying.files[1][0]))
    (place / lying.files[0][1]).unlink()
    assert snapshots_of(folder, SPACE) == []


def test_pulled_out_at_any_byte_the_one_before_still_lies_there(tmp_path: Path) -> None:
    first, second = chunks(1), chunks(2, cursor=8)
    whole = Pulled()
    (tmp_path / "whole").mkdir()
    folder = StickFolder(tmp_path / "whole", files=whole)
    folder.open()
    lay(folder, first)
    before = whole.taken
    lay(folder, second)
    for steps in range(0, whole.taken - before, 29):
        stick = tmp_path / f"pulled {steps}"
        stick.mkdir()
        plain = StickFolder(stick)
        plain.open()
        lay(plain, first)
        with pytest.raises(LinkError):
            lay(StickFolder(stick, files=Pulled(steps)), second)
        best = snapshots_of(plain, SPACE)[0]
        assert best.whole
        assert list(chunks_from(plain, best, 0)) == list(enumerate((first, second)[best.series.snapshot[0] - 1]))
        lay(plain, second)
        assert [lying.series.snapshot[0] for lying in snapshots_of(plain, SPACE)] == [2]
        assert not [name for name in contents(stick) if name.endswith(".tmp")]
