"""A comment with its answers, as it stands beside the text; the same in the form and in the review."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from app.ids import RecordId
from app.records.fields import LIMIT, Prose
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.widgets.buttons import button, tiny
from app.ui.widgets.composer import Composer
from app.ui.widgets.labels import label
from app.workspace.views import CommentView


class CommentCard(QFrame):
    """Emits ``chosen`` when it is clicked or comes into focus, so that its place in the text can be shown."""

    chosen = Signal(object)  # CommentView
    resolve = Signal(object, bool)
    answer = Signal(object, str)
    reword = Signal(object, str)
    withdraw = Signal(object)
    typed = Signal()

    def __init__(self, desk: Desk, comment: CommentView, answers: Sequence[CommentView], *, may_answer: bool) -> None:
        super().__init__()
        self.comment, self.answers, self._desk, self._say = comment, answers, desk, desk.texts.say
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{comment.author}: {comment.body}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 9, 11, 7)
        self._column.setSpacing(5)
        if comment.quote:
            self._column.addWidget(label(_shortened(comment.quote), "quote", wrap=True))
        elif not comment.path:
            self._column.addWidget(label(self._say("review.on_all"), "quote", wrap=True))
        if comment.gone:
            self._column.addWidget(label(self._say("review.text_gone"), "small", wrap=True))
        for said in (comment, *answers):
            self._add_words(said, may_answer=may_answer)
        self._composer: Composer | None = None
        self._about: CommentView | None = None
        self._sent, self._may_answer = False, may_answer
        if may_answer:
            self._column.addLayout(self._tools())

    @property
    def waits(self) -> bool:
        """Is it open, or is there something in it that was not read?"""
        return not self.comment.resolved or any(one.unread for one in (self.comment, *self.answers))

    @property
    def unsaved(self) -> bool:
        """Is something begun here that was not sent?"""
        begun = self._composer is not None and bool(self._composer.text.strip()) and not self._composer.isHidden()
        return begun and not self._sent

    @property
    def begun(self) -> dict[str, str]:
        """What was begun and not sent: an answer by the comment's id, other words for one's own by theirs."""
        said = {comment.record: "" for comment in (self.comment, *self.answers) if comment.mine}
        places = {self.comment.record: "", **{_other_words(record): "" for record in said}}
        if self._composer is not None and self.unsaved:
            about = self._about
            places[self.comment.record if about is None else _other_words(about.record)] = self._composer.text
        return places

    def take_up(self, begun: Mapping[str, str]) -> None:
        """Go on with what was begun before."""
        answer = begun.get(self.comment.record, "")
        about = next((one for one in (self.comment, *self.answers) if begun.get(_other_words(one.record))), None)
        words = answer or (begun[_other_words(about.record)] if about is not None else "")
        if words and self._may_answer:
            self._about = about if not answer else None
            self._make_composer().receive(words)

    def not_sent(self) -> None:
        """It could not be taken: the words stay, and are begun words again."""
        self._sent = False

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

    def _add_words(self, said: CommentView, *, may_answer: bool) -> None:
        when = self._desk.words.moment(said.written, self._desk.now())
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(label(f"{said.author} · {when}", "small"))
        if said.unread:
            head.addWidget(label(self._say("review.unread"), "chip-accent"))
        head.addStretch(1)
        if said.mine and may_answer:
            head.addWidget(tiny("pen", self._say("review.reword"), lambda: self._open_composer(said)))
            head.addWidget(tiny("delete", self._say("review.withdraw"), lambda: self.withdraw.emit(said)))
        self._column.addLayout(head)
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

    def _open_composer(self, about: CommentView | None = None) -> None:
        """For an answer, or, with one's own words, to write them anew."""
        composer = self._make_composer()
        if about is not None or self._about is not None:
            composer.receive(about.body if about is not None else "")
        self._about = about
        composer.show()
        composer.setFocus()

    def _make_composer(self) -> Composer:
        if self._composer is None:
            self._composer = Composer(self._say("review.answer_hint"), LIMIT[Prose])
            self._composer.sent.connect(self._send)
            self._composer.given_up.connect(self._give_up)
            self._composer.typed.connect(self.typed)
            self._column.insertWidget(self._column.count() - 1, self._composer)
        return self._composer

    def _send(self, text: str) -> None:
        self._sent = True
        if self._about is None:
            self.answer.emit(self.comment, text)
        else:
            self.reword.emit(self._about, text)

    def _give_up(self) -> None:
        if self._composer is not None:
            self._composer.hide()
            self.setFocus()
            self.typed.emit()


def act_on(card: CommentCard, desk: Desk, owner: QObject, failed: Callable[[Sentence], None] | None = None) -> None:
    """Let what is done on a card be done, and told to all open views; ``owner`` lives as long as that matters."""
    announce = desk.news.announce

    def not_taken(sentence: Sentence) -> None:
        if isValid(card):
            card.not_sent()
        (failed or desk.shell.tell)(sentence)

    def answer(comment: CommentView, text: str) -> None:
        desk.ask(owner, lambda workspace: workspace.reply(comment.record, text), announce, not_taken)

    def resolve(comment: CommentView, resolved: bool) -> None:
        desk.ask(owner, lambda workspace: workspace.resolve(comment.record, resolved), announce, failed)

    def reword(comment: CommentView, text: str) -> None:
        desk.ask(owner, lambda workspace: workspace.reword(comment.record, text), announce, not_taken)

    def withdraw(comment: CommentView) -> None:
        desk.ask(owner, lambda workspace: workspace.withdraw(comment.record), announce, failed)

    card.answer.connect(answer)
    card.resolve.connect(resolve)
    card.reword.connect(reword)
    card.withdraw.connect(withdraw)


def _other_words(record: RecordId) -> str:
    """The place of other words for a comment, beside that of an answer to it."""
    return f"{record} again"


def threads(comments: Sequence[CommentView]) -> list[tuple[CommentView, list[CommentView]]]:
    """Comments with the answers to each, in the order of the text.

    What answers an answer stands in the same talk: when it was written, what began the talk may not have come yet.
    """
    known = {comment.record: comment for comment in comments}
    answers: dict[str, list[CommentView]] = {}
    first: list[CommentView] = []
    for comment in comments:
        begun = _beginning(comment, known)
        if begun is comment:
            first.append(comment)
        else:
            answers.setdefault(begun.record, []).append(comment)
    return [(one, sorted(answers.get(one.record, []), key=lambda answer: answer.written)) for one in first]


def _beginning(comment: CommentView, known: Mapping[RecordId, CommentView]) -> CommentView:
    """The comment with which a talk begins; of a ring, which nobody writes by hand, the one with the least id."""
    passed = [comment]
    while (parent := known.get(passed[-1].parent or RecordId(""))) is not None:
        if parent in passed:
            return min(passed[passed.index(parent) :], key=lambda one: one.record)
        passed.append(parent)
    return passed[-1]


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 60 else line[:59] + "…"
