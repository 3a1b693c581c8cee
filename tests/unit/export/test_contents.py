"""Single fields on paper."""

from dataclasses import replace

import pytest

from app.export.contents import Writing, contents_of, day_on_paper, is_a_list, line_of, shares
from app.ids import FileId, PersonId
from app.records.blocks import WITHIN, Cell, Fixed, Heading, Item, Paragraph, Picture, Table
from app.records.fields import (
    Choices,
    Date,
    Field,
    File,
    Line,
    Link,
    Moment,
    Number,
    People,
    Prose,
    Rows,
    Signature,
    YesNo,
)
from app.records.files import Attached
from app.records.label import Label
from app.records.values import Row, Value
from app.records.written import Manner

LABEL = Label("名", "Name")
ZH = Writing(Manner("zh", name=lambda value: value.strip("@")), lambda record: f"《{record}》")
EN = Writing(Manner("en"))


@pytest.mark.parametrize(
    ("field", "value", "zh", "en"),
    [
        (Date("a", "a", LABEL), "2026-09-01", "2026年9月1日", "2026-09-01"),
        (Moment("a", "a", LABEL), "2026-09-01T14:30", "2026年9月1日 14:30", "2026-09-01 14:30"),
        (Number("a", "a", LABEL, unit=Label("分钟", "minutes")), 5, "5分钟", "5 minutes"),
        (Choices("a", "a", LABEL, terms="grades"), ["3", "混、合班"], "三年级、混、合班", "Grade 3; 混、合班"),
        (People("a", "a", LABEL), ["@王芳", "李"], "王芳、李", "@王芳; 李"),
        (Link("a", "a", LABEL), "AAEC", "《AAEC》", "AAEC"),
        (Signature("a", "a", LABEL), "2026-09-01T14:30 王芳", "王芳 2026年9月1日 14:30", "王芳 2026-09-01 14:30"),
        (YesNo("a", "a", LABEL), False, "否", "No"),
        (Line("a", "a", LABEL), None, "", ""),
    ],
)  # fmt: skip
def test_a_short_value_reads_as_on_paper(field: Field, value: Value | None, zh: str, en: str) -> None:
    assert line_of(field, value, ZH) == zh
    assert line_of(field, value, EN) == en


def test_a_date_that_is_none_stays_as_it_is() -> None:
    assert day_on_paper("下周二", "zh") == "下周二"


def test_a_blackboard_keeps_its_columns() -> None:
    board = Prose("a", "a", LABEL, fixed_width=True)
    assert contents_of(board, "16  8\n 0  1\n", ZH) == (Fixed("16  8\n 0  1"),)


def test_a_prose_is_its_paragraphs() -> None:
    assert contents_of(Prose("a", "a", LABEL), "一\n\n  二 \n", ZH) == (Paragraph("一"), Paragraph("二"))


OBJECTIVES = Rows("a", "a", LABEL, row=(Prose("t", "t", LABEL), Choices("c", "c", LABEL, terms="objective_aspects")))
STEPS = Rows("a", "a", LABEL, row=(Line("n", "n", LABEL), Number("m", "m", LABEL), Prose("t", "t", LABEL)))


def test_rows_of_one_text_each_are_a_numbered_list() -> None:
    rows: list[Row] = [{"t": "说出大意", "c": ["cl", "ct"]}, {"t": "朗读"}]
    assert contents_of(OBJECTIVES, rows, ZH) == (Item("说出大意（语言运用、思维能力）", "1."), Item("朗读", "2."))
    row: Row = {"t": "Read", "c": ["ct"]}
    assert contents_of(OBJECTIVES, [row], EN) == (Item("Read (Thinking)", "1."),)


def test_other_rows_are_a_table_without_the_columns_that_are_empty() -> None:
    rows: list[Row] = [{"n": "导入", "t": "讲"}, {"n": "练习", "t": "练"}]
    (table,) = contents_of(STEPS, rows, ZH)
    assert isinstance(table, Table)
    assert [len(row) for row in (*table.head, *table.rows)] == [2, 2, 2]
    assert sum(table.widths) == 100


def test_rows_that_hold_nothing_are_nothing() -> None:
    assert contents_of(STEPS, [], ZH) == ()
    row: Row = {"id": "a"}
    assert contents_of(STEPS, [row], ZH) == ()
    assert not is_a_list(())


def test_shares_make_a_hundred() -> None:
    assert shares([1, 1, 1]) == (33, 33, 34)


def test_headings_lists_and_tables_of_a_prose_stay_what_they_are() -> None:
    text = "# 一\n说\n- 甲\n  - 乙\n1、丙\n\n| 数 | 位 |\n|---|---|\n| 9 |"
    *blocks, table = contents_of(Prose("a", "a", LABEL), text, ZH)
    assert blocks == [Heading("一", WITHIN), Paragraph("说"), Item("甲"), Item("乙", "•", 1), Item("丙", "1、")]
    assert isinstance(table, Table)
    assert table.head == ((Cell((Paragraph("数"),), heading=True), Cell((Paragraph("位"),), heading=True)),)
    assert table.rows == ((Cell((Paragraph("9"),)), Cell()),)


def test_a_list_of_rows_keeps_the_formatting_of_its_texts() -> None:
    rows: list[Row] = [{"t": "说出大意\n- 其一", "c": ["cl"]}, {"t": "- 其二"}]
    expected = (Item("说出大意（语言运用）", "1."), Item("其一"), Item("", "2."), Item("其二"))
    assert contents_of(OBJECTIVES, rows, ZH) == expected


def test_a_picture_is_printed_and_any_other_file_is_named() -> None:
    photo = Attached(1_790_000_000, FileId(bytes(12)), 9, "jpeg", bytes(32), PersonId(bytes(8)), "黑板.jpg")
    sheet = replace(photo, added=1_790_000_001, sort="text", name="名单.txt")
    members = [sheet.member(), photo.member(), "later"]
    here = Writing(Manner("zh"), picture=lambda file: file.digest[:1] + b"jpeg")
    files = File("a", "a", LABEL)
    assert contents_of(files, members, here) == (Picture("黑板.jpg", b"\0jpeg"), Paragraph("名单.txt"))
    assert contents_of(files, members, ZH)[0] == Picture("黑板.jpg")
