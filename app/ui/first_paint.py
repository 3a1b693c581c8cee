"""Ends the program when its first window has been painted: how long somebody waits who starts it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Calls ``painted`` once, after the first window's first painting has come to its end, and ends the program."""

    def __init__(self, application: QApplication, painted: Callable[[], None]) -> None:
        super().__init__(application)
        self._application, self._painted = application, painted
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            self._application.removeEventFilter(self)
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        self._painted()
        self._application.quit()
