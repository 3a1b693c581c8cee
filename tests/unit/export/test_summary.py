"""A group's term on one sheet: numbers, what was held, and texts that were released."""

from app.export.summary import Held, TermSummary, summary_pages
from app.records.blocks import text_of
from app.records.label import Label

SUMMARY = TermSummary(
    "六校教研组", "2026-08-01", "2027-01-31", 14, 6,
    (Held("2026-10-20", "等三秒", "大家试了两周。"), Held("2026-11-20", "复式班")),
    ((Label("教研活动记录", "PLC meeting"), 2),), 5, 3, 1,
)  # fmt: skip


def test_numbers_activities_and_released_texts_stand_there() -> None:
    said = text_of(summary_pages(SUMMARY, "zh"))
    for words in (
        "六校教研组 学期小结",
        "2026年8月1日至2027年1月31日",
        "成员 | 14",
        "学校 | 6",
        "3/5",
        "复式班",
        "大家试了两周。",
    ):
        assert words in said
    assert "# PLC meeting" not in said
    assert "PLC meeting | 2" in text_of(summary_pages(SUMMARY, "en"))


def test_an_empty_term_is_a_short_sheet() -> None:
    said = text_of(summary_pages(TermSummary("组", "2026-08-01", "2027-01-31", 2, 0, (), (), 0, 0), "zh"))
    assert "活动小结" not in said
    assert "学校" not in said
