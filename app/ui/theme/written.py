"""Colours and sizes inside a text document, where style sheet and palette do not reach.

A format that is made here remembers the roles of its colours and its usual size, so that ``rewrite`` can give a page
that is on the screen the present ones, with what is selected in it left alone.
"""

from itertools import product

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat, QTextTable
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.ui.theme.colours import COLOURS
from app.ui.theme.scale import px

_OWN = QTextFormat.Property.UserProperty.value
_SIZE, _INK, _GROUND, _LINE = _OWN + 71, _OWN + 72, _OWN + 73, _OWN + 74
_REMEMBERED = (_SIZE, _INK, _GROUND, _LINE)


def written(*, size: int = 0, ink: str = "", ground: str = "", underline: str = "") -> QTextCharFormat:
    """A format of a usual size in pixels and of colours by role; what is not given stays as the text around it."""
    look = QTextCharFormat()
    for place, value in ((_SIZE, size), (_INK, ink), (_GROUND, ground), (_LINE, underline)):
        if value:
            look.setProperty(place, value)
    _fill(look)
    return look


def rewrite(page: QTextEdit | QPlainTextEdit) -> None:
    """Give what is shown the colours of the present theme and its sizes. Words that somebody may edit are not touched,
    only what is laid over them."""
    overlaid = page.extraSelections()
    for mark in overlaid:
        _fill(mark.format)  # type: ignore[attr-defined]  # missing in the stubs
    if overlaid:
        page.setExtraSelections(overlaid)
    if isinstance(page, QTextEdit) and page.isReadOnly():
        _rewrite_document(page)


def _rewrite_document(page: QTextEdit) -> None:
    cursor = QTextCursor(page.document())
    cursor.beginEditBlock()
    block = page.document().begin()
    while block.isValid():
        stretches = []
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            look = fragment.charFormat()
            if any(look.hasProperty(place) for place in _REMEMBERED):
                stretches.append((fragment.position(), fragment.length(), look))
            iterator += 1
        for start, length, look in stretches:
            _fill(look)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)
        block = block.next()
    for frame in page.document().rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rewrite_edges(frame)
    cursor.endEditBlock()


def _rewrite_edges(table: QTextTable) -> None:
    for line, column in product(range(table.rows()), range(table.columns())):
        cell = table.cellAt(line, column)
        edges = cell.format().toTableCellFormat()
        edges.setBorderBrush(QColor(COLOURS.line))
        cell.setFormat(edges)


def _fill(look: QTextCharFormat) -> None:
    if look.hasProperty(_SIZE):
        look.setProperty(QTextFormat.Property.FontPixelSize, px(int(look.property(_SIZE))))
    if look.hasProperty(_INK):
        look.setForeground(QColor(_colour(look, _INK)))
    if look.hasProperty(_GROUND):
        look.setBackground(QColor(_colour(look, _GROUND)))
    if look.hasProperty(_LINE):
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(_colour(look, _LINE)))


def _colour(look: QTextCharFormat, place: int) -> str:
    return str(getattr(COLOURS, str(look.property(place))))
