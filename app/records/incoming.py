"""A document from elsewhere as its words stand in it: what every reader of files gives, and the importer takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One paragraph; its lines are parted by newlines. ``level`` 1 to 6 marks a heading, 0 is plain text."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """A table, row by row, all rows of one length. A cell that spans several places holds its words in the first and
    nothing in the others. ``head`` says whether the file calls the first row a head."""

    rows: tuple[tuple[str, ...], ...]
    head: bool = False

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]], head: bool = False) -> "Grid":
        """From rows that may differ in length."""
        found = [tuple(row) for row in rows]
        width = max(map(len, found), default=0)
        return cls(tuple((*row, *[""] * (width - len(row))) for row in found), head)


Piece = Words | Grid


@dataclass(frozen=True)
class Left:
    """What could not be taken: ``code`` names the sort (``pictures``, ``comments``, ...), and how many there were."""

    code: str
    count: int


@dataclass(frozen=True)
class Incoming:
    """All words of a document in their order, and what was left behind."""

    pieces: tuple[Piece, ...]
    left: tuple[Left, ...] = ()
