"""The page that lies on a stick for a teacher who has never installed anything: six steps, each with its picture.

The pictures are those of the program's own first start, taken by ``python -m tests.helpers.guide_pictures``.
"""

from __future__ import annotations

from app.records.blocks import NAME, Block, Cell, Heading, Pages, Paragraph, Picture, Table
from app.resources import resource_bytes
from app.text import Texts
from app.ui.paper.job import Job
from app.ui.paper.pdf import pdf_of

#: Each step's picture lies in resources/guide/<language>/<step>.png, its words under guide.<step> and guide.<step>_how.
STEPS = ("plug", "install", "allow", "code", "name", "write")
#: Of the text's width, in hundredths: the picture, and the words beside it.
_WIDTHS = (34, 66)


def guide(texts: Texts) -> bytes:
    """The page as a PDF; for a worker beside."""
    job = Job(lambda _page, _pages: texts.say("guide.foot"))
    job.add(guide_page(texts))
    return pdf_of(job.printed().sheets, texts.say("guide.title"))


def guide_page(texts: Texts) -> Pages:
    """The page as blocks."""
    rows = tuple(_step(texts, number, step) for number, step in enumerate(STEPS, start=1))
    blocks: tuple[Block, ...] = (
        Heading(texts.say("guide.title"), NAME),
        Paragraph(texts.say("guide.why")),
        Table(rows, _WIDTHS),
        Paragraph(texts.say("guide.back_how"), label=texts.say("guide.back")),
        Paragraph(texts.say("guide.help_how"), label=texts.say("guide.help")),
    )
    return Pages(blocks, "", texts.say("guide.file"), texts.language)


def _step(texts: Texts, number: int, step: str) -> tuple[Cell, Cell]:
    picture = Picture(step, resource_bytes("guide", texts.language, f"{step}.png"))
    title = Paragraph("", label=texts.say("guide.step", number=number, title=texts.say(f"guide.{step}")))
    words = [Paragraph(line) for line in texts.say(f"guide.{step}_how").splitlines()]
    return Cell((picture,)), Cell((title, *words))
