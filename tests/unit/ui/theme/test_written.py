"""A page that is on the screen takes the colours of another theme."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextTableCellFormat
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from app.ui.theme.colours import DARK, LIGHT
from app.ui.theme.style import apply_theme
from app.ui.theme.written import rewrite, written
from tests.helpers.themes import light_again


@pytest.fixture(autouse=True)
def in_light(qapp: QApplication) -> Iterator[None]:
    """The next test begins in the light, at the usual size."""
    light_again(qapp)
    yield
    light_again(qapp)


def format_at(page: QTextEdit, place: int) -> QTextCharFormat:
    """How the character before a place is written."""
    cursor = QTextCursor(page.document())
    cursor.setPosition(place)
    return cursor.charFormat()


def test_a_page_to_read_is_rewritten_where_it_stands(qapp: QApplication) -> None:
    """Words, and what is selected among them, stay."""
    page = QTextEdit()
    page.setReadOnly(True)
    page.textCursor().insertText("一", written(size=20, ink="quiet", ground="author_1_soft", underline="author_1"))
    page.textCursor().insertText("二", QTextCharFormat())
    page.selectAll()
    apply_theme(qapp, DARK, 150)
    rewrite(page)
    look = format_at(page, 1)

    assert look.foreground().color().name().upper() == DARK.quiet
    assert look.background().color().name().upper() == DARK.author_1_soft
    assert look.underlineColor().name().upper() == DARK.author_1
    assert look.property(QTextCharFormat.Property.FontPixelSize) == 30
    assert page.textCursor().selectedText() == "一二"


def test_the_lines_of_a_table_follow(qapp: QApplication) -> None:
    """They are no text, and yet they have a colour."""
    page = QTextEdit()
    page.setReadOnly(True)
    table = page.textCursor().insertTable(1, 2)
    edges = QTextTableCellFormat()
    edges.setBorderBrush(QColor(LIGHT.line))
    table.cellAt(0, 1).setFormat(edges)
    apply_theme(qapp, DARK)
    rewrite(page)

    assert table.cellAt(0, 1).format().toTableCellFormat().topBorderBrush().color().name().upper() == DARK.line


def test_what_lies_over_a_field_is_recoloured_and_its_words_are_not_touched(qapp: QApplication) -> None:
    """A field in which somebody writes keeps every step that can be undone."""
    field = QPlainTextEdit("一二三")
    field.textCursor().insertText("四")
    mark = QTextEdit.ExtraSelection()
    mark.cursor = field.textCursor()  # type: ignore[attr-defined]  # missing in the stubs
    mark.format = written(ground="mark")  # type: ignore[attr-defined]  # missing in the stubs
    field.setExtraSelections([mark])
    before = field.document().availableUndoSteps(), mark.format.background().color().name().upper()  # type: ignore[attr-defined]  # as above
    apply_theme(qapp, DARK)
    rewrite(field)
    after: list[QTextEdit.ExtraSelection] = field.extraSelections()

    assert before == (field.document().availableUndoSteps(), LIGHT.mark)
    assert after[0].format.background().color().name().upper() == DARK.mark  # type: ignore[attr-defined]  # as above
