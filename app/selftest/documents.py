"""Files of other programs: a Word file written and read, a workbook read, and a record as a PDF."""

import io
import re
import zlib

from app.export.docx_reading import read_docx
from app.export.xlsx_reading import read_xlsx
from app.records.blocks import Pages
from app.records.incoming import Grid, Incoming, Words
from app.records.paper import PrintChoice
from app.selftest.checks import Scene, must
from app.selftest.work import people_of, written_plan
from app.workspace.workspace import Workspace

_PIN = "202611"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def word_file(scene: Scene) -> str:
    """A record as a Word file, and the same words read out of it again."""
    workspace = _writer(scene, "word")
    try:
        data = workspace.word_file([written_plan(workspace, scene)], PrintChoice(scene.texts.language))
    finally:
        workspace.close()
    must(scene.texts.say("selftest.search") in _words(read_docx(data)), "the words are not in the file")
    return f"{len(data)} bytes written and read"


def workbook(scene: Scene) -> str:
    """A workbook with Chinese in a cell, written by the library that reads schools' lists, and read."""
    from openpyxl import Workbook

    made = Workbook()
    made.active.append([scene.texts.say("selftest.person"), scene.texts.say("selftest.topic")])
    file = io.BytesIO()
    made.save(file)
    grids = [piece for piece in read_xlsx(file.getvalue()).pieces if isinstance(piece, Grid)]
    must(scene.texts.say("selftest.topic") in str(grids), "the cells are not in the file")
    return f"{len(file.getvalue())} bytes written and read"


def pages_of(scene: Scene) -> Pages:
    """A record as it goes on paper, for the check that prints."""
    workspace = _writer(scene, "paper")
    try:
        return workspace.pages(written_plan(workspace, scene), PrintChoice(scene.texts.language))
    finally:
        workspace.close()


def words_in_pdf(pdf: bytes, words: str) -> list[str]:
    """The characters of ``words`` that no character map of the file holds: empty when all can be read and copied."""
    streams = [_inflated(found[1]) for found in _STREAM.finditer(pdf)]
    maps = b"".join(stream for stream in streams if b"begincmap" in stream).upper()
    return [one for one in dict.fromkeys(words) if f"<{one.encode('utf-16-be').hex().upper()}>".encode() not in maps]


def _writer(scene: Scene, home: str) -> Workspace:
    return people_of(scene, home).create(scene.texts.say("selftest.person"), _PIN)


def _words(incoming: Incoming) -> str:
    return "".join(piece.text if isinstance(piece, Words) else str(piece) for piece in incoming.pieces)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
