"""Prose in blocks: headings, lists, tables, and everything else as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.prose import (
    Heading,
    Item,
    LineMark,
    Paragraph,
    Table,
    Words,
    blocks,
    cells_of,
    is_rule,
    mark_of,
    next_mark,
    pieces,
    words_of,
)

#: Characters that marks are made of, beside those of every other sort.
TEXTS = st.text(st.one_of(st.sampled_from("#-*•1２.、)） |:\n\t\u3000教😀𠮷"), st.characters()), max_size=80)


@given(TEXTS, st.booleans())
def test_any_text_is_blocks_and_their_pieces_are_the_text(text: str, fixed: bool) -> None:
    parsed = blocks(text, fixed=fixed)
    assert "".join(piece.text for piece in pieces(text, parsed)) == text
    for block in parsed:
        for words in words_of(block):
            assert text[words.start : words.end] == words.text


@given(TEXTS)
def test_a_field_of_fixed_width_is_its_lines(text: str) -> None:
    assert [block.words.text for block in blocks(text, fixed=True) if isinstance(block, Paragraph)] == text.split("\n")


@given(st.text(st.characters(exclude_characters="#-*•●|.．、)）"), max_size=80))
def test_a_text_without_marks_is_paragraphs(text: str) -> None:
    assert [block.words.text for block in blocks(text) if isinstance(block, Paragraph)] == text.split("\n")


def test_headings_have_three_levels() -> None:
    assert blocks("# 目标\n### 小\n#没有空格\n#### 四") == [
        Heading(Words(2, "目标"), 1),
        Heading(Words(9, "小"), 3),
        Paragraph(Words(11, "#没有空格")),
        Paragraph(Words(17, "#### 四")),
    ]


def test_items_are_as_deep_as_their_indent_below_the_one_before() -> None:
    text = "\u3000\u30001、读\n- 写\n    - 听\n      * 说\n  2. 想"
    assert [(one.words.text, one.depth, one.mark, one.number) for one in blocks(text) if isinstance(one, Item)] == [
        ("读", 0, "1、", 1),
        ("写", 0, "•", None),
        ("听", 1, "•", None),
        ("说", 2, "•", None),
        ("想", 1, "2.", 2),
    ]


def test_an_indent_counts_anew_behind_something_else() -> None:
    first, _, second = blocks("  - 一\n中间\n    - 二")
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.depth, second.depth, second.ordered) == (0, 0, False)


def test_deeper_than_the_deepest_is_the_deepest() -> None:
    found = blocks("\n".join(" " * at + "- x" for at in range(6)))
    assert [one.depth for one in found if isinstance(one, Item)] == [0, 1, 2, 3, 3, 3]


@pytest.mark.parametrize(
    "line", ["1. 认识", "1.认识", "12、认识", "3) 认识", "3）认识", "3．认识", "- x", "* x", "• x"]
)
def test_items_as_people_type_them(line: str) -> None:
    assert isinstance(blocks(line)[0], Item)


@pytest.mark.parametrize(
    "line", ["3.14 是圆周率", "3、4年级", "v1.x", "1.x", "-5 度", "——他说", "2026、", "1.", "-", "*重点*"]
)
def test_what_only_looks_like_an_item_stays_a_paragraph(line: str) -> None:
    assert blocks(line) == [Paragraph(Words(0, line))]


def test_a_table_with_a_head() -> None:
    text = "前\n| 环节 | 分 |\n| --- | :-: |\n| 导入 |  |\n后"
    _, table, _ = blocks(text)
    assert isinstance(table, Table)
    assert [[words.text for words in row] for row in table.rows] == [["环节", "分"], ["导入", ""]]
    assert table.head
    assert table.columns == 2
    assert text[table.start : table.end] == "| 环节 | 分 |\n| --- | :-: |\n| 导入 |  |"


def test_a_table_without_a_head_and_with_rows_of_different_length() -> None:
    (table,) = blocks("|a|b|c|\n|d|")
    assert isinstance(table, Table)
    assert (table.head, table.columns, [len(row) for row in table.rows]) == (False, 3, [3, 1])


def test_a_line_of_mathematics_is_no_table() -> None:
    assert isinstance(blocks("|a| + |b|")[0], Paragraph)
    assert isinstance(blocks("| x |")[0], Paragraph)
    assert isinstance(blocks("| a | b |")[0], Table)


def test_hyphens_alone_are_a_table_without_a_head() -> None:
    (table,) = blocks("| -- | -- |")
    assert isinstance(table, Table)
    assert not table.head


def test_the_mark_of_a_line() -> None:
    assert mark_of("## 目标") == LineMark(3, level=2)
    assert mark_of("  3、读") == LineMark(4, item=True, number=3)
    assert mark_of("- 读") == LineMark(2, item=True)
    assert mark_of("|a|b|") == LineMark(0, row=True)
    assert mark_of("读") == LineMark(0)


@pytest.mark.parametrize(
    ("line", "following"),
    [("1、读", "2、"), ("  9. 写", "  10. "), ("- 听", "- "), ("\t* 说", "\t* "), ("读", ""), ("# 读", "")],
)
def test_a_list_goes_on_with_the_next_mark(line: str, following: str) -> None:
    assert next_mark(line) == following


def test_cells_of_a_line() -> None:
    assert cells_of("| a |b |") == ["a", "b"]
    assert cells_of("a | b") is None
    assert is_rule("| --- |:-:|")
    assert not is_rule("| a | - |")
    assert not is_rule("---")
