"""Reviewing one record: the text to read with what is new in it, comments beside it, one action step, and "read"."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.edits import SetValue
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.keys import bind, written
from app.ui.review.legend import Legend
from app.ui.review.margin import ALL, NEW, Margin
from app.ui.review.pictures import PictureStrip
from app.ui.review.sheet import Selected, Sheet
from app.ui.widgets.begun import Begun
from app.ui.widgets.buttons import button, wordless
from app.ui.widgets.labels import OneLine
from app.workspace.reviewing import ReviewView
from app.workspace.views import Changes, CommentView, RecordView

#: Where the place of a comment that is begun stands among what is begun beside a record.
_PLACE = "new at"


class ReviewPage(QWidget):
    """Select, type, Enter: a comment. By keyboard alone as well: Shift and arrows, then type."""

    def __init__(self, desk: Desk, record: RecordId) -> None:
        super().__init__()
        self._desk, self.record, self._say = desk, record, desk.texts.say
        self._review: ReviewView | None = None
        self._selected: Selected | None = None
        #: The version of the record in which that was selected.
        self._seen = b""
        self._chosen: CommentView | None = None
        self._drawing = False
        self.begun = Begun(desk, record, self._gather, self)
        self.setProperty("role", "page")
        self.sheet = Sheet(desk)
        self.pictures = PictureStrip(desk)
        self.margin = Margin(desk)
        self.legend = Legend(desk)
        self.title, self.below = OneLine("", "head"), OneLine("", "small")
        self.changes = self._tool("review.show_changes", self._turn_changes, "history", "show_changes")
        self.changes.setCheckable(True)
        self.changes.setChecked(True)
        self.read = self._tool("review.mark_read", self._mark_read, "done", "read", "primary")
        self._lay_out()
        self._connect()

    @property
    def unsent(self) -> bool:
        """Is something begun beside the text that was not sent? The page stays until it is."""
        return self.margin.unsent

    @property
    def unsaved(self) -> bool:
        """Is there a comment that was begun and not sent?"""
        return self._begun or any(card.unsaved for card in self.margin.cards)

    @property
    def _begun(self) -> bool:
        return bool(self.margin.composer.text.strip())

    @property
    def _view(self) -> RecordView | None:
        return self._review.view if self._review is not None else None

    @property
    def _may_comment(self) -> bool:
        return self._view is not None and self._view.may_comment

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        if self._review is None:
            self._desk.ask(
                self, lambda workspace: (workspace.begun(self.record), workspace.review(self.record)), self._begin
            )
        else:
            self._desk.ask(self, lambda workspace: workspace.review(self.record), self._show, self._told)

    def leave(self) -> None:
        """What was begun stays in the composer until the page is let go, and in the file."""
        self.begun.keep()

    def save_now(self) -> bool:
        """Keep what was begun, and wait. False if the file would not take it."""
        return self.begun.keep_and_wait()

    def _begin(self, found: tuple[dict[str, str], ReviewView]) -> None:
        """For the first time: with what was begun here before the window went."""
        kept, review = found
        self.begun.found(kept)
        place = _place_from(kept.get(_PLACE, ""))
        if place is not None:
            self._selected, self._seen = place
        self.margin.take_up(kept)
        self._show(review)
        if place is not None:
            self.margin.quote(self._selected)

    def _gather(self) -> dict[str, str]:
        begun = self.margin.begun
        place = self._selected if begun[NEW] else None
        return {**begun, _PLACE: _place_as_text(place, self._seen) if place is not None else ""}

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (self.record in changes.records or changes.spaces):
            self.shown()

    def _show(self, review: ReviewView) -> None:
        first, view = self._review is None, review.view
        self._review = review
        self.title.setText(view.title or self._say("ui.untitled"))
        kind = self._desk.texts.label(view.kind.label) if view.kind else self._say("ui.newer_kind")
        when = self._desk.words.moment(view.changed, self._desk.now())
        space = self._say("ui.private") if view.space.private else view.space.name
        self.below.setText(self._say("review.below", kind=kind, author=view.author, space=space, when=when))
        self.changes.setVisible(review.changes is not None)
        next_one = self._say("review.read_next", count=review.left) if review.left else self._say("review.mark_read")
        self.read.setText(next_one)
        self._draw_sheet()
        self.pictures.show_record(view)
        self.margin.refresh(review)
        self.sheet.mark(view.comments, self._chosen)
        self.margin.mark_chosen(self._chosen)
        self.begun.keep()
        if first:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_sheet(self) -> None:
        if self._review is None:
            return
        shown = self._review.changes if self.changes.isChecked() else None
        self._drawing = True
        self.sheet.show_record(self._review.view, shown)
        self._drawing = False
        read_at = self._desk.words.moment(self._review.read_at or 0, self._desk.now())
        self.legend.tell(self._say("review.since_read", when=read_at), shown)

    def _turn_changes(self) -> None:
        self._draw_sheet()
        if self._view is not None:
            self.sheet.mark(self._view.comments, self._chosen)

    # Commenting

    def _selection_changed(self) -> None:
        selected = self.sheet.what_is_selected()
        if self._drawing and self._begun:
            return  # what she meant is where it was, in the version that she saw
        if (selected is not None or not self._begun) and self._may_comment:
            self._mean(selected)

    def _mean(self, selected: Selected | None) -> None:
        self._selected = selected
        self._seen = self._view.version if self._view is not None else b""
        self.margin.quote(selected)

    def _to_composer(self) -> None:
        if self._selected is not None and self._may_comment:
            self.margin.bar.setValue(0)
            self.margin.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_all(self) -> None:
        if self._may_comment:
            self._mean(ALL)
            self._to_composer()

    def _typed_in_sheet(self, event: QKeyEvent) -> None:
        self._to_composer()
        if self._selected is not None and self._may_comment:
            QApplication.sendEvent(self.margin.composer, event)

    def _comment(self, body: str) -> None:
        place = self._selected
        if place is None:
            self.margin.notice.say(self._say("review.select_first"))
            return
        self.margin.notice.clear()
        start, end, quote = (0, 0, place.quote) if place.value else (place.start, place.end, "")
        seen = self._seen
        self._desk.ask(
            self,
            lambda workspace: workspace.comment(self.record, place.path, start, end, body, quote=quote, seen=seen),
            self._commented,
            self._told,
        )

    def _commented(self, changes: Changes) -> None:
        self._selected = None
        self.margin.composer.receive("")
        self.begun.keep()
        self.margin.quote(None)
        cursor = self.sheet.textCursor()
        cursor.clearSelection()
        self.sheet.setTextCursor(cursor)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.news.announce(changes)

    def _choose(self, comment: CommentView) -> None:
        self._chosen = comment
        self.margin.mark_chosen(comment)
        if self._view is not None:
            self.sheet.mark(self._view.comments, comment)
        self.sheet.show_place(comment)

    def _next_comment(self, by: int) -> None:
        following = self.margin.following(self._chosen, by)
        if following is not None:
            self._choose(following)

    def _pick(self, path: str, value: object) -> None:
        """One of several values that people wrote while apart."""
        if isinstance(value, str | int | bool):
            edits = [SetValue(path, value)]
            self._desk.ask(
                self,
                lambda workspace: workspace.edit(self.record, edits),
                lambda saved: self._desk.news.announce(saved.changes),
                self._told,
            )

    # Steps, and "read"

    def _to_step(self) -> None:
        if self.margin.step_form is not None:
            self.margin.area.ensureWidgetVisible(self.margin.step_form)
            self.margin.step_form.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_step(self, text: str, due: str, owner: str) -> None:
        self._desk.ask(
            self, lambda workspace: workspace.set_step(self.record, text, due, owner), self._step_set, self._told
        )

    def _step_set(self, changes: Changes) -> None:
        if self.margin.step_form is not None:
            self.margin.step_form.empty()
            self.begun.keep()
        self._desk.news.announce(changes)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_read(self) -> None:
        if self.unsaved:
            self.margin.notice.say(self._say("review.send_first"))
            return
        seen = self._view.version if self._view is not None else b""
        self._desk.ask(self, lambda workspace: workspace.mark_read(self.record, seen), self._was_read, self._told)

    def _was_read(self, changes: Changes) -> None:
        following = self._review.following if self._review is not None else None
        self._desk.news.announce(changes)
        # Back first, so that "back" from the next one leads to the queue and not through all that was read.
        self._desk.shell.go_back()
        if following is not None:
            self._desk.shell.open_review(following)

    def _told(self, sentence: Sentence) -> None:
        self.margin.notice.explain(sentence)

    # Looks

    def _tool(self, words: str, done: Callable[[], object], icon: str, key: str, role: str = "quiet") -> QPushButton:
        made = button(self._say(words), done, role=role, icon=icon)
        made.setToolTip(written(key))
        return made

    def _connect(self) -> None:
        self.sheet.selected.connect(self._selection_changed)
        self.sheet.finished.connect(self._to_composer)
        self.sheet.typed.connect(self._typed_in_sheet)
        self.sheet.touched.connect(self._choose)
        self.margin.chosen.connect(self._choose)
        self.margin.sent.connect(self._comment)
        self.margin.on_all.connect(self._on_all)
        self.margin.picked.connect(self._pick)
        self.margin.composer.given_up.connect(self.sheet.setFocus)
        self.margin.step_made.connect(self._set_step)
        self.margin.typed.connect(self.begun.touched)
        self._desk.news.changed.connect(self._changed)
        for place, by in enumerate((1, -1)):
            bind("next_change", self, partial(self.sheet.go_to_change, by), place, inside=True)
            bind("next_comment", self, partial(self._next_comment, by), place, inside=True)
        bind("show_changes", self, self.changes.click, inside=True)
        bind("comment_all", self, self._on_all, inside=True)
        bind("step", self, self._to_step, inside=True)
        bind("read", self, self._mark_read, inside=True)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        back = wordless("back", self._say("ui.back"), self._desk.shell.go_back)
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
        row.addWidget(self.changes)
        row.addWidget(edit)
        row.addWidget(self.read)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self.legend)
        page.addWidget(self.sheet, 1)
        page.addWidget(self.pictures)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(page, 1)
        middle.addWidget(self.margin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(middle, 1)


def _place_as_text(place: Selected, seen: bytes) -> str:
    return json.dumps({**asdict(place), "seen": seen.hex()}, ensure_ascii=False)


def _place_from(text: str) -> tuple[Selected, bytes] | None:
    """The place of a comment that was begun, and the version in which it was meant."""
    if not text:
        return None
    kept = json.loads(text)
    seen = bytes.fromhex(kept.pop("seen"))
    return Selected(**kept), seen
