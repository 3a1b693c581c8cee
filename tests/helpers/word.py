"""Word files for tests, made from the XML of their parts, so that they can be as odd as those that people hand in."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SORT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_file(body: str, parts: Mapping[str, str] | None = None, *, space: str = MAIN, before: str = "") -> bytes:
    """A .docx with this body; ``parts`` are others by their sort, such as ``styles``, as the inside of their root."""
    parts = parts or {}
    document = f'{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    files = {
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations({sort: f"{sort}.xml" for sort in parts}),
    }
    files |= {f"word/{sort}.xml": f'<w:{sort} xmlns:w="{space}">{inside}</w:{sort}>' for sort, inside in parts.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return into.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of plain words."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain words; a cell that begins with ``<`` is XML."""
    inside = ("".join(map(cell, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in inside)}</w:tbl>"


def cell(inside: str, properties: str = "") -> str:
    """A cell of a table, of words or of XML."""
    words = inside if inside.startswith("<") else "".join(map(paragraph, inside.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


def _relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_SORT}{sort}" Target="{target}"/>'
        for number, (sort, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
