"""A page that scrolls has a frame for those who walk by Tab, and none for those who click or have just opened it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.colours import LIGHT
from app.ui.widgets.quiet_focus import QuietFocus
from tests.helpers.themes import light_again


def frame_of(area: QScrollArea) -> str:
    """The colour of its left edge."""
    QApplication.processEvents()
    return area.grab().toImage().pixelColor(0, area.height() // 2).name()


def test_only_tab_draws_the_frame(qtbot: QtBot, qapp: QApplication) -> None:
    """And leaving the window and coming back leaves it as it was; an area inside a page does the same."""
    light_again(qapp)
    page, line, area = QWidget(), QLineEdit(), QScrollArea()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addWidget(area)
    area.setWidget(QLabel("山背小学"))
    QuietFocus(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    without = frame_of(area)
    seen = []
    for reason in (
        Qt.FocusReason.OtherFocusReason,
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.OtherFocusReason,
    ):
        line.setFocus()
        area.setFocus(reason)
        seen.append(frame_of(area))

    line.setFocus()
    line.setEnabled(False)
    came_by_itself = area.hasFocus(), frame_of(area)

    bright = LIGHT.accent.lower()
    assert bright != without
    assert seen == [without, without, bright, bright, bright, without]
    assert came_by_itself == (True, without)
