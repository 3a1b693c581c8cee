"""The margin of a review: the comment that is being written, those that stand, and the action steps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.records.fields import LIMIT, Prose
from app.ui.desk import Desk
from app.ui.review.sheet import Selected
from app.ui.review.step_form import StepForm
from app.ui.widgets.comment_card import CommentCard, threads
from app.ui.widgets.composer import Composer
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.ui.widgets.reading_order import in_reading_order
from app.ui.widgets.step_card import StepCard
from app.workspace.views import CommentView, RecordView

WIDTH = 348


class Margin(QFrame):
    """Emits what its reader wants done; does nothing itself."""

    sent = Signal(str)
    chosen = Signal(object)
    resolve = Signal(object, bool)
    answer = Signal(object, str)
    step_made = Signal(str, str, str)
    step_answered = Signal(object, str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.cards: list[CommentCard] = []
        self.step_form: StepForm | None = None
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH)
        self.notice = Notice()
        self._quote = label("", "quote", wrap=True)
        self.composer = Composer(self._say("review.comment_hint"), LIMIT[Prose])
        self._hint = label(self._say("review.how"), "quiet", wrap=True)
        self._sheet = QWidget()
        self._sheet.setProperty("role", "clear")
        self._lines = QVBoxLayout()
        self._steps = QVBoxLayout()
        self._form = QVBoxLayout()
        self.composer.sent.connect(self.sent)
        self._lay_out()
        self.quote(None)

    def refresh(self, view: RecordView) -> None:
        """Show the comments and steps that stand now."""
        empty(self._lines)
        self.cards = []
        for comment, answers in sorted(threads(in_reading_order(view)), key=lambda thread: thread[0].resolved):
            card = CommentCard(self._desk, comment, answers, may_answer=view.may_comment)
            card.chosen.connect(self.chosen)
            card.resolve.connect(self.resolve)
            card.answer.connect(self.answer)
            self.cards.append(card)
            self._lines.addWidget(card)
        empty(self._steps)
        for step in view.steps:
            step_card = StepCard(self._desk, step)
            step_card.answered.connect(self.step_answered)
            self._steps.addWidget(step_card)
        if self.step_form is None and view.may_comment and view.kind is not None:
            self.step_form = StepForm(self._desk, view)
            self.step_form.made.connect(self.step_made)
            self._form.addWidget(self.step_form)
        self._hint.setVisible(not view.comments and self.composer.isHidden())

    def quote(self, selected: Selected | None) -> None:
        """Show what a new comment would be about; what was begun is kept while something else is selected."""
        self._quote.setText(_shortened(selected.quote) if selected is not None else "")
        shown = selected is not None or bool(self.composer.text)
        self._quote.setVisible(selected is not None)
        self.composer.setVisible(shown)
        self._hint.setVisible(not shown and not self.cards)

    def mark_chosen(self, comment: CommentView | None) -> None:
        """Show which comment's place is marked in the text."""
        for card in self.cards:
            card.mark_chosen(comment is not None and card.comment.record == comment.record)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self._quote)
        column.addWidget(self.composer)
        column.addWidget(label(self._say("form.comments"), "head"))
        column.addWidget(self._hint)
        for lines in (self._lines, self._steps, self._form):
            lines.setSpacing(8)
        column.addLayout(self._lines)
        column.addSpacing(6)
        column.addWidget(label(self._say("form.steps"), "head"))
        column.addLayout(self._steps)
        column.addLayout(self._form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._sheet)
        self.bar = scroll.verticalScrollBar()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 90 else line[:89] + "…"
