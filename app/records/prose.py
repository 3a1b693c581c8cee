"""Simple formatting in prose: headings, lists and tables, written in the plain text by light marks at line beginnings.

    # Heading, ## smaller, ### smallest
    - an item, with * or • too        1. a numbered item; 1、 1) and 1） as people type them
      - an item below an item: further in than the one before it
    | a | table |
    | --- | --- |     (a second line of hyphens makes the first one the head of the table)
    | of | cells |

The text stays one plain text, which merges and is searched as before; nothing is ever refused, and what is no mark is
a paragraph, one a line. All positions are code points of the text. Fields of fixed width are taken as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Headings have levels 1 to 3, items depths 0 to 3: deeper ones count as the deepest.
DEEPEST_HEADING, DEEPEST_ITEM = 3, 3
#: Columns that a full-width space and a tab count for, when items are indented.
_WIDTHS = {"\u3000": 2, "\t": 2}

_SPACE = "[ \t\u3000]"
_HEADING = re.compile(rf"(?P<mark>#{{1,{DEEPEST_HEADING}}}{_SPACE}+)(?P<words>.*)", re.DOTALL)
#: A dot counts as a mark before a space or a Chinese character, so that 3.14 and v1.x stay words; likewise 3、4 年级.
_ITEM = re.compile(
    rf"(?P<mark>(?P<indent>{_SPACE}*)"
    rf"(?:(?P<bullet>[-*•●])(?={_SPACE})"
    rf"|(?P<number>[0-9]{{1,3}})(?:[.)](?={_SPACE}|[^\x00-\x7f])|[.．)）](?={_SPACE})|[．）](?![0-9])|、(?![0-9])))"
    rf"{_SPACE}*)(?P<words>.*)",
    re.DOTALL,
)
_ROW = re.compile(rf"{_SPACE}*\|.*\|{_SPACE}*", re.DOTALL)
_LONE_ROW = re.compile(rf"{_SPACE}*\|{_SPACE}.*\|.*{_SPACE}\|{_SPACE}*", re.DOTALL)
_RULE = re.compile(r":?-+:?")
_BLANK = " \t\u3000"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text as it is shown; ``start`` is where it begins."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The code point behind its last one."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line without a mark; an empty one is an empty line."""

    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (largest) to 3."""

    words: Words
    level: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. ``depth`` is 0 for the outermost. ``mark`` is what is shown before the words: • for a bullet,
    and a number as it was written, which people refer to."""

    words: Words
    depth: int
    mark: str
    number: int | None = None

    @property
    def ordered(self) -> bool:
        """Has it a number?"""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of cells; rows may differ in length. ``head`` says whether the first row is one. The lines of the text
    [start, end) include the one of hyphens."""

    rows: tuple[tuple[Words, ...], ...]
    head: bool
    start: int
    end: int

    @property
    def columns(self) -> int:
        """The cells of the longest row."""
        return max(len(row) for row in self.rows)


Block = Paragraph | Heading | Item | Table


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text. ``shown`` ones are words; the others are marks, line ends, and what stands between
    cells."""

    text: str
    shown: bool


def blocks(text: str, *, fixed: bool = False) -> list[Block]:
    """What a text is made of, in order; every line is in one block. ``fixed``: paragraphs alone."""
    lines = _lines(text)
    found: list[Block] = []
    indents: list[int] = []
    at = 0
    while at < len(lines):
        start, line = lines[at]
        table = None if fixed else _table(lines, at)
        if table is not None:
            block, at = table
            found.append(block)
            indents = []
            continue
        block_of_line = Paragraph(Words(start, line)) if fixed else _block(start, line, indents)
        if not isinstance(block_of_line, Item):
            indents = []
        found.append(block_of_line)
        at += 1
    return found


def words_of(block: Block) -> tuple[Words, ...]:
    """The stretches of the text that a block shows, in order."""
    return tuple(words for row in block.rows for words in row) if isinstance(block, Table) else (block.words,)


