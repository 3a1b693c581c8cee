"""How long pages take and how large a PDF is, beside a bare QTextDocument of the same words.

    python3 dev.py bench paper

One plan of twelve stages, and forty of them in one job. Setting is from blocks to places on sheets, drawing one sheet
as a picture as wide as in the preview, writing the whole PDF with the text of its glyphs. The bare document has the
same words as HTML with one table and no margin column, no repeated sums, no text added: what Qt does with no help.
Medians of several runs, after one that is not counted.
"""

import os
import time
from collections.abc import Callable
from html import escape

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from app.records.blocks import Pages, Table
from app.ui.paper.drawing import picture
from app.ui.paper.faces import TEXT, faces, sized
from app.ui.paper.pdf import pdf_of
from tests.benchmarks.figures import figure, median
from tests.helpers.paper import plan_pages, plan_values, printed, words_in

RUNS, MANY, STAGES = 7, 40, 12
#: Device-independent pixels of a sheet beside another one at 1366x768.
PREVIEW = 400


def main() -> None:
    """Print every figure."""
    application = QApplication.instance() or QApplication([])
    pages = plan_pages(plan_values(STAGES))
    sheets = printed(pages).sheets
    figure("paper_sheets_one", len(sheets), "sheets")
    one = timed(lambda: printed(pages))
    figure("paper_set_one", one, "ms")
    figure("paper_draw_sheet", timed(lambda: picture(sheets[0], PREVIEW)), "ms")
    write_one = timed(lambda: pdf_of(sheets, "x"))
    figure("paper_pdf_one", write_one, "ms")
    figure("paper_pdf_one_size", round(len(pdf_of(sheets, "x")) / 1_000), "KB")
    bare, size = timed(lambda: bare_pdf([pages])), len(bare_pdf([pages]))
    figure("paper_bare_one", bare, "ms")
    figure("paper_bare_one_size", round(size / 1_000), "KB")
    figure("paper_one_against_bare", round((one + write_one) / bare, 2), "x")
    many = [pages] * MANY
    all_sheets = printed(*many).sheets
    figure("paper_sheets_many", len(all_sheets), "sheets")
    set_many = timed(lambda: printed(*many), 3)
    figure("paper_set_many", set_many, "ms")
    write_many = timed(lambda: pdf_of(all_sheets, "x"), 3)
    figure("paper_pdf_many", write_many, "ms")
    figure("paper_pdf_many_size", round(len(pdf_of(all_sheets, "x")) / 1_000), "KB")
    bare_many = timed(lambda: bare_pdf(many), 3)
    figure("paper_bare_many", bare_many, "ms")
    figure("paper_many_against_bare", round((set_many + write_many) / bare_many, 2), "x")
    del application


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of one run."""
    work()
    taken = []
    for _run in range(runs):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1_000)
    return round(median(taken), 1)


def bare_pdf(pages: list[Pages]) -> bytes:
    """The same words through a QTextDocument."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    font = sized(faces().text, TEXT)
    font.setPointSizeF(TEXT)
    document.setDefaultFont(font)
    document.setHtml("".join(map(_html, pages)))
    document.print_(writer)
    del writer
    return bytes(kept.data())


def _html(pages: Pages) -> str:
    parts = []
    for block in pages.blocks:
        if isinstance(block, Table):
            rows = [[" ".join(words_in(cell.blocks)) for cell in row] for row in (*block.head, *block.rows)]
            cells = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
            parts.append('<table border="1">' + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            parts += [f"<p>{escape(words)}</p>" for words in words_in([block])]
    return "".join(parts)


if __name__ == "__main__":
    main()
