"""A line of a card opens by mouse and by keyboard."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.lines import Line
from tests.helpers.windows import click, press


def test_opening(qtbot: QtBot) -> None:
    """A screen reader hears all of it."""
    opened: list[int] = []
    line = Line("秋天的雨", "教案", lambda: opened.append(1), chip="仅自己", strong=True)
    qtbot.addWidget(line)
    line.show()
    click(line)
    press(line, Qt.Key.Key_Space)

    assert opened == [1, 1]
    assert line.accessibleName() == "秋天的雨 · 教案 · 仅自己"
    assert line.minimumSizeHint().width() < 100
