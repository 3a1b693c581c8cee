"""Rows of a ruled table that are put on pages: how high they are, how they are cut, and the lines around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.records.blocks import Cell
from app.ui.paper.faces import POINT, TEXT
from app.ui.paper.lines import PAD_X, PAD_Y, Line, Rule, Setter, Thing, moved, spans

#: The least height of a row, so that an empty one can be written into.
LEAST = 2.2 * TEXT * POINT


@dataclass(frozen=True)
class Stack:
    """One cell: where it begins, how wide it is, its lines. ``centred`` ones stand in the middle of the row."""

    x: float
    width: float
    lines: tuple[Line, ...]
    centred: bool = False

    @property
    def height(self) -> float:
        """How high its lines are together."""
        return sum(line.height for line in self.lines)


@dataclass(frozen=True)
class RuledRow:
    """One row. What is left of one that was cut may be lower than a whole one."""

    stacks: tuple[Stack, ...]
    least: float = LEAST

    @property
    def height(self) -> float:
        """How high the row is with the space around its words."""
        return max(self.least, max((stack.height for stack in self.stacks), default=0.0) + 2 * PAD_Y)

    def cut(self, room: float, *, some: bool = False) -> tuple["RuledRow", "RuledRow"] | None:
        """The part that fits into ``room``, and the rest; None if no line fits or none is left. ``some``: at least one
        line of each cell, however high."""
        upper, lower, taken = [], [], False
        for stack in self.stacks:
            count = _fitting(stack.lines, room - 2 * PAD_Y)
            if some and stack.lines:
                count = max(count, 1)
            taken = taken or count > 0
            upper.append(replace(stack, lines=stack.lines[:count]))
            lower.append(replace(stack, lines=stack.lines[count:]))
        if not taken or not any(stack.lines for stack in lower):
            return None
        return RuledRow(tuple(upper), 0), RuledRow(tuple(lower), 0)

    def things(self, y: float, height: float) -> list[Thing]:
        """The row's words at ``y``, and its lines: above, and at the left of each cell."""
        placed: list[Thing] = []
        for stack in self.stacks:
            top = y + (max((height - stack.height) / 2, 0.0) if stack.centred else PAD_Y)
            for line in stack.lines:
                placed += [moved(thing, stack.x + PAD_X, top) for thing in line.things]
                top += line.height
            placed.append(Rule(stack.x, y, stack.x, y + height))
            placed.append(Rule(stack.x, y, stack.x + stack.width, y))
        return placed


def ruled_row(setter: Setter, cells: Sequence[Cell], widths: Sequence[int], left: float, width: float) -> RuledRow:
    """A row of cells set in the columns of a table that begins at ``left``."""
    stacks, x = [], left
    for cell, share in zip(cells, spans(cells, widths), strict=True):
        room = width * share - 2 * PAD_X
        lines = setter.label(cell.blocks, room) if cell.heading else setter.stack(cell.blocks, room)
        stacks.append(Stack(x, width * share, tuple(lines), cell.heading))
        x += width * share
    return RuledRow(tuple(stacks))


def _fitting(lines: Sequence[Line], room: float) -> int:
    height = 0.0
    for count, line in enumerate(lines):
        height += line.height
        if height > room:
            return count
    return len(lines)
