"""What sort of file somebody hands in: told by its first bytes, never by its name alone.

Pictures are made smaller before they are kept; documents are kept as they are. Anything else is refused: programs, web
pages and drawings made of commands would do something on a colleague's laptop when they are opened.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from app.errors import FileError
from app.protocol.limits import MAX_ATTACHMENT

#: The largest picture that is read in order to make it smaller: what a camera of 50 million pixels gives.
MAX_PICTURE = 40_000_000

#: Beginnings of pictures that can be read, and the name by which Qt knows their format.
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = ("doc", "xls", "ppt", "wps", "et", "dps")
#: A folder inside a packed document, and the sort that it makes it.
_PACKED = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_TEXTS = ("txt", "csv", "md")
#: Parts in a packed document that are programs.
_MACROS = "vbaproject.bin"
#: Parts of a packed document that are looked at; a genuine one has a few hundred.
_MOST_PARTS = 10_000


@dataclass(frozen=True)
class Recognised:
    """``picture``: it is to be made smaller first, and ``sort`` is the format to read it in."""

    sort: str
    picture: bool


def recognise(name: str, data: bytes) -> Recognised:
    """What a file is. Raises FileError: file.empty, file.not_attachable, file.not_a_picture, file.picture_too_large,
    file.attachment_too_large."""
    if not data:
        raise FileError("file.empty", "no byte")
    end = PurePath(name).suffix.casefold().lstrip(".")
    picture = _picture(data)
    if picture:
        if len(data) > MAX_PICTURE:
            raise FileError("file.picture_too_large", picture, name=name)
        return Recognised(picture, picture=True)
    if end in ("jpg", "jpeg", "png", "gif", "bmp", "webp"):
        raise FileError("file.not_a_picture", end, name=name)
    sort = _document(end, data)
    if not sort:
        raise FileError("file.not_attachable", end, name=name)
    if len(data) > MAX_ATTACHMENT:
        raise FileError("file.attachment_too_large", sort, limit=MAX_ATTACHMENT // 1_000_000)
    return Recognised(sort, picture=False)


def _picture(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((sort for beginning, sort in _PICTURES if data.startswith(beginning)), "")


def _document(end: str, data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLE):
        return end if end in _OLD_OFFICE else ""
    return end if end in _TEXTS and _is_text(data) else ""


def _packed(data: bytes) -> str:
    """The sort of a packed document, from its list of parts; nothing is unpacked but a line of forty bytes."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            names = [part.filename for part in parts[:_MOST_PARTS]]
            if len(parts) > _MOST_PARTS or any(name.casefold().endswith(_MACROS) for name in names):
                return ""
            if parts and parts[0].filename == "mimetype" and parts[0].file_size < 100:
                return _OPEN.get(packed.read(parts[0]), "")
            if "[Content_Types].xml" not in names:
                return ""
            return next((sort for folder, sort in _PACKED if any(name.startswith(folder) for name in names)), "")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ""


def _is_text(data: bytes) -> bool:
    if b"\0" in data:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
