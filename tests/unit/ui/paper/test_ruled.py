"""Rows of a ruled table."""

import pytest
from PySide6.QtWidgets import QApplication

from app.records.blocks import Cell, Paragraph
from app.ui.paper.faces import faces
from app.ui.paper.lines import Rule, Setter
from app.ui.paper.ruled import LEAST, RuledRow, ruled_row

WIDTH = 4_000.0


@pytest.fixture
def row(qapp: QApplication) -> RuledRow:
    cells = (Cell((Paragraph("课题"),), heading=True), Cell((Paragraph("春" * 200),)), Cell())
    return ruled_row(Setter(faces()), cells, (20, 40, 40), 100, WIDTH)


def test_a_row_is_as_high_as_its_longest_cell_and_never_too_low_to_write_in(row: RuledRow) -> None:
    assert row.height > max(stack.height for stack in row.stacks)
    assert RuledRow(()).height == LEAST


def test_a_row_is_cut_between_lines_and_both_parts_together_are_all(row: RuledRow) -> None:
    parts = row.cut(row.height / 2)
    assert parts is not None
    upper, lower = parts
    assert upper.height <= row.height / 2
    for whole, above, below in zip(row.stacks, upper.stacks, lower.stacks, strict=True):
        assert above.lines + below.lines == whole.lines


def test_a_row_is_not_cut_where_no_line_fits_or_none_is_left(row: RuledRow) -> None:
    assert row.cut(1) is None
    assert row.cut(row.height) is None
    parts = row.cut(1, some=True)
    assert parts is not None
    assert [len(stack.lines) for stack in parts[0].stacks] == [1, 1, 0]


def test_each_cell_has_a_line_above_and_at_its_left(row: RuledRow) -> None:
    rules = [thing for thing in row.things(50, row.height) if isinstance(thing, Rule)]
    uprights = {rule.x for rule in rules if rule.x == rule.to_x}
    assert uprights == {100, 900, 2_500}
    assert sum(rule.to_x - rule.x for rule in rules if rule.y == rule.to_y == 50) == WIDTH
