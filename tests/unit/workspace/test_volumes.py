"""Which folders are taken for sticks."""

import os
from pathlib import Path

import pytest

from app.workspace.volumes import removable_folders


def test_mounted_folders_are_found_at_their_depth_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Desktops mount below a folder with the person's name, or right there."""
    for name in ("media/li/USB", "media/li/notes", "media/CARD", "mnt/stick/deep", "media/li/USB/inner"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    mounted = {tmp_path / name for name in ("media/li/USB", "media/CARD", "mnt/stick/deep", "media/li/USB/inner")}
    monkeypatch.setattr(os.path, "ismount", lambda path: path in mounted)

    found = removable_folders([(tmp_path / "media", 2), (tmp_path / "mnt", 1), (tmp_path / "none", 2)])

    assert found == [tmp_path / "media/CARD", tmp_path / "media/li/USB"]


def test_this_computer_can_be_asked() -> None:
    """Whatever is plugged in where the tests run, nothing fails and nothing is written."""
    assert all(folder.is_dir() for folder in removable_folders())
