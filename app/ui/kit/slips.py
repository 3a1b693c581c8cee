"""The codes on paper: a slip for each person, four to a sheet, to be read out on the telephone and then torn up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.records.blocks import NAME, PART, Block, Heading, Item, Pages, Paragraph
from app.text import Texts
from app.ui.paper.job import Job, Printed

#: So many slips share a sheet.
_TO_A_SHEET = 4


@dataclass(frozen=True)
class Code:
    """What one person is told: the code as it is read out, the day until which it is good, and where it leads."""

    name: str
    code: str
    ends: str
    spaces: str


def slip(texts: Texts, code: Code, inviter: str) -> Pages:
    """One person's slip."""
    say = texts.say
    blocks: tuple[Block, ...] = (
        Heading(say("kit.slip_title", name=code.name), PART),
        Paragraph(say("kit.slip_code")),
        Heading(code.code, NAME),
        Paragraph(say("kit.slip_how")),
        Item(code.spaces),
        Item(say("kit.slip_ends", ends=code.ends)),
        Item(say("kit.slip_from", name=inviter)),
    )
    return Pages(blocks, "", say("kit.slips_file"), texts.language, to_a_sheet=_TO_A_SHEET)


def slips(texts: Texts, codes: Sequence[Code], inviter: str) -> Printed:
    """Everybody's slips, set on sheets; for a worker beside."""
    job = Job(lambda _page, _pages: texts.say("kit.slip_foot"))
    for code in codes:
        job.add(slip(texts, code, inviter))
    return job.printed()
