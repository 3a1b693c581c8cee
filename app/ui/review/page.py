"""Reviewing one record: the text to read, comments beside it, one action step, and the mark "read"."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ids import RecordId
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.review.margin import Margin
from app.ui.review.sheet import Selected, Sheet
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine
from app.workspace.views import Changes, CommentView, RecordView, StepView


class ReviewPage(QWidget):
    """Select, type, Enter: a comment. By keyboard alone as well: Shift and arrows, then type."""

    def __init__(self, desk: Desk, record: RecordId) -> None:
        super().__init__()
        self._desk, self.record, self._say = desk, record, desk.texts.say
        self._view: RecordView | None = None
        self._selected: Selected | None = None
        self._chosen: CommentView | None = None
        self.setProperty("role", "page")
        self.sheet = Sheet(desk)
        self.margin = Margin(desk)
        self.title, self.below = OneLine("", "head"), OneLine("", "small")
        self.read = button(self._say("review.mark_read"), self._mark_read, role="primary", icon="done")
        self._lay_out()
        self.sheet.selected.connect(self._selection_changed)
        self.sheet.finished.connect(self._to_composer)
        self.sheet.typed.connect(self._typed_in_sheet)
        self.sheet.touched.connect(self._choose)
        self.margin.chosen.connect(self._choose)
        self.margin.sent.connect(self._comment)
        self.margin.composer.given_up.connect(self.sheet.setFocus)
        self.margin.resolve.connect(self._resolve)
        self.margin.answer.connect(self._answer)
        self.margin.step_made.connect(self._set_step)
        self.margin.step_answered.connect(self._answer_step)
        desk.news.changed.connect(self._changed)

    @property
    def unsaved(self) -> bool:
        """Is there a comment that was begun and not sent?"""
        return bool(self.margin.composer.text.strip())

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.view(self.record), self._show, self._told)

    def leave(self) -> None:
        """What was begun stays in the composer until the page is let go."""

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (self.record in changes.records or changes.spaces):
            self.shown()

    def _show(self, view: RecordView) -> None:
        first = self._view is None
        self._view = view
        self.title.setText(view.title or self._say("ui.untitled"))
        kind = self._desk.texts.label(view.kind.label) if view.kind else self._say("ui.newer_kind")
        when = self._desk.words.moment(view.changed, self._desk.now())
        space = self._say("ui.private") if view.space.private else view.space.name
        self.below.setText(self._say("review.below", kind=kind, author=view.author, space=space, when=when))
        self.sheet.show_record(view)
        self.margin.refresh(view)
        self.sheet.mark(view.comments, self._chosen)
        self.margin.mark_chosen(self._chosen)
        if first:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    # Commenting

    def _selection_changed(self) -> None:
        selected = self.sheet.what_is_selected()
        if selected is not None or not self.margin.composer.text.strip():
            self._selected = selected
            self.margin.quote(selected)

    def _to_composer(self) -> None:
        if self._selected is not None and self._view is not None and self._view.may_comment:
            self.margin.bar.setValue(0)
            self.margin.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed_in_sheet(self, event: QKeyEvent) -> None:
        self._to_composer()
        if self.margin.composer.hasFocus() or self._selected is not None:
            QApplication.sendEvent(self.margin.composer, event)

    def _comment(self, body: str) -> None:
        place = self._selected
        if place is None:
            self.margin.notice.say(self._say("review.select_first"))
            return
        self.margin.notice.clear()
        self._desk.ask(
            self,
            lambda workspace: workspace.comment(self.record, place.path, place.start, place.end, body),
            self._commented,
            self._told,
        )

    def _commented(self, changes: Changes) -> None:
        self._selected = None
        self.margin.composer.receive("")
        self.margin.quote(None)
        cursor = self.sheet.textCursor()
        cursor.clearSelection()
        self.sheet.setTextCursor(cursor)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.news.announce(changes)

    def _answer(self, comment: CommentView, text: str) -> None:
        start, end = comment.start or 0, comment.end if comment.start is not None and comment.end else 0
        self._desk.ask(
            self,
            lambda workspace: workspace.comment(self.record, comment.path, start, end, text, comment.record),
            self._desk.news.announce,
            self._told,
        )

    def _resolve(self, comment: CommentView, resolved: bool) -> None:
        self._desk.ask(
            self, lambda workspace: workspace.resolve(comment.record, resolved), self._desk.news.announce, self._told
        )

    def _choose(self, comment: CommentView) -> None:
        self._chosen = comment
        self.margin.mark_chosen(comment)
        if self._view is not None:
            self.sheet.mark(self._view.comments, comment)
        self.sheet.show_place(comment)

    # Steps, and "read"

    def _set_step(self, text: str, due: str, owner: str) -> None:
        self._desk.ask(
            self, lambda workspace: workspace.set_step(self.record, text, due, owner), self._step_set, self._told
        )

    def _step_set(self, changes: Changes) -> None:
        if self.margin.step_form is not None:
            self.margin.step_form.empty()
        self._desk.news.announce(changes)

    def _answer_step(self, step: StepView, answer: str, done: bool) -> None:
        self._desk.ask(
            self,
            lambda workspace: workspace.answer_step(step.record, answer, done),
            self._desk.news.announce,
            self._told,
        )

    def _mark_read(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.mark_read(self.record), self._was_read, self._told)

    def _was_read(self, changes: Changes) -> None:
        self._desk.news.announce(changes)
        self._desk.shell.go_back()

    def _told(self, sentence: Sentence) -> None:
        self.margin.notice.explain(sentence)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        back = button("", self._desk.shell.go_back, role="quiet", icon="back", tip=self._say("ui.back"))
        back.setAccessibleName(self._say("ui.back"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.below)
        edit = button(
            self._say("review.open_form"), lambda: self._desk.shell.open_record(self.record), role="quiet", icon="pen"
        )
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 7, 12, 7)
        row.setSpacing(6)
        row.addWidget(back)
        row.addLayout(words, 1)
        row.addWidget(edit)
        row.addWidget(self.read)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sheet, 1)
        middle.addWidget(self.margin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(middle, 1)
