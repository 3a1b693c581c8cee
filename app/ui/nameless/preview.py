"""A text without names as it will read: every stand-in on a ground of its own, and a click turns it back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from app.records.nameless import Piece
from app.ui.theme.written import written

#: Where a piece of the text keeps the form of the name that stands, or stood, there.
_FORM = QTextFormat.Property.UserProperty.value + 81


class NamelessPreview(QTextEdit):
    """Emits ``turned`` with the form of the name that was clicked."""

    turned = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def show_pieces(self, title: Sequence[Piece], body: Sequence[Piece], kept: Sequence[str]) -> None:
        """Show the text; names in ``kept`` stand there and can be clicked as well."""
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = self.textCursor()
        plain = QTextCharFormat(cursor.charFormat())
        strong = QTextCharFormat(plain)
        strong.setFontWeight(700)
        for pieces, look in ((title, strong), (body, plain)):
            for piece in pieces:
                self._put(cursor, piece, look, kept)
            cursor.insertText("\n", plain)
        self.verticalScrollBar().setValue(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a name or a stand-in turns it; anywhere else it is only a click."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.turn_at(self.cursorForPosition(event.position().toPoint()))

    def turn_at(self, cursor: QTextCursor) -> None:
        """Turn what stands at a place."""
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        form = cursor.charFormat().property(_FORM) or after.charFormat().property(_FORM)
        if form:
            self.turned.emit(str(form))

    def _put(self, cursor: QTextCursor, piece: Piece, look: QTextCharFormat, kept: Sequence[str]) -> None:
        if piece.was:
            mark = QTextCharFormat(look)
            mark.merge(written(ground="mark"))
            mark.setProperty(_FORM, piece.form)
            mark.setToolTip(piece.was)
            cursor.insertText(piece.text, mark)
            return
        rest = piece.text
        while rest:
            at, form = min(((rest.find(one), one) for one in kept if one in rest), default=(len(rest), ""))
            cursor.insertText(rest[:at], look)
            if form:
                stands = QTextCharFormat(look)
                stands.merge(written(underline="note_edge"))
                stands.setProperty(_FORM, form)
                cursor.insertText(form, stands)
            rest = rest[at + len(form) :]
