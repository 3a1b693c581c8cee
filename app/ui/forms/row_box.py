"""One row of a repeated group: a card with captions, or a line of a table; its handle moves it and opens its menu."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.records.edits import Mark, SetValue, WriteProse
from app.records.fields import Field, Number, columns_of
from app.records.values import Row
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.forms.single import make_cell
from app.ui.forms.texts import NumberInput, ProseInput
from app.ui.theme.icons import give_icon
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import TinyButton, tiny
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox, ProseBox

_MOST_ABREAST = 3
_CAPTION_HEIGHT = 24
#: The room that is kept for a row whose cells are not made yet, as a card and as a line.
_CARD_HEIGHT, _LINE_HEIGHT = 180, 62
HANDLE_WIDTH, GAP, _CARD_GAP = 46, 6, 10
_TOP = Qt.AlignmentFlag.AlignTop
_WIDEST = 16_777_215  # Qt's own "no limit"


class RowHandle(TinyButton):
    """The number of a row. A click opens the row's menu; held and drawn up or down, it takes the row along."""

    dragged = Signal(QPoint)  # where the pointer is on the screen
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "tiny")
        give_icon(self, "grip", "quiet", 14)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        hold(self, width=HANDLE_WIDTH)
        self._from: QPoint | None = None
        self._dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._from, self._dragging = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = self._from is not None and (event.position().toPoint() - self._from).manhattanLength()
        if self._dragging or (far and far >= QApplication.startDragDistance()):
            self._dragging = True
            self.dragged.emit(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self.setDown(False)
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)
        self._from = None


