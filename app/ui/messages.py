"""What is said outside any page: a calm dialog, a question before something is done, the last net for our mistakes."""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.text import Sentence, Texts
from app.ui.desk import explained
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.closing import goes_when_closed
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice

WIDTH = 460


class PlainDialog(QDialog):
    """An empty dialog of our usual width, with its heading; ``column`` takes the rest."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        goes_when_closed(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 20, 22, 18)
        self.column.setSpacing(12)
        # Not as the window's own least width, for which Qt would forget what its contents need.
        self.column.addStrut(px(WIDTH - 44))
        self.column.addWidget(label(title, "title", wrap=True))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words inside are at this width; Qt asks a wrapped text before it knows its width."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Grow where what is said now needs more room."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


def plain_dialog(parent: QWidget | None, title: str) -> tuple[QDialog, QVBoxLayout]:
    """An empty dialog of our usual width, and the column for what it says."""
    dialog = PlainDialog(parent, title)
    return dialog, dialog.column


def tell(parent: QWidget | None, texts: Texts, sentence: Sentence, look: str = "trouble") -> None:
    """Show the three parts of a failure, and wait until they are read."""
    dialog, column = plain_dialog(parent, texts.say("ui.told_title"))
    notice = Notice()
    column.addWidget(notice)
    notice.explain(sentence, look)
    close = button(texts.say("ui.understood"), dialog.accept, role="primary")
    close.setDefault(True)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(close)
    column.addLayout(row)
    dialog.exec()


def confirm(parent: QWidget, texts: Texts, title: str, explanation: str, verb: str) -> bool:
    """Ask before doing something; ``verb`` is the word on the button that does it."""
    dialog, column = plain_dialog(parent, title)
    column.addWidget(label(explanation, wrap=True))
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button(texts.say("ui.cancel"), dialog.reject))
    go = button(verb, dialog.accept, role="primary")
    go.setDefault(True)
    row.addWidget(go)
    column.addLayout(row)
    return dialog.exec() == QDialog.DialogCode.Accepted


class LastNet:
    """Catches what no page caught: logs it without its message, and says the sentence of a bug; the window stays."""

    def __init__(self, texts: Callable[[], Texts], show: Callable[[Sentence], None]) -> None:
        self._texts, self._show = texts, show
        self._saying = False

    def install(self) -> None:
        """Become the interpreter's hook for uncaught exceptions, which Qt's slots end in too."""
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """One uncaught exception. A second one while the first is being said is only logged."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, _trace)
            return
        self.failed(error)

    def failed(self, error: BaseException) -> None:
        """A failure of a piece of work for which nobody else cared."""
        sentence = explained(self._texts(), error)
        if self._saying:
            return
        self._saying = True
        try:
            self._show(sentence)
        finally:
            self._saying = False
