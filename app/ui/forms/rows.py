"""A repeated group as a table that grows: each row a line of cells, with its minutes added up beneath."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.errors import RecordError
from app.records.edits import AddRow, MoveRow, RemoveRow, RestoreRow, new_row_id
from app.records.fields import Field, Number, Rows, columns_of
from app.records.values import Row, Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.forms.single import make_cell
from app.ui.forms.texts import NumberInput, ProseInput
from app.ui.forms.total import TotalLine
from app.ui.widgets.buttons import button, tiny
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.ui.widgets.text_boxes import ProseBox

_MOST_ABREAST = 3
_INPUT_HEIGHT, _CAPTION_HEIGHT = 32, 24
#: The room that is kept for a row whose cells are not made yet.
_USUAL_HEIGHT = 180


class RowBox(QFrame):
    """One row: short cells in its first line, long ones abreast beneath.

    A plan has a hundred cells and a screen shows twenty: the cells are made when the form comes to them, or when
    somebody asks for one.
    """

    edited = Signal(object)
    refused = Signal(object)
    left = Signal()
    composed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, field: Field, row: str, around: Around) -> None:
        super().__init__()
        self.setProperty("role", "row-card")
        self.setMinimumHeight(_USUAL_HEIGHT)
        self.row, self._field, self._around = row, field, around
        self._cells: dict[str, Input] = {}
        self._ordered: list[Input] = []
        self._long: list[ProseBox] = []
        self._tools: list[QToolButton] = []
        self._number: QLabel | None = None
        self._name = around.desk.texts.label(field.label)
        self._values: Row = {}
        self._place, self._editable = 0, True

    @property
    def built(self) -> bool:
        return self._number is not None

    @property
    def cells(self) -> dict[str, Input]:
        """The cell of each column."""
        self.build()
        return self._cells

    def build(self) -> None:
        """Make the cells, unless they are there."""
        if self.built:
            return
        around = self._around
        self._number = label("", "quiet")
        self._number.setFixedHeight(_INPUT_HEIGHT)
        self._number.setMinimumWidth(18)
        self._tools = [
            tiny("up", around.say("form.row_up"), lambda: self.moved.emit(-1)),
            tiny("down", around.say("form.row_down"), lambda: self.moved.emit(1)),
            tiny("delete", around.say("form.row_remove"), self.removed.emit),
        ]
        self._lay_out(columns_of(self._field), f"{self._field.key}/{self.row}", self._number)
        self.setMinimumHeight(0)
        self.show_row(self._values)
        self.place(self._place)
        self.set_editable(self._editable)

    def show_row(self, row: Row) -> None:
        """Show what the document has."""
        self._values = row
        for key, cell in self._cells.items():
            cell.show_value(row.get(key))

    def place(self, number: int) -> None:
        """Say which row this is."""
        self._place = number
        if self._number is not None:
            self._number.setText(str(number))
        for cell in self._cells.values():
            first = cell.first_control
            if first is not None:
                first.setAccessibleName(f"{self._name} {number}: {cell.name}")

    def set_editable(self, editable: bool) -> None:
        """Let the person change it, or only read it."""
        self._editable = editable
        for cell in self._cells.values():
            cell.set_editable(editable)
        for tool in self._tools:
            tool.setVisible(editable)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this row, in order."""
        self.build()
        return [*(stop for cell in self._ordered for stop in cell.stops()), *self._tools]

    def number(self, column: str) -> int:
        """What stands in a column of numbers; nothing counts as 0."""
        if not self.built:
            value = self._values.get(column)
            return value if isinstance(value, int) else 0
        cell = self._cells.get(column)
        return (cell.number or 0) if isinstance(cell, NumberInput) else 0

    def was_saved(self, column: str, draft: Draft) -> None:
        """The file has this edit of a cell."""
        if column in self._cells:
            self._cells[column].was_saved(draft)

    def _lay_out(self, columns: tuple[Field, ...], path: str, number: QLabel) -> None:
        for column in columns:
            cell = make_cell(column, f"{path}/{column.key}", self._around)
            self._cells[column.key] = cell
            cell.edited.connect(self.edited)
            cell.refused.connect(self.refused)
            cell.left.connect(self.left)
            cell.composed.connect(self.composed)
        head, body = _shared_out(list(self._cells.values()))
        self._ordered = [*head, *body]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 8, 8, 10)
        whole.setSpacing(6)
        first = QGridLayout()
        first.setHorizontalSpacing(10)
        first.setVerticalSpacing(2)
        first.addWidget(number, 1, 0)
        for at, cell in enumerate(head, 1):
            first.addWidget(label(cell.name, "small"), 0, at)
            first.addWidget(cell, 1, at)
            first.setColumnStretch(at, 0 if _is_number(cell) else 1)
        if not head:
            first.setColumnStretch(1, 1)
        for at, tool in enumerate(self._tools, max(len(head), 1) + 1):
            first.addWidget(tool, 1, at)
        whole.addLayout(first)
        if body:
            whole.addLayout(_abreast(body))
        self._long = [cell.box for cell in self._ordered if isinstance(cell, ProseInput)]
        for box in self._long:
            box.fitted.connect(self._level)

    def _level(self) -> None:
        highest = max((box.wanted for box in self._long), default=0)
        for box in self._long:
            box.be_at_least(highest)


