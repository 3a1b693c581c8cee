"""The margin of a review: the step of last time with its answer, the comment that is being written, those that stand,
and the action steps."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.records.fields import LIMIT, Prose
from app.ui.desk import Desk
from app.ui.review.sheet import Selected
from app.ui.review.step_form import StepForm
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.comment_card import CommentCard, act_on, threads
from app.ui.widgets.composer import Composer
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.ui.widgets.reading_order import in_reading_order
from app.ui.widgets.rivals import Rivals
from app.ui.widgets.step_card import StepCard, act_on_step
from app.workspace.reviewing import ReviewView
from app.workspace.views import CommentView, RecordView, StepView

WIDTH = 348
#: The places of a comment and of a step that are begun, among what is begun beside a record.
NEW, STEP = "new", "step"

#: Selected in place of words: the whole record.
ALL = Selected("", 0, 0, "")


class Margin(QFrame):
    """Emits what its reader wants done about the text; what is done on a card is done here."""

    sent = Signal(str)
    chosen = Signal(object)
    on_all = Signal()
    picked = Signal(str, object)
    step_made = Signal(str, str, str)
    typed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.cards: list[CommentCard] = []
        self.steps: list[StepCard] = []
        self.step_form: StepForm | None = None
        self._may_comment = True
        self._taken_up: dict[str, str] = {}
        self.setProperty("role", "side")
        hold(self, width=WIDTH)
        self.notice = Notice()
        self._quote = label("", "quote", wrap=True)
        self.composer = Composer(self._say("review.comment_hint"), LIMIT[Prose])
        self.all = button(self._say("review.comment_all"), self.on_all.emit, role="quiet", icon="talk")
        self._hint = label(self._say("review.how"), "quiet", wrap=True)
        self._sheet = QWidget()
        self._sheet.setProperty("role", "clear")
        self._earlier_head = label(self._say("review.earlier"), "head")
        self._rivals, self._earlier, self._lines, self._steps, self._form = (QVBoxLayout() for _ in range(5))
        self.composer.sent.connect(self.sent)
        self.composer.typed.connect(self.typed)
        self._lay_out()
        self.quote(None)

    @property
    def unsent(self) -> bool:
        """Is a comment, an answer or a step begun here that was not sent?"""
        begun = [self.composer, *([self.step_form.text] if self.step_form is not None else [])]
        answers = [*(card.unsaved for card in self.cards), *(card.unsaved for card in self.steps)]
        return any(answers) or any(box.text.strip() for box in begun)

    @property
    def begun(self) -> dict[str, str]:
        """What is begun here and not sent, by its place; empty where nothing is."""
        places = {NEW: self.composer.text if self.composer.text.strip() else ""}
        if self.step_form is not None:
            places[STEP] = self.step_form.text.text
        for card in self.cards:
            places |= card.begun
        return places | {card.step.record: card.begun for card in self.steps}

    def take_up(self, begun: Mapping[str, str]) -> None:
        """Go on with what was begun before; once, before anything is shown."""
        self._taken_up = dict(begun)
        self.composer.receive(begun.get(NEW, ""))

    def refresh(self, review: ReviewView) -> None:
        """Show the comments and steps that stand now. A card in which somebody writes stays as it is."""
        view = review.view
        if not any(card.unsaved for card in self.cards):
            self._show_cards(view)
        self._show_rivals(view)
        self._show_earlier(review.earlier)
        if not any(card.unsaved for card in self.steps):
            self._show_steps(view)
        self._taken_up = {place: words for place, words in self._taken_up.items() if place == STEP}
        self._may_comment = view.may_comment
        if self.step_form is not None:
            self.step_form.setVisible(view.may_comment)
        if self.step_form is None and view.may_comment and view.kind is not None:
            self.step_form = StepForm(self._desk, view)
            self.step_form.made.connect(self.step_made)
            self.step_form.text.receive(self._taken_up.pop(STEP, ""))
            self.step_form.allow()
            self.step_form.text.typed.connect(self.typed)
            self._form.addWidget(self.step_form)
        self.all.setVisible(view.may_comment)
        reads_only = "review.is_deleted" if view.deleted else "review.only_read"
        self._hint.setText(self._say("review.how" if view.may_comment else reads_only))
        self._hint.setVisible(not view.may_comment or (not view.comments and self.composer.isHidden()))

    def quote(self, selected: Selected | None) -> None:
        """Show what a new comment would be about; what was begun is kept while something else is selected."""
        words = self._say("review.on_all") if selected == ALL else _shortened(selected.quote) if selected else ""
        self._quote.setText(words)
        shown = selected is not None or bool(self.composer.text)
        self._quote.setVisible(selected is not None)
        self.composer.setVisible(shown)
        self._hint.setVisible(not self._may_comment or (not shown and not self.cards))

    def mark_chosen(self, comment: CommentView | None) -> None:
        """Show which comment's place is marked in the text."""
        for card in self.cards:
            chosen = comment is not None and card.comment.record == comment.record
            card.mark_chosen(chosen)
            if chosen:
                self.area.ensureWidgetVisible(card, 0, 24)

    def following(self, chosen: CommentView | None, by: int) -> CommentView | None:
        """The next comment (``by`` 1) or the one before (-1) that is open or unread, round the margin."""
        waiting = [card.comment for card in self.cards if card.waits]
        if not waiting:
            return None
        at = next((at for at, one in enumerate(waiting) if chosen and one.record == chosen.record), None)
        return waiting[(0 if by > 0 else -1) if at is None else (at + by) % len(waiting)]

    def _show_cards(self, view: RecordView) -> None:
        empty(self._lines)
        self.cards = []
        for comment, answers in sorted(threads(in_reading_order(view)), key=lambda thread: thread[0].resolved):
            card = CommentCard(self._desk, comment, answers, may_answer=view.may_comment)
            card.chosen.connect(self.chosen)
            card.typed.connect(self.typed)
            act_on(card, self._desk, self, self.notice.explain)
            card.take_up(self._taken_up)
            self.cards.append(card)
            self._lines.addWidget(card)

    def _show_steps(self, view: RecordView) -> None:
        empty(self._steps)
        self.steps = [StepCard(self._desk, step) for step in view.steps]
        for card in self.steps:
            card.typed.connect(self.typed)
            act_on_step(card, self._desk, self, self.notice.explain)
            card.take_up(self._taken_up.get(card.step.record, ""))
            self._steps.addWidget(card)

    def _show_rivals(self, view: RecordView) -> None:
        """What people wrote while apart: nobody has to find it in the form to settle it."""
        empty(self._rivals)
        if view.rivals and view.kind is not None:
            names = {member.person: member.name for member in view.space.members}
            box = Rivals(self._desk, view.kind, view.rivals, view.values, names, may_pick=view.may_write, named=True)
            box.picked.connect(self.picked)
            self._rivals.addWidget(box)

    def _show_earlier(self, steps: Sequence[StepView]) -> None:
        empty(self._earlier)
        self._earlier_head.setVisible(bool(steps))
        for step in steps:
            self._earlier.addWidget(StepCard(self._desk, step, titled=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for lines in (self._earlier, self._lines, self._steps, self._form):
            lines.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self._quote)
        column.addWidget(self.composer)
        column.addLayout(self._rivals)
        column.addWidget(self._earlier_head)
        column.addLayout(self._earlier)
        column.addWidget(label(self._say("form.comments"), "head"))
        column.addWidget(self._hint)
        column.addLayout(self._lines)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(label(self._say("form.steps"), "head"))
        column.addLayout(self._steps)
        column.addLayout(self._form)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._sheet)
        self.bar = self.area.verticalScrollBar()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 90 else line[:89] + "…"
