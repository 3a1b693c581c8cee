"""Who changed what since when: a line above the page with each author in her colour, and how much she changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.theme.colours import author_colours
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.history import AuthorView, ChangesView

_PADDING = 6


class AuthorName(QLabel):
    """A name on the ground that an author's words have, underlined as they are; painted, so that a theme reaches it."""

    def __init__(self, author: AuthorView, words: str) -> None:
        super().__init__(words)
        self._number = author.number
        self.setProperty("role", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(_PADDING, 1, _PADDING, 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, ground = author_colours(self._number)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(QColor(ink))
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.drawLine(self.contentsRect().bottomLeft(), self.contentsRect().bottomRight())


class Legend(QFrame):
    """Hidden while there are no changes to tell."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say = desk.texts.say
        self.setProperty("role", "bar")
        holder = QWidget()
        holder.setProperty("role", "clear")
        self._line = Flow(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 5, 12, 6)
        column.addWidget(holder)
        self.hide()

    def tell(self, head: str, changes: ChangesView | None) -> None:
        """Show whose changes are on the page; without any, nothing."""
        empty(self._line)
        self.setVisible(changes is not None)
        if changes is None:
            return
        self._line.addWidget(label(head, "small"))
        for author in changes.people:
            self._line.addWidget(AuthorName(author, self.words(author)))
        self.setAccessibleName(head + " " + "; ".join(map(self.words, changes.people)))

    def words(self, author: AuthorView) -> str:
        """A name with how much was added and removed."""
        name = author.name or self._say("history.somebody")
        amounts = [
            self._say(f"history.{what}", count=count)
            for what, count in (("added", author.added), ("removed", author.removed))
            if count
        ]
        return " ".join((self._say("history.me", name=name) if author.me else name, *amounts))
