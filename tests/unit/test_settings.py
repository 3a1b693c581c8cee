"""Settings survive a restart, and a damaged file costs nobody anything."""

from pathlib import Path

import pytest

from app.errors import StoreError
from app.settings import Settings, read_settings, write_settings


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """And the file is whole or the old one: it is written under another name first."""
    path = tmp_path / "settings.toml"

    write_settings(path, Settings(language="en", theme="dark", size="125"))

    assert read_settings(path) == Settings(language="en", theme="dark", size="125")
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"language = ",
        b"\xff\xfe\x00",
        b'language = "klingon"',
        b"language = 7",
        b'unheard_of = "x"',
        b"[language]\n",
        b'theme = "pink"\nsize = "1000"',
    ],
)
def test_a_damaged_or_unknown_setting_gives_the_default(tmp_path: Path, content: bytes) -> None:
    """Nothing in this file is anybody's work, so there is nothing to ask about."""
    path = tmp_path / "settings.toml"
    path.write_bytes(content)

    assert read_settings(path) == Settings()


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """The first start."""
    assert read_settings(tmp_path / "settings.toml") == Settings(language="zh")


def test_a_folder_that_cannot_be_written_is_a_known_failure(tmp_path: Path) -> None:
    """A stick that is full or write-protected."""
    with pytest.raises(StoreError) as caught:
        write_settings(tmp_path / "gone" / "settings.toml", Settings())

    assert caught.value.code == "store.read_only"


def test_one_wrong_setting_leaves_the_others_alone(tmp_path: Path) -> None:
    """Written by a newer program, perhaps."""
    path = tmp_path / "settings.toml"
    path.write_text('theme = "sepia"\nlanguage = "en"\nsize = "150"\n', "utf-8")

    assert read_settings(path) == Settings(language="en", theme="light", size="150")
