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
#: Short cells side by side in a card: a date with its day of the week, or a word of choice, has room beside two others.
_MOST_SHORT = 3
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
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    wanted = Signal()  # it is seen, and has no cells yet
    grew = Signal()  # its cells were made

    def __init__(self, field: Field, row: str, around: Around, widths: list[int] | None = None) -> None:
        """``widths`` of the columns where it stands as a line of a table, as in ``arrange``."""
        super().__init__()
        self.setProperty("keys", "row_menu")  # what its small buttons do stands in its menu as well
        self.row, self._field, self._around = row, field, around
        self._cells: dict[str, Input] = {}
        self._long: list[ProseBox] = []
        self._captions: list[QLabel] = []
        self._widths = widths
        self._name = around.desk.texts.label(field.label)
        self.values: Row = {}
        self._place, self._editable = 0, True
        self._parts: _Parts | None = None
        self._dress()

    @property
    def built(self) -> bool:
        """Are its cells made?"""
        return self._parts is not None

    @property
    def parts(self) -> "_Parts":
        """What it is made of, apart from its cells."""
        self.build()
        assert self._parts is not None  # what build() is for
        return self._parts

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
        if self._parts is not None:
            return
        parts = self._parts = _Parts(self, self._around.say("form.row_remove"))
        parts.delete.clicked.connect(lambda _checked=False: self.removed.emit())
        parts.handle.clicked.connect(lambda _checked=False: self.asked.emit())
        parts.handle.dragged.connect(self.dragged)
        parts.handle.dropped.connect(self.dropped)
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
        self._lay_out(parts)
        self.show_row(self.values)
        self.place(self._place)
        self.set_editable(self._editable)
        self.grew.emit()

    def arrange(self, widths: list[int] | None) -> None:
        """Stand as a line of a table with columns of these widths, or as a card."""
        if widths == self._widths:
            return
        self._widths = widths
        if self._parts is not None:
            self._lay_out(self._parts)
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
        changed, self._place = number != self._place, number
        parts = self._parts
        if parts is None or (not changed and parts.handle.text()):
            return
        parts.handle.setText(str(number))
        parts.handle.setAccessibleName(self._around.say("form.row_handle", number=number))
        parts.handle.setToolTip(self._around.say("form.row_handle_tip"))
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
        if self._parts is not None:
            self._parts.handle.setEnabled(editable)
            self._parts.delete.setVisible(editable)

    def put_beneath(self, widget: QWidget) -> None:
        """Let something stand beneath the cells that belongs to this row and is not of it."""
        self.parts.whole.addWidget(widget)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this row, in order; nothing while it has no cells."""
        if self._parts is None:
            return []
        return [*(stop for cell in self.ordered for stop in cell.stops()), self._parts.handle, self._parts.delete]

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
        role = "row-line" if table else "row-card"
        if role != self.property("role"):
            fresh = self.property("role") is None  # the style looks at a new one when it is shown, and once is enough
            self.setProperty("role", role)
            if not fresh:
                self.style().unpolish(self)
                self.style().polish(self)
        if self._parts is not None:
            whole = self._parts.whole
            whole.setContentsMargins(0, 1, 0, 1) if table else whole.setContentsMargins(6, 8, 8, 10)
            whole.setSpacing(px(GAP))
        hold(self, least_height=0 if self.built else _LINE_HEIGHT if table else _CARD_HEIGHT)

    def _lay_out(self, parts: "_Parts") -> None:
        for control in (parts.handle, parts.delete, *self._cells.values(), *self._captions):
            for grid in (parts.first, parts.below):
                grid.removeWidget(control)
        for caption in self._captions:
            caption.deleteLater()
        self._captions = []
        for grid in (parts.first, parts.below):
            for column in range(grid.columnCount()):
                grid.setColumnStretch(column, 0)
            for line in range(grid.rowCount()):
                grid.setRowMinimumHeight(line, 0)
        parts.handle.show()
        parts.delete.setVisible(self._editable)
        self._dress()
        if self._widths is not None:
            self._as_line(parts, self._widths)
        else:
            self._as_card(parts)
        self._level()

    def _as_line(self, parts: "_Parts", widths: list[int]) -> None:
        parts.first.setHorizontalSpacing(px(GAP))
        parts.first.addWidget(parts.handle, 1, 0, _TOP)
        for at, (cell, width) in enumerate(zip(self._cells.values(), widths, strict=True), 1):
            cell.be_compact(True)
            cell.setFixedWidth(width)
            parts.first.addWidget(cell, 1, at, _TOP)
        parts.first.addWidget(parts.delete, 1, len(widths) + 1, _TOP)
        parts.first.setColumnStretch(len(widths) + 2, 1)

    def _as_card(self, parts: "_Parts") -> None:
        head, body = _shared_out(list(self._cells.values()))
        for cell in self._cells.values():
            cell.be_compact(False)
            cell.setMinimumWidth(0)
            cell.setMaximumWidth(_WIDEST)
        parts.first.setHorizontalSpacing(px(_CARD_GAP))
        parts.first.addWidget(parts.handle, 1, 0, _TOP)
        for at, cell in enumerate(head):
            line, column = 2 * (at // _MOST_SHORT), at % _MOST_SHORT + 1
            parts.first.addWidget(self._caption(cell), line, column)
            parts.first.addWidget(cell, line + 1, column, _TOP)
            if not _is_number(cell):
                parts.first.setColumnStretch(column, 1)
            if line and column == 1:
                parts.first.setRowMinimumHeight(line, px(_CAPTION_HEIGHT))
        if not head:
            parts.first.setColumnStretch(1, 1)
        parts.first.addWidget(parts.delete, 1, max(min(len(head), _MOST_SHORT), 1) + 1, _TOP)
        self._lay_abreast(parts, body)

    def _lay_abreast(self, parts: "_Parts", cells: list[Input]) -> None:
        """Cells side by side, each beneath its caption."""
        columns = min(max(sum(cell.wide for cell in cells), 1), _MOST_ABREAST)
        for at, cell in enumerate(cells):
            line, column = 2 * (at // columns), at % columns
            parts.below.addWidget(self._caption(cell), line, column)
            parts.below.addWidget(cell, line + 1, column, _TOP)
            parts.below.setColumnStretch(column, 1)
            if line and column == 0:
                parts.below.setRowMinimumHeight(line, px(_CAPTION_HEIGHT))

    def _caption(self, cell: Input) -> QLabel:
        self._captions.append(label(cell.name, "small"))
        return self._captions[-1]

    def _level(self) -> None:
        highest = max((box.wanted for box in self._long), default=0)
        for box in self._long:
            box.be_at_least(highest)


class _Parts:
    """The handle, the button, the layouts of a row whose cells are made. All are the row's from the beginning, and
    stay: what has no parent would be Python's to delete, on whichever thread."""

    def __init__(self, box: QWidget, remove: str) -> None:
        self.handle = RowHandle(box)
        self.delete = tiny("delete", remove, lambda: None, box)
        self.first, self.below = QGridLayout(), QGridLayout()
        self.whole = QVBoxLayout(box)
        for grid in (self.first, self.below):
            grid.setVerticalSpacing(2)
            grid.setHorizontalSpacing(px(_CARD_GAP))
            self.whole.addLayout(grid)


def _shared_out(cells: list[Input]) -> tuple[list[Input], list[Input]]:
    """The cells of a card's first lines (numbers, and the short ones before the first long one), and the others."""
    first_wide = next((at for at, cell in enumerate(cells) if cell.wide), len(cells))
    head = [cell for at, cell in enumerate(cells) if not cell.wide and (at < first_wide or _is_number(cell))]
    return head, [cell for cell in cells if cell not in head]


def _is_number(cell: Input) -> bool:
    return isinstance(cell.field, Number)
