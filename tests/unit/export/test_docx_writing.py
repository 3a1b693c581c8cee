"""Records as Word files: every word of the page is in it, tables hold together, and other programs open it."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st

from app.export.contents import Writing
from app.export.docx_reading import read_docx
from app.export.docx_writing import write_docx
from app.export.pages import Job, pages_of
from app.ids import DeviceId
from app.records.blocks import Cell, Fixed, Heading, Item, Margin, Pages, Paragraph, Picture, Signatures, Table
from app.records.importing import from_document
from app.records.incoming import Grid, Words
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.paper import Layout, PrintChoice
from app.records.record import Record
from app.records.values import Row, Value
from app.records.written import Manner
from tests.helpers.kinds import without_ids

STEPS: list[Row] = [
    {
        "id": "a",
        "name": "导入",
        "minutes": 5,
        "teacher": "出示图画\n- 先看\n- 再说",
        "pupils": "观察",
        "intent": "激趣",
    },
    {"id": "b", "name": "朗读", "minutes": 10, "teacher": "范读", "pupils": "跟读"},
]
GOALS: list[Row] = [{"id": "x", "text": "朗读课文"}, {"id": "y", "text": "感受秋天"}]
PLAN: dict[str, Value] = {
    "topic": "秋天的雨𠮷", "subject": "zh", "grades": ["3", "4"], "class_name": "三（1）班", "taught_on": "2026-09-01",
    "objectives": GOALS, "key_point": "体会词语",
    "steps": STEPS, "board": "秋  雨\n  凉爽", "second_preparation": "先带学生看窗外", "notes": "带伞",
}  # fmt: skip


def set_up(layout: Layout = Layout.TABLE, language: str = "zh") -> Pages:
    choice = PrintChoice(language, layout=layout)
    return pages_of(Job(LESSON_PLAN, PLAN, choice, Writing(Manner(language))), "柳河中心小学")


def page(*blocks: object) -> Pages:
    return Pages(blocks, "", "x", "zh")  # type: ignore[arg-type]  # blocks, as each test puts them


def words(data: bytes) -> str:
    return "\n".join(
        piece.text if isinstance(piece, Words) else "\n".join("\t".join(row) for row in piece.rows)
        for piece in read_docx(data).pieces
    )


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_words_of_a_plan_are_in_the_file(layout: Layout, language: str) -> None:
    held = words(write_docx([set_up(layout, language)]))
    said = [
        "秋天的雨𠮷",
        "三（1）班",
        "朗读课文",
        "感受秋天",
        "体会词语",
        "导入",
        "出示图画",
        "先看",
        "范读",
        "秋  雨",
        "带伞",
    ]
    assert [word for word in said if word not in held] == []


def test_a_plan_that_was_written_as_a_table_is_read_back_into_its_fields() -> None:
    edits = from_document(LESSON_PLAN, read_docx(write_docx([set_up()])))
    (values,) = (without_ids(Record.create(LESSON_PLAN, DeviceId(bytes(8)), 0, one).values()) for one in edits)
    expected = without_ids(PLAN)
    for key in ("topic", "subject", "grades", "class_name", "taught_on", "objectives", "key_point", "board"):
        assert values[key] == expected[key]
    assert values["second_preparation"] == "先带学生看窗外"
    steps = values["steps"]
    assert isinstance(steps, list)
    assert [row["name"] for row in steps if isinstance(row, dict)] == ["导入（5分钟）", "朗读（10分钟）"]


def test_a_table_has_its_widths_its_head_on_every_page_and_its_merged_cells() -> None:
    label, wide = Cell((Paragraph("头"),), heading=True), Cell((Paragraph("宽"),), across=2)
    table = Table(
        ((label, wide), (wide, label)), (20, 40, 40), ((label, label, label),), Margin("旁", (Paragraph("注"),))
    )
    data = write_docx([page(table)])
    (found,) = Document(io.BytesIO(data)).tables
    xml = found._tbl.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert len({column.w for column in found._tbl.tblGrid.gridCol_lst}) == 3
    assert [grid.rows for grid in read_docx(data).pieces if isinstance(grid, Grid)] == [
        (("头", "头", "头", "旁"), ("头", "宽", "", "注"), ("宽", "", "头", "")),
    ]  # fmt: skip


def test_each_record_begins_a_section_with_its_own_head() -> None:
    first, second = Pages((Heading("一", 0),), "甲校", "x", "zh"), Pages((Heading("二", 0),), "乙校", "x", "zh", True)
    document = Document(io.BytesIO(write_docx([first, second])))
    assert [section.header.paragraphs[0].text for section in document.sections] == ["甲校", "乙校"]
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_other_blocks_and_what_xml_has_no_place_for() -> None:
    data = write_docx([
        page(
            Item("看图", "1.", 1), Fixed("秋  雨\n  凉"), Picture("相片.png", b"no picture"), Picture("远.png"),
            Signatures(("教师",), "日期"), Paragraph("a\x00b\x0bc\ud800d\uffffe\x1b", "标"),
        )
    ])  # fmt: skip
    held = words(data)
    for said in ("1.\t看图", "秋  雨\n  凉", "[相片.png]", "[远.png]", "教师", "日期", "标abcde"):
        assert said in held


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_any_text_can_be_written_and_the_file_opened(texts: list[str]) -> None:
    table = Table(tuple((Cell((Paragraph(text),)), Cell((Fixed(text),))) for text in texts), (1, 1))
    data = write_docx([page(Heading("头", 0), *(Paragraph(text, text) for text in texts), table)])
    assert len(Document(io.BytesIO(data)).tables[0].rows) == len(texts)


@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="no LibreOffice here: no other program has opened our Word files",
)
def test_libreoffice_opens_it_with_its_tables_intact(tmp_path: Path) -> None:
    """Converted there to its own plain table form, each row of ours is a row there."""
    file = tmp_path / "plan.docx"
    file.write_bytes(write_docx([set_up()]))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "html"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    html = (tmp_path / "plan.html").read_text("utf-8")
    ours = sum(len(table.rows) for table in Document(file.as_posix()).tables)
    assert html.count("<tr") == ours
    assert html.count("<table") == len(Document(file.as_posix()).tables)
    for word in ("秋天的雨𠮷", "出示图画", "体会词语", "二次备课"):
        assert word in html
