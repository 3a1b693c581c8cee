"""Han characters in the shapes that pupils here learn."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.theme.fonts import BODY, FAMILIES, apply_fonts, present_families, sized
from tests.helpers.shared_data import hanzi


def test_a_simplified_face_comes_first(qapp: QApplication) -> None:
    """In the order of the list, and only such as are there."""
    apply_fonts(qapp)
    found = present_families()

    assert found
    assert set(found) <= set(FAMILIES) | set(QFontDatabase.families())
    assert QLocale().script() == QLocale.Script.SimplifiedHanScript
    assert sized(BODY).families() == found


def test_every_character_of_the_lists_has_a_width(qapp: QApplication) -> None:
    """196 of them lie outside the basic plane."""
    metrics = QFontMetrics(sized(BODY))

    assert [one for one in hanzi() if not one.isspace() and metrics.horizontalAdvance(one) <= 0] == []
