"""Buttons that begin a record by the short way: one for each kind that has one."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow

QUICK = "quick:"


class QuickRow(QWidget):
    """On the start page, and with ``pupil`` beside whatever is about one."""

    def __init__(self, desk: Desk, pupil: RecordId | None = None) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        flow = Flow(self, gap=8)
        for kind in desk.workspace.kinds:
            if kind.quick is None:
                continue
            name = QUICK + kind.key + (f":{pupil}" if pupil is not None else "")
            words, drawing = desk.texts.label(kind.quick.words), KIND_ICONS.get(kind.key, "pen")
            made = button(words, partial(desk.shell.open_page, name), icon=drawing)
            self.buttons[kind.key] = made
            flow.addWidget(made)
        self.setVisible(bool(self.buttons))
