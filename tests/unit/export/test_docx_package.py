"""What is no Word file, is locked, broken, or means harm, is refused with its own sentence, and nothing is fetched."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import CODES, FileError
from app.export.docx_package import Package
from app.export.docx_reading import read_docx
from app.export.office_zip import MOST_FILE, MOST_TEXT
from tests.helpers.word import paragraph, word_file, zipped

OLE = b"\xd0\xcf\x11\xe0" + bytes(600)


def refusal(data: bytes) -> str:
    with pytest.raises(FileError) as raised:
        read_docx(data)
    return raised.value.code


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("file.not_word", b"%PDF-1.7"),
        ("file.not_word", b""),
        ("file.not_word", zipped({"photo.png": b"\x89PNG"})),
        ("file.old_word", OLE),
        ("file.locked", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("file.broken", b"PK\x03\x04 and no more"),
        ("file.broken", word_file(paragraph("字"))[:-40]),
        ("file.broken", zipped({"word/document.xml": "<w:document"})),
        ("file.too_large", b"PK" + bytes(MOST_FILE)),
        ("file.swollen", zipped({"word/document.xml": " " * (MOST_TEXT + 1)})),
        ("file.swollen", zipped({f"{number}.bin": b"" for number in range(4_001)})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_has_its_own_sentence(code: str, data: bytes) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/e.dtd">',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_a_document_type_is_refused_before_anything_is_made_of_it(declared: str) -> None:
    assert refusal(word_file(paragraph("&e;") if "ENTITY" in declared else paragraph("字"), before=declared)) == (
        "file.broken"
    )


def test_a_part_that_is_larger_than_it_claims_is_broken() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", "x" * 50_000)
    claimed = into.getvalue().replace((50_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert refusal(claimed) == "file.broken"


def test_the_document_is_found_where_the_file_says() -> None:
    inside = '<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>别处</w:t></w:r></w:p></w:body></w:document>'
    relations = (
        '<Relationships xmlns="r"><Relationship Type="http://x/officeDocument" Target="/a/b.xml"/></Relationships>'
    )
    assert Package(zipped({"_rels/.rels": relations, "a/b.xml": inside})).main == "a/b.xml"
    assert Package(zipped({"_rels/.rels": "<broken", "word/document.xml": inside})).main == "word/document.xml"


def test_xml_nested_without_end_is_refused() -> None:
    assert refusal(word_file("<w:sdt>" * 30_000 + "</w:sdt>" * 30_000)) == "file.broken"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(word_file(paragraph("字") * 20, {"styles": "", "numbering": ""}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    code = ""
    try:
        read_docx(bytes(whole))
    except FileError as refused:
        code = refused.code
    assert code in ("", *CODES[FileError])
