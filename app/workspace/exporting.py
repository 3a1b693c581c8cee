"""Text files in and out."""

from app.errors import FileError
from app.export.text import raw_to_markdown, to_markdown
from app.ids import RecordId
from app.records.importing import from_markdown
from app.records.label import Label
from app.records.people import person_of
from app.workspace.desk import Desk
from app.workspace.editing import create_with

#: The largest text file that is taken; a long plan has a hundredth of it.
MOST_MEGABYTES = 5
_MEGABYTE = 1_000_000
#: What teachers' files are written in: UTF-8 by new programs, UTF-16 and GB 18030 by Windows' Notepad and WPS.
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def import_text(desk: Desk, kind_key: str, data: bytes) -> RecordId:
    """A draft made from a text file. Raises FileError for what is no text, is empty or too large."""
    kind = desk.kind(kind_key)
    return create_with(desk, kind_key, from_markdown(kind, decoded(data), chance=desk.chance), None)


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
    encodings = ("utf-16",) if data[:2] in _MARKS else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def export_text(desk: Desk, record: RecordId, language: str) -> str:
    """A record as Markdown in the words of its declaration; it can be imported again."""
    opened = desk.open(record)
    if opened.record.kind is None:
        return raw_to_markdown(opened.record.kind_key, opened.record.values())
    names = desk.names(opened.stored.space)

    def label(term: Label) -> str:
        return term.in_language(language)

    def name(value: str) -> str:
        person = person_of(value)
        return names.get(person, value) if person is not None else value

    return to_markdown(opened.record.kind, opened.record.values(), label, name=name, strays=opened.record.strays())
