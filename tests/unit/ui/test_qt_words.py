"""Qt's own words follow the language of the program."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.ui.qt_words import speak


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """Leave Qt as other tests found it."""
    yield
    speak("en")


def test_the_menu_of_a_right_click_speaks_the_language(qapp: QApplication) -> None:
    """There and back, as a teacher and her visitor switch it."""
    line = QLineEdit()
    assert speak("zh")
    assert "粘贴" in line.createStandardContextMenu().actions()[5].text()
    assert speak("en")
    assert "Paste" in line.createStandardContextMenu().actions()[5].text()
    assert speak("zh")
    assert speak("zh")
    assert speak("en")
    assert "Paste" in line.createStandardContextMenu().actions()[5].text()
