"""Spreadsheets (.xlsx, .xlsm) read for their words: each sheet that is shown, as its name and its table.

openpyxl reads them in its mode for reading only, row by row: formulas are taken as the value that was last worked out,
macros and links to other files are not looked at, and nothing is fetched. What it does not guard against is guarded
here: sizes before anything is unpacked, document types, parts that hide under other names, and how far rows and columns
go, because one cell in the farthest corner makes a sheet of 17 thousand million.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from app.errors import FileError
from app.export.office_zip import ZIP_TROUBLE, open_zip
from app.records.incoming import Grid, Incoming, Left, Words

#: Rows and columns that are looked at in one sheet, and sheets of one file: ten times a school's longest list.
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 40, 60
_MOST_CELL = 2_000
#: Cells of one file; a whole row is in memory at once, and has no more than a sheet has columns.
_MOST_CELLS, _WIDEST = 250_000, 16_384
_ROW, _CELL = re.compile(rb"<(?:\w+:)?row\b"), re.compile(rb"<(?:\w+:)?c[\s/>]")
#: A part that declares a document type; the format forbids it.
_DECLARED = b"<!DOCTYPE"
_START, _OTHER_ENCODINGS = 64, (b"\xff\xfe", b"\xfe\xff")


def read_xlsx(data: bytes) -> Incoming:
    """The sheets of a file, each as a heading and a table.

    Raises FileError: file.too_large, file.locked, file.old_sheet, file.not_sheet, file.broken, file.swollen,
    file.empty.
    """
    checked = _checked(data)
    try:
        pieces, left = _read(checked)
    except FileError:
        raise
    except Exception as error:  # openpyxl lets out whatever a broken part makes it stumble over
        raise FileError("file.broken", f"sheet: {type(error).__name__}") from error
    if not pieces:
        raise FileError("file.empty", "no words in any sheet")
    return Incoming(tuple(pieces), tuple(left))


def _checked(data: bytes) -> bytes:
    """The parts of a file that were looked at, and no other: a sheet may call itself as it likes, and what is not
    counted here would be unpacked without measure."""
    opened = open_zip(data, other="file.not_sheet", old="file.old_sheet")
    names = opened.namelist()
    if not any(name.startswith("xl/") for name in names):
        raise FileError("file.not_sheet", "a zip without a workbook")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as parts:
        for name in dict.fromkeys(names):
            if name.lower().endswith((".xml", ".rels")):
                try:
                    part = opened.read(name)
                except (*ZIP_TROUBLE, KeyError) as error:
                    raise FileError("file.broken", f"part: {type(error).__name__}") from error
                _check_part(part)
                parts.writestr(name, part)
    return kept.getvalue()


def _check_part(part: bytes) -> None:
    # Programs write spreadsheets in UTF-8; in another encoding nothing of what follows would be found.
    if _DECLARED in part or b"\x00" in part[:_START] or part.startswith(_OTHER_ENCODINGS):
        raise FileError("file.broken", "a part declares a document type, or is not in UTF-8")
    if any(len(_CELL.findall(row)) > _WIDEST for row in _ROW.split(part)):
        raise FileError("file.swollen", "a row of more cells than a sheet has columns")


def _read(data: bytes) -> tuple[list[Words | Grid], list[Left]]:
    from openpyxl import load_workbook  # a fifth of a second, and few files are spreadsheets

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    pieces: list[Words | Grid] = []
    hidden = cells = 0
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            hidden += 1
            continue
        rows = []
        for row in _rows(sheet):
            cells += len(row)
            if cells > _MOST_CELLS:
                raise FileError("file.swollen", f"more than {_MOST_CELLS} cells")
            rows.append(row)
        if rows:
            pieces += [Words(sheet.title, 1), Grid.of(rows)]
    return pieces, [Left("sheets_hidden", hidden)] if hidden else []


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    """The rows of a sheet that hold something, without the empty cells behind the last that does."""
    for row in sheet.iter_rows(min_row=1, min_col=1, max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
        cells = [_words(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield tuple(cells)


def _words(value: object) -> str:
    """A cell as it is read: whole numbers without a point, days without a time of day."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return " ".join(str(value)[:_MOST_CELL].split())
