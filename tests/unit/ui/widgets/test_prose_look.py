"""Styling while writing: formats over the lines, and nothing else."""

from typing import Any, cast

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.ui.theme.colours import COLOURS
from app.ui.widgets.prose_look import EVEN, ProseLook


def formats(box: QPlainTextEdit, line: int) -> list[tuple[int, int, str, bool]]:
    """(start, length, colour, bold) of what is laid over a line."""
    found = cast("list[Any]", box.document().findBlockByNumber(line).layout().formats())
    return [
        (one.start, one.length, one.format.foreground().color().name().upper(), one.format.fontWeight() > 500)
        for one in found
    ]


def test_lines_are_styled_by_their_marks(qapp: QApplication) -> None:
    box = QPlainTextEdit("## 目标😀\n1、读\n| a | b |\n普通")
    look = ProseLook(box.document())
    look.rehighlight()

    assert formats(box, 0) == [(0, 3, COLOURS.quiet, False), (3, 4, COLOURS.accent_deep, True)]
    assert formats(box, 1) == [(0, 2, COLOURS.accent, True)]
    (row,) = cast("list[Any]", box.document().findBlockByNumber(2).layout().formats())
    assert row.format.fontFamilies()[0] == EVEN[0]
    assert formats(box, 3) == []


def test_what_is_composed_is_left_alone(qapp: QApplication) -> None:
    box = QPlainTextEdit("- 读")
    look = ProseLook(box.document())
    look.rehighlight()
    box.moveCursor(box.textCursor().MoveOperation.End)
    QApplication.sendEvent(box, QInputMethodEvent("xie", []))
    composed = box.document().firstBlock().layout().preeditAreaText()
    look.rehighlight()
    look.renew()

    assert composed == "xie"
    assert box.document().firstBlock().layout().preeditAreaText() == "xie"
    assert box.toPlainText() == "- 读"
