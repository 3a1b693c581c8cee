"""Text files read for their words: which bytes are text, and the table in a file of separated values (RFC 4180)."""

import csv
import re
from collections.abc import Iterator

from app.errors import FileError
from app.records.incoming import Grid, Incoming

#: The largest text file that is taken; a long plan has a hundredth of it.
MOST_MEGABYTES = 5
_MEGABYTE = 1_000_000
_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: Chinese characters and punctuation. Text of nothing else in UTF-16 reads as a page of nonsense in GB 18030.
_CHINESE = re.compile(r"[\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
#: What stands between the values; spreadsheets that speak other languages write semicolons or tabs.
_BETWEEN = ",\t;，"
#: The longest value, and the most of them: a hundred times a school's longest list.
_MOST_VALUE = 200_000
_MOST_VALUES = 500_000


def read_csv(data: bytes) -> Incoming:
    """The table of a file of separated values. Raises FileError as ``decoded`` does, and file.broken."""
    lines = decoded(data).splitlines(keepends=True)
    between = max(_BETWEEN, key=lambda mark: min((line.count(mark) for line in lines[:5] if line.strip()), default=0))
    csv.field_size_limit(_MOST_VALUE)
    try:
        rows = list(_bounded(csv.reader(lines, delimiter=between, strict=False)))
    except csv.Error as error:
        raise FileError("file.broken", "separated values") from error
    return Incoming((Grid.of(rows),))


def _bounded(rows: Iterator[list[str]]) -> Iterator[tuple[str, ...]]:
    count = 0
    for row in rows:
        count += len(row)
        if count > _MOST_VALUES:
            raise FileError("file.swollen", f"more than {_MOST_VALUES} values")
        if any(cell.strip() for cell in row):
            yield tuple(row)


def decoded(data: bytes) -> str:
    """The text of a file. Raises FileError: file.too_large, file.not_text, file.empty."""
    if len(data) > MOST_MEGABYTES * _MEGABYTE:
        size = -(-len(data) // _MEGABYTE)
        raise FileError("file.too_large", f"{len(data)} bytes", size=size, limit=MOST_MEGABYTES)
    text = _decoded(data)
    if text is None or "\x00" in text:
        raise FileError("file.not_text", "bytes that no text has")
    if not text.strip():
        raise FileError("file.empty", f"{len(data)} bytes")
    return text


def _decoded(data: bytes) -> str | None:
    """What teachers' files are written in: UTF-8 by new programs, UTF-16 with its mark and GB 18030 by Windows' own."""
    if data[:2] in _MARKS:
        return _read_as("utf-16", data)
    text = _read_as("utf-8-sig", data)
    if text is not None:
        return text
    unmarked = (_read_as(encoding, data) for encoding in ("utf-16-le", "utf-16-be"))
    if any(_CHINESE.fullmatch(text) for text in unmarked if text):
        return None
    return _read_as("gb18030", data)


def _read_as(encoding: str, data: bytes) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
