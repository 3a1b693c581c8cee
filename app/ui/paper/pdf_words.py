"""The words of a PDF: what its glyphs stand for, so that the text can be searched, copied and read aloud.

Qt writes which glyphs stand where, but tells of their text only what it can guess from the font: characters beyond the
basic plane have none, and 一 is given as the radical ⼀. Here the right text is added, as a change at the end of the
file, which the format allows for (ISO 32000-1, 7.5.6); not a byte of what Qt wrote is touched. Only files that Qt just
wrote are read here, so anything unexpected means that the file stays as it is.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence

_HEAD = re.compile(rb"(\d+) 0 obj\s")
_REFERENCE = rb"/%s\s+(\d+) 0 R"
_KIDS = re.compile(rb"/Kids\s*\[(.*?)\]", re.DOTALL)
_SHOWN = re.compile(rb"/F(\d+)\s+[-0-9.]+\s+Tf|<([0-9A-Fa-f]+)>\s*Tj")
#: A font without a bold face is drawn twice, a little apart; the second time Qt says that it is no text.
_AGAIN = re.compile(rb"/Span << /ActualText <> >> BDC.*?EMC", re.DOTALL)
#: Entries that one part of a character map may have.
_PART = 100


class Unexpected(Exception):
    """The file is not as Qt writes it."""


def with_words(pdf: bytes, pages: Sequence[Sequence[tuple[int, str]]]) -> bytes:
    """The file with the text of its glyphs; ``pages`` are the glyphs of each page in the order in which they were
    drawn, each with its text. A file that does not fit to them comes back as it was."""
    try:
        return _with_words(pdf, pages)
    except (Unexpected, ValueError, IndexError, KeyError, zlib.error):
        return pdf


def _with_words(pdf: bytes, pages: Sequence[Sequence[tuple[int, str]]]) -> bytes:
    file = _File(pdf)
    maps: dict[int, dict[int, str]] = {}
    for number, drawn in zip(file.pages(), pages, strict=True):
        shown = file.glyphs_of(number)
        if len(shown) != len(drawn):
            raise Unexpected("other glyphs than were drawn")
        for (font, code), (_glyph, text) in zip(shown, drawn, strict=True):
            if text:
                maps.setdefault(font, {}).setdefault(code, text)
    changed = {file.words_of(font): _stream(_character_map(texts)) for font, texts in maps.items()}
    return pdf + file.change(changed)


class _File:
    """A PDF of Qt's: a table of places at the end, one object a number."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        self._trailer = pdf[pdf.index(b"trailer", self._start) :]
        self._places = self._read_places()

    def pages(self) -> list[int]:
        """The numbers of the pages, in order."""
        root = self._object(_number(rb"Root", self._trailer))
        return self._kids(_number(rb"Pages", root))

    def glyphs_of(self, page: int) -> list[tuple[int, int]]:
        """(font, code) of every glyph that a page shows, in order."""
        content = _AGAIN.sub(b"", self._inflated(_number(rb"Contents", self._object(page))))
        shown, font = [], 0
        for found in _SHOWN.finditer(content):
            if found[1]:
                font = int(found[1])
            else:
                codes = found[2]
                shown += [(font, int(codes[at : at + 4], 16)) for at in range(0, len(codes), 4)]
        return shown

    def words_of(self, font: int) -> int:
        """The number of the object that holds a font's character map."""
        return _number(rb"ToUnicode", self._object(font))

    def change(self, objects: Mapping[int, bytes]) -> bytes:
        """What has to stand behind the file so that these objects are others."""
        at = len(self._pdf)
        parts, places = [b"\n"], {}
        at += 1
        for number, content in sorted(objects.items()):
            whole = b"%d 0 obj\n%s\nendobj\n" % (number, content)
            places[number] = at
            parts.append(whole)
            at += len(whole)
        table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
        root, info = _number(rb"Root", self._trailer), _number(rb"Info", self._trailer)
        size = max(self._places) + 1
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\n" % (size, root, info, self._start)
        return b"".join((*parts, b"xref\n", table, trailer, b"startxref\n%d\n%%%%EOF\n" % at))

    def _kids(self, number: int) -> list[int]:
        node = self._object(number)
        kids = _KIDS.search(node)
        if kids is None:
            return [number]
        return [page for kid in re.findall(rb"(\d+) 0 R", kids[1]) for page in self._kids(int(kid))]

    def _read_places(self) -> dict[int, int]:
        lines = self._pdf[self._start : self._pdf.index(b"trailer", self._start)].split(b"\n")
        first, count = (int(word) for word in lines[1].split())
        entries = [line.split() for line in lines[2 : 2 + count]]
        return {first + at: int(entry[0]) for at, entry in enumerate(entries) if entry[2] == b"n"}

    def _object(self, number: int) -> bytes:
        place = self._places[number]
        head = _HEAD.match(self._pdf, place)
        if head is None or int(head[1]) != number:
            raise Unexpected("an object is not in its place")
        ends = [end for mark in (b"endobj", b"stream") if (end := self._pdf.find(mark, head.end())) >= 0]
        return self._pdf[head.end() : min(ends)]

    def _inflated(self, number: int) -> bytes:
        begin = self._pdf.index(b"stream", self._places[number]) + len(b"stream\n")
        return zlib.decompressobj().decompress(self._pdf[begin:])


def _number(name: bytes, text: bytes) -> int:
    found = re.search(_REFERENCE % name, text)
    if found is None:
        raise Unexpected(f"no {name.decode()}")
    return int(found[1])


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _character_map(texts: Mapping[int, str]) -> bytes:
    """A map from codes of two bytes to text in UTF-16 (Adobe technical note 5411)."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
        *_parts(entries),
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ]  # fmt: skip
    return "\n".join(lines).encode("ascii")


def _parts(entries: Sequence[str]) -> Iterable[str]:
    for first in range(0, len(entries), _PART):
        part = entries[first : first + _PART]
        yield from (f"{len(part)} beginbfchar", *part, "endbfchar")
