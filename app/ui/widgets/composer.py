"""A small field in which Enter sends what was written, and Shift+Enter begins a new line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.widgets.text_boxes import ProseBox


class Composer(ProseBox):
    """Emits ``sent`` with the text; empties itself only when ``clear`` is called, so that a failure loses nothing."""

    sent = Signal(str)
    given_up = Signal()

    def __init__(self, hint: str, limit: int, parent: QWidget | None = None, *, least: int = 2) -> None:
        """``least``: so many lines high while there is little in it."""
        super().__init__(limit, least=least, most=8, parent=parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Esc gives up; while an input method composes, both are its own."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not self.composing and self.text.strip():
                self.sent.emit(self.text.strip())
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and not self.composing:
            self.given_up.emit()
            event.accept()
            return
        super().keyPressEvent(event)
