"""The text of a PDF's glyphs, added at its end."""

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from app.records.blocks import Pages, Paragraph
from app.resources import resource_bytes
from app.ui.paper import pdf
from app.ui.paper.job import clusters
from app.ui.paper.lines import Words
from app.ui.paper.pdf import pdf_of
from app.ui.paper.pdf_words import with_words
from tests.helpers.paper import printed

_COMPRESSED = re.compile(rb"stream\r?\n(x.*?)\r?\nendstream", re.DOTALL)


@pytest.fixture(autouse=True)
def as_qt_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "with_words", lambda written, _pages: written)


def made(text: str) -> tuple[bytes, list[list[tuple[int, str]]]]:
    sheets = printed(Pages((Paragraph(text),), "", "甲", "zh")).sheets
    drawn = [
        [pair for thing in sheet.things if isinstance(thing, Words) for pair in clusters(thing)] for sheet in sheets
    ]
    return pdf_of(sheets, "x"), drawn


def test_what_qt_wrote_stays_byte_for_byte(qapp: QApplication) -> None:
    written, drawn = made("魏𪣻 一")
    again = with_words(written, drawn)
    assert again.startswith(written)
    assert again.count(b"startxref") == written.count(b"startxref") + 1


def test_a_file_that_is_not_as_expected_stays_as_it_is(qapp: QApplication) -> None:
    written, drawn = made("魏𪣻 一")
    for wrong in (drawn[:-1], [drawn[0][:-1]], [*drawn, []]):
        assert with_words(written, wrong) == written
    for odd in (
        b"",
        b"%PDF-1.4",
        written[:200],
        written.replace(b"startxref", b"startxxxx"),
        written.replace(b"/Root", b"/Toor"),
    ):
        assert with_words(odd, drawn) == odd
    cut = written[: len(written) // 2] + written[-200:]
    assert with_words(cut, drawn) == cut


def test_what_is_drawn_twice_to_look_bold_is_text_once(qapp: QApplication, tmp_path: Path) -> None:
    """The font for rare characters has no bold face, as the only Chinese font of many a school's laptop."""
    number = QFontDatabase.addApplicationFontFromData(resource_bytes("fonts", "rare-hanzi.otf"))
    file = tmp_path / "bold.pdf"
    writer = QPdfWriter(str(file))
    painter = QPainter(writer)
    painter.setFont(QFont(QFontDatabase.applicationFontFamilies(number), 20, QFont.Weight.Bold))
    painter.drawText(200, 400, "𪣻𬭯")
    painter.end()
    written = file.read_bytes()

    assert b"/ActualText <>" in b"".join(zlib.decompress(found) for found in _COMPRESSED.findall(written))
    assert with_words(written, [[(1, "𪣻"), (2, "𬭯")]]) != written
