"""Files of separated values, as the spreadsheets of schools write them; plain text is tested with its import."""

import pytest

from app.errors import FileError
from app.export.text_reading import read_csv
from app.records.incoming import Grid


def grid(data: bytes) -> tuple[tuple[str, ...], ...]:
    (piece,) = read_csv(data).pieces
    assert isinstance(piece, Grid)
    return piece.rows


@pytest.mark.parametrize("mark", [",", ";", "\t", "，"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_every_mark_and_every_encoding(mark: str, encoding: str) -> None:
    text = f"课题{mark}学科\r\n秋天{mark}语文\r\n\r\n冬天{mark}\r\n"
    assert grid(text.encode(encoding)) == (("课题", "学科"), ("秋天", "语文"), ("冬天", ""))


def test_quoted_values_keep_lines_marks_and_quotes() -> None:
    assert grid('a,"一,二\n三","他说""好"""\n短\n'.encode()) == (("a", "一,二\n三", '他说"好"'), ("短", "", ""))


def test_what_is_no_list_is_refused() -> None:
    for data, code in (
        (b"\x89PNG\r\n\x1a\n\x00", "file.not_text"),
        (b" \n", "file.empty"),
        (b'"' + b"a" * 300_000, "file.broken"),
        (b"a," * 600_000, "file.swollen"),
    ):
        with pytest.raises(FileError) as raised:
            read_csv(data)
        assert raised.value.code == code
