"""An action step: what was agreed, until when, and how it went; the one it is for answers here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from app.records.fields import LIMIT, Prose
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import ProseBox
from app.workspace.views import StepView


class StepCard(QFrame):
    """Shows a step with its answer; ``answered`` carries the step, the words, and whether it is done."""

    answered = Signal(object, str, bool)
    typed = Signal()

    def __init__(self, desk: Desk, step: StepView, *, titled: bool = False) -> None:
        """``titled`` names the record beside which the step stands, where it is not the one on the page."""
        super().__init__()
        self.step, self._desk, self._say = step, desk, desk.texts.say
        self._sent = False
        self.setProperty("role", "card")
        self.setAccessibleName(step.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 9)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(label(step.text, "strong", wrap=True))
        column.addWidget(
            label(self._say("review.step_by", author=step.author, owner=step.owner_name), "small", wrap=True)
        )
        if titled and step.target_title:
            column.addWidget(label(self._say("review.step_at", title=step.target_title), "small", wrap=True))
        if step.owner == desk.workspace.me.person and step.may_answer and not titled:
            self._answer_box(column)
        elif step.answer:
            column.addWidget(label(self._say("review.answer_of", owner=step.owner_name), "field"))
            column.addWidget(label(step.answer, wrap=True))
        else:
            column.addWidget(label(self._say("review.no_answer"), "quiet", wrap=True))

    @property
    def unsaved(self) -> bool:
        """Is an answer begun here that was not sent?"""
        if self._sent or not hasattr(self, "answer"):
            return False
        return self.answer.text.strip() != self.step.answer.strip() or self.done.isChecked() != self.step.done

    @property
    def begun(self) -> str:
        """The words of an answer that was begun and not sent."""
        return self.answer.text if self.unsaved else ""

    def not_sent(self) -> None:
        """It could not be taken: the words stay, and may be sent again."""
        self._sent = False
        self.save.setEnabled(True)

    def take_up(self, words: str) -> None:
        """Go on with an answer that was begun before."""
        if words and hasattr(self, "answer"):
            self.answer.receive(words)

    def _head(self) -> QHBoxLayout:
        due, late = self._desk.words.due(self.step.due, self._desk.now())
        row = QHBoxLayout()
        if self.step.done:
            row.addWidget(label(self._say("review.step_done"), "chip-accent"))
            if self.step.tried:
                day = self._desk.words.iso_day(self.step.tried, self._desk.now())
                row.addWidget(label(self._say("review.tried_on", day=day), "small"))
        else:
            row.addWidget(label(due, "chip-note" if late else "chip"))
        row.addStretch(1)
        return row

    def _answer_box(self, column: QVBoxLayout) -> None:
        self.answer = ProseBox(LIMIT[Prose], least=2, most=6)
        self.answer.setPlaceholderText(self._say("review.step_hint"))
        self.answer.setAccessibleName(self._say("review.step_hint"))
        self.answer.receive(self.step.answer)
        self.answer.typed.connect(self.typed)
        self.done = QCheckBox(self._say("review.tried"))
        self.done.setChecked(self.step.done)
        self.save = button(self._say("review.step_save"), self._send, role="primary")
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addStretch(1)
        row.addWidget(self.save)
        column.addWidget(self.answer)
        column.addLayout(row)

    def _send(self) -> None:
        self.save.setEnabled(False)
        self._sent = True
        self.answered.emit(self.step, self.answer.text.strip(), self.done.isChecked())


def act_on_step(card: StepCard, desk: Desk, owner: QObject, failed: Callable[[Sentence], None] | None = None) -> None:
    """Let an answer be taken, and told to all open views; ``owner`` lives as long as that matters."""

    def not_taken(sentence: Sentence) -> None:
        if isValid(card):
            card.not_sent()
        (failed or desk.shell.tell)(sentence)

    def answer(step: StepView, words: str, done: bool) -> None:
        desk.ask(
            owner, lambda workspace: workspace.answer_step(step.record, words, done), desk.news.announce, not_taken
        )

    card.answered.connect(answer)
