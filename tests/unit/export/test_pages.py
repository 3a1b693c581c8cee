"""A record as pages: layouts, lengths, and what a declaration says about paper."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.export.contents import Writing
from app.export.pages import Job, chinese, name_of, pages_of, raw_pages
from app.records.blocks import (
    NAME,
    Block,
    Cell,
    Fixed,
    Heading,
    Item,
    Pages,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.paper import PLAIN, Layout, Length, PrintChoice
from app.records.values import Row, Value, Values
from app.records.written import Manner

STEPS: list[Row] = [
    {"id": "a", "name": "导入", "minutes": 5, "teacher": "出示图画", "intent": "引起兴趣"},
    {"id": "b", "name": "朗读", "minutes": 10, "teacher": "范读", "resource": "AAEC"},
]
OBJECTIVES: list[Row] = [{"id": "x", "text": "朗读课文"}]
PLAN: dict[str, Value] = {
    "topic": "秋天的雨", "subject": "zh", "grades": ["3"], "taught_on": "2026-09-01",
    "objectives": OBJECTIVES, "key_point": "体会词语", "textbook": "本文写秋天",
    "steps": STEPS, "board": "秋  雨", "second_preparation": "先带学生看窗外",
}  # fmt: skip


def job(values: Values = PLAN, **chosen: Any) -> Job:
    choice = replace(PrintChoice("zh"), **chosen)
    return Job(LESSON_PLAN, values, choice, Writing(Manner(choice.language)))


def words_of(block: Block | Cell) -> Iterator[str]:
    """Every text of a block, cells and all."""
    match block:
        case Heading() | Item() | Fixed():
            yield block.text
        case Paragraph():
            yield block.label + block.text
        case Cell():
            for inner in block.blocks:
                yield from words_of(inner)
        case Table():
            for row in (*block.head, *block.rows):
                for cell in row:
                    yield from words_of(cell)
            if block.margin:
                yield block.margin.heading
                for inner in block.margin.blocks:
                    yield from words_of(inner)
        case Signatures():
            yield from block.labels
        case Picture():
            yield block.name


def said(pages: Pages) -> list[str]:
    return [word for block in pages.blocks for word in words_of(block)]


def tables(pages: Pages) -> list[Table]:
    return [block for block in pages.blocks if isinstance(block, Table)]


def test_in_tables_the_facts_stand_on_top_also_the_empty_ones() -> None:
    facts = tables(pages_of(job()))[0]
    words = [list(words_of(cell)) for row in facts.rows for cell in row]
    assert words[:8] == [["课题"], ["秋天的雨"], ["学科"], ["语文"], ["年级"], ["三年级"], ["班级"], []]
    assert ["授课日期"] in words
    assert ["2026年9月1日"] in words
    assert all(sum(cell.across for cell in row) == 4 for row in facts.rows)


def test_the_procedure_has_two_heads_and_its_sum_and_no_empty_column() -> None:
    procedure = next(table for table in tables(pages_of(job())) if table.head)
    assert [list(words_of(cell)) for cell in procedure.head[0]] == [["教学过程（15分钟）"]]
    assert [list(words_of(cell)) for cell in procedure.head[1]] == [["环节·\u200b分钟"], ["教师活动"], ["设计意图"]]
    assert list(words_of(procedure.rows[0][0])) == ["导入", "（5分钟）"]
    assert len(procedure.widths) == 3
    assert "AAEC" not in said(pages_of(job()))


def test_the_second_preparation_stands_beside_the_procedure() -> None:
    procedure = next(table for table in tables(pages_of(job())) if table.head)
    assert procedure.margin is not None
    assert (procedure.margin.heading, procedure.margin.blocks) == ("二次备课", (Paragraph("先带学生看窗外"),))
    without = {key: value for key, value in PLAN.items() if key != "second_preparation"}
    assert all(table.margin is None for table in tables(pages_of(job(without))))
    empty = [table.margin for table in tables(pages_of(job(without, margin=True))) if table.margin]
    assert [margin.blocks for margin in empty] == [()]


def test_a_second_preparation_without_a_procedure_is_a_field_like_others() -> None:
    assert "先带学生看窗外" in said(pages_of(job({"topic": "甲", "second_preparation": "先带学生看窗外"})))


def test_beside_steps_that_are_a_plain_list_the_second_preparation_is_a_field_like_others() -> None:
    """They are no table and have no side: it was printed nowhere."""
    listed: list[Row] = [{"id": "a", "teacher": "范读"}, {"id": "b", "teacher": "指导"}]
    words = said(pages_of(job({"topic": "甲", "steps": listed, "second_preparation": "先带学生看窗外"})))
    assert words.count("先带学生看窗外") == 1
    hidden: list[Row] = [{"id": "a", "resource": "AAEC"}]
    assert "先带学生看窗外" in said(
        pages_of(job({"topic": "甲", "steps": hidden, "second_preparation": "先带学生看窗外"}))
    )


def test_the_short_version_keeps_what_the_declaration_says() -> None:
    words = said(pages_of(job(length=Length.SHORT)))
    assert "体会词语" in words
    assert "出示图画" in words
    assert "本文写秋天" not in words
    assert "引起兴趣" not in words


def test_as_text_the_parts_are_numbered_and_nothing_is_ruled() -> None:
    pages = pages_of(job(layout=Layout.TEXT))
    assert tables(pages) == []
    headings = [block.text for block in pages.blocks if isinstance(block, Heading)]
    assert headings[0] == "秋天的雨（教案）"
    assert headings[1:4] == ["一、教材分析", "二、教学目标", "三、教学重点"]
    assert "（一）导入（5分钟）" in headings
    assert "教师活动：出示图画" in said(pages)
    assert any("学科：语文" in word for word in said(pages))
    assert "先带学生看窗外" in said(pages)


def test_as_text_a_place_for_the_second_preparation_is_left_where_it_was_asked_for() -> None:
    without = {key: value for key, value in PLAN.items() if key != "second_preparation"}
    headings = [
        b.text for b in pages_of(job(without, layout=Layout.TEXT, margin=True)).blocks if isinstance(b, Heading)
    ]
    assert headings[-1].endswith("、二次备课")


@pytest.mark.parametrize("layout", Layout)
def test_who_signs_is_declared_and_can_be_changed(layout: Layout) -> None:
    def signers(chosen: tuple[str, ...] | None) -> list[tuple[str, ...]]:
        blocks = pages_of(job(layout=layout, signatures=chosen)).blocks
        return [block.labels for block in blocks if isinstance(block, Signatures)]

    assert signers(None) == [("检查人", "教研组长")]
    assert signers(("校长",)) == [("校长",)]
    assert signers(()) == []


def test_a_kind_that_declares_nothing_prints_everything() -> None:
    bare = replace(MENTORING_LOG, on_paper=PLAIN)
    values: dict[str, Value] = {"held_on": "2026-09-01", "step": "等三秒", "discussion": "说了提问", "mentor": "李"}
    for layout in Layout:
        words = "".join(said(pages_of(Job(bare, values, PrintChoice("zh", layout), Writing(Manner("zh"))))))
        assert all(word in words for word in ("2026年9月1日", "等三秒", "说了提问", "李", "指导记录"))


def test_a_file_is_named_after_subject_topic_and_day() -> None:
    assert name_of(job()) == "语文-秋天的雨-2026-09-01"
    assert name_of(job({"topic": "a/b"})) == "教案-a b"
    assert pages_of(job(), above="乡村小学").above == "乡村小学"


def test_what_stands_behind_comes_after_the_signatures() -> None:
    assert pages_of(job(), behind=(Heading("点评"),)).blocks[-1] == Heading("点评")


def test_an_unknown_kind_is_printed_by_its_names() -> None:
    pages = raw_pages("quiz", {"a": "甲", "b": 3}, "zh")
    assert pages.blocks == (Heading("quiz", NAME), Paragraph("甲", "a："), Paragraph("3", "b："))


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_parts_are_counted_in_chinese(number: int, expected: str) -> None:
    assert chinese(number) == expected
