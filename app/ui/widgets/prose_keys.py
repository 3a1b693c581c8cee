"""Editing prose with light marks (records/prose.py): lists that go on, tables walked cell by cell, marks put and taken.

Each function changes a text field in one step at its cursor and says whether it had anything to do; if not, the key
keeps its usual meaning. None is to be called while an input method composes: its words are in the field's layout only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.records.pasting import table_lines
from app.records.prose import DEEPEST_HEADING, DEEPEST_ITEM, cells_of, is_rule, mark_of, next_mark
from app.ui.positions import to_units, units_long

_INDENT = "  "
_BLANK = " \t\u3000"


def enter(box: QPlainTextEdit) -> bool:
    """A list goes on in the next line, and ends with Enter on an empty item; in a table, to the row beneath."""
    cursor = box.textCursor()
    line = cursor.block().text()
    if cells_of(line) is not None and len(_selected(box)) == 1:
        return _enter_in_table(box)
    mark = mark_of(line)
    if cursor.hasSelection() or not mark.item or cursor.positionInBlock() < mark.length:
        return False
    cursor.beginEditBlock()
    if line[mark.length :].strip(_BLANK):
        cursor.insertText("\n" + next_mark(line))
        _renumber(cursor.block())
    else:
        _replace(cursor.block(), 0, mark.length, "")
    cursor.endEditBlock()
    box.setTextCursor(cursor)
    box.ensureCursorVisible()
    return True


def tab(box: QPlainTextEdit, by: int) -> bool:
    """In a list, one step further in (1) or out (-1); in a table, to the next or the former cell."""
    cursor = box.textCursor()
    lines = _selected(box)
    if cells_of(cursor.block().text()) is not None and len(lines) == 1:
        return _tab_in_table(box, by)
    if not all(mark_of(block.text()).item for block in lines):
        return False
    if by > 0 and not _has_room(lines[0]):
        return False
    if by < 0 and not any(block.text()[:1] in _BLANK for block in lines):
        return False
    cursor.beginEditBlock()
    for block in lines:
        if by > 0:
            _replace(block, 0, 0, _INDENT)
        else:
            _replace(block, 0, _outer(block.text()), "")
    cursor.endEditBlock()
    return True


def turn_heading(box: QPlainTextEdit) -> None:
    """The selected lines become headings, then smaller ones, then words again."""
    levels = [mark_of(block.text()).level for block in _selected(box)]
    level = max(levels) + 1 if min(levels) else 1
    _mark(box, "#" * level + " " if level <= DEEPEST_HEADING else "")


def turn_list(box: QPlainTextEdit, *, ordered: bool) -> None:
    """The selected lines become items, with a dot or with numbers; all being such items, they become words again."""
    lines = _selected(box)
    marks = [mark_of(block.text()) for block in lines]
    if all(mark.item and (mark.number is not None) == ordered for mark in marks):
        _mark(box, "")
        return
    before = mark_of(lines[0].previous().text()).number if lines[0].previous().isValid() else None
    _mark(box, *([f"{(before or 0) + at}. " for at in range(1, len(lines) + 1)] if ordered else ["- "]))


@dataclass(frozen=True)
class Grid:
    """A table in a field: its lines [first, last], its cells, and the cell in which the cursor stands."""

    first: int
    last: int
    rows: list[list[str]]
    head: bool
    row: int
    column: int


def grid_at(box: QPlainTextEdit) -> Grid | None:
    """The table in which the cursor stands."""
    cursor = box.textCursor()
    block = cursor.block()
    if cells_of(block.text()) is None:
        return None
    first = last = block
    while cells_of(first.previous().text()) is not None:
        first = first.previous()
    while cells_of(last.next().text()) is not None:
        last = last.next()
    texts = [box.document().findBlockByNumber(at).text() for at in range(first.blockNumber(), last.blockNumber() + 1)]
    head = len(texts) > 1 and is_rule(texts[1])
    row = block.blockNumber() - first.blockNumber()
    if head:
        del texts[1]
        row = max(row - 1, 0) if row else 0
    bars = block.text()[: cursor.positionInBlock()].count("|")
    rows = [cells_of(text) or [] for text in texts]
    column = min(max(bars - 1, 0), max(len(rows[row]) - 1, 0))
    return Grid(first.blockNumber(), last.blockNumber(), rows, head, row, column)


def write_grid(
    box: QPlainTextEdit, rows: Sequence[Sequence[str]], *, head: bool, row: int = 0, column: int = 0
) -> None:
    """Put a table in place of the one in which the cursor stands, or behind the cursor's line; the cursor goes to a
    cell. Without rows the table is taken out."""
    grid = grid_at(box)
    lines = table_lines(rows, head=head)
    cursor = box.textCursor()
    cursor.beginEditBlock()
    if grid is None:
        if cursor.block().text().strip(_BLANK):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertText("\n")
        else:
            _replace(cursor.block(), 0, units_long(cursor.block().text()), "")
        first = cursor.blockNumber()
        behind = "\n" if not cursor.block().next().isValid() else ""
        cursor.insertText("\n".join(lines) + behind)
    else:
        first = grid.first
        _write_lines(box, grid.first, grid.last, lines)
    cursor.endEditBlock()
    if lines:
        _go_to_cell(box, first + row + (1 if head and row else 0), column)


def _enter_in_table(box: QPlainTextEdit) -> bool:
    grid = grid_at(box)
    if grid is None:
        return False
    last = len(grid.rows) - 1
    if grid.row < last:
        write_grid(box, grid.rows, head=grid.head, row=grid.row + 1, column=grid.column)
    elif any(grid.rows[last]) or last == 0:
        write_grid(box, [*grid.rows, [""]], head=grid.head, row=last + 1, column=0)
    else:
        _leave_table(box, grid)
    return True


def _leave_table(box: QPlainTextEdit, grid: Grid) -> None:
    """Enter on an empty last row takes it out and goes on behind the table."""
    cursor = QTextCursor(box.document().findBlockByNumber(grid.last))
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.endEditBlock()
    box.setTextCursor(cursor)


def _tab_in_table(box: QPlainTextEdit, by: int) -> bool:
    grid = grid_at(box)
    if grid is None:
        return False
    columns = max(map(len, grid.rows))
    row, column = divmod(grid.row * columns + grid.column + by, columns)
    if row < 0:
        return False
    rows = [*grid.rows, [""]] if row >= len(grid.rows) else grid.rows
    write_grid(box, rows, head=grid.head, row=row, column=column)
    return True


def _go_to_cell(box: QPlainTextEdit, line: int, column: int) -> None:
    block = box.document().findBlockByNumber(line)
    text = block.text()
    bars = [at for at, one in enumerate(text) if one == "|"]
    spans = list(pairwise(bars))
    if not spans:
        return
    left, right = spans[min(column, len(spans) - 1)]
    inside = text[left + 1 : right]
    start = left + 1 + (len(inside) - len(inside.lstrip(_BLANK)) if inside.strip(_BLANK) else min(1, len(inside)))
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + to_units(text, start))
    cursor.setPosition(
        block.position() + to_units(text, start + len(inside.strip(_BLANK))), QTextCursor.MoveMode.KeepAnchor
    )
    box.setTextCursor(cursor)
    box.ensureCursorVisible()


def _write_lines(box: QPlainTextEdit, first: int, last: int, lines: Sequence[str]) -> None:
    """Let the lines [first, last] read like these; a line that does so already is not touched."""
    document = box.document()
    for at, line in enumerate(lines[: last - first + 1]):
        block = document.findBlockByNumber(first + at)
        if block.text() != line:
            _replace(block, 0, units_long(block.text()), line)
    cursor = QTextCursor(document.findBlockByNumber(min(last, first + max(len(lines), 1) - 1)))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    more = lines[last - first + 1 :]
    if more:
        cursor.insertText("\n" + "\n".join(more))
    elif len(lines) < last - first + 1:
        if not lines:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        end = document.findBlockByNumber(last)
        cursor.setPosition(end.position() + units_long(end.text()), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()


def _selected(box: QPlainTextEdit) -> list[QTextBlock]:
    """The lines that the selection touches; one that it ends at the very beginning of counts not."""
    cursor = box.textCursor()
    block = box.document().findBlock(cursor.selectionStart())
    found = [block]
    while block.next().isValid() and block.next().position() < cursor.selectionEnd():
        block = block.next()
        found.append(block)
    return found


def _mark(box: QPlainTextEdit, *marks: str) -> None:
    """Give the selected lines these marks instead of theirs; one mark for all, or one for each."""
    lines = _selected(box)
    cursor = box.textCursor()
    cursor.beginEditBlock()
    for at, block in enumerate(lines):
        _replace(block, 0, mark_of(block.text()).length, marks[at] if at < len(marks) else marks[-1])
    cursor.endEditBlock()


def _has_room(block: QTextBlock) -> bool:
    """May an item go further in? It stands below another one, and at most one step further in."""
    above = block.previous()
    if not above.isValid() or not mark_of(above.text()).item:
        return False
    mine, its = _indent(block.text()), _indent(above.text())
    return mine <= its and mine < DEEPEST_ITEM * len(_INDENT)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(_BLANK))


def _outer(line: str) -> int:
    """How many characters one step out takes."""
    return 1 if line[:1] in ("\t", "\u3000") else min(_indent(line), len(_INDENT))


def _renumber(block: QTextBlock) -> None:
    """The numbered items that stood directly behind this one count on."""
    indent, mark = _indent(block.text()), mark_of(block.text())
    if mark.number is None:
        return
    number, following = mark.number, block.next()
    while following.isValid():
        line = following.text()
        mark = mark_of(line)
        if not mark.item or _indent(line) < indent:
            return
        if _indent(line) == indent:
            if mark.number != number:
                return
            number += 1
            _replace(following, indent, indent + len(str(mark.number)), str(number))
        following = following.next()


def _replace(block: QTextBlock, start: int, end: int, text: str) -> None:
    """Replace units [start, end) of a line."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
