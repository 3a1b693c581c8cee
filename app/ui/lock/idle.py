"""Notices that nobody has touched the computer for a while.

Keys, mouse and touch are seen at the window, not at each widget: Python hears of far fewer events so. What an input
method types never passes the window as keys; it is heard of by the caret that it moves.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

#: Minutes that may be chosen; 0 is never.
CHOICES = (2, 5, 10, 20, 0)
#: Ten: the break between two lessons is as long. Five would lock in the middle of reading a plan on paper, and a PIN
#: asked for too often becomes 1111; a lesson of forty minutes with nobody at the laptop is locked for thirty.
USUAL = 10
_LOOK_MS = 5_000
_TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits ``idle`` once when nothing was touched for ``minutes``; begins anew with the next touch."""

    idle = Signal()

    def __init__(self, now: Callable[[], float], wall: Callable[[], int]) -> None:
        """``now`` counts seconds and never goes back; ``wall`` is the clock, which runs on while the laptop sleeps."""
        super().__init__()
        self._now, self._wall = now, wall
        self.minutes = 0
        self._told = False
        self._last, self._last_wall = now(), wall()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touched)

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 watches nothing, and costs no timer."""
        self.minutes = minutes
        self.touched()
        if minutes:
            self._watch(QGuiApplication.focusWindow())
            self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Watch no longer, as when the screen is locked."""
        self.start(0)

    def touched(self) -> None:
        """Somebody is there."""
        self._last, self._last_wall, self._told = self._now(), self._wall(), False

    def look(self) -> None:
        """Has it been long enough? A clock that was put ahead locks early, which harms nobody."""
        passed = max(self._now() - self._last, self._wall() - self._last_wall)
        if self.minutes and not self._told and passed >= self.minutes * 60:
            self._told = True
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a touch; it goes on to where it was meant."""
        if event.type() in _TOUCHED:
            self.touched()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Installing it a second time only moves it to the front.
            window.installEventFilter(self)
