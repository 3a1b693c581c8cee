"""Blocks put on pages: what stays together, and what stands at the head and the foot of each page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.records.blocks import Block, Pages, Signatures, Table
from app.ui.paper.faces import MM, POINT, TEXT
from app.ui.paper.flow import Flow, size_of
from app.ui.paper.lines import Line, Setter, Thing, moved
from app.ui.paper.tables import WHOLE, TableOnPages

#: What stands between a text and the table below it.
_GAP = 0.4 * TEXT * POINT
#: A heading stays with at least so much of the table that follows.
_BEGINNING = 4 * TEXT * POINT


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper with all that stands on it."""

    width: float
    height: float
    things: tuple[Thing, ...]


class Composer:
    """Puts one record on pages. ``foot`` words the number of a page: (page, pages) to text."""

    def __init__(self, setter: Setter, pages: Pages, foot: Callable[[int, int], str]) -> None:
        self._setter, self._pages, self._foot = setter, pages, foot
        self._flow = Flow(size_of(pages))
        self._after_table = False
        self._held: list[Line] = []
        self._composed = False

    def compose(self) -> int:
        """Put everything on pages; gives how many these are."""
        if not self._composed:
            self._composed = True
            for block in self._pages.blocks:
                self._put(block)
            self._lines(self._held)
        return len(self._flow.pages)

    def sheets(self, before: int = 0, whole: int = 0) -> list[Sheet]:
        """The pages; with head and foot if each is a sheet of its own. In a pack of ``whole`` pages, ``before`` come
        before these."""
        count = self.compose()
        if self._pages.to_a_sheet == 1:
            self._head_and_foot(before, whole or count)
        size = self._flow.size
        return [Sheet(size.width, size.height, tuple(things)) for things in self._flow.pages]

    def _put(self, block: Block) -> None:
        if isinstance(block, Table):
            if block.rows:
                self._table(block)
            return
        self._after_table = False
        lines = [*self._held, *self._setter.stack([block], self._flow.width, indent=True)]
        together = len(lines)
        while together and lines[together - 1].keep:
            together -= 1
        # What stays with the next block waits for it.
        self._held = lines[together:]
        lines = lines[:together]
        if isinstance(block, Signatures) and not self._flow.fresh and _height(lines) > self._flow.room:
            self._flow.turn()
        self._lines(lines)

    def _table(self, table: Table) -> None:
        flow = self._flow
        if self._held:
            beginning = TableOnPages(self._setter, flow, table).heads + _BEGINNING
            if not flow.fresh and _height(self._held) + beginning > flow.room:
                flow.turn()
            self._lines(self._held)
            self._held = []
        # Of two tables below one another the lines meet, as in a school's form.
        flow.y += 0 if self._after_table or flow.fresh else _GAP
        TableOnPages(self._setter, flow, table).put()
        self._after_table = True

    def _lines(self, lines: Sequence[Line]) -> None:
        flow = self._flow
        for at, line in enumerate(lines):
            end = at
            while lines[end].keep and end + 1 < len(lines):
                end += 1
            together = _height(lines[at : end + 1])
            wanted = together if together <= flow.whole * WHOLE else line.height
            if wanted > flow.room and not flow.fresh:
                flow.turn()
            flow.put_line(line)

    def _head_and_foot(self, before: int, whole: int) -> None:
        flow, small = self._flow, self._setter.small
        for number, things in enumerate(flow.pages, start=before + 1):
            above = small(self._pages.above, flow.width)[:1] if self._pages.above else []
            foot = small(self._foot(number, whole), flow.width, 0.5)[:1]
            for lines, y in ((above, flow.size.top - 10 * MM), (foot, flow.bottom + 5 * MM)):
                things += [moved(thing, flow.left, y) for line in lines for thing in line.things]


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)
