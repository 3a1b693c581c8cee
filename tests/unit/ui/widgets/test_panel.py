"""A card teaches while it is empty, and counts what is in it."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.panel import Panel, empty
from tests.helpers.windows import parts


def words(panel: Panel) -> list[str]:
    """What can be seen."""
    return [label.text() for label in parts(panel, QLabel) if label.isVisible() and label.text()]


def test_empty_and_filled(qtbot: QtBot) -> None:
    """The count may be more than is shown."""
    panel = Panel("点评", "review", "还没有点评。")
    qtbot.addWidget(panel)
    panel.show()
    panel.show_lines([])
    at_first = words(panel)
    panel.show_lines([QLabel("一"), QLabel("二")], 7)
    qtbot.wait(10)

    assert at_first == ["点评", "还没有点评。"]
    assert words(panel) == ["点评", "7", "一", "二"]


def test_a_layout_is_emptied_with_what_is_inside_it(qtbot: QtBot) -> None:
    """However deep."""
    holder = QWidget()
    qtbot.addWidget(holder)
    outer, inner = QVBoxLayout(holder), QVBoxLayout()
    outer.addLayout(inner)
    inner.addWidget(QLabel("内"))
    outer.addStretch(1)
    outer.addWidget(QLabel("外"))
    empty(outer)

    assert outer.count() == 0
