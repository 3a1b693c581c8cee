"""A ruled table put on pages: heads that stand again, rows that stay whole, and a margin beside them."""

from collections.abc import Sequence

from app.records.blocks import Cell, Table
from app.ui.paper.faces import POINT, TEXT
from app.ui.paper.flow import Flow
from app.ui.paper.lines import PAD_X, PAD_Y, Line, Rule, Setter, moved
from app.ui.paper.ruled import RuledRow, ruled_row

#: A row that needs more than this share of a page is cut rather than moved to the next one.
WHOLE = 0.3
#: A part of a row that is lower than this is not worth a line at the foot of a page.
_FEW = 5 * TEXT * POINT
#: Sums of heights may differ by so much without a difference that anybody sees.
_SLACK = 1.0


class TableOnPages:
    """One table. On each page it has its heads, its rows, and at the right the margin if it has one."""

    def __init__(self, setter: Setter, flow: Flow, table: Table) -> None:
        self._setter, self._flow, self._table = setter, flow, table
        self._edge = flow.left + flow.width
        self._right = self._edge - (flow.width * table.margin.width / 100 if table.margin else 0.0)
        self._heads = [self._row(cells) for cells in table.head]
        room = self._edge - self._right - 2 * PAD_X
        self._beside: list[Line] = setter.stack(table.margin.blocks, room) if table.margin else []
        self._top = self._body = flow.y

    def put(self) -> None:
        """Put the table on as many pages as it needs."""
        rows = [self._row(cells) for cells in self._table.rows]
        if self.heads + min(rows[0].height, _FEW) > self._flow.room and not self._flow.fresh:
            self._flow.turn()
        self._begin()
        for row in rows:
            self._put(row)
        self._rest_of_margin(rows[-1])
        self._end()

    @property
    def heads(self) -> float:
        """How high the heads are together."""
        return sum(row.height for row in self._heads)

    def _row(self, cells: Sequence[Cell]) -> RuledRow:
        return ruled_row(self._setter, cells, self._table.widths, self._flow.left, self._right - self._flow.left)

    def _put(self, row: RuledRow) -> None:
        flow = self._flow
        while row.height > flow.room:
            fresh = flow.y <= self._body and self._top <= flow.size.top
            cut = row.cut(flow.room, some=fresh) if fresh or row.height > flow.whole * WHOLE else None
            if cut is None and fresh:
                break  # one line that is higher than a page: it stands there as far as it goes
            if cut is not None:
                upper, row = cut
                self._place(upper)
            self._end()
            flow.turn()
            self._begin()
        self._place(row)

    def _place(self, row: RuledRow) -> None:
        self._flow.put(row.things(self._flow.y, row.height))
        self._flow.y += row.height

    def _begin(self) -> None:
        self._top = self._flow.y
        for row in self._heads:
            self._place(row)
        self._body = self._flow.y

    def _end(self) -> None:
        """The lines at the foot and at the right, and beside the rows the margin."""
        flow = self._flow
        flow.put([Rule(flow.left, flow.y, self._right, flow.y), Rule(self._right, self._top, self._right, flow.y)])
        if self._table.margin:
            flow.put([Rule(self._right, y, self._edge, y) for y in (self._top, self._body, flow.y)])
            flow.put([Rule(self._edge, self._top, self._edge, flow.y)])
            self._fill_margin(self._table.margin.heading)

    def _fill_margin(self, heading: str) -> None:
        """Its heading beside the heads, and its words as far as there is room for them."""
        words = self._setter.text(heading, self._setter.font("head", TEXT), self._edge - self._right, align=0.5)
        y = self._top + (self._body - self._top - sum(line.height for line in words)) / 2
        for line in words:
            self._flow.put([moved(thing, self._right, y) for thing in line.things])
            y += line.height
        y = self._body + PAD_Y
        while self._beside and y + self._beside[0].height <= self._flow.y + _SLACK:
            line = self._beside.pop(0)
            self._flow.put([moved(thing, self._right + PAD_X, y) for thing in line.things])
            y += line.height

    def _rest_of_margin(self, last: RuledRow) -> None:
        """More in the margin than there is room for beside the rows: the table goes on, empty."""
        flow = self._flow
        while (lower := self._margin_needs() - (flow.y - self._body)) > _SLACK:
            taken = min(lower, flow.room)
            if taken == lower or taken >= _FEW:
                flow.put([Rule(stack.x, flow.y, stack.x, flow.y + taken) for stack in last.stacks])
                flow.y += taken
            if taken < lower:
                self._end()
                flow.turn()
                self._begin()

    def _margin_needs(self) -> float:
        return sum(line.height for line in self._beside) + 2 * PAD_Y if self._beside else 0.0
