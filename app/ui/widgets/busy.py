"""A quiet bar along the top of a window while something takes longer than half a second."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.text import Texts
from app.ui.tasks import Tasks
from app.ui.theme.colours import COLOURS
from app.ui.theme.scale import px

_HEIGHT = 3
#: One piece goes along the bar in so many steps of so many milliseconds.
_STEPS, _STEP_MS = 48, 40
#: The piece, as a part of the bar.
_PIECE = 4


class Busy(QWidget):
    """Lies over its window's upper edge and moves nothing in it. Shows itself when ``tasks`` are slow."""

    def __init__(self, window: QWidget, tasks: Tasks, texts: Texts) -> None:
        super().__init__(window)
        self._at = 0
        self._moving = QTimer(self, interval=_STEP_MS)
        self._moving.timeout.connect(self._move)
        self.setAccessibleName(texts.say("ui.working"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        tasks.slow.connect(self._turn)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As wide as the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A piece in the theme's colour on a pale ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(COLOURS.accent_soft))
        piece = self.width() // _PIECE
        left = (self.width() + piece) * self._at // _STEPS - piece
        painter.fillRect(QRect(left, 0, piece, self.height()), QColor(COLOURS.accent))

    def _turn(self, slow: bool) -> None:
        if slow:
            self._at = 0
            self._fit()
            self.show()
            self.raise_()
            self._moving.start()
        else:
            self._moving.stop()
            self.hide()

    def _move(self) -> None:
        self._at = (self._at + 1) % _STEPS
        self.update()

    def _fit(self) -> None:
        window = self.parent()
        if isinstance(window, QWidget):
            self.setGeometry(0, 0, window.width(), px(_HEIGHT))
