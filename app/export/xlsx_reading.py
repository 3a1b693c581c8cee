"""Spreadsheets (.xlsx, .xlsm) read for their words: each sheet that is shown, as its name and its table.

openpyxl reads them in its mode for reading only, row by row: formulas are taken as the value that was last worked out,
macros and links to other files are not looked at, and nothing is fetched. What it does not guard against is guarded
here: sizes before anything is unpacked, document types, and how far rows and columns go, because one cell in the
farthest corner makes a sheet of 17 thousand million.
"""

import datetime
import io
from collections.abc import Iterator
from typing import Any

from app.errors import FileError
from app.export.office_zip import ZIP_TROUBLE, open_zip
from app.records.incoming import Grid, Incoming, Left, Words

#: Rows and columns that are looked at in one sheet, and sheets of one file: ten times a school's longest list.
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 40, 60
_MOST_CELL = 2_000
#: A part that declares a document type, in the encodings that XML allows; the format forbids it.
_DECLARED = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def read_xlsx(data: bytes) -> Incoming:
    """The sheets of a file, each as a heading and a table.

    Raises FileError: file.too_large, file.locked, file.old_sheet, file.not_sheet, file.broken, file.swollen,
    file.empty.
    """
    _check(data)
    try:
        pieces, left = _read(data)
    except FileError:
        raise
    except Exception as error:  # openpyxl lets out whatever a broken part makes it stumble over
        raise FileError("file.broken", f"sheet: {type(error).__name__}") from error
    if not pieces:
        raise FileError("file.empty", "no words in any sheet")
    return Incoming(tuple(pieces), tuple(left))


def _check(data: bytes) -> None:
    opened = open_zip(data, other="file.not_sheet", old="file.old_sheet")
    names = opened.namelist()
    if not any(name.startswith("xl/") for name in names):
        raise FileError("file.not_sheet", "a zip without a workbook")
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            try:
                part = opened.read(name)
            except (*ZIP_TROUBLE, KeyError) as error:
                raise FileError("file.broken", f"part: {type(error).__name__}") from error
            if any(declared in part for declared in _DECLARED):
                raise FileError("file.broken", "a part declares a document type")


def _read(data: bytes) -> tuple[list[Words | Grid], list[Left]]:
    from openpyxl import load_workbook  # a fifth of a second, and few files are spreadsheets

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    pieces: list[Words | Grid] = []
    hidden = 0
    for sheet in book.worksheets[:MOST_SHEETS]:
        if sheet.sheet_state != "visible":
            hidden += 1
            continue
        rows = list(_rows(sheet))
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
