"""How far something is that takes longer than half a second, with a button to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

#: What is done sooner is not worth a look.
AFTER_MS = 500


class Under(QWidget):
    """Hidden while nothing is under way, and for the first half second."""

    def __init__(self, stop: str, on_stop: Callable[[], object]) -> None:
        super().__init__()
        self.words = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = button(stop, on_stop, role="quiet", icon="close")
        hold(self.bar, least_width=120)
        self._wait = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._wait.timeout.connect(self.show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def show_progress(self, words: str, done: int, count: int) -> None:
        """So far it is; the first time begins the wait."""
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, count)
        self.bar.setValue(done)
        if self.isHidden() and not self._wait.isActive():
            self._wait.start()

    def end(self) -> None:
        """Nothing is under way any more."""
        self._wait.stop()
        self.hide()
