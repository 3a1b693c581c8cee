"""Pasting from Word, WPS, spreadsheets and web pages: headings, lists and tables stay, the rest is words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.pasting import from_cells, from_html, table_lines, width
from app.records.prose import Table, blocks

WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style>p {mso-style: x}</style><title>x</title>
</head><body lang=ZH-CN><!--StartFragment--><h1>教学<span>目标</span></h1>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>会读
课文</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>l<span>&nbsp; </span></span></span><![endif]>会写</p>
<p class=MsoNormal>普通<b>一</b>段，有<i>斜体</i>。<o:p></o:p></p><!--EndFragment--></body></html>"""

WEB = """<div><h2>过程</h2><ul><li>读</li><li>写<ol start="3"><li>抄</li><li><p>背</p></li></ol></li></ul>
<p>一行<br>又一行</p><script>alert(1)</script></div>"""

TABLE = """<table><tr><th>环节</th><th>分</th></tr><tr><td><p>导入</p><p>新课</p></td><td>5</td></tr>
<tr><td>a|b</td></tr><tr><td></td><td> </td></tr></table><p>后</p>"""


def test_words_headings_and_lists_become_marks() -> None:
    assert from_html(WORD).split("\n") == ["# 教学目标", "1. 会读 课文", "  - 会写", "普通一段，有斜体。"]


def test_a_page_of_the_web() -> None:
    assert from_html(WEB).split("\n") == ["## 过程", "- 读", "- 写", "  3. 抄", "  4. 背", "一行", "又一行"]


def test_a_table_keeps_its_cells_and_its_head() -> None:
    table, after = blocks(from_html(TABLE))

    assert isinstance(table, Table)
    assert table.head
    assert [[words.text for words in row] for row in table.rows] == [["环节", "分"], ["导入 新课", "5"], ["a｜b", ""]]
    assert after.words.text == "后"  # type: ignore[union-attr]  # a table has failed above


def test_a_box_around_a_text_and_a_table_in_a_cell_are_words() -> None:
    assert from_html("<table><tr><td>只有一格</td></tr></table>") == "只有一格"
    nested = "<table><tr><td>甲</td><td><table><tr><td>乙</td><td>丙</td></tr></table></td></tr></table>"
    assert from_html(nested) == "| 甲  | 乙 丙 |"


def test_lines_of_a_program_stay_lines() -> None:
    assert from_html("<pre>一  二\n\n三</pre>") == "一  二\n\n三"


def test_cells_of_a_spreadsheet_are_a_table() -> None:
    assert from_cells("环节\t分\r\n导入\t5\r\n") == "| 环节 | 分  |\n| 导入 | 5   |"


@pytest.mark.parametrize("text", ["", "一段话", "一\t二\n三", "一\n二"])
def test_other_texts_are_no_table(text: str) -> None:
    assert from_cells(text) is None


def test_columns_stand_in_line_where_chinese_is_two_wide() -> None:
    lines = table_lines([["环节", "a"], ["读", "bcde"], ["x"]], head=True)

    assert len({width(line) for line in lines}) == 1
    assert lines[1] == "| ---- | ---- |"
    assert width("é教ａ😀") == 7


@given(st.text(max_size=80))
def test_whatever_is_pasted_gives_prose_without_empty_ends_and_tables_in_line(text: str) -> None:
    prose, table = from_html(text), from_cells(text)

    assert not prose or all(line.strip() for line in (prose.split("\n")[0], prose.split("\n")[-1]))
    assert table is None or len({width(line) for line in table.split("\n")}) == 1


@given(st.lists(st.sampled_from(["<ul>", "</ul>", "<li>", "<table>", "</table>", "<tr>", "<td>", "</td>", "字", "<h1>",
                                 "</h1>", "<p style='mso-list:l0 level9'>", "<![if !supportLists]>", "<![endif]>",
                                 "<pre>", "\n", "<br>", "</ol>", "<ol start=x>"]), max_size=20))  # fmt: skip
def test_broken_pages_keep_their_words(parts: list[str]) -> None:
    html = "".join(parts)
    found = from_html(html)
    if "<![" not in html and "<table>" not in html:
        assert found.count("字") == html.count("字")


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters="-:"), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans())
def test_a_table_that_was_written_is_read_again(rows: list[list[str]], head: bool) -> None:
    (table,) = blocks("\n".join(table_lines(rows, head=head)))

    assert isinstance(table, Table)
    assert table.head == head
    for read, written in zip(table.rows, rows, strict=True):
        assert [words.text for words in read][: len(written)] == [text.replace("|", "｜") for text in written]


def test_a_heading_with_a_number_stays_a_heading() -> None:
    assert from_html("<h2>1. 目标</h2><ul><li>2、读</li></ul>") == "## 1. 目标\n2、读"
