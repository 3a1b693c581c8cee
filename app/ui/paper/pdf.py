"""Sheets as a PDF: with the fonts' glyphs inside, and the text that they stand for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QRawFont

from app.ui.paper.composing import Sheet
from app.ui.paper.drawing import draw
from app.ui.paper.faces import POINT
from app.ui.paper.job import clusters, is_boxes
from app.ui.paper.lines import Words
from app.ui.paper.pdf_words import with_words
from app.ui.theme.rare import rare_family

#: Bits of a font's OS/2 table that forbid to put it into a file; Qt then draws the letters' outlines.
_RIGHTS = slice(8, 10)
_NOT_TO_EMBED, _ONLY_THIS, _ONLY_OUTLINES = 0x0200, 0x000F, 0x0002


def pdf_of(
    sheets: Sequence[Sheet],
    title: str,
    told: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> bytes:
    """The sheets as a file; empty when ``stop`` said so. ``told`` hears how many are done."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Tongxing")
    writer.setResolution(72 * POINT)
    painter = QPainter()
    for number, sheet in enumerate(sheets):
        if stop is not None and stop():
            if painter.isActive():
                painter.end()
            return b""
        layout = QPageLayout(
            QPageSize(QSizeF(sheet.width / POINT, sheet.height / POINT), QPageSize.Unit.Point),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
        writer.setPageLayout(layout)
        if number == 0:
            painter.begin(writer)
        else:
            writer.newPage()
        draw(painter, sheet)
        if told is not None:
            told(number + 1)
    painter.end()
    buffer.close()
    made = bytes(kept.data())
    whole = with_words(made, [_drawn(sheet) for sheet in sheets])
    if whole == made:  # Windows tells Qt no file of the shipped font, and then Qt draws its few letters as outlines
        whole = with_words(made, [_drawn(sheet, rare_family()) for sheet in sheets])
    return whole


def _drawn(sheet: Sheet, outlined: str = "") -> list[tuple[int, str]]:
    """The glyphs that stand in the file as such, in order; none of the family ``outlined``."""
    words = [thing for thing in sheet.things if isinstance(thing, Words)]
    return [pair for one in words if _embeddable(one.run.rawFont(), outlined) for pair in clusters(one)]


def _embeddable(font: QRawFont, outlined: str) -> bool:
    """Does Qt put glyphs of this font into the file, rather than draw their outlines?"""
    if is_boxes(font) or font.familyName() == outlined:
        return False
    rights = int.from_bytes(font.fontTable("OS/2").data()[_RIGHTS], "big")
    return not (rights & _NOT_TO_EMBED or rights & _ONLY_THIS == _ONLY_OUTLINES)
