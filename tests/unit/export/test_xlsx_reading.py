"""Spreadsheets are read for their words; broken and hostile ones end in a sentence, within bounds."""

import datetime
import io
import zipfile

import pytest

from app.errors import FileError
from app.export.xlsx_reading import MOST_COLUMNS, MOST_ROWS, read_xlsx
from app.records.incoming import Grid, Left, Words
from tests.helpers.sheets import changed, sheets
from tests.helpers.word import paragraph, word_file

SHEET = "xl/worksheets/sheet1.xml"
_XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def test_each_sheet_that_is_shown_is_a_heading_and_a_table() -> None:
    data = sheets(
        一班=[
            ["姓名", "学号", "生日"],
            ["𠮷田 买买提·艾力", 7.0, datetime.datetime(2016, 9, 1)],
            [],
            ["李\n雷", None, 1.5],
        ],
        空的=[],
        旧名单_hidden=[["姓名"], ["不该看到"]],
    )
    read = read_xlsx(data)
    assert read.pieces == (
        Words("一班", 1),
        Grid((("姓名", "学号", "生日"), ("𠮷田 买买提·艾力", "7", "2016-09-01"), ("李 雷", "", "1.5"))),
    )
    assert read.left == (Left("sheets_hidden", 1),)


def test_a_cell_in_the_farthest_corner_costs_nothing() -> None:
    """As sheets of other programs have it: one mark in the last column of the last row."""
    row = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>{2}</t></is></c></row>'
    far = _XML.format(row.format(1, "A", "姓名") + row.format(2, "XFD", "far") + row.format(1_048_576, "A", "farther"))
    (_, grid) = read_xlsx(changed(sheets(a=[["x"]]), {SHEET: far.encode()})).pieces
    assert grid == Grid((("姓名",),))
    assert MOST_COLUMNS < 16_384
    assert MOST_ROWS < 1_048_576


def test_a_dimension_that_lies_hides_nothing() -> None:
    lying = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/>'
    data = sheets(a=[["姓名", "班级"], ["李雷", "三（1）班"]])
    part = zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    (_, grid) = read_xlsx(changed(data, {SHEET: lying + part[part.index(b"<sheetData>") :]})).pieces
    assert isinstance(grid, Grid)
    assert grid.rows[1] == ("李雷", "三（1）班")


GOOD = sheets(a=[["姓名"], ["李雷"]])


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("file.not_sheet", b"GIF89a"),
        ("file.old_sheet", b"\xd0\xcf\x11\xe0" + bytes(99)),
        ("file.locked", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        ("file.not_sheet", word_file(paragraph("王芳"))),
        ("file.broken", GOOD[:-60]),
        ("file.broken", changed(GOOD, {SHEET: b"<worksheet><sheetData><row"})),
        ("file.broken", changed(GOOD, {"xl/workbook.xml": None})),
        ("file.broken", changed(GOOD, {"xl/styles.xml": b"<styleSheet><xf/></wrong>"})),
        ("file.broken", changed(GOOD, {"xl/sharedStrings.xml": b'<!DOCTYPE s [<!ENTITY a "aa">]><sst>&a;</sst>'})),
        ("file.empty", sheets(a=[], b=[[None, " "]])),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(code: str, data: bytes) -> None:
    with pytest.raises(FileError) as raised:
        read_xlsx(data)
    assert raised.value.code == code


def test_every_cut_of_a_file_ends_in_a_sentence() -> None:
    for length in range(0, len(GOOD), 97):
        with pytest.raises(FileError):
            read_xlsx(GOOD[:length])


def test_a_sheet_under_another_name_is_not_unpacked() -> None:
    """Sizes are counted where parts are texts by their names; a workbook may call its sheet anything."""
    data = sheets(a=[["姓名"], ["李雷"]])
    opened, kept = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in opened.namelist():
            part = opened.read(name).replace(b"sheet1.xml", b"sheet1.dat")
            parts.writestr(name.replace("sheet1.xml", "sheet1.dat"), part)
        parts.writestr("xl/worksheets/more.dat", b"<row/>" * 10_000)
    with pytest.raises(FileError) as refused:
        read_xlsx(kept.getvalue())
    assert refused.value.code in ("file.broken", "file.empty")


@pytest.mark.parametrize(("rows", "across", "taken"), [(60, 40, True), (70, 40, False), (1, 16_385, False)])
def test_so_many_cells_and_no_more(rows: int, across: int, monkeypatch: pytest.MonkeyPatch, *, taken: bool) -> None:
    """A whole row is in memory at once, and every cell takes its time; here with a hundredth of what is allowed."""
    monkeypatch.setattr("app.export.xlsx_reading._MOST_CELLS", 2_500)
    part = _XML.format(("<row>" + "<c><v>1</v></c>" * across + "</row>") * rows)
    data = changed(sheets(a=[["x"]]), {SHEET: part.encode()})
    if taken:
        assert read_xlsx(data).pieces
    else:
        with pytest.raises(FileError) as refused:
            read_xlsx(data)
        assert refused.value.code == "file.swollen"
