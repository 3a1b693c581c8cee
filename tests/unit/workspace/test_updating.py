"""What an installed program does about its own layers when its window has been seen."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.installed import CONFIRMED, WENT_BACK, Layers
from app.workspace import updating
from tests.helpers.installed_tree import LIB, RUNTIME, small_tree

OLD, NEW = Layers(RUNTIME, LIB, "app-1.0.0"), Layers(RUNTIME, LIB, "app-1.1.0")


def test_a_checkout_has_nothing_to_confirm() -> None:
    """It is nobody's installation."""
    assert updating.seen() == ""


def test_a_seen_window_confirms_and_what_was_given_up_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also that boot.py went back."""
    found = small_tree(tmp_path)
    monkeypatch.setattr(updating, "installation", lambda: found)
    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(STARTED=OLD.text()))
    found.write(WENT_BACK, "tried\n" + NEW.text())

    assert [updating.seen(), updating.seen()] == ["1.1.0", ""]
    assert found.read(CONFIRMED) == OLD.text()


def test_a_folder_of_the_system_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be written the window opens all the same."""
    found = small_tree(tmp_path)
    monkeypatch.setattr(updating, "installation", lambda: found)
    monkeypatch.setitem(sys.modules, "__main__", SimpleNamespace(STARTED=OLD.text()))
    (tmp_path / "confirmed.new").mkdir()

    assert updating.seen() == ""
    assert found.read(CONFIRMED) == ""