class RowBox(QFrame):
    """The cells of one row. They are made when the form comes to them, when they are painted, or when somebody asks:
    a plan has a hundred cells, and a screen shows twenty."""

    edited = Signal(object)
    refused = Signal(object)
    left = Signal()
    composed = Signal()
    moved = Signal(int)
    removed = Signal()
    asked = Signal()  # for its menu
    wanted = Signal()  # it is seen, and has no cells yet
    grew = Signal()  # its cells were made

    def __init__(self, field: Field, row: str, around: Around) -> None:
        super().__init__()
        self.setProperty("keys", "row_menu")  # what its small buttons do stands in its menu as well
        self.row, self._field, self._around = row, field, around
        self._cells: dict[str, Input] = {}
        self._long: list[ProseBox] = []
        self._captions: list[QLabel] = []
        self._widths: list[int] | None = None
        self._name = around.desk.texts.label(field.label)
        self.values: Row = {}
        self._place, self._editable, self.built = 0, True, False
        # Children from the beginning: a control without a parent would be Python's to delete, on whichever thread.
        self.handle = RowHandle(self)
        self.delete = tiny("delete", around.say("form.row_remove"), self.removed.emit, self)
        self.handle.hide()
        self.delete.hide()
        # Both stay: a layout that is taken out again would be Python's to delete.
        self._first, self._below = QGridLayout(), QGridLayout()
        self._whole = QVBoxLayout(self)
        for grid in (self._first, self._below):
            grid.setVerticalSpacing(2)
            grid.setHorizontalSpacing(px(_CARD_GAP))
            self._whole.addLayout(grid)
        self._dress()

    @property
    def cells(self) -> dict[str, Input]:
        """The cell of each column."""
        self.build()
        return self._cells

    @property
    def filled(self) -> bool:
        """Does anything stand in it?"""
        return any(value for key, value in self.values.items() if key != "id")

    @property
    def composing(self) -> bool:
        """Does an input method compose in it, or in what stands beneath its cells?"""
        boxes: list[ProseBox | LineBox] = [*self.findChildren(ProseBox), *self.findChildren(LineBox)]
        return any(box.composing for box in boxes)

    @property
    def ordered(self) -> list[Input]:
        """The cells in the order in which they stand."""
        cells = list(self.cells.values())
        head, body = _shared_out(cells)
        return cells if self._widths is not None else [*head, *body]

    def build(self) -> None:
        """Make the cells, unless they are there."""
        if self.built:
            return
        self.built = True
        path = f"{self._field.key}/{self.row}"
        for column in columns_of(self._field):
            cell = make_cell(column, f"{path}/{column.key}", self._around)
            self._cells[column.key] = cell
            cell.edited.connect(partial(self._note, column.key))
            cell.refused.connect(self.refused)
            cell.left.connect(self.left)
            cell.composed.connect(self.composed)
        self._long = [cell.box for cell in self._cells.values() if isinstance(cell, ProseInput)]
        for box in self._long:
            box.fitted.connect(self._level)
        self.handle.clicked.connect(lambda _checked=False: self.asked.emit())
        self._lay_out()
        self.show_row(self.values)
        self._name_cells()
        self.set_editable(self._editable)
        self.grew.emit()

    def arrange(self, widths: list[int] | None) -> None:
        """Stand as a line of a table with columns of these widths, or as a card."""
        if widths == self._widths:
            return
        self._widths = widths
        if self.built:
            self._lay_out()
        else:
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Being seen is asking for the cells."""
        super().paintEvent(event)
        if not self.built:
            self.wanted.emit()

    def show_row(self, row: Row) -> None:
        """Show what the document has."""
        self.values = dict(row)
        for key, cell in self._cells.items():
            cell.show_value(row.get(key))

    def place(self, number: int) -> None:
        """Say which row this is."""
        if number == self._place and self.handle.text():
            return
        self._place = number
        self.handle.setText(str(number))
        self.handle.setAccessibleName(self._around.say("form.row_handle", number=number))
        self.handle.setToolTip(self._around.say("form.row_handle_tip"))
        self._name_cells()

    def _name_cells(self) -> None:
        """To somebody who hears the form, a cell is that of a field, a row and a column."""
        for cell in self._cells.values():
            first = cell.first_control
            if first is not None:
                first.setAccessibleName(f"{self._name} {self._place}: {cell.name}")

    def set_editable(self, editable: bool) -> None:
        """Let the person change it, or only read it."""
        self._editable = editable
        for cell in self._cells.values():
            cell.set_editable(editable)
        self.handle.setEnabled(editable)
        self.delete.setVisible(editable and self.built)

    def put_beneath(self, widget: QWidget) -> None:
        """Let something stand beneath the cells that belongs to this row and is not of it."""
        self._whole.addWidget(widget)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this row, in order; nothing while it has no cells."""
        if not self.built:
            return []
        return [*(stop for cell in self.ordered for stop in cell.stops()), self.handle, self.delete]

    def number(self, column: str) -> int:
        """What stands in a column of numbers; nothing counts as 0."""
        if not self.built:
            value = self.values.get(column)
            return value if isinstance(value, int) else 0
        cell = self._cells.get(column)
        return (cell.number or 0) if isinstance(cell, NumberInput) else 0

    def was_saved(self, column: str, draft: Draft) -> None:
        """The file has this edit of a cell."""
        if column in self._cells:
            self._cells[column].was_saved(draft)

    def _note(self, column: str, draft: Draft) -> None:
        edit = draft.edit
        if isinstance(edit, WriteProse):
            self.values[column] = edit.text
        elif isinstance(edit, SetValue) and edit.value is not None:
            self.values[column] = edit.value
        elif isinstance(edit, SetValue):
            self.values.pop(column, None)
        elif isinstance(edit, Mark):
            before = self.values.get(column)
            members = [one for one in before if one != edit.member] if isinstance(before, list) else []
            self.values[column] = [*members, edit.member] if edit.present else members
        self.edited.emit(draft)

    # Looks

    def _dress(self) -> None:
        table = self._widths is not None
        self.setProperty("role", "row-line" if table else "row-card")
        self.style().unpolish(self)
        self.style().polish(self)
        self._whole.setContentsMargins(0, 1, 0, 1) if table else self._whole.setContentsMargins(6, 8, 8, 10)
        self._whole.setSpacing(px(GAP))
        hold(self, least_height=0 if self.built else _LINE_HEIGHT if table else _CARD_HEIGHT)

    def _lay_out(self) -> None:
        for control in (self.handle, self.delete, *self._cells.values(), *self._captions):
            for grid in (self._first, self._below):
                grid.removeWidget(control)
        for caption in self._captions:
            caption.deleteLater()
        self._captions = []
        for grid in (self._first, self._below):
            for column in range(grid.columnCount()):
                grid.setColumnStretch(column, 0)
            for line in range(grid.rowCount()):
                grid.setRowMinimumHeight(line, 0)
        self.handle.show()
        self.delete.setVisible(self._editable)
        self._dress()
        if self._widths is not None:
            self._as_line(self._widths)
        else:
            self._as_card()
        self._level()

    def _as_line(self, widths: list[int]) -> None:
        self._first.setHorizontalSpacing(px(GAP))
        self._first.addWidget(self.handle, 1, 0, _TOP)
        for at, (cell, width) in enumerate(zip(self._cells.values(), widths, strict=True), 1):
            cell.be_compact(True)
            cell.setFixedWidth(width)
            self._first.addWidget(cell, 1, at, _TOP)
        self._first.addWidget(self.delete, 1, len(widths) + 1, _TOP)
        self._first.setColumnStretch(len(widths) + 2, 1)

    def _as_card(self) -> None:
        head, body = _shared_out(list(self._cells.values()))
        for cell in self._cells.values():
            cell.be_compact(False)
            cell.setMinimumWidth(0)
            cell.setMaximumWidth(_WIDEST)
        self._first.setHorizontalSpacing(px(_CARD_GAP))
        self._first.addWidget(self.handle, 1, 0, _TOP)
        for at, cell in enumerate(head, 1):
            self._first.addWidget(self._caption(cell), 0, at)
            self._first.addWidget(cell, 1, at)
            self._first.setColumnStretch(at, 0 if _is_number(cell) else 1)
        if not head:
            self._first.setColumnStretch(1, 1)
        self._first.addWidget(self.delete, 1, max(len(head), 1) + 1, _TOP)
        self._lay_abreast(body)

    def _lay_abreast(self, cells: list[Input]) -> None:
        """Cells side by side, each beneath its caption."""
        columns = min(max(sum(cell.wide for cell in cells), 1), _MOST_ABREAST)
        for at, cell in enumerate(cells):
            line, column = 2 * (at // columns), at % columns
            self._below.addWidget(self._caption(cell), line, column)
            self._below.addWidget(cell, line + 1, column, _TOP)
            self._below.setColumnStretch(column, 1)
            if line and column == 0:
                self._below.setRowMinimumHeight(line, px(_CAPTION_HEIGHT))

    def _caption(self, cell: Input) -> QLabel:
        self._captions.append(label(cell.name, "small"))
        return self._captions[-1]

    def _level(self) -> None:
        highest = max((box.wanted for box in self._long), default=0)
        for box in self._long:
            box.be_at_least(highest)


def _shared_out(cells: list[Input]) -> tuple[list[Input], list[Input]]:
    """The cells of a card's first line (numbers, and the short ones before the first long one), and the others."""
    first_wide = next((at for at, cell in enumerate(cells) if cell.wide), len(cells))
    head = [cell for at, cell in enumerate(cells) if not cell.wide and (at < first_wide or _is_number(cell))]
    return head, [cell for cell in cells if cell not in head]


def _is_number(cell: Input) -> bool:
    return isinstance(cell.field, Number)
