"""News of what changed: whoever changes something announces it; each open page decides whether to draw itself anew."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.workspace.views import Changes


class News(QObject):
    """Gathers announcements of one turn of the event loop into one signal, so that a burst redraws a page once."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: Changes | None = None

    def announce(self, changes: Changes) -> None:
        """Tell every open page; on the main thread."""
        if self._gathered is None:
            QTimer.singleShot(0, self, self._tell)
            self._gathered = changes
        else:
            self._gathered |= changes

    def _tell(self) -> None:
        gathered, self._gathered = self._gathered, None
        if gathered is not None:
            self.changed.emit(gathered)
