"""Prose on a page: what is shown, and where each character of the plain text stands."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from app.records.prose import blocks, pieces
from app.ui.positions import to_units
from app.ui.widgets.prose_page import Looks, ProsePage, Stretch

TEXT = "# 目标\n1、会读😀\n  - 𠮷字\n| 环节 | 分 |\n| --- | --- |\n| 导入 |  |\n结束"

LETTERS = st.one_of(st.sampled_from("#-1、 |\n教😀𠮷"), st.characters(exclude_categories=["C", "Z"]))


def look() -> Looks:
    """Plain looks: only places matter here."""
    plain = QTextCharFormat()
    return Looks(plain, plain, plain, [plain, plain, plain], "#000000")


def page_of(text: str, *, fixed: bool = False, before: str = "") -> tuple[QTextDocument, Stretch]:
    """A document in which this prose stands behind a line of something else."""
    document = QTextDocument()
    page = ProsePage(QTextCursor(document))
    page.begin(0, 0)
    page.cursor.insertText("前言")
    return document, page.prose("p", text, look(), fixed=fixed, before=before)


def at(document: QTextDocument, start: int, end: int) -> str:
    """What stands between two of Qt's positions."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_marks_are_shown_as_what_they_mean(qapp: QApplication) -> None:
    document, _stretch = page_of(TEXT)
    lines = [line.strip() for line in document.toPlainText().split("\n") if line.strip()]

    assert lines == ["前言", "目标", "1、会读😀", "• 𠮷字", "环节", "分", "导入", "结束"]


@settings(max_examples=60, deadline=None)
@given(st.text(LETTERS, max_size=40))
def test_every_shown_character_stands_where_the_map_says(qapp: QApplication, text: str) -> None:
    document, stretch = page_of(text)
    point = 0
    for piece in pieces(text, blocks(text)):
        if piece.shown:
            for offset, character in enumerate(piece.text):
                ((start, end),) = stretch.spots(point + offset, point + offset + 1)
                assert at(document, start, end) == character
                assert end - start == to_units(character, 1)
                assert stretch.point(start) == point + offset
        else:
            assert stretch.spots(point, point + len(piece.text)) == []
        point += len(piece.text)


def test_a_place_that_reaches_over_lines_is_one_spot_in_each(qapp: QApplication) -> None:
    document, stretch = page_of(TEXT)
    start, end = TEXT.index("读"), TEXT.index("分")

    assert [at(document, *spot) for spot in stretch.spots(start, end)] == ["读😀", "𠮷字", "环节"]
    first, last = stretch.span(start, end)
    assert stretch.points(first, last) == (start, TEXT.index(" | 分"))


def test_a_selection_of_no_words_is_none(qapp: QApplication) -> None:
    _document, stretch = page_of(TEXT)

    assert stretch.points(0, stretch.start) is None
    assert stretch.points(stretch.start, stretch.start) is None


def test_a_place_in_a_mark_is_beside_the_words(qapp: QApplication) -> None:
    _document, stretch = page_of(TEXT)

    assert stretch.span(0, 1) == (stretch.start, stretch.start)
    assert stretch.spots(0, 2) == []
    end = len(TEXT)
    assert stretch.span(end, end) == (stretch.end, stretch.end)
    assert stretch.point(stretch.end + 99) == end


def test_fixed_width_is_shown_with_its_marks(qapp: QApplication) -> None:
    document, stretch = page_of("- 板书\n| a | b |", fixed=True)

    assert document.toPlainText() == "前言\n- 板书\n| a | b |"
    assert [run.text for run in stretch.runs] == ["- 板书", "| a | b |"]


def test_a_number_before_the_words_is_not_part_of_them(qapp: QApplication) -> None:
    for text in ("目标", "| a | b |"):
        document, stretch = page_of(text, before="3　")
        assert "3　" in document.toPlainText()
        assert stretch.points(0, document.characterCount()) == stretch.points(stretch.start, stretch.end)


def test_items_hang_and_what_follows_a_table_stands_beneath_it(qapp: QApplication) -> None:
    document, stretch = page_of("- 一\n- - 二\n| a | b |\n后")
    item = document.findBlock(stretch.runs[0].at)

    assert item.blockFormat().leftMargin() > 0 > item.blockFormat().textIndent()
    behind = QTextCursor(document)
    behind.setPosition(stretch.runs[-1].at)
    assert behind.currentTable() is None
    assert behind.block().blockFormat().lineHeightType() == QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
