"""A record set as a page to read, and the map between places on the page and places in its fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.ui.desk import Desk
from app.ui.forms.marks import highlight
from app.ui.rebase import moved
from app.ui.review.marking import changed_places
from app.ui.review.writer import Sheetful, Writer
from app.ui.widgets.prose_page import Stretch
from app.workspace.history import ChangesView
from app.workspace.views import CommentView, RecordView

_WIDEST, _MARGIN = 760, 28


@dataclass(frozen=True)
class Selected:
    """What the reader has selected, in code points of a field's text; ``value``: as a value is shown, and is no
    prose."""

    path: str
    start: int
    end: int
    quote: str
    value: bool = False


class Sheet(QTextEdit):
    """Read-only; selected by mouse or keyboard. ``typed`` carries a key that was meant for a comment."""

    selected = Signal()
    finished = Signal()
    typed = Signal(object)
    touched = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.stretches: list[Stretch] = []
        self.values: list[Stretch] = []
        self.places: list[tuple[int, int]] = []
        self._shown: tuple[object, ...] = ()
        self._comments: Sequence[CommentView] = ()
        self.setProperty("role", "sheet")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(desk.texts.say("review.sheet"))
        self.selectionChanged.connect(self.selected)

    def show_record(self, view: RecordView, changes: ChangesView | None = None) -> None:
        """Set the page, with changes if they are given. A record that has not changed is left as it is, with what is
        selected in it."""
        names = {member.person: member.name for member in view.space.members}
        self.show_sheetful(Sheetful(view.record, view.kind, view.values, names, changes))

    def show_sheetful(self, shown: Sheetful) -> None:
        """As ``show_record``, of any point of a record's history."""
        points = (shown.changes.before, shown.changes.after) if shown.changes is not None else None
        new = (shown.record, dict(shown.values), points)
        if self._shown == new:
            return
        same = self._shown[:1] == new[:1]
        top, caret, before = self.verticalScrollBar().value(), self._caret(), self._all()
        self._shown = new
        self.stretches, self.values = [], []
        self.clear()
        writer = Writer(QTextCursor(self.document()), self._desk, shown)
        writer.write()
        self.stretches, self.values = writer.stretches, writer.values
        self.places = changed_places(self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if same:
            self.verticalScrollBar().setValue(top)
            if caret is not None:
                self._select_again(before, *caret)

    def go_to_change(self, by: int) -> bool:
        """Put the caret at the next change (``by`` 1) or the one before (-1), round the page. False: none is there."""
        if not self.places:
            return False
        at = self.textCursor().position()
        starts = [start for start, _ in self.places]
        later = [start for start in starts if start > at]
        earlier = [start for start in starts if start < at]
        start = (later or starts)[0] if by > 0 else (earlier or starts)[-1]
        self.setTextCursor(self._cursor(start, start))
        self._scroll_to(self._cursor(start, start))
        return True

    def _caret(self) -> tuple[str, int, int] | None:
        """What is selected, or where the caret stands, by field and code points."""
        cursor = self.textCursor()
        selected = self.what_is_selected()
        if selected is not None:
            return selected.path, selected.start, selected.end
        for stretch in self._all():
            if stretch.start <= cursor.position() <= stretch.end:
                point = stretch.point(cursor.position())
                return stretch.path, point, point
        return None

    def _select_again(self, before: Sequence[Stretch], path: str, start: int, end: int) -> None:
        """Select the words that were selected, wherever they stand now."""
        old = next((one.text for one in before if one.path == path), "")
        new = next((one.text for one in self._all() if one.path == path), old)
        first = moved(start, old, new, behind=True)
        self.select(path, first, max(first, moved(end, old, new)))

    def _all(self) -> list[Stretch]:
        return sorted((*self.stretches, *self.values), key=lambda stretch: stretch.start)

    def mark(self, comments: Sequence[CommentView], chosen: CommentView | None) -> None:
        """Colour the places of comments, the chosen one more strongly."""
        self._comments = comments
        marks = []
        for comment in comments:
            is_chosen = chosen is not None and chosen.record == comment.record
            if is_chosen or not comment.resolved:
                marks += [highlight(cursor, strong=is_chosen) for cursor in self._cursors_at(comment)]
        self.setExtraSelections(marks)

    def show_place(self, comment: CommentView) -> None:
        """Scroll to a comment's place."""
        for cursor in self._cursors_at(comment)[:1]:
            cursor.setPosition(cursor.selectionStart())
            self._scroll_to(cursor)

    def _scroll_to(self, cursor: QTextCursor) -> None:
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, top - 120))

    def what_is_selected(self) -> Selected | None:
        """The selected words of one field; what reaches over several counts as far as the first goes."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for stretch in self._all():
            points = stretch.points(start, end)
            if points is not None:
                return Selected(stretch.path, *points, stretch.text[slice(*points)], stretch in self.values)
        return None

    def select(self, path: str, start: int, end: int) -> bool:
        """Select code points [start, end) of a field. False if it is not on the page."""
        for stretch in self._all():
            if stretch.path == path:
                self.setTextCursor(self._cursor(*stretch.span(start, end)))
                return True
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A finished selection, or a click on a comment's place."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            self.finished.emit()
            return
        at = self.cursorForPosition(event.position().toPoint()).position()
        for comment in self._comments:
            if any(one.selectionStart() <= at < one.selectionEnd() for one in self._cursors_at(comment)):
                self.touched.emit(comment)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With something selected, Enter goes to the comment, and so does the first letter of it."""
        if self.textCursor().hasSelection():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.finished.emit()
                return
            if (
                event.text().isprintable()
                and event.text()
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.typed.emit(event)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are never longer than reads well."""
        side = max(_MARGIN, (self.width() - _WIDEST) // 2)
        self.setViewportMargins(side, 0, side // 2 if side == _MARGIN else side, 0)
        super().resizeEvent(event)

    def _cursors_at(self, comment: CommentView) -> list[QTextCursor]:
        """A comment's place, in one piece for each line or cell that it touches."""
        if comment.start is None or comment.end is None:
            return []
        value = next((one for one in self.values if one.path == comment.path), None)
        if value is not None:
            return [self._cursor(*spot) for spot in value.spots(0, len(value.text))]
        stretch = next((one for one in self.stretches if one.path == comment.path), None)
        if stretch is None:
            return []
        return [self._cursor(*spot) for spot in stretch.spots(comment.start, comment.end)]

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
