"""A record set as a page to read, and the map between places on the page and places in its fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from app.records.fields import Field, Prose, columns_of, is_prose, is_rows
from app.records.kind import Kind
from app.records.terms import Terms
from app.records.values import Value
from app.ui.desk import Desk
from app.ui.forms.marks import highlight
from app.ui.lists.cells import Manner, cell
from app.ui.theme.colours import COLOURS
from app.ui.theme.fonts import BODY, HEAD, SMALL
from app.ui.theme.written import written
from app.ui.widgets.prose_page import Looks, ProsePage, Stretch
from app.workspace.views import CommentView, RecordView

_WIDEST, _MARGIN = 760, 28


@dataclass(frozen=True)
class Selected:
    """What the reader has selected, in code points of a field's text."""

    path: str
    start: int
    end: int
    quote: str


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
        self._shown: tuple[str, object] | None = None
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

    def show_record(self, view: RecordView) -> None:
        """Set the page; a record that has not changed is left as it is, with what is selected in it."""
        if self._shown == (view.record, dict(view.values)):
            return
        self._shown = (view.record, dict(view.values))
        top = self.verticalScrollBar().value()
        self.stretches = []
        self.clear()
        writer = _Writer(self, self._desk, view)
        writer.write()
        self.stretches = writer.stretches
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(top)

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
            top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
            self.verticalScrollBar().setValue(max(0, top - 120))

    def what_is_selected(self) -> Selected | None:
        """The selected words of one field; what reaches over several counts as far as the first goes."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for stretch in self.stretches:
            points = stretch.points(start, end)
            if points is not None:
                return Selected(stretch.path, *points, stretch.text[slice(*points)])
        return None

    def select(self, path: str, start: int, end: int) -> bool:
        """Select code points [start, end) of a field. False if it is not on the page."""
        for stretch in self.stretches:
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
        stretch = next((one for one in self.stretches if one.path == comment.path), None)
        if stretch is None or comment.start is None or comment.end is None:
            return []
        return [self._cursor(*spot) for spot in stretch.spots(comment.start, comment.end)]

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class _Writer:
    """Sets a record, remembering where each prose stands."""

    def __init__(self, sheet: Sheet, desk: Desk, view: RecordView) -> None:
        self._desk, self._view = desk, view
        self._page = ProsePage(QTextCursor(sheet.document()))
        self.stretches: list[Stretch] = []
        names = {member.person: member.name for member in view.space.members}
        self._manner = Manner(desk.words, Terms(), desk.texts.language, names, desk.now())

    def write(self) -> None:
        """The whole record."""
        if self._view.kind is None:
            for name, value in self._view.values.items():
                self._label(name)
                self._paragraphs(name, str(value))
            return
        for section in self._view.kind.sections:
            fields = [field for field in section.fields if field.key in self._view.values]
            if fields:
                self._block(self._desk.texts.label(section.label), _look(HEAD, "accent_deep", bold=True), 16, 4)
                self._fields(self._view.kind, fields)

    def _fields(self, kind: Kind, fields: Sequence[Field]) -> None:
        short = [field for field in fields if not is_prose(field) and not is_rows(field) and field.key != kind.title]
        if short:
            self._short_line([(field, self._view.values[field.key]) for field in short])
        for field in fields:
            value = self._view.values[field.key]
            if is_prose(field):
                self._label(self._desk.texts.label(field.label))
                self._paragraphs(field.key, str(value), fixed=isinstance(field, Prose) and field.fixed_width)
            elif is_rows(field) and isinstance(value, list):
                self._rows(field, value)

    def _rows(self, field: Field, rows: Sequence[object]) -> None:
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                continue
            columns = [column for column in columns_of(field) if column.key in row]
            short = [(column, row[column.key]) for column in columns if not is_prose(column)]
            if not short and len(columns) == 1:
                path = f"{field.key}/{row['id']}/{columns[0].key}"
                self._paragraphs(path, str(row[columns[0].key]), before=f"{number}　")
                continue
            self._row_head(number, short)
            for column in columns:
                if is_prose(column):
                    path = f"{field.key}/{row['id']}/{column.key}"
                    self._label(self._desk.texts.label(column.label))
                    self._paragraphs(path, str(row[column.key]))

    def _row_head(self, number: int, short: Sequence[tuple[Field, Value]]) -> None:
        words = [cell(column, value, self._manner) for column, value in short]
        units = [getattr(column, "unit", None) for column, _value in short]
        said = [word + (self._unit(unit) if unit else "") for word, unit in zip(words, units, strict=True) if word]
        self._block(f"{number}　" + "　·　".join(said), _look(BODY, "ink", bold=True), 12, 2)

    def _unit(self, unit: object) -> str:
        from app.records.label import Label

        return f" {self._desk.texts.label(unit)}" if isinstance(unit, Label) else ""

    def _short_line(self, pairs: Sequence[tuple[Field, Value]]) -> None:
        self._block("", _look(BODY, "ink"), 2, 4)
        for at, (field, value) in enumerate(pairs):
            if at:
                self._page.cursor.insertText("　", _look(BODY, "quiet"))
            self._page.cursor.insertText(self._desk.texts.label(field.label) + " ", _look(SMALL, "quiet"))
            self._page.cursor.insertText(cell(field, value, self._manner).replace("\n", " "), _look(BODY, "ink"))

    def _label(self, words: str) -> None:
        self._block(words, _look(SMALL, "quiet", bold=True), 6, 1)

    def _paragraphs(self, path: str, text: str, *, fixed: bool = False, before: str = "") -> None:
        words, headings = _look(BODY + 1, "ink"), [BODY + 4, BODY + 2, BODY + 1]
        if fixed:
            words.setFontFamilies([*QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()])
        looks = Looks(
            words,
            _look(BODY + 1, "quiet", bold=True),
            _look(BODY + 1, "ink", bold=True),
            [_look(size, "ink", bold=True) for size in headings],
            COLOURS.line,
            0 if fixed else 4,
        )
        self.stretches.append(self._page.prose(path, text, looks, fixed=fixed, before=before))

    def _block(self, words: str, look: QTextCharFormat, above: int, below: int) -> None:
        self._page.begin(above, below)
        if words:
            self._page.cursor.insertText(words, look)


def _look(size: int, role: str, *, bold: bool = False) -> QTextCharFormat:
    look = written(size=size, ink=role)
    if bold:
        look.setFontWeight(QFont.Weight.DemiBold)
    return look
