"""Spreadsheets for tests: made by openpyxl, or by hand where no program would make them."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook


def sheets(**named: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets, row by row; a name that ends in ``_hidden`` makes a hidden one."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name.endswith("_hidden"):
            sheet.sheet_state = "hidden"
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A workbook with parts in place of its own; None leaves one out."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = parts.get(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
        for name in set(parts) - set(before.namelist()):
            after.writestr(name, parts[name] or b"")
    return into.getvalue()
