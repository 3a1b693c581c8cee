"""The style sheet is whole, and the application wears it."""

import re

from PySide6.QtWidgets import QApplication

from app.ui.theme.colours import COLOURS
from app.ui.theme.style import apply_theme, style_sheet


def test_nothing_is_left_to_fill_in() -> None:
    """Every place has its colour or size, and every brace its partner."""
    sheet = style_sheet()

    assert not re.search(r"\{\w+\}", sheet)
    assert sheet.count("{") == sheet.count("}")
    assert COLOURS.accent in sheet


def test_every_control_that_can_have_the_focus_shows_it() -> None:
    """A teacher without a mouse must see where she is."""
    sheet = style_sheet()

    for control in (
        "QPushButton",
        "QToolButton",
        "QLineEdit",
        "QPlainTextEdit",
        "QComboBox",
        "QCheckBox",
        "QTableView",
    ):
        assert re.search(rf"{control}[^{{]*:focus", sheet), control


def test_the_application_is_dressed(qapp: QApplication) -> None:
    """Fusion beneath, ours above."""
    apply_theme(qapp)

    assert qapp.styleSheet() == style_sheet()
    assert qapp.palette().highlight().color().name().upper() == COLOURS.accent
