"""What Qt lacks is seen and named."""

import sys

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtWidgets import QApplication

from app.ui import soundness
from app.ui.qt_words import speak
from app.ui.soundness import Unsound


def test_a_character_that_no_font_has_is_named(qapp: QApplication) -> None:
    """U+FFFFE is none and never will be."""
    with pytest.raises(Unsound, match="Tongxing Rare Hanzi lacks"):
        soundness.rare_characters(["\U000ffffe"])
    with pytest.raises(Unsound, match="lacks 1 of 1"):
        soundness.ordinary_characters("\U000ffffe")


def test_without_plugins_nobody_types_chinese(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the system does it."""
    monkeypatch.setattr(QLibraryInfo, "path", staticmethod(lambda _which: "/nowhere"))
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(Unsound, match="ibus or fcitx"):
        soundness.input_methods()
    monkeypatch.setattr(sys, "platform", "win32")
    assert soundness.input_methods() == "the system's own"


def test_a_missing_catalogue_is_seen(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    speak("en")
    monkeypatch.setattr(QLibraryInfo, "path", staticmethod(lambda _which: "/nowhere"))
    with pytest.raises(Unsound, match="Chinese"):
        soundness.own_words()
