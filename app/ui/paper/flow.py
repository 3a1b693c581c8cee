"""Pages that are filled from top to bottom: where the next thing goes, and what is left of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.records.blocks import Pages
from app.ui.paper.faces import MM
from app.ui.paper.lines import Line, Thing, moved

A4 = (210 * MM, 297 * MM)


@dataclass(frozen=True)
class Size:
    """A page: its size and its margins, in units of faces.py."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


def size_of(pages: Pages) -> Size:
    """The page that a record is set on: a whole sheet, with room for the holes at the left, or its part of one."""
    width, height = reversed(A4) if pages.landscape else A4
    if pages.to_a_sheet == 1:
        return Size(width, height, 25 * MM, 20 * MM, 22 * MM, 20 * MM)
    across = 2 if pages.to_a_sheet == 4 else 1
    margin = (8 if across == 2 else 12) * MM
    return Size(width / across, height / 2, margin, margin, margin, margin)


class Flow:
    """The pages of one record. ``y`` is how far down the last one is filled."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.left, self.width = size.left, size.width - size.left - size.right
        self.bottom = size.height - size.bottom
        self.pages: list[list[Thing]] = [[]]
        self.y = size.top

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.bottom - self.y

    @property
    def whole(self) -> float:
        """The room of an empty page."""
        return self.bottom - self.size.top

    @property
    def fresh(self) -> bool:
        """Is the page still empty?"""
        return self.y <= self.size.top

    def turn(self) -> None:
        """Begin the next page."""
        self.pages.append([])
        self.y = self.size.top

    def put(self, things: Sequence[Thing]) -> None:
        """Put things where they say on this page."""
        self.pages[-1] += things

    def put_line(self, line: Line) -> None:
        """Put a line below what there is."""
        self.put([moved(thing, self.left, self.y) for thing in line.things])
        self.y += line.height
