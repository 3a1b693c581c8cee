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
