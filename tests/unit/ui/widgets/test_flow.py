"""Chips go on in the next line where there is no room."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.flow import Flow


def test_lines_break_where_they_must(qtbot: QtBot) -> None:
    """Nothing is cut off or lost."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder)
    chips = [QPushButton(f"年级{number}") for number in range(8)]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(chips[0].sizeHint().width() * 3 + 20, 400)
    holder.show()

    assert flow.count() == 8
    assert len({chip.y() for chip in chips}) == 3
    assert all(chip.geometry().right() <= holder.width() for chip in chips)
    assert flow.heightForWidth(10_000) == chips[0].height()
    assert flow.itemAt(8) is None
    assert flow.takeAt(99) is None


def test_lines_end_at_the_right_where_that_is_asked(qtbot: QtBot) -> None:
    """The verbs of a page's head, on as many lines as they need."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, gap=6, right=True)
    chips = [QPushButton(f"年级{number}") for number in range(3)]
    for chip in chips:
        flow.addWidget(chip)
    holder.resize(sum(chip.sizeHint().width() for chip in chips[:2]) + 20, 400)
    holder.show()

    assert [chip.geometry().right() + 1 for chip in chips[1:]] == [holder.width(), holder.width()]
    assert chips[0].geometry().right() + 1 + 6 == chips[1].x()
    assert chips[0].y() == chips[1].y() < chips[2].y()
