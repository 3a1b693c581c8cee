"""The PIN that opens a copy: the one that was good when the copy was made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.text import Texts
from app.ui.messages import WIDTH, PlainDialog
from app.ui.start.parts import pin_box
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label


class CopyPinDialog(PlainDialog):
    """Emits ``given`` with what was typed; Enter goes on, Esc changes nothing."""

    given = Signal(str)

    def __init__(self, parent: QWidget, texts: Texts) -> None:
        super().__init__(parent, texts.say("safekeeping.pin_title"))
        hold(self, width=WIDTH)
        self.column.addWidget(label(texts.say("safekeeping.pin_then"), "quiet", wrap=True))
        self.pin = pin_box(texts, "start.pin")
        self.pin.setPlaceholderText(texts.say("start.pin"))
        self.column.addWidget(self.pin)
        self.go = button(texts.say("safekeeping.pin_do"), self._give, role="primary")
        self.go.setDefault(True)
        self.cancel = button(texts.say("ui.cancel"), self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        self.column.addLayout(row)
        self.pin.setFocus()

    def _give(self) -> None:
        pin = self.pin.text()
        self.pin.clear()
        self.accept()
        self.given.emit(pin)
