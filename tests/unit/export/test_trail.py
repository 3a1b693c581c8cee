"""The page of a trail says who can witness what, and in plain words what it shows and what not, in both languages."""

import pytest

from app.export.trail import TrailLine, trail_pages
from app.records.blocks import text_of
from app.resources import LANGUAGES

LINES = (
    TrailLine("等三秒", "指导记录", 3, "2026-09-01 10:00", "2026-09-02 10:00", "2026-09-01 12:00", ""),
    TrailLine("再等", "指导记录", 1, "2026-09-03 10:00", "2026-09-03 10:00", "", ""),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_both_languages(language: str) -> None:
    said = text_of(
        trail_pages("李秀兰", "ab12", "2026-10-01", LINES, [("cd34", "t1")], [("王敏", "ef56", "t2")], language)
    )
    for words in ("等三秒", "李秀兰", "ab12", "cd34", "t1", "王敏", "ef56", "t2", "check-trail", "2026-09-01 12:00"):
        assert words in said


def test_without_witnesses_it_says_so() -> None:
    said = text_of(trail_pages("李秀兰", "ab12", "2026-10-01", LINES[1:], [], [], "zh"))
    assert "还没有人见证" in said
    assert "| 还没有" in said