def pieces(text: str, parsed: Sequence[Block]) -> Iterator[Piece]:
    """The text cut into what is shown and what is not; joined again they are the text."""
    at = 0
    for words in (words for block in parsed for words in words_of(block)):
        if words.start > at:
            yield Piece(text[at : words.start], False)
        if words.text:
            yield Piece(words.text, True)
        at = words.end
    if at < len(text):
        yield Piece(text[at:], False)


@dataclass(frozen=True, slots=True)
class LineMark:
    """The mark at a line's beginning: its length, and what a list goes on with in the next line.

    ``level`` is that of a heading, or 0; ``item`` says whether the line is an item; ``row`` whether it may be one of a
    table.
    """

    length: int
    level: int = 0
    item: bool = False
    row: bool = False
    number: int | None = None


def mark_of(line: str) -> LineMark:
    """What stands at the beginning of one line, looked at alone."""
    if heading := _HEADING.fullmatch(line):
        return LineMark(heading.end("mark"), level=_level(heading))
    if item := _ITEM.fullmatch(line):
        return LineMark(item.end("mark"), item=True, number=_number(item))
    return LineMark(0, row=_ROW.fullmatch(line) is not None)


def next_mark(line: str) -> str:
    """The mark with which a list goes on in the line behind ``line``; empty when it is no item."""
    item = _ITEM.fullmatch(line)
    if item is None:
        return ""
    number = _number(item)
    if number is None:
        return item["mark"]
    start, end = item.span("number")
    return f"{line[:start]}{number + 1}{line[end : item.end('mark')]}"


def cells_of(line: str) -> list[str] | None:
    """The cells of a line that may belong to a table; None for another line."""
    if _ROW.fullmatch(line) is None:
        return None
    return [words.text for words in _cells(0, line)]


def is_rule(line: str) -> bool:
    """Is it a table's line of hyphens, beneath its head?"""
    return _ROW.fullmatch(line) is not None and _is_rule(_cells(0, line))


def _lines(text: str) -> list[tuple[int, str]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _block(start: int, line: str, indents: list[int]) -> Paragraph | Heading | Item:
    """The block of one line that is in no table; ``indents`` are those of the items around it, outermost first."""
    if heading := _HEADING.fullmatch(line):
        return Heading(Words(start + heading.end("mark"), heading["words"]), _level(heading))
    item = _ITEM.fullmatch(line)
    if item is None:
        return Paragraph(Words(start, line))
    width = sum(_WIDTHS.get(character, 1) for character in item["indent"])
    while indents and indents[-1] > width:
        indents.pop()
    if not indents or indents[-1] < width:
        indents.append(width)
    mark = "•" if item["bullet"] else item["mark"].strip(_BLANK)
    depth = min(len(indents) - 1, DEEPEST_ITEM)
    return Item(Words(start + item.end("mark"), item["words"]), depth, mark, _number(item))


def _level(heading: re.Match[str]) -> int:
    return heading["mark"].count("#")


def _number(item: re.Match[str]) -> int | None:
    return int(item["number"]) if item["number"] else None


def _table(lines: Sequence[tuple[int, str]], first: int) -> tuple[Table, int] | None:
    """The table that begins with this line, and the line behind it. One line alone needs blanks inside its bars, and
    two cells: |a| + |b| is mathematics."""
    end = first
    while end < len(lines) and _ROW.fullmatch(lines[end][1]):
        end += 1
    if end == first or (end - first == 1 and not _LONE_ROW.fullmatch(lines[first][1])):
        return None
    rows = [_cells(start, line) for start, line in lines[first:end]]
    head = len(rows) > 1 and _is_rule(rows[1])
    if head:
        del rows[1]
    last, line = lines[end - 1]
    return Table(tuple(rows), head, lines[first][0], last + len(line)), end


def _cells(start: int, line: str) -> tuple[Words, ...]:
    bars = [at for at, character in enumerate(line) if character == "|"]
    found = []
    for left, right in pairwise(bars):
        inside = line[left + 1 : right]
        words = inside.strip(_BLANK)
        before = len(inside) - len(inside.lstrip(_BLANK)) if words else min(1, len(inside))
        found.append(Words(start + left + 1 + before, words))
    return tuple(found)


def _is_rule(cells: Sequence[Words]) -> bool:
    return bool(cells) and all(_RULE.fullmatch(words.text) for words in cells)
