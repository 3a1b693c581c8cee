"""A comment with its answers, as it stands beside the text; the same in the form and in the review."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.records.fields import LIMIT, Prose
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.composer import Composer
from app.ui.widgets.labels import label
from app.workspace.views import CommentView


class CommentCard(QFrame):
    """Emits ``chosen`` when it is clicked or comes into focus, so that its place in the text can be shown."""

    chosen = Signal(object)  # CommentView
    resolve = Signal(object, bool)
    answer = Signal(object, str)

    def __init__(self, desk: Desk, comment: CommentView, answers: Sequence[CommentView], *, may_answer: bool) -> None:
        super().__init__()
        self.comment, self._desk, self._say = comment, desk, desk.texts.say
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{comment.author}: {comment.body}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 9, 11, 7)
        self._column.setSpacing(5)
        if comment.quote:
            self._column.addWidget(label(_shortened(comment.quote), "quote", wrap=True))
        if comment.start is None and comment.quote:
            self._column.addWidget(label(self._say("review.text_gone"), "small", wrap=True))
        for said in (comment, *answers):
            self._add_words(said)
        self._composer: Composer | None = None
        if may_answer:
            self._column.addLayout(self._tools())

    def mark_chosen(self, chosen: bool) -> None:
        """Show that this is the comment whose place is marked in the text."""
        self.setProperty("role", "card-chosen" if chosen else "card")
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit(self.comment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.comment)
        else:
            super().keyPressEvent(event)

    def _add_words(self, said: CommentView) -> None:
        when = self._desk.words.moment(said.written, self._desk.now())
        self._column.addWidget(label(f"{said.author} · {when}", "small"))
        body = label(said.body, wrap=True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(body)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        self.reply = button(self._say("review.answer"), self._open_composer, role="quiet")
        settled = self.comment.resolved
        words = self._say("review.reopen" if settled else "review.resolve")
        self.settle = button(words, lambda: self.resolve.emit(self.comment, not settled), role="quiet", icon="done")
        row.addWidget(self.reply)
        row.addWidget(self.settle)
        return row

    def _open_composer(self) -> None:
        if self._composer is None:
            self._composer = Composer(self._say("review.answer_hint"), LIMIT[Prose])
            self._composer.sent.connect(lambda text: self.answer.emit(self.comment, text))
            self._column.insertWidget(self._column.count() - 1, self._composer)
        self._composer.setFocus()


def threads(comments: Sequence[CommentView]) -> list[tuple[CommentView, list[CommentView]]]:
    """Comments with the answers to each, in the order of the text."""
    known = {comment.record for comment in comments}
    answers: dict[str, list[CommentView]] = {}
    for comment in comments:
        if comment.parent in known and comment.parent is not None:
            answers.setdefault(comment.parent, []).append(comment)
    first = [comment for comment in comments if comment.parent not in known]
    return [(one, sorted(answers.get(one.record, []), key=lambda answer: answer.written)) for one in first]


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 60 else line[:59] + "…"
