"""Blocks set in a column of a given width: a stack of lines, each with what stands on it. No line is on a page yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QFont, QGlyphRun, QImage, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from app.records.blocks import (
    NAME,
    PART,
    Block,
    Cell,
    Fixed,
    Heading,
    Item,
    PageNumber,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from app.ui.paper import faces as sizes
from app.ui.paper.faces import MM, POINT, Faces, sized

#: Height of a line as a share of the letters' size.
_LEADING = 1.5
#: Space within a cell, beside and above the words.
PAD_X, PAD_Y = 1.6 * MM, 1.0 * MM
THIN = 5.0
#: A blackboard too wide for its place is drawn smaller, down to this many points.
_SMALLEST = 6.0
#: A name longer than this share of the page's width has a row to itself.
_LONG_NAME = 0.15
#: The most height of one picture, in millimetres.
_PICTURE = 70 * MM
_ALL = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveString
)


@dataclass(frozen=True)
class Words:
    """Glyphs of one face. The text that they stand for is ``text``, or, where that is empty, it follows from the run's
    own indexes and ends before ``end``, a UTF-16 unit of the run's source."""

    x: float
    y: float
    run: QGlyphRun
    end: int
    text: str = ""


@dataclass(frozen=True)
class Rule:
    """A straight line; ``broken`` ones are to cut along."""

    x: float
    y: float
    to_x: float
    to_y: float
    broken: bool = False


@dataclass(frozen=True)
class Image:
    """A picture in its place."""

    x: float
    y: float
    width: float
    height: float
    image: QImage


Thing = Words | Rule | Image


def moved(thing: Thing, x: float, y: float) -> Thing:
    """The thing further right and further down."""
    if isinstance(thing, Rule):
        return replace(thing, x=thing.x + x, y=thing.y + y, to_x=thing.to_x + x, to_y=thing.to_y + y)
    return replace(thing, x=thing.x + x, y=thing.y + y)


@dataclass
class Line:
    """What stands on one line, measured from its upper left corner. ``keep``: it stays with the next one."""

    height: float
    things: list[Thing] = field(default_factory=list)
    keep: bool = False


