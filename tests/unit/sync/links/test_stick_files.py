"""The stick's folder: whole files or none, and nothing of anybody else's is touched."""

import errno
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import LinkError
from app.protocol.limits import MAX_STICK_FILES
from app.protocol.stick import Label, VisitFile
from app.sync.links.stick_files import ROOT, StickFolder
from tests.helpers.sticks import Pulled, contents


def code_of(steps: int, code: int, folder: Path) -> str:
    with pytest.raises(LinkError) as failed:
        StickFolder(folder, files=Pulled(steps, code)).open()
    return failed.value.code


def test_a_label_is_made_once(tmp_path: Path) -> None:
    first = StickFolder(tmp_path).open()

    assert StickFolder(tmp_path).open() == first
    assert StickFolder(tmp_path / ROOT).open() == first
    assert list(contents(tmp_path)) == ["TONGXING/stick.txs"]


def test_a_folder_without_a_label_is_no_stick_and_stays_as_it_is(tmp_path: Path) -> None:
    """Whoever only carries makes nothing."""
    for folder, code in ((tmp_path, "stick.none"), (tmp_path / "gone", "stick.gone")):
        with pytest.raises(LinkError) as failed:
            StickFolder(folder).existing()
        assert failed.value.code == code
    assert contents(tmp_path) == {}
    made = StickFolder(tmp_path).open()
    assert StickFolder(tmp_path).existing() == made


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "stick.full"), (errno.EROFS, "stick.read_only"), (errno.EACCES, "stick.read_only"),
        (errno.EIO, "stick.gone"), (errno.ENODEV, "stick.gone"),
    ],
)  # fmt: skip
def test_what_the_system_says_becomes_a_sentence(tmp_path: Path, number: int, code: str) -> None:
    assert code_of(3, number, tmp_path) == code


def test_where_no_stick_is_no_folder_appears(tmp_path: Path) -> None:
    """The place where it was mounted may still be there a moment before."""
    with pytest.raises(LinkError) as failed:
        StickFolder(tmp_path / "gone").open()

    assert failed.value.code == "stick.gone"
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_whole_or_not_there_wherever_the_writer_was_cut(tmp_path: Path) -> None:
    """At every byte, for a new file and in place of an older one."""
    for old in (None, VisitFile(b"device 1", 1)):
        for steps in range(200):
            folder = tmp_path / f"{old is None} {steps}"
            folder.mkdir()
            stick = StickFolder(folder)
            stick.open()
            if old is not None:
                stick.put("visits/a.txs", old)
            new, files = VisitFile(b"device 1", 2), Pulled(steps)
            with suppress(LinkError):
                StickFolder(folder, files=files).put("visits/a.txs", new)
                break
            assert stick.read("visits/a.txs", VisitFile) in (old, new)
        assert stick.read("visits/a.txs", VisitFile) == new
        assert steps == files.taken + 1 > 20


def test_what_was_left_unfinished_is_removed_and_nothing_else(tmp_path: Path) -> None:
    stick = StickFolder(tmp_path)
    stick.open()
    for name in ("~0123456789abcdef.tmp", "~mine.tmp", "holiday.jpg"):
        (tmp_path / ROOT / name).write_bytes(b"something")

    stick.tidy("")

    assert stick.names("") == ["holiday.jpg", "stick.txs", "~mine.tmp"]


def test_a_label_that_is_spoilt_is_made_anew(tmp_path: Path) -> None:
    """The spaces behind it keep their files; only what the stick was called is lost."""
    stick = StickFolder(tmp_path)
    first = stick.open()
    (tmp_path / ROOT / "stick.txs").write_bytes(b"half")

    assert stick.label() is None
    assert stick.spoilt == 1
    assert stick.open() != first


def test_a_later_version_is_left_as_it_is(tmp_path: Path) -> None:
    stick = StickFolder(tmp_path)
    stick.open()
    data = b"TXST\x02\x01" + bytes(40)
    (tmp_path / ROOT / "stick.txs").write_bytes(data + zlib.crc32(data).to_bytes(4, "big"))
    before = contents(tmp_path)

    with pytest.raises(LinkError) as failed:
        StickFolder(tmp_path).open()

    assert failed.value.code == "stick.too_new"
    assert contents(tmp_path) == before


def test_a_stick_that_gives_back_other_bytes_is_noticed_while_it_is_written(tmp_path: Path) -> None:
    """As the cheap ones do that claim more room than they have."""

    class Liar(Pulled):
        def read(self, path: Path) -> bytes:
            return bytes(len(super().read(path)))

    with pytest.raises(LinkError):
        StickFolder(tmp_path, files=Liar()).open()

    assert contents(tmp_path) == {}


def test_a_file_that_cannot_be_read_is_counted_and_a_stick_that_is_gone_is_said(tmp_path: Path) -> None:
    class Spoilt(Pulled):
        def read(self, path: Path) -> bytes:
            raise OSError(errno.EIO, "bad block")

    StickFolder(tmp_path).open()
    stick = StickFolder(tmp_path, files=Spoilt())

    assert stick.read("stick.txs", Label) is None
    assert stick.spoilt == 1
    with pytest.raises(LinkError) as failed:
        StickFolder(tmp_path / "gone", files=Spoilt()).read("stick.txs", Label)
    assert failed.value.code == "stick.gone"


def test_a_folder_with_more_files_than_anybody_wrote_is_not_gone_through(tmp_path: Path) -> None:
    class Crowded(Pulled):
        def names(self, folder: Path) -> list[str]:
            return ["x"] * (2 * MAX_STICK_FILES + 1)

    with pytest.raises(LinkError):
        StickFolder(tmp_path, files=Crowded()).names("")
