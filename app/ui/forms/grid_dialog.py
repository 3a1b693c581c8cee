"""A table of a prose field as a grid to write in: rows and columns come and go, cells are pasted from a spreadsheet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.records.fields import LIMIT, Line
from app.text import Texts
from app.ui.messages import PlainDialog
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox

_MOST_COLUMNS, _MOST_ROWS = 12, 60
_ROW = 42
_BEGINNING = [["", "", ""], ["", "", ""], ["", "", ""]]


class CellEditor(QStyledItemDelegate):
    """A field of one line in a cell; while an input method composes there, Enter, Esc and Tab are its own."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The field."""
        return LineBox(LIMIT[Line], parent)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that end the editing wait for the input method."""
        if isinstance(event, QKeyEvent) and getattr(editor, "composing", False):
            return False
        grid = self.parent()
        if isinstance(event, QKeyEvent) and isinstance(grid, Grid) and isinstance(editor, QWidget):
            tab = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if tab and grid.at_end(forward=True):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                grid.focusNextPrevChild(True)
                return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Fill the field, unless somebody is composing in it."""
        if isinstance(editor, LineBox):
            editor.receive(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take what stands in the field."""
        if isinstance(editor, LineBox):
            model.setData(index, editor.text())


class Grid(QTableWidget):
    """Tab goes from cell to cell, and from the last one on to what stands behind the table."""

    def at_end(self, *, forward: bool) -> bool:
        """Is the present cell the last one in a direction?"""
        end = (self.rowCount() - 1, self.columnCount() - 1) if forward else (0, 0)
        return (self.currentRow(), self.currentColumn()) == end

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the table at its end; Qt's own would begin anew at the other."""
        self.setTabKeyNavigation(not self.at_end(forward=forward))
        return super().focusNextPrevChild(forward)


class GridDialog(PlainDialog):
    """``take`` is handed the rows and whether the first one is a head; no rows: take the table out."""

    def __init__(
        self,
        parent: QWidget,
        texts: Texts,
        rows: Sequence[Sequence[str]] | None,
        head: bool,
        take: Callable[[list[list[str]], bool], None],
    ) -> None:
        super().__init__(parent, texts.say("prose.table_title"))
        self._say, self._take = texts.say, take
        self.column.addWidget(label(self._say("prose.table_why"), "quiet", wrap=True))
        self.head = QCheckBox(self._say("prose.table_head"))
        self.head.setChecked(head)
        self.grid = Grid()
        self.grid.setItemDelegate(CellEditor(self.grid))
        self.grid.setAccessibleName(self._say("prose.table_title"))
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.setEditTriggers(QTableWidget.EditTrigger.AllEditTriggers)
        hold(self.grid, least_height=190, least_width=560)
        self.grid.verticalHeader().setDefaultSectionSize(px(_ROW))
        self._fill(rows or _BEGINNING)
        tools = QHBoxLayout()
        for name, work in (
            ("row_add", self.add_row),
            ("row_remove", self.remove_row),
            ("column_add", self.add_column),
            ("column_remove", self.remove_column),
        ):
            tools.addWidget(button(self._say(f"prose.{name}"), work))
        tools.addStretch(1)
        self.column.addLayout(tools)
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.head)
        self.column.addLayout(self._foot(rows is not None))
        self.grid.setCurrentCell(0, 0)
        self.grid.setFocus()

    @property
    def rows(self) -> list[list[str]]:
        """The cells as they stand."""
        across = range(self.grid.columnCount())
        return [[self._text(row, column) for column in across] for row in range(self.grid.rowCount())]

    def add_row(self) -> None:
        """A row beneath the one in which the cursor stands."""
        if self.grid.rowCount() < _MOST_ROWS:
            self.grid.insertRow(self.grid.currentRow() + 1)

    def remove_row(self) -> None:
        """The row in which the cursor stands goes; one stays."""
        if self.grid.rowCount() > 1:
            self.grid.removeRow(max(self.grid.currentRow(), 0))

    def add_column(self) -> None:
        """A column behind the one in which the cursor stands."""
        if self.grid.columnCount() < _MOST_COLUMNS:
            self.grid.insertColumn(self.grid.currentColumn() + 1)

    def remove_column(self) -> None:
        """The column in which the cursor stands goes; two stay."""
        if self.grid.columnCount() > 2:
            self.grid.removeColumn(max(self.grid.currentColumn(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste cells from a spreadsheet from the present cell on."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Cells with tabs between them, from the present cell on; the grid grows as far as it may."""
        top, left = max(self.grid.currentRow(), 0), max(self.grid.currentColumn(), 0)
        lines = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        if not lines:
            return
        self.grid.setRowCount(min(max(self.grid.rowCount(), top + len(lines)), _MOST_ROWS))
        self.grid.setColumnCount(min(max(self.grid.columnCount(), left + max(map(len, lines))), _MOST_COLUMNS))
        for row, line in enumerate(lines, top):
            for column, words in enumerate(line, left):
                self.grid.setItem(row, column, QTableWidgetItem(words))

    def _fill(self, rows: Sequence[Sequence[str]]) -> None:
        self.grid.setRowCount(len(rows))
        self.grid.setColumnCount(max([2, *map(len, rows)]))
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                self.grid.setItem(row, column, QTableWidgetItem(words))

    def _text(self, row: int, column: int) -> str:
        item = self.grid.item(row, column)
        return item.text() if item is not None else ""

    def _foot(self, there: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        if there:
            foot.addWidget(button(self._say("prose.table_out"), lambda: self._done([]), role="quiet", icon="delete"))
        foot.addStretch(1)
        foot.addWidget(button(self._say("ui.cancel"), self.reject))
        foot.addWidget(button(self._say("prose.table_take"), lambda: self._done(self.rows), role="primary"))
        return foot

    def _done(self, rows: list[list[str]]) -> None:
        self._take(rows, self.head.isChecked())
        self.accept()
