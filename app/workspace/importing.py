"""Files in: first what would become of one, to look at; then, if the person wants it, the drafts.

Nothing is stored before she has seen it, and the file itself is only read.
"""

from dataclasses import dataclass
from pathlib import Path, PurePath

from app.errors import FileError
from app.export.docx_reading import read_docx
from app.export.text import to_markdown
from app.export.text_reading import decoded, read_csv
from app.ids import DeviceId, RecordId
from app.records.edits import Edit
from app.records.importing import from_document, from_markdown
from app.records.incoming import Left
from app.records.kind import Kind
from app.records.record import Record
from app.records.values import Values
from app.workspace.desk import Desk
from app.workspace.editing import create_with

#: The most records that one list of separated values makes; a school's longest list has a tenth of it.
MOST_DRAFTS = 2_000
#: Bytes of any file that is chosen: a spreadsheet or a document with pictures may have most.
MOST_BYTES = 32_000_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORD = (".docx", ".docm", ".doc", ".wps")


def bytes_of(path: Path) -> bytes:
    """What a file that somebody chose holds; no more of it than any file may have is read.

    Raises FileError: file.unreadable, file.too_large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileError("file.unreadable", type(error).__name__) from error
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise FileError("file.too_large", "more than is read", size=-(-path.stat().st_size // 1_000_000), limit=limit)
    return data


@dataclass(frozen=True)
class Draft:
    """One record as it would be made; ``page`` is it as a text to look at, and ``unplaced`` counts the characters in
    its main prose, which took what has no field of its own."""

    edits: tuple[Edit, ...]
    values: Values
    page: str
    title: str
    unplaced: int


@dataclass(frozen=True)
class FilePreview:
    """What would become of a file: drafts of one kind, and what could not be taken."""

    name: str
    kind: Kind
    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]


def preview_file(desk: Desk, kind_key: str, name: str, data: bytes, language: str) -> FilePreview:
    """Read a .docx, .csv, .md or .txt file; which it is, its bytes say first, then its name. Stores nothing.

    Raises FileError: file.too_large, file.not_text, file.empty, file.locked, file.old_word, file.not_word,
    file.broken, file.swollen.
    """
    kind = desk.kind(kind_key)
    suffix = PurePath(name).suffix.lower()
    left: tuple[Left, ...] = ()
    if data.startswith((_ZIP, _OLE)) or suffix in _WORD:
        document = read_docx(data)
        made, left = from_document(kind, document, chance=desk.chance), document.left
    elif suffix == ".csv":
        made = from_document(kind, read_csv(data), chance=desk.chance)
    else:
        made = [from_markdown(kind, decoded(data), chance=desk.chance)]
    if len(made) > MOST_DRAFTS:
        left = (*left, Left("rows_over", len(made) - MOST_DRAFTS))
    drafts = tuple(_draft(kind, edits, language) for edits in made[:MOST_DRAFTS])
    return FilePreview(name, kind, drafts, left)


def import_text(desk: Desk, kind_key: str, data: bytes) -> RecordId:
    """A draft made from the bytes of a text, without a look before: for commands and the demo."""
    kind = desk.kind(kind_key)
    return create_with(desk, kind_key, from_markdown(kind, decoded(data), chance=desk.chance), None)


def take_file(desk: Desk, preview: FilePreview) -> list[RecordId]:
    """Make the drafts that were previewed, private ones."""
    return [create_with(desk, preview.kind.key, draft.edits, None) for draft in preview.drafts]


def _draft(kind: Kind, edits: list[Edit], language: str) -> Draft:
    record = Record.create(kind, DeviceId(bytes(8)), 0, edits)
    values = record.values()
    main = values.get(kind.main)
    page = to_markdown(kind, values, lambda label: label.in_language(language)).rpartition("\n<!--")[0].strip()
    return Draft(tuple(edits), values, page, record.title(), len(main) if isinstance(main, str) else 0)
