"""Comments' places in a text field, beyond the basic plane too."""

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.ids import RecordId
from app.ui.forms.marks import mark_comments
from app.workspace.views import CommentView
from tests.helpers.windows import marked


def comment(name: str, start: int | None, end: int | None, *, resolved: bool = False) -> CommentView:
    """A comment on a place."""
    return CommentView(
        RecordId(name), RecordId("t"), "题", "notes", start, end, "", "好", "王敏", False, 0, resolved, None
    )


def test_places_are_marked_in_qt_s_units(qtbot: QtBot) -> None:
    """Settled ones and those whose text is gone are not, unless one is chosen."""
    box = QPlainTextEdit("😀秋天的雨")
    qtbot.addWidget(box)
    settled = comment("b", 3, 4, resolved=True)
    comments = [comment("a", 1, 3), settled, comment("c", None, None)]
    mark_comments(box, comments, None)
    first = marked(box)
    mark_comments(box, comments, settled)

    assert first == ["秋天"]
    assert marked(box) == ["秋天", "的"]
    assert box.toPlainText() == "😀秋天的雨"
    assert not box.document().isModified()
