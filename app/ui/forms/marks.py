"""Comments' places shown in a text field, without touching its text."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.ui.positions import to_units
from app.ui.theme.written import written
from app.workspace.views import CommentView


def mark_comments(box: QPlainTextEdit, comments: Sequence[CommentView], chosen: CommentView | None) -> None:
    """Colour the places of open comments, the chosen one more strongly."""
    text = box.toPlainText()
    marks: list[QTextEdit.ExtraSelection] = []
    for comment in comments:
        is_chosen = chosen is not None and comment.record == chosen.record
        if comment.start is None or comment.end is None or (comment.resolved and not is_chosen):
            continue
        cursor = QTextCursor(box.document())
        cursor.setPosition(to_units(text, comment.start))
        cursor.setPosition(to_units(text, comment.end), QTextCursor.MoveMode.KeepAnchor)
        marks.append(highlight(cursor, strong=is_chosen))
    box.setExtraSelections(marks)


def highlight(cursor: QTextCursor, *, strong: bool) -> QTextEdit.ExtraSelection:
    """A marked stretch of text."""
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor  # type: ignore[attr-defined]  # missing in the stubs
    mark.format = written(ground="mark_strong" if strong else "mark")  # type: ignore[attr-defined]  # missing in the stubs
    return mark
