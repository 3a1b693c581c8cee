"""The zip in which Word and spreadsheet files lie, opened with care: a file from a stick may be broken or mean harm.

The sizes that the file claims are summed up before anything is unpacked, and ``zipfile`` gives no more than a part
claims to have.
"""

import io
import zipfile
import zlib

from app.errors import FileError

#: What a file, and its texts unpacked, may have. A school's longest plan has two hundredths of it; a text that is
#: unpacked takes ten times its size while it is read.
MOST_FILE = 30_000_000
MOST_TEXT = 12_000_000
MOST_PARTS = 4_000

#: How files begin that are no zip: the older formats, and every document that is locked by a password.
_OLD = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: What a broken zip may raise while it is opened or read.
ZIP_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def open_zip(data: bytes, *, other: str, old: str) -> zipfile.ZipFile:
    """The parts of a file. ``other`` and ``old`` are the codes for what is no such file, or of the older format.

    Raises FileError: file.too_large, file.locked, file.broken, file.swollen, and those two.
    """
    if len(data) > MOST_FILE:
        size = -(-len(data) // 1_000_000)
        raise FileError("file.too_large", f"{len(data)} bytes", size=size, limit=MOST_FILE // 1_000_000)
    if data.startswith(_OLD):
        raise FileError("file.locked" if _LOCKED in data else old, "an OLE file")
    if not data.startswith(b"PK"):
        raise FileError(other, "no zip")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except ZIP_TROUBLE as error:
        raise FileError("file.broken", f"zip: {type(error).__name__}") from error
    parts = opened.infolist()
    texts = sum(info.file_size for info in parts if info.filename.lower().endswith((".xml", ".rels")))
    if texts > MOST_TEXT or len(parts) > MOST_PARTS:
        raise FileError("file.swollen", f"{texts} bytes of text in {len(parts)} parts")
    return opened
