"""A card teaches while it is empty, and counts what is in it."""

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.labels import label
from app.ui.widgets.panel import Panel, empty, page_column
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


def test_a_page_scrolls_no_further_than_its_words(qtbot: QtBot) -> None:
    page = QScrollArea()
    qtbot.addWidget(page)
    column = page_column(page)
    for _ in range(12):
        column.addWidget(label("每台电脑有自己的编号，这样谁写的话都不会弄混。" * 2, wrap=True))
    column.addStretch(1)
    page.resize(1_000, 200)
    page.show()
    qtbot.wait(10)

    assert page.verticalScrollBar().maximum() == column.heightForWidth(page.widget().width()) - page.viewport().height()
