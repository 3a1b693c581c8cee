"""Slips: each with one person's code alone, four to a sheet."""

from app.records.blocks import NAME, Heading, text_of
from app.text import Texts
from app.ui.kit.slips import Code, slip, slips
from tests.helpers.windows import Stage

CODES = [Code(name, code, "1月21日", "“向阳小学”") for name, code in (("张桂芳", "KWRT-7MHX"), ("陈建国", "9QPD-2FGA"))]


def test_a_slip_tells_one_person_her_code(stage: Stage) -> None:
    """Until when, what to do, who invites her; and nobody else's code."""
    text = text_of(slip(stage.texts, CODES[0], "王敏"))

    assert all(part in text for part in ("张桂芳", "KWRT-7MHX", "1月21日", "向阳小学", "王敏"))
    assert CODES[1].code not in text
    largest = [block.text for block in slip(stage.texts, CODES[0], "王敏").blocks
               if isinstance(block, Heading) and block.level == NAME]  # fmt: skip
    assert largest == ["KWRT-7MHX"], "what is read out on the telephone is what the eye finds first"


def test_four_share_a_sheet(stage: Stage) -> None:
    """And English ones likewise."""
    five = [*CODES, *CODES, CODES[0]]

    assert len(slips(stage.texts, five, "王敏").sheets) == 2
    assert len(slips(Texts("en"), CODES, "王敏").sheets) == 1
