"""The same files make the same archive, whenever and in whatever order they were written."""

import os
import zipfile
from pathlib import Path

from shipping import comparing, zips

EPOCH = 1795305600


def fill(folder: Path, names: list[str], second: int) -> None:
    """Files whose dates and order of creation differ from case to case."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name * 50, encoding="utf-8")
        os.utime(file, (second, second))


def test_order_and_dates_do_not_reach_the_archive(tmp_path: Path) -> None:
    fill(tmp_path / "one", ["b/c.pyc", "a.pyc"], 1_000_000_000)
    fill(tmp_path / "two", ["a.pyc", "b/c.pyc"], 1_700_000_000)
    for deflated in (False, True):
        zips.write(tmp_path / "one", tmp_path / "one.zip", EPOCH, deflated=deflated)
        zips.write(tmp_path / "two", tmp_path / "two.zip", EPOCH, deflated=deflated)

        assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == ["a.pyc", "b/c.pyc"]
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert archive.testzip() is None


def test_a_second_build_that_differs_is_named(tmp_path: Path) -> None:
    """A file that is there only once counts as a difference too."""
    fill(tmp_path / "one", ["same.txt", "changed.txt"], 1)
    fill(tmp_path / "two/one", ["same.txt", "changed.txt", "new.txt"], 1)
    (tmp_path / "two/one/changed.txt").write_text("otherwise", encoding="utf-8")

    found = comparing.differences({"portable": [tmp_path / "one"]}, {"portable": [tmp_path / "two/one"]})

    assert found == ["portable: one/changed.txt", "portable: one/new.txt"]
