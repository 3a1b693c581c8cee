"""Words of Word files: all of them, in order, with the numbers and tables that people saw; the rest is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import FileError
from app.export.docx_reading import read_docx
from app.records.incoming import Grid, Incoming, Left, Words
from tests.helpers.word import STRICT, cell, paragraph, table, word_file


def texts(document: Incoming) -> list[str]:
    return [piece.text for piece in document.pieces if isinstance(piece, Words)]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("style", ["heading 2", "Heading 2", "标题 2"])
def test_headings_are_known_by_their_style_whatever_program_named_it(style: str) -> None:
    styles = f'<w:style w:styleId="a"><w:name w:val="{style}"/></w:style>'
    data = word_file(paragraph("教学目标", '<w:pStyle w:val="a"/>') + paragraph("认字"), {"styles": styles})
    assert read_docx(data).pieces == (Words("教学目标", 2), Words("认字"))


def test_a_title_and_an_outline_level_are_headings_too() -> None:
    styles = '<w:style w:styleId="t"><w:name w:val="Title"/></w:style>'
    data = word_file(
        paragraph("秋天", '<w:pStyle w:val="t"/>') + paragraph("过程", '<w:outlineLvl w:val="2"/>'), {"styles": styles}
    )
    assert read_docx(data).pieces == (Words("秋天", 1), Words("过程", 3))


def test_numbers_that_word_counts_up_are_written_out() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )

    def item(text: str, depth: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>')

    body = item("导入", 0) + item("看图", 1) + item("说话", 1) + item("识字", 0) + item("读", 1)
    assert texts(read_docx(word_file(body, {"numbering": numbering}))) == [
        "一、导入", "1. 看图", "2. 说话", "二、识字", "1. 读",
    ]  # fmt: skip


def test_a_table_keeps_its_places_over_spans_and_merged_cells() -> None:
    above = [cell("教学过程", '<w:vMerge w:val="restart"/>'), cell("导入"), cell("看图\n说话")]
    below = [cell("", "<w:vMerge/>"), cell("识字", '<w:gridSpan w:val="2"/>')]
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in (above, below))
    assert read_docx(word_file(f"<w:tbl>{rows}</w:tbl>")).pieces == (
        Grid((("教学过程", "导入", "看图\n说话"), ("", "识字", ""))),
    )


def test_a_table_inside_a_cell_becomes_lines() -> None:
    inner = table(("甲", "乙"), ("丙", "丁"))
    assert read_docx(word_file(table(("外", inner)))).pieces == (Grid((("外", "甲 | 乙\n丙 | 丁"),)),)


def test_tracked_words_count_when_they_were_put_in_and_are_told_when_they_were_struck_out() -> None:
    body = f"<w:p><w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run('文')}</w:p>"
    document = read_docx(word_file(body))
    assert (texts(document), document.left) == (["新文"], (Left("struck_out", 1),))


def test_words_in_controls_links_boxes_and_notes_are_words() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框里')}</w:txbxContent></w:pict></w:r>"
    body = (
        f"<w:sdt><w:sdtContent><w:p><w:hyperlink>{run('链接')}</w:hyperlink>{box}</w:p></w:sdtContent></w:sdt>"
        '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    )
    notes = f'<w:footnote w:id="3">{paragraph("注释")}</w:footnote>'
    assert texts(read_docx(word_file(body, {"footnotes": notes}))) == ["链接", "框里", "正文[1]", "[1] 注释"]


def test_of_two_ways_to_say_the_same_one_is_read() -> None:
    both = (
        f"<w:p><w:r><AlternateContent><Choice>{run('一次')}</Choice><Fallback>{run('一次')}</Fallback>"
        "</AlternateContent></w:r></w:p>"
    )
    assert texts(read_docx(word_file(both))) == ["一次"]


def test_readings_above_characters_stand_behind_them() -> None:
    ruby = f"<w:p><w:r><w:ruby><w:rt>{run('zì')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r></w:p>"
    assert texts(read_docx(word_file(ruby))) == ["字(zì)"]


def test_pictures_and_comments_are_told() -> None:
    body = "<w:p><w:r><w:t>字</w:t><w:drawing/><w:pict/><w:commentReference/></w:r></w:p>"
    assert read_docx(word_file(body)).left == (Left("comments", 1), Left("pictures", 2))


def test_the_strict_edition_of_the_format_is_read_alike() -> None:
    assert texts(read_docx(word_file(paragraph("严格"), space=STRICT))) == ["严格"]


def test_a_damaged_part_beside_the_document_costs_no_words() -> None:
    document = read_docx(word_file(paragraph("还在"), {"styles": "<w:style"}))
    assert (texts(document), document.left) == (["还在"], (Left("broken_parts", 1),))


def test_a_file_without_words_says_so() -> None:
    with pytest.raises(FileError) as raised:
        read_docx(word_file("<w:p/>" + table(("", ""))))
    assert raised.value.code == "file.empty"


def test_tables_nested_beyond_sense_lose_no_words() -> None:
    inner = paragraph("最里")
    for _ in range(20):
        inner = table((inner,))
    document = read_docx(word_file(inner))
    assert "最里" in str(document.pieces)


_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&>")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(_CHARACTERS, min_size=1, max_size=20), min_size=1, max_size=12), st.data())
def test_every_word_arrives_in_its_order_wherever_it_stands(words: list[str], data: st.DataObject) -> None:
    marked = [f"{word}q{number}z" for number, word in enumerate(words)]
    body = "".join(
        table((word,)) if data.draw(st.booleans()) else f"<w:customXml>{paragraph(word)}</w:customXml>"
        for word in marked
    )
    found = [
        piece.text if isinstance(piece, Words) else piece.rows[0][0] for piece in read_docx(word_file(body)).pieces
    ]
    assert found == marked
