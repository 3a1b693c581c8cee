"""The zip around Word files and spreadsheets: each trouble has its code, and each format its own for what it is not."""

import pytest

from app.errors import FileError
from app.export.office_zip import MOST_FILE, MOST_TEXT, open_zip
from tests.helpers.word import zipped


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF", "file.not_sheet"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "file.old_sheet"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "file.locked"),
        (b"PK\x03\x04 and no more", "file.broken"),
        (b"PK" + bytes(MOST_FILE), "file.too_large"),
        (zipped({"xl/a.xml": " " * (MOST_TEXT + 1)}), "file.swollen"),
    ],
)
def test_each_trouble_has_its_code(data: bytes, code: str) -> None:
    with pytest.raises(FileError) as raised:
        open_zip(data, other="file.not_sheet", old="file.old_sheet")
    assert raised.value.code == code


def test_a_sound_one_opens() -> None:
    assert open_zip(zipped({"a.xml": "<a/>"}), other="file.not_sheet", old="file.old_sheet").namelist() == ["a.xml"]
