"""All that the program keeps lies in one folder, readable by its user alone; tests never see the real one."""

import stat
import sys
from pathlib import Path

import pytest

from app.errors import Bug, StoreError
from app.paths import ISOLATED, open_home, real_home


def test_a_home_is_made_with_its_folders(tmp_path: Path) -> None:
    """Also below folders that do not exist yet."""
    home = open_home(tmp_path / "a" / "家")

    assert home.people.is_dir()
    assert home.logs.is_dir()
    assert home.settings == tmp_path / "a" / "家" / "settings.toml"
    assert home.person("00ff") == home.people / "00ff"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folders apart by itself")
def test_others_on_the_laptop_cannot_look_into_it(tmp_path: Path) -> None:
    """Who is on it, and when they wrote, is nobody's business."""
    home = open_home(tmp_path / "home")

    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(home.people.stat().st_mode) == 0o700


def test_opening_a_home_again_keeps_what_is_in_it(tmp_path: Path) -> None:
    """The second start is the usual one."""
    (open_home(tmp_path).people / "00ff").mkdir()

    assert open_home(tmp_path).person("00ff").is_dir()


def test_the_real_home_is_refused_under_tests() -> None:
    """Whatever a test forgets, no teacher's records are touched."""
    with pytest.raises(Bug, match="real home"):
        open_home()


def test_the_real_home_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the desktop says that programs keep their data; it is named here, and not made."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))

    assert real_home().parent == tmp_path
    assert not real_home().exists()


def test_without_isolation_the_real_home_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a folder that stands for it."""
    monkeypatch.delenv(ISOLATED)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))

    assert open_home().root == real_home()


def test_a_home_that_cannot_be_made_is_a_known_failure(tmp_path: Path) -> None:
    """A file in the way, a read-only stick, a full disk."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")

    with pytest.raises(StoreError) as caught:
        open_home(blocked / "home")

    assert caught.value.code == "store.read_only"
