"""An installed program knows itself by where its code lies; a checkout is none."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import resources
from app.installed import CONFIRMED, CURRENT, PREVIOUS, TRYING, WENT_BACK, Layers, installation, is_layer_name
from app.paths import real_home
from tests.helpers.installed_tree import LIB, RUNTIME, small_tree

OLD, NEW = Layers(RUNTIME, LIB, "app-1.0.0"), Layers(RUNTIME, LIB, "app-1.1.0")


def test_a_checkout_is_no_installation() -> None:
    """Nor is a wheel: both lie in plain folders."""
    assert installation() is None
    assert installation("/usr/lib/python3/site-packages/app/installed.py") is None
    assert installation("installed.py") is None


def test_an_installed_program_finds_itself(tmp_path: Path) -> None:
    """By the path of its own module inside app.zip."""
    small_tree(tmp_path)

    found = installation(str(tmp_path / "layers" / "app-1.0.0" / "app.zip" / "app" / "installed.pyc"))

    assert found is not None
    assert (found.root, found.version) == (tmp_path, "1.0.0")
    assert (found.portable, found.writable, found.came_from, found.previous()) == (False, True, None, None)
    assert found.current() == OLD
    assert (found.licenses, found.layers) == (tmp_path / "licenses", tmp_path / "layers")
    assert found.launcher == tmp_path / "bin" / "tongxing"
    assert list((tmp_path / "layers").glob(".*")) == []


def test_it_knows_the_stick_it_came_from(tmp_path: Path) -> None:
    """Also when that is not plugged in."""
    found = small_tree(tmp_path)
    (tmp_path / "came-from").write_text("E:\\Tongxing 同行\n", "utf-8")

    assert found.came_from == Path("E:\\Tongxing 同行")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_folder_of_the_system_is_not_writable(tmp_path: Path) -> None:
    """As below /opt, where a .deb puts it."""
    found = small_tree(tmp_path)
    (tmp_path / "layers").chmod(0o500)

    assert not found.writable


def test_a_root_that_is_gone_is_not_writable(tmp_path: Path) -> None:
    """A portable folder whose stick was pulled out."""
    found = small_tree(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")

    assert not found.writable


def test_a_portable_program_keeps_its_data_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a stick carries both."""
    found = small_tree(tmp_path)
    monkeypatch.setattr("app.paths.installation", lambda: found)
    (tmp_path / "portable").touch()

    assert real_home() == tmp_path / "data"


def test_resources_lie_beside_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each version has its own."""
    found = small_tree(tmp_path, "2.0.0")

    monkeypatch.setattr(resources, "_PLACES", resources.places(found.layers / "app-2.0.0" / "app.zip" / "app"))

    assert resources.resource_bytes("word.txt") == b"2.0.0"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "runtime runtime-1\nlib lib-1\n",
        "lib lib-1\nruntime runtime-1\napp app-1\n",
        "runtime runtime-1\nlib lib-../..\napp app-1\n",
        "runtime lib-1\nlib lib-1\napp app-1\n",
    ],
)
def test_a_damaged_text_names_no_layers(text: str) -> None:
    """A name is never a way out of the folder of layers."""
    assert Layers.of(text) is None


def test_layers_are_written_as_they_are_read() -> None:
    """Three lines, in the order in which they stand on one another."""
    assert Layers.of(NEW.text()) == NEW
    assert NEW.version == "1.1.0"
    assert not is_layer_name("app-" + "1" * 70, "app")


def test_only_what_was_started_is_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old program is still open while the new one waits for its first start."""
    found = small_tree(tmp_path)
    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(STARTED=OLD.text()))
    found.write(PREVIOUS, OLD.text())
    found.write(CURRENT, NEW.text())
    found.write(TRYING, "1\n" + NEW.text())

    found.confirm()
    assert found.read(CONFIRMED) == ""

    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(STARTED=NEW.text()))
    found.confirm()
    assert found.read(CONFIRMED) == NEW.text()
    assert not (tmp_path / TRYING).exists()
    assert found.previous() == OLD


def test_a_version_that_was_given_up_is_known_until_it_was_told(tmp_path: Path) -> None:
    """And a note that was left before `current` could be changed says nothing."""
    found = small_tree(tmp_path)
    found.write(WENT_BACK, "tried\n" + NEW.text())

    assert found.went_back() == NEW
    found.note_told()
    assert (found.went_back(), found.gave_up()) == (None, NEW)
    found.write(WENT_BACK, "tried\n" + NEW.text())
    found.write(CURRENT, NEW.text())
    assert (found.went_back(), found.gave_up()) == (None, None)
