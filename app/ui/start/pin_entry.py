"""A PIN, a button, and the wait after wrong ones: the same at the gate and on a locked screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import AccessError
from app.text import Texts
from app.ui.desk import explained
from app.ui.tasks import Tasks
from app.ui.widgets.buttons import button
from app.ui.widgets.notice import Notice

#: What is tried with a PIN, away from the main thread.
Attempt = Callable[[str], object]


class PinEntry(QWidget):
    """Emits ``opened`` with what the attempt gave. ``attempt`` gives None while there is nobody to try it for."""

    opened = Signal(object)

    def __init__(self, tasks: Tasks, texts: Texts, attempt: Callable[[], Attempt | None], enter: str) -> None:
        super().__init__()
        self._tasks, self._texts, self._attempt, self._enter = tasks, texts, attempt, enter
        self._seconds = 0
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._count_down)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText(texts.say("start.pin"))
        self.pin.setAccessibleName(texts.say("start.pin"))
        self.enter = button(texts.say(enter), self._try, role="primary")
        self.notice = Notice()
        row = QHBoxLayout()
        row.addWidget(self.pin, 1)
        row.addWidget(self.enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.notice)
        self.pin.returnPressed.connect(self._try)
        self.setFocusProxy(self.pin)

    def clear(self) -> None:
        """As for another person: nothing typed, nothing said, no wait."""
        self.pin.clear()
        self.notice.clear()
        self._wait(0)

    def _try(self) -> None:
        attempt, pin = self._attempt(), self.pin.text()
        if attempt is None or not self.enter.isEnabled():
            return
        self.enter.setEnabled(False)
        self._tasks.document(self, lambda: attempt(pin), self._opened, self._failed)

    def _opened(self, found: object) -> None:
        self.clear()
        self.opened.emit(found)

    def _failed(self, error: BaseException) -> None:
        self.enter.setEnabled(True)
        self.pin.clear()
        self.notice.explain(explained(self._texts, error), "note" if isinstance(error, AccessError) else "trouble")
        if isinstance(error, AccessError) and isinstance(error.fields.get("seconds"), int):
            self._wait(int(error.fields["seconds"]))
        self.pin.setFocus()

    def _wait(self, seconds: int) -> None:
        self._seconds = seconds
        self.enter.setEnabled(seconds == 0)
        self.enter.setText(
            self._texts.say("start.enter_in", seconds=seconds) if seconds else self._texts.say(self._enter)
        )
        if seconds:
            self._second.start()
        else:
            self._second.stop()

    def _count_down(self) -> None:
        self._wait(max(0, self._seconds - 1))
        if not self._seconds:
            self.notice.clear()
