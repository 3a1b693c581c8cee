"""Text files in and out."""

import re

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
_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: Chinese characters and punctuation. Text of nothing else in UTF-16 reads as a page of nonsense in GB 18030.
_CHINESE = re.compile(r"[\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")


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
