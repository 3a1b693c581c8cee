"""What stands on a page, as plain data: a record becomes a list of blocks, and paper and files are made of them.

Widths are shares of the text's width in hundredths. Texts are whole; a newline in one is a line break.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

#: Levels of headings: the name of the paper, a part of it, and a part of a part.
NAME, PART, WITHIN = 0, 1, 2


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 stands once, at the top."""

    text: str
    level: int = PART


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``label`` stands before it in bold."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list; ``marker`` is its bullet or number as it is printed, ``depth`` counts from 0."""

    text: str
    marker: str = "•"
    depth: int = 0


@dataclass(frozen=True)
class Fixed:
    """Text whose columns are kept, as on a blackboard: no line of it is broken, spaces count."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A picture with its file's name; ``data`` is empty while the picture is not on this computer."""

    name: str
    data: bytes = b""


@dataclass(frozen=True)
class Cell:
    """One cell of a table; ``across`` columns wide. ``heading`` cells are set in bold and centred."""

    blocks: tuple["Block", ...] = ()
    across: int = 1
    heading: bool = False


@dataclass(frozen=True)
class Margin:
    """A column at the right of a table without lines between the rows, for what somebody adds by hand or in print."""

    heading: str
    blocks: tuple["Block", ...] = ()
    width: int = 18


@dataclass(frozen=True)
class Table:
    """A ruled table. ``head`` rows are repeated on every page; ``widths`` are of its columns, without the margin's."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: tuple[tuple[Cell, ...], ...] = ()
    margin: Margin | None = None


@dataclass(frozen=True)
class Signatures:
    """A line for each who signs by hand, with room for the day unless that is empty."""

    labels: tuple[str, ...]
    day: str


@dataclass(frozen=True)
class PageNumber:
    """The number of the page on which part ``of`` of a pack begins; ``text`` is it once the pages are set."""

    of: int
    text: str = ""


Block = Heading | Paragraph | Item | Fixed | Picture | Table | Signatures | PageNumber


@dataclass(frozen=True)
class Pages:
    """One record as it goes on paper. ``above`` stands at the head of every page; ``language`` is of its labels;
    ``to_a_sheet`` of them share one sheet of A4 (1, 2 or 4). ``file_name`` is a good name without an ending."""

    blocks: tuple[Block, ...]
    above: str
    file_name: str
    language: str
    landscape: bool = False
    to_a_sheet: int = 1


def words_cell(text: str) -> Cell:
    """A cell with one paragraph; an empty one where there is nothing to say."""
    return Cell((Paragraph(text),) if text else ())


def heading_cell(text: str) -> Cell:
    """A cell that heads a column or a row."""
    return Cell((Paragraph(text),), heading=True)


def numbered(blocks: tuple[Block, ...], numbers: Mapping[int, int]) -> tuple[Block, ...]:
    """The blocks with the numbers of pages in their places; what has no number yet stays empty."""
    return tuple(_numbered(block, numbers) for block in blocks)


def _numbered(block: Block, numbers: Mapping[int, int]) -> Block:
    if isinstance(block, PageNumber):
        return replace(block, text=str(numbers.get(block.of, "")))
    if isinstance(block, Table):
        rows = tuple(tuple(replace(cell, blocks=numbered(cell.blocks, numbers)) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def text_of(pages: Pages) -> str:
    """The words of pages as plain lines: a row of a table on one line, its cells parted by bars."""
    return "\n".join(_plain(block) for block in pages.blocks)


def _plain(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {text}"
        case Paragraph(text, label):
            return label + text
        case Item(text, marker):
            return f"{marker} {text}"
        case Fixed(text) | PageNumber(_, text):
            return text
        case Picture(name):
            return f"[{name}]"
        case Table(rows, _, head):
            cells = [[" ".join(map(_plain, cell.blocks)) for cell in row] for row in (*head, *rows)]
            return "\n".join(" | ".join(row) for row in cells)
        case Signatures(labels):
            return " ".join(labels)
