"""What may be attached is told by its bytes."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FileError
from app.protocol.limits import MAX_ATTACHMENT
from app.records.recognising import MAX_PICTURE, Recognised, recognise


def packed(*names: str, mimetype: str = "") -> bytes:
    """A packed document with these parts."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


SORTS = {"pdf", "txt", "csv", "md", "docx", "xlsx", "pptx", "odt", "ods", "odp", "text"}
WORD = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0rest", Recognised("jpeg", True)),
        ("a.png", b"\x89PNG\r\n\x1a\nrest", Recognised("png", True)),
        ("photo.doc", b"\xff\xd8\xff\xe0rest", Recognised("jpeg", True)),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", Recognised("webp", True)),
        ("a.pdf", b"%PDF-1.7 rest", Recognised("pdf", False)),
        ("a.docx", WORD, Recognised("docx", False)),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), Recognised("xlsx", False)),
        ("a.odt", packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"), Recognised("odt", False)),
        ("a.WPS", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", Recognised("wps", False)),
        ("名单.csv", "姓名,年级\n".encode("gb18030"), Recognised("csv", False)),
    ],
)
def test_what_may_be_attached(name: str, data: bytes, found: Recognised) -> None:
    assert recognise(name, data) == found


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.jpg", b"", "file.empty"),
        ("a.jpg", b"<html><script>", "file.not_a_picture"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file.not_a_picture"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file.not_attachable"),
        ("a.html", b"<html>", "file.not_attachable"),
        ("a.exe", b"MZ\x90", "file.not_attachable"),
        ("a.pdf", b"MZ\x90", "file.not_attachable"),
        ("a.txt", b"MZ\x90\0\0", "file.not_attachable"),
        ("a.msi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "file.not_attachable"),
        ("a.zip", packed("program.exe"), "file.not_attachable"),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "file.not_attachable"),
        pytest.param("a.docx", WORD[:40], "file.not_attachable", id="cut off"),  # its bytes hold the time of day
        ("a.jpg", b"\xff\xd8\xff" + bytes(MAX_PICTURE), "file.picture_too_large"),
        ("a.pdf", b"%PDF-" + bytes(MAX_ATTACHMENT), "file.attachment_too_large"),
    ],
)
def test_what_may_not(name: str, data: bytes, code: str) -> None:
    with pytest.raises(FileError) as refused:
        recognise(name, data)
    assert refused.value.code == code


@given(st.sampled_from(["a.docx", "a.txt", "a.jpg", "a.doc", "a"]), st.binary(max_size=300))
def test_any_bytes_are_recognised_or_refused(name: str, data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", WORD[:60]):
        try:
            found = recognise(name, start + data)
        except FileError:
            continue
        assert found.picture or found.sort in {"doc", "docx", "pdf", "txt"}
