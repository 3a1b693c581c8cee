"""The locked screen: whose it is, her PIN, and the way for somebody else. Nothing of her work is on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.text import Texts
from app.ui.start.pin_entry import PinEntry
from app.ui.tasks import Tasks
from app.ui.theme.icons import picture
from app.ui.theme.scale import hold
from app.ui.widgets.busy import Busy
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.signing_in import People

_WIDTH = 420


class LockScreen(QWidget):
    """Stands in the place of a person's window until her PIN is typed."""

    unlocked = Signal()
    somebody_else = Signal()
    closed = Signal()

    def __init__(
        self, people: People, person: str, name: str, tasks: Tasks, texts: Texts, may_close: Callable[[], bool]
    ) -> None:
        """``may_close`` is asked when the window is to be closed: False while something is not saved."""
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(texts.say("ui.name"))
        self._may_close, self._texts = may_close, texts
        self.entry = PinEntry(tasks, texts, lambda: lambda pin: people.check(person, pin), "lock.unlock")
        self.entry.opened.connect(lambda _nothing: self.unlocked.emit())
        self.other = button(texts.say("lock.somebody_else"), self.somebody_else.emit, role="quiet", icon="people")
        card = QFrame()
        card.setProperty("role", "card")
        hold(card, width=_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        column.addWidget(picture("lock", "accent", 36))
        column.addWidget(label(name, "hero", wrap=True))
        column.addWidget(label(texts.say("lock.why"), "quiet", wrap=True))
        column.addWidget(self.entry)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(1)
        self.setFocusProxy(self.entry)
        Busy(self, tasks, texts)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when everything is in the file; what is not could be seen and copied out by her alone."""
        if self._may_close():
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self.say_unsaved()

    def say_unsaved(self) -> None:
        """Say why nobody else can come in and nothing be closed just now."""
        self.entry.notice.say(self._texts.say("lock.unsaved"), self._texts.say("lock.unsaved_next"))