class Setter:
    """Sets blocks with the fonts of a job."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._fonts = {
            (kind, size): sized(font, size)
            for kind, font in (("text", faces.text), ("head", faces.head), ("even", faces.even))
            for size in (sizes.NAME, sizes.HEAD, sizes.TEXT, sizes.SMALL)
        }

    def stack(
        self, blocks: Sequence[Block], width: float, *, indent: bool = False, centred: bool = False
    ) -> list[Line]:
        """The lines of these blocks. With ``indent`` paragraphs begin two characters in, as in running text."""
        lines: list[Line] = []
        for block in blocks:
            match block:
                case Heading():
                    lines += self._heading(block, width)
                case Paragraph():
                    lines += self._paragraph(block, width, indent)
                case Item():
                    lines += self._item(block, width)
                case Fixed():
                    lines += self._fixed(block, width)
                case Picture():
                    lines += self._picture(block, width)
                case Table():
                    lines += self._table(block, width)
                case Signatures():
                    lines += self._signatures(block, width)
                case PageNumber():
                    lines += self._paragraph(Paragraph(block.text), width, False)
        return lines

    def label(self, blocks: Sequence[Block], width: float) -> list[Line]:
        """The words of a heading cell: dark, in the middle."""
        text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
        return self.text(text, self.font("head", sizes.TEXT), width, align=0.5)

    def small(self, text: str, width: float, align: float = 0.0) -> list[Line]:
        """Small print at the left (0), in the middle (0.5), or at the right (1)."""
        return self.text(text, self.font("text", sizes.SMALL), width, align=align)

    def font(self, kind: str, size: float) -> QFont:
        """A font of this job: text, head or even, at one of the sizes of faces.py."""
        return self._fonts[kind, size]

    def text(
        self, text: str, font: QFont, width: float, *, x: float = 0, first: float = 0, align: float = 0, bold: int = 0,
        whole: bool = False,
    ) -> list[Line]:  # fmt: skip
        """Words in lines of ``width``, ``x`` from the left, the first one ``first`` further in. The first ``bold``
        UTF-16 units are set as labels. ``whole``: lines end only where the text says."""
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(
            QTextOption.WrapMode.ManualWrap if whole else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        option.setTabStopDistance(font.pixelSize() * 4)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if bold:
            dark = QTextCharFormat()
            dark.setFont(sized(self._faces.head, font.pixelSize() / POINT))
            span: Any = QTextLayout.FormatRange()  # the stubs leave its fields out
            span.start, span.length, span.format = 0, bold, dark
            layout.setFormats([span])
        height = font.pixelSize() * _LEADING
        lines: list[QTextLine] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            inset = first if not lines else 0.0
            line.setLineWidth(max(width - x - inset, 1.0))
            room = width - x - inset - line.naturalTextWidth()
            line.setPosition(QPointF(x + inset + max(room, 0.0) * align, (height - line.height()) / 2))
            lines.append(line)
        layout.endLayout()
        return [Line(height, _words(line, text)) for line in lines]

    # Blocks

    def _heading(self, block: Heading, width: float) -> list[Line]:
        if block.level == NAME:
            lines = self.text(block.text, self.font("head", sizes.NAME), width, align=0.5)
        else:
            size = sizes.HEAD if block.level == PART else sizes.TEXT
            lines = self.text(block.text, self.font("head", size), width)
        for line in lines:
            line.keep = True
        gap = Line(sizes.TEXT * POINT * (0.5 if block.level <= PART else 0.2), keep=True)
        return [gap, *lines]

    def _paragraph(self, block: Paragraph, width: float, indent: bool) -> list[Line]:
        font = self.font("text", sizes.TEXT)
        inset = 2.0 * font.pixelSize() if indent else 0.0
        label = len(block.label.encode("utf-16-le")) // 2
        return self.text(block.label + block.text, font, width, first=inset, bold=label)

    def _item(self, block: Item, width: float) -> list[Line]:
        font = self.font("text", sizes.TEXT)
        mark = self.text(block.marker, font, width, whole=True)
        wide = max((_width(line) for line in mark), default=0.0) + 0.4 * font.pixelSize()
        x = min(block.depth * 1.5 * font.pixelSize(), width / 3)
        words = self.text(block.text, font, width, x=min(x + max(wide, 1.2 * font.pixelSize()), width / 2))
        words = words or [Line(font.pixelSize() * _LEADING)]
        for line in mark[:1]:
            words[0].things[:0] = [moved(thing, x, 0) for thing in line.things]
        return words

    def _fixed(self, block: Fixed, width: float) -> list[Line]:
        font = self.font("even", sizes.TEXT)
        text = block.text.replace("\t", "    ")
        lines = self.text(text, font, width, whole=True)
        widest = max((_width(line) for line in lines), default=0.0)
        if widest <= width:
            return lines
        points = max(sizes.TEXT * width / widest, _SMALLEST)
        return self.text(text, sized(self._faces.even, int(points * POINT) / POINT), width)

    def _picture(self, block: Picture, width: float) -> list[Line]:
        image = QImage.fromData(QByteArray(block.data)) if block.data else QImage()
        if image.isNull():
            return self._paragraph(Paragraph(f"[{block.name}]"), width, False)
        # 96 dots to an inch are the most that a small picture is blown up to.
        scale = min(width / image.width(), _PICTURE / image.height(), POINT * 72 / 96)
        across, down = image.width() * scale, image.height() * scale
        return [Line(down + 2 * PAD_Y, [Image(0, PAD_Y, across, down, image)])]

    def _signatures(self, block: Signatures, width: float) -> list[Line]:
        """Name, a line to write on, and with a day a line for that: two to a row where their names are short."""
        font = self.font("text", sizes.TEXT)
        labels = [self.text(label, font, width, whole=True)[:1] for label in block.labels]
        day = self.text(block.day, font, width, whole=True)[:1] if block.day else []
        widest = max((_width(line) for label in labels for line in label), default=0.0)
        across = 2 if widest <= _LONG_NAME * width else 1
        height = font.pixelSize() * 2.4
        rows = []
        for first in range(0, len(labels), across):
            row = Line(height, keep=first + across < len(labels))
            for place, label in enumerate(labels[first : first + across]):
                row.things += self._signer(label, day, place * width / across, width / across, height)
            rows.append(row)
        return [Line(font.pixelSize(), keep=True), *rows]

    def _signer(self, name: Sequence[Line], day: Sequence[Line], x: float, width: float, height: float) -> list[Thing]:
        things: list[Thing] = []
        begin, foot = x, height - 2 * POINT
        top = height - sizes.TEXT * POINT * _LEADING
        for words, share in ((name, 0.68), (day, 1.0)) if day else ((name, 1.0),):
            things += [moved(thing, begin, top) for line in words for thing in line.things]
            end = x + width * share - 6 * POINT
            start = min(begin + max(map(_width, words), default=0.0) + 4 * POINT, end)
            things.append(Rule(start, foot, end, foot))
            begin = end + 6 * POINT
        return things

    def _table(self, table: Table, width: float) -> list[Line]:
        """A table within a cell. Its rows are cut into slices, so that a long one goes over to the next page."""
        lines: list[Line] = []
        for row in (*table.head, *table.rows):
            cells, x = [], 0.0
            for cell, share in zip(row, spans(row, table.widths), strict=True):
                cells.append((x, width * share, self._cell(cell, width * share - 2 * PAD_X)))
                x += width * share
            slices = max((len(stack) for _x, _width, stack in cells), default=0) or 1
            lines += [_slice(cells, at, slices, width) for at in range(slices)]
        if lines:
            lines[-1].things.append(Rule(0, lines[-1].height, width, lines[-1].height))
            lines.append(Line(PAD_Y))
        return lines

    def _cell(self, cell: Cell, width: float) -> list[Line]:
        return self.label(cell.blocks, width) if cell.heading else self.stack(cell.blocks, width)


def _words(line: QTextLine, text: str) -> list[Thing]:
    """The glyphs of a line of ``text``.

    Where a font lacks a character and another one helps out, Qt counts the indexes of what follows from the beginning
    again. Such a line is asked for character by character.
    """
    first, last = line.textStart(), line.textStart() + line.textLength()
    runs = [run for run in line.glyphRuns(-1, -1, _ALL) if run.glyphIndexes()]
    starts = [start for run in runs for start in set(run.stringIndexes())]
    if len(set(starts)) == len(starts) and all(first <= start < last for start in starts):
        after = dict(pairwise([*sorted(starts), last]))
        return [Words(0, 0, run, after[max(run.stringIndexes())]) for run in runs]
    single: list[Thing] = []
    at = 0
    for character in text:
        units = 2 if character > "\uffff" else 1
        if first <= at < last:
            single += [
                Words(0, 0, run, at + units, character) for run in line.glyphRuns(at, units) if run.glyphIndexes()
            ]
        at += units
    return single


def spans(row: Sequence[Cell], widths: Sequence[int]) -> list[float]:
    """Each cell's share of the whole width."""
    shares, at = [], 0
    for cell in row:
        shares.append(sum(widths[at : at + cell.across]) / 100)
        at += cell.across
    return shares


def _slice(cells: Sequence[tuple[float, float, list[Line]]], at: int, slices: int, width: float) -> Line:
    above, below = PAD_Y if at == 0 else 0.0, PAD_Y if at == slices - 1 else 0.0
    height = max(
        (stack[at].height for _x, _width, stack in cells if at < len(stack)), default=sizes.TEXT * POINT * _LEADING
    )
    line = Line(above + height + below)
    for x, _width, stack in cells:
        if at < len(stack):
            line.things += [moved(thing, x + PAD_X, above) for thing in stack[at].things]
        line.things.append(Rule(x, 0, x, line.height))
    line.things.append(Rule(width, 0, width, line.height))
    if at == 0:
        line.things.append(Rule(0, 0, width, 0))
    return line


def _width(line: Line) -> float:
    """How far the words of a line reach."""
    return max((thing.run.boundingRect().right() for thing in line.things if isinstance(thing, Words)), default=0.0)
