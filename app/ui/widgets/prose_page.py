"""Prose set in a text document with its headings, lists and tables, and where each of its characters stands there.

The marks of the plain text are not shown, so the page has other positions than the text: a ``Stretch`` maps between
code points of the text and Qt's units of the page, both ways, for comments and selections.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextTableCellFormat,
    QTextTableFormat,
)

from app.records.prose import Block, Heading, Item, Paragraph, Table, Words, blocks
from app.ui.positions import to_points, to_units, units_long

_INDENT = 24
#: Marks that bring the room behind them along.
_WIDE = "、．）"
_CELL_PADDING, _TABLE_MARGIN = 5, 6


@dataclass(frozen=True)
class Run:
    """Words of the text that stand together on the page: code point ``start`` stands at Qt's position ``at``."""

    start: int
    text: str
    at: int

    @property
    def end(self) -> int:
        """The code point behind them."""
        return self.start + len(self.text)

    @property
    def until(self) -> int:
        """Qt's position behind them."""
        return self.at + units_long(self.text)


@dataclass(frozen=True)
class Stretch:
    """Where one prose stands on the page; ``text`` is its plain text, and ``runs`` what is shown of it, in order."""

    path: str
    text: str
    runs: tuple[Run, ...]

    @property
    def start(self) -> int:
        """Qt's position of its beginning."""
        return self.runs[0].at

    @property
    def end(self) -> int:
        """Qt's position behind its last character."""
        return self.runs[-1].until

    def spots(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the code points [start, end) stand, as Qt's positions [from, to) within one line or cell each."""
        found = []
        for run in self.runs:
            first, last = max(start, run.start), min(end, run.end)
            if first < last or (start == end == first == last):
                found.append((_unit(run, first), _unit(run, last)))
        return found

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Qt's positions [from, to) from the first to the last of what is shown of the code points [start, end)."""
        spots = self.spots(start, end)
        if spots:
            return spots[0][0], spots[-1][1]
        run = next((run for run in self.runs if run.end >= start), self.runs[-1])
        at = _unit(run, max(start, run.start))
        return at, at

    def point(self, position: int) -> int:
        """The code point at Qt's position; between two runs, that of the later one's beginning."""
        run = self.runs[max(bisect_right([run.at for run in self.runs], position) - 1, 0)]
        if position <= run.until:
            return run.start + to_points(run.text, position - run.at)
        later = next((one for one in self.runs if one.at > position), None)
        return run.end if later is None else later.start

    def points(self, start: int, end: int) -> tuple[int, int] | None:
        """The code points [first, last) of what is selected on the page between two of Qt's positions; no mark at
        either end. None when no word of this prose is selected."""
        shown = [
            (run.start + to_points(run.text, max(start, run.at) - run.at),
             run.start + to_points(run.text, min(end, run.until) - run.at))
            for run in self.runs
            if max(start, run.at) < min(end, run.until)
        ]  # fmt: skip
        return (shown[0][0], shown[-1][1]) if shown and shown[0][0] < shown[-1][1] else None


def _unit(run: Run, point: int) -> int:
    return run.at + to_units(run.text, point - run.start)


@dataclass(frozen=True)
class Looks:
    """How prose is written: words, marks of lists, headings from the largest on; the head of a table is ``strong``.

    ``line`` is the colour of a table's lines, ``below`` the room beneath a paragraph, in pixels.
    """

    words: QTextCharFormat
    mark: QTextCharFormat
    strong: QTextCharFormat
    headings: Sequence[QTextCharFormat]
    line: str
    below: int = 4


@dataclass(frozen=True)
class Part:
    """Words as they are written; ``here`` is False for what is shown and is not in the text, as words that were
    removed."""

    text: str
    look: QTextCharFormat
    here: bool = True


class Overlay(Protocol):
    """What is shown of a prose besides its words, and how these are to look. Asked for its parts from front to end."""

    def parts(self, start: int, text: str, look: QTextCharFormat) -> Sequence[Part]:
        """The words that begin at code point ``start``, and what stands among them."""

    def rest(self, look: QTextCharFormat) -> Sequence[Part]:
        """What stands behind the last words."""


class _Plain:
    """Nothing besides the words."""

    def parts(self, _start: int, text: str, look: QTextCharFormat) -> Sequence[Part]:
        return [Part(text, look)]

    def rest(self, _look: QTextCharFormat) -> Sequence[Part]:
        return []


_PLAIN = _Plain()


@dataclass
class ProsePage:
    """Writes at the end of a document. All of the page's blocks begin here, for the one behind a table is there."""

    cursor: QTextCursor
    _fresh: bool = field(default=True, init=False)
    _first: bool = field(default=True, init=False)
    _overlay: Overlay = field(default=_PLAIN, init=False)

    def begin(self, above: int, below: int, *, indent: int = 0, hanging: float = 0) -> None:
        """Begin a block with room above and beneath it; ``hanging`` pixels of its first line stand before the rest."""
        block = QTextBlockFormat()
        block.setTopMargin(14 if self._first else above)
        block.setBottomMargin(below)
        block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setLeftMargin(indent)
        block.setTextIndent(-hanging)
        if self._fresh:
            self.cursor.setBlockFormat(block)
        else:
            self.cursor.insertBlock(block)
        self._fresh = self._first = False

    def prose(
        self,
        path: str,
        text: str,
        looks: Looks,
        *,
        fixed: bool = False,
        before: str = "",
        overlay: Overlay = _PLAIN,
    ) -> Stretch:
        """Write a prose; ``before`` stands before its first line, as the number of a row does."""
        self._overlay = overlay
        runs: list[Run] = []
        for block in blocks(text, fixed=fixed):
            if isinstance(block, Table):
                if before:
                    self.begin(0, looks.below)
                    self.cursor.insertText(before, looks.mark)
                runs += self._table(block, looks)
            else:
                runs += self._line(block, looks, before)
            before = ""
        rest = overlay.rest(looks.words)
        if rest:
            if self._fresh:
                self.begin(0, looks.below)
            for part in rest:
                self.cursor.insertText(part.text, part.look)
        return Stretch(path, text, tuple(runs))

    def _line(self, block: Block, looks: Looks, before: str) -> list[Run]:
        look = looks.words
        if isinstance(block, Item):
            before += block.mark if block.mark[-1] in _WIDE else f"{block.mark} "
            wide = _width(before, looks.mark)
            self.begin(0, looks.below, indent=block.depth * _INDENT + max(_INDENT, round(wide)), hanging=wide)
        elif isinstance(block, Heading):
            look = looks.headings[block.level - 1]
            self.begin(6, looks.below)
        else:
            self.begin(0, looks.below)
        if before:
            self.cursor.insertText(before, looks.mark)
        words = block.words if isinstance(block, Heading | Item | Paragraph) else Words(0, "")
        return self._words(words, look)

    def _table(self, block: Table, looks: Looks) -> list[Run]:
        form = QTextTableFormat()
        form.setCellPadding(_CELL_PADDING)
        form.setCellSpacing(0)
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setTopMargin(_TABLE_MARGIN)
        form.setBottomMargin(_TABLE_MARGIN)
        table = self.cursor.insertTable(len(block.rows), max(block.columns, 1), form)
        edges = QTextTableCellFormat()
        edges.setBorder(1)
        edges.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        edges.setBorderBrush(QColor(looks.line))
        for line, column in product(range(table.rows()), range(table.columns())):
            table.cellAt(line, column).setFormat(edges)
        runs = []
        for line, row in enumerate(block.rows):
            for column, words in enumerate(row):
                self.cursor = table.cellAt(line, column).firstCursorPosition()
                runs += self._words(words, looks.strong if block.head and not line else looks.words)
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh, self._first = True, False
        return runs

    def _words(self, words: Words, look: QTextCharFormat) -> list[Run]:
        runs: list[Run] = []
        start = words.start
        for part in self._overlay.parts(words.start, words.text, look):
            at = self.cursor.position()
            self.cursor.insertText(part.text, part.look)
            if part.here:
                runs.append(Run(start, part.text, at))
                start += len(part.text)
        return runs or [Run(words.start, "", self.cursor.position())]


def _width(mark: str, look: QTextCharFormat) -> float:
    font = QFont(look.font())
    pixels = look.property(QTextCharFormat.Property.FontPixelSize)
    if isinstance(pixels, int):
        font.setPixelSize(pixels)
    return QFontMetricsF(font).horizontalAdvance(mark)
