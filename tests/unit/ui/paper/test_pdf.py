"""Sheets as PDF, read by another program."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from app.records.blocks import Fixed, Pages, Paragraph
from app.ui.paper import pdf
from app.ui.paper.composing import Sheet
from app.ui.paper.drawing import draw
from app.ui.paper.lines import Words
from app.ui.paper.pdf import pdf_of
from tests.helpers.paper import SCHOOL, bare, pdf_fonts, pdf_text, plan_pages, printed, words_in
from tests.helpers.shared_data import hanzi, naughty_strings


def test_another_program_reads_every_word(qapp: QApplication, tmp_path: Path) -> None:
    """Not the radical ⼀ for 一, and 𪣻 at all: Qt alone writes neither as it was typed."""
    pages = plan_pages()
    text = pdf_text(pdf_of(printed(pages).sheets, "教案"), tmp_path)
    assert SCHOOL in text
    assert "魏𪣻" in text
    assert "二进制数的操作原理" in text
    read = bare(text)
    for words in words_in(pages.blocks):
        for one in bare(words):
            assert one in read, one
    assert not any(0x2E80 <= ord(one) <= 0x2FDF for one in text)


def test_every_standard_character_can_be_read_again(qapp: QApplication, tmp_path: Path) -> None:
    text = "".join(hanzi().split())
    read = pdf_text(pdf_of(printed(Pages((Paragraph(text),), "", "甲", "zh")).sheets, "字"), tmp_path)
    assert set(text) - set(read) == set()


def test_every_font_is_in_the_file_and_has_its_text(qapp: QApplication, tmp_path: Path) -> None:
    fonts = pdf_fonts(pdf_of(printed(plan_pages()).sheets, "教案"), tmp_path)
    assert fonts
    assert {(embedded, text) for _name, embedded, text in fonts} == {("yes", "yes")}


def test_where_qt_draws_one_font_as_outlines_the_words_in_others_can_still_be_searched(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it does on Windows with the shipped font, of whose file it is not told; here another takes its part.

    Without our own map of the others 𪣻 could not be read at all.
    """
    made = printed(Pages((Paragraph("第一课，魏𪣻"), Fixed("outlined")), "", "甲", "zh"))
    words = [thing for sheet in made.sheets for thing in sheet.things if isinstance(thing, Words)]
    families = list(dict.fromkeys(one.run.rawFont().familyName() for one in words))
    assert len(families) > 1, "this computer has one font only"
    family = families[1]

    def outlined(painter: QPainter, sheet: Sheet) -> None:
        kept = [
            one for one in sheet.things if not (isinstance(one, Words) and one.run.rawFont().familyName() == family)
        ]
        draw(painter, replace(sheet, things=tuple(kept)))

    monkeypatch.setattr(pdf, "draw", outlined)
    monkeypatch.setattr(pdf, "rare_family", lambda: family)
    assert "魏𪣻" in bare(pdf_text(pdf_of(made.sheets, "x"), tmp_path))


def test_odd_texts_can_be_read_again(qapp: QApplication, tmp_path: Path) -> None:
    """Of those that are written from the left with glyphs that stand alone, letter by letter."""
    odd = [text for text in naughty_strings() if text.isprintable() and all(ord(one) < 0x590 for one in text)]
    assert len(odd) > 100
    made = printed(Pages(tuple(Fixed(text) for text in odd), "", "甲", "zh"))
    read = bare(pdf_text(pdf_of(made.sheets, "x"), tmp_path))
    wanted = set(bare("".join(odd))) - set(made.missing)
    assert wanted - set(read) == set()


def test_it_is_made_away_from_the_main_thread(qapp: QApplication) -> None:
    made: list[bytes] = []
    worker = threading.Thread(target=lambda: made.append(pdf_of(printed(plan_pages()).sheets, "教案")))
    worker.start()
    worker.join()
    assert made[0].startswith(b"%PDF")


def test_it_tells_how_far_it_is_and_can_be_stopped(qapp: QApplication) -> None:
    sheets = printed(plan_pages(), plan_pages()).sheets
    told: list[int] = []
    assert pdf_of(sheets, "教案", told.append)
    assert told == list(range(1, len(sheets) + 1))
    told.clear()
    assert pdf_of(sheets, "教案", told.append, lambda: len(told) >= 2) == b""
    assert told == [1, 2]
    assert pdf_of(sheets, "教案", stop=lambda: True) == b""
