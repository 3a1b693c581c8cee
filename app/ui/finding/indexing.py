"""What came before the index of words is entered into it in small steps while the window is at rest; nobody waits.

After an update, and after a restore by an older program, many records are in no index. The start must not wait for
them, and what is typed meanwhile goes first: between two steps the worker has room for a save.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from app.text import Sentence
from app.ui.desk import Desk

#: The window is painted and takes typing before the first step; the worker is free for as long as a step takes.
FIRST_MS, BREATH_MS = 2_500, 60


class Indexing(QObject):
    """Enters what waits, and says how much is left with ``left``."""

    left = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """Begin no further step: the window is closed, and its worker is gone soon after."""
        self._timer.stop()

    def _step(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.index_some(), self._stepped, self._failed)

    def _stepped(self, left: int) -> None:
        self.left.emit(left)
        if left and not self._desk.tasks.closed:
            self._timer.start(BREATH_MS)

    def _failed(self, _sentence: Sentence) -> None:
        """A full disk is told where somebody writes; the next start goes on from here."""
