"""A Word file read for its words: headings, paragraphs with their numbers, tables, notes; the rest is told as left.

Words that somebody struck out under "track changes" are no words any more; those that were put in are. A character
with its reading above it becomes ``字(zì)``. Of a drawing the words in it are taken. ECMA-376 part 1.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from app.errors import FileError
from app.export.docx_numbers import Numbers, attribute, child, local, value_of
from app.export.docx_package import Package
from app.records.incoming import Grid, Incoming, Left, Piece, Words

#: Told as left, by element. A drawing without words in it counts as a picture.
_LEFT = {"object": "embedded", "commentReference": "comments", "chart": "charts"}
#: Elements whose contents are no words of the document.
_PASSED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "fldData"})
#: The most tables inside one another; deeper ones are read as lines.
_DEEPEST = 12
_PLACES = 63


def read_docx(data: bytes) -> Incoming:
    """The words of a Word file. Raises FileError with a ``file.`` code for what cannot be read at all."""
    package = Package(data)
    try:
        document = _Reader(package).read(package.tree(package.main))
    except RecursionError as error:
        raise FileError("file.broken", "nested too deep") from error
    if not any(map(_words, document.pieces)):
        raise FileError("file.empty", "no words in it")
    return document


def _words(piece: Piece) -> bool:
    return any(map(any, piece.rows)) if isinstance(piece, Grid) else bool(piece.text.strip())


class _Reader:
    def __init__(self, package: Package) -> None:
        self._left: Counter[str] = Counter()
        self._levels: dict[str, int] = {}
        self._lists: dict[str, tuple[str, int]] = {}
        self._numbers = Numbers()
        self._notes: dict[str, str] = {}
        self._asked: list[str] = []
        self._aside: list[Piece] = []
        self._depth = 0
        self._part(package, "/styles", self._take_styles)
        self._part(package, "/numbering", self._take_numbers)
        for sort in ("/footnotes", "/endnotes"):
            self._part(package, sort, self._take_notes)

    def read(self, root: etree._Element) -> Incoming:
        pieces = list(self._blocks(root))
        notes = [Words(f"[{number}] {self._notes[key]}") for number, key in enumerate(self._asked, 1)]
        left = tuple(Left(code, count) for code, count in sorted(self._left.items()))
        return Incoming((*pieces, *notes), left)

    # The parts beside the document: without one of them the words are still there

    def _part(self, package: Package, sort: str, take: Callable[[etree._Element], None]) -> None:
        try:
            name = package.related(sort)
            if name is not None:
                take(package.tree(name))
        except FileError:
            self._left["broken_parts"] += 1

    def _take_styles(self, root: etree._Element) -> None:
        for style in root:
            key = attribute(style, "styleId")
            level = _level_named(value_of(style, "name"), value_of(style, "pPr", "outlineLvl"))
            if level:
                self._levels[key] = level
            numbered = child(style, "pPr", "numPr")
            if numbered is not None:
                self._lists[key] = (value_of(numbered, "numId"), _depth(value_of(numbered, "ilvl")))

    def _take_numbers(self, root: etree._Element) -> None:
        self._numbers = Numbers.of(root)

    def _take_notes(self, root: etree._Element) -> None:
        for note in root:
            text = " ".join(self._lines(note)).strip()
            if text and attribute(note, "type") not in ("separator", "continuationSeparator"):
                self._notes[f"{local(note)}{attribute(note, 'id')}"] = text

    # The document

    def _blocks(self, parent: etree._Element) -> Iterator[Piece]:
        """Paragraphs and tables, wherever they stand: in the open, in controls, in parts that were put in."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self._blocks(_alternative(element))
            elif name and name not in _PASSED:
                yield from self._blocks(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Piece]:
        text = "".join(self._text(paragraph)).strip("\n")
        properties = child(paragraph, "pPr")
        style = value_of(properties, "pStyle")
        mark = self._mark(properties, style) if text.strip() else ""
        level = _level_named("", value_of(properties, "outlineLvl")) or self._levels.get(style, 0)
        yield Words(mark + text, level if text.strip() else 0)
        aside, self._aside = self._aside, []
        yield from aside

    def _mark(self, properties: etree._Element | None, style: str) -> str:
        numbered = child(properties, "numPr")
        if numbered is not None:
            listed, depth = value_of(numbered, "numId"), _depth(value_of(numbered, "ilvl"))
        else:
            listed, depth = self._lists.get(style, ("", 0))
        return self._numbers.mark(listed, depth) if listed else ""

    def _table(self, table: etree._Element) -> Iterator[Piece]:
        self._depth += 1
        grid = Grid.of(tuple(self._row(row)) for row in _inside(table, "tr"))
        self._depth -= 1
        if grid.rows and grid.rows[0]:
            yield grid

    def _row(self, row: etree._Element) -> Iterator[str]:
        for cell in _inside(row, "tc"):
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            goes_on = merged is not None and attribute(merged, "val") in ("", "continue")
            text = "\n".join(self._lines(cell)).strip("\n")
            # A cell that goes on from the one above has no words of its own, or they would stand nowhere.
            yield text if text.strip() or not goes_on else ""
            span = value_of(properties, "gridSpan")
            yield from [""] * (min(int(span), _PLACES) - 1 if span.isascii() and span.isdecimal() else 0)

    def _lines(self, parent: etree._Element) -> Iterator[str]:
        """What stands in a cell or a note as lines; a table inside a cell becomes a line for each of its rows."""
        if self._depth > _DEEPEST:
            yield from ("".join(self._text(parent)),)
            return
        for piece in self._blocks(parent):
            if isinstance(piece, Words):
                yield piece.text
            else:
                yield from (" | ".join(cell.replace("\n", " ") for cell in row) for row in piece.rows)

    def _text(self, parent: etree._Element) -> Iterator[str]:
        for element in parent:
            name = local(element)
            write = _CHARACTERS.get(name)
            if write is not None:
                yield write(element)
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._note(name, attribute(element, "id"))
            elif name in ("drawing", "pict"):
                self._drawing(element)
            elif name == "ruby":
                yield from self._ruby(element)
            elif name == "AlternateContent":
                yield from self._text(_alternative(element))
            elif name in _PASSED:
                if name in ("del", "moveFrom"):
                    self._left["struck_out"] += 1
            elif name:
                if name in _LEFT:
                    self._left[_LEFT[name]] += 1
                yield from self._text(element)

    def _note(self, name: str, note: str) -> str:
        key = name.removesuffix("Reference") + note
        if key not in self._notes:
            return ""
        if key not in self._asked:
            self._asked.append(key)
        return f"[{self._asked.index(key) + 1}]"

    def _drawing(self, drawing: etree._Element) -> None:
        boxes = [one for one in drawing.iter() if local(one) == "txbxContent"]
        self._depth += 1
        if self._depth <= _DEEPEST:
            self._aside += [piece for box in boxes for piece in self._blocks(box)]
        self._depth -= 1
        if not boxes:
            self._left["pictures"] += 1

    def _ruby(self, ruby: etree._Element) -> Iterator[str]:
        reading = child(ruby, "rt")
        above = "" if reading is None else "".join(self._text(reading))
        base = child(ruby, "rubyBase")
        yield ("" if base is None else "".join(self._text(base))) + (f"({above})" if above else "")


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font: its place there is no character, but an arrow or a tick nobody misses."""
    code = attribute(element, "char")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= character <= "\uf8ff" or not character.isprintable() else character


#: Elements that are characters themselves.
_CHARACTERS: dict[str, Callable[[etree._Element], str]] = {
    "t": lambda element: element.text or "",
    "tab": lambda _element: "\t",
    "br": lambda _element: "\n",
    "cr": lambda _element: "\n",
    "noBreakHyphen": lambda _element: "-",
    "sym": _symbol,
}


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in controls or put in under "track changes"."""
    for element in parent:
        found = local(element)
        if found == name:
            yield element
        elif found in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink"):
            yield from _inside(element, name)


def _alternative(element: etree._Element) -> etree._Element:
    """The one of several ways of saying the same that is the format's own."""
    found = child(element, "Choice")
    if found is None:
        found = child(element, "Fallback")
    return element if found is None else found


def _level_named(name: str, outline: str) -> int:
    """The heading's level that a style's name or an outline level (from 0) means; 0 for none."""
    if outline.isascii() and outline.isdecimal() and int(outline[:2]) < 6:
        return int(outline[:2]) + 1
    words = name.casefold().replace(" ", "")
    if words in ("title", "标题", "题目"):
        return 1
    for prefix in ("heading", "标题"):
        number = words.removeprefix(prefix)
        if words.startswith(prefix) and number.isascii() and number.isdecimal() and 0 < int(number[:2]) <= 6:
            return int(number[:2])
    return 0


def _depth(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0