class RowsInput(Input):
    """The rows of a field, and what they add up to."""

    wide = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.rows: list[RowBox] = []
        self._editable = True
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._undo = QFrame()
        self._undo.setProperty("role", "sunken")
        self._undo_line = QHBoxLayout(self._undo)
        self._undo_line.setContentsMargins(10, 4, 6, 4)
        self._undo.hide()
        self.undo_button = button(around.say("form.undo"))
        self.add = button(around.say("form.row_add", field=self.name), self._append, icon="add")
        total = field.total if isinstance(field, Rows) else None
        self.total = TotalLine(field.key, total, around) if total else None
        foot = QHBoxLayout()
        foot.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        if self.total is None:
            foot.addStretch(1)
        else:
            foot.addWidget(self.total, 1)
            self.total.lesson_changed.connect(self._count)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(self._column)
        whole.addWidget(self._undo)
        whole.addLayout(foot)
        self.begins_with(self.add)

    def show_value(self, value: Value | None) -> None:
        wanted = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        known = {box.row: box for box in self.rows}
        order = [str(row["id"]) for row in wanted]
        for gone in [box for box in self.rows if box.row not in order]:
            self._take_out(gone)
        self.rows = [known.get(row) or self._box(row) for row in order]
        for at, (box, row) in enumerate(zip(self.rows, wanted, strict=True)):
            if self._column.indexOf(box) != at:
                self._column.insertWidget(at, box)
            box.show_row(row)
        self._renumber()

    def was_saved(self, draft: Draft) -> None:
        parts = (draft.place or "").split("/")
        for box in self.rows:
            if len(parts) == 3 and box.row == parts[1]:
                box.was_saved(parts[2], draft)

    @property
    def whole(self) -> bool:
        return all(box.built for box in self.rows)

    def build_more(self) -> None:
        """Make the cells of one more row."""
        following = next((box for box in self.rows if not box.built), None)
        if following is not None:
            following.build()

    def stops(self) -> list[QWidget]:
        return [stop for box in self.rows for stop in box.stops()] + [self.add]

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self.add.setVisible(editable)
        for box in self.rows:
            box.set_editable(editable)

    def _box(self, row: str) -> RowBox:
        box = RowBox(self.field, row, self.around)
        box.set_editable(self._editable)
        box.edited.connect(self._edited)
        box.refused.connect(self.refused)
        box.left.connect(self.left)
        box.composed.connect(self.composed)
        box.moved.connect(lambda by: self._move(box, by))
        box.removed.connect(lambda: self._remove(box))
        return box

    def _edited(self, draft: Draft) -> None:
        self.edited.emit(draft)
        self._count()

    def _append(self) -> None:
        if len(self.rows) >= self.limit:
            self.refused.emit(RecordError("record.too_many_rows", "", limit=self.limit))
            return
        box = self._box(new_row_id())
        self.rows.append(box)
        self._column.addWidget(box)
        self._renumber()
        self.edited.emit(Draft(AddRow(self.path, None, box.row)))
        next(iter(box.cells.values())).setFocus()

    def _move(self, box: RowBox, by: int) -> None:
        at = self.rows.index(box) + by
        if not 0 <= at < len(self.rows):
            return
        self.rows.remove(box)
        self.rows.insert(at, box)
        self._column.insertWidget(at, box)
        before = self.rows[at + 1].row if at + 1 < len(self.rows) else None
        self._renumber()
        self.edited.emit(Draft(MoveRow(self.path, box.row, before)))

    def _remove(self, box: RowBox) -> None:
        number = self.rows.index(box) + 1
        self.rows.remove(box)
        self._take_out(box)
        self._renumber()
        empty(self._undo_line)
        self._undo_line.addWidget(label(self.around.say("form.row_removed", number=number), "quiet"), 1)
        row = box.row
        self.undo_button = button(self.around.say("form.undo"), lambda: self._restore(row), role="quiet", icon="undo")
        self._undo_line.addWidget(self.undo_button)
        self._undo.show()
        self.edited.emit(Draft(RemoveRow(self.path, box.row)))

    def _restore(self, row: str) -> None:
        self._undo.hide()
        self.edited.emit(Draft(RestoreRow(self.path, row)))

    def _take_out(self, box: RowBox) -> None:
        self._column.removeWidget(box)
        box.hide()
        box.deleteLater()

    def _renumber(self) -> None:
        for number, box in enumerate(self.rows, 1):
            box.place(number)
        self._count()
        self.grown.emit()

    def _count(self) -> None:
        if self.total is None or not isinstance(self.field, Rows) or self.field.total is None:
            return
        column = self.field.total
        rows: list[Row] = [{"id": box.row, column: box.number(column)} for box in self.rows]
        self.total.show_total(sum(box.number(column) for box in self.rows), rows)


def _abreast(cells: list[Input]) -> QGridLayout:
    """Cells side by side, each beneath its caption."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(2)
    columns = min(max(sum(cell.wide for cell in cells), 1), _MOST_ABREAST)
    for at, cell in enumerate(cells):
        line, column = 2 * (at // columns), at % columns
        grid.addWidget(label(cell.name, "small"), line, column)
        grid.addWidget(cell, line + 1, column, Qt.AlignmentFlag.AlignTop)
        if line and column == 0:
            grid.setRowMinimumHeight(line, _CAPTION_HEIGHT)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid


def _shared_out(cells: list[Input]) -> tuple[list[Input], list[Input]]:
    """The cells of a row's first line (numbers, and the short ones before the first long one), and the others."""
    first_wide = next((at for at, cell in enumerate(cells) if cell.wide), len(cells))
    head = [cell for at, cell in enumerate(cells) if not cell.wide and (at < first_wide or _is_number(cell))]
    return head, [cell for cell in cells if cell not in head]


def _is_number(cell: Input) -> bool:
    return isinstance(cell.field, Number)
