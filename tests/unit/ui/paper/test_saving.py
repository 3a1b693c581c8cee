"""A file into a folder, or plain words."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from app.errors import FileError
from app.ui.paper.saving import save, with_ending


def test_a_file_is_written_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    save(tmp_path / "语文.pdf", b"%PDF")
    save(tmp_path / "语文.pdf", b"%PDF-2")
    assert (tmp_path / "语文.pdf").read_bytes() == b"%PDF-2"
    assert os.listdir(tmp_path) == ["语文.pdf"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "file.disk_full"),
        (PermissionError(errno.EACCES, "open elsewhere"), "file.in_use"),
        (OSError(errno.EIO, "pulled out"), "file.unwritable"),
    ],
)
def test_what_goes_wrong_is_told_and_the_older_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    """Renaming is where Windows refuses a file that another program has open; a disk fills up while it is written."""
    path = tmp_path / "语文.pdf"
    save(path, b"old")

    def fails(*_arguments: Any) -> None:
        raise error

    monkeypatch.setattr(os, "fsync" if error.errno == errno.ENOSPC else "replace", fails)
    with pytest.raises(FileError) as raised:
        save(path, b"new")
    assert raised.value.code == code
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["语文.pdf"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError) as raised:
        save(tmp_path / "U" / "语文.pdf", b"new")
    assert raised.value.code == "file.unwritable"


@pytest.mark.parametrize(("typed", "name"), [("a", "a.pdf"), ("a.PDF", "a.PDF"), ("第1.2课", "第1.2课.pdf")])
def test_the_name_ends_as_its_file_should(typed: str, name: str) -> None:
    assert with_ending(typed, ".pdf").name == name
    assert with_ending("教案", ".docx").name == "教案.docx"
