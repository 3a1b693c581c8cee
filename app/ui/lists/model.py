"""The records of one list as a table that Qt asks cell by cell; only what is seen is ever written out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.ids import RecordId
from app.ui.theme.colours import COLOURS
from app.workspace.views import RecordRow

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """One column: its heading, what stands in it, what it is sorted by, and its width in pixels (0: the rest)."""

    heading: str
    text: Callable[[RecordRow], str]
    order: Callable[[RecordRow], str | int]
    width: int


class RecordTable(QAbstractTableModel):
    """Rows come in parts; sorting is by the Chinese collation of Qt (pinyin), numbers in numbers as numbers."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[RecordRow] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def begin_anew(self, rows: Sequence[RecordRow]) -> None:
        """Show these rows in place of all others."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort()
        self.endResetModel()

    def append(self, rows: Sequence[RecordRow]) -> None:
        """Add rows that come later in the file's order."""
        if not rows:
            return
        if self._sorted is not None:
            self.begin_anew([*self.rows, *rows])
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows += rows
        self.endInsertRows()

    def row_of(self, record: RecordId) -> int | None:
        """Where a record stands now."""
        return next((at for at, row in enumerate(self.rows) if row.record == record), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[column].text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.excerpt or self.columns[column].text(row)
        if role == Qt.ItemDataRole.FontRole and row.unread and column == 0:
            return self._bold
        if role == Qt.ItemDataRole.ForegroundRole and column > 0:
            return QColor(COLOURS.quiet)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the file's own order for what comes next."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        self._sort()
        self.layoutChanged.emit()

    def _sort(self) -> None:
        if self._sorted is None:
            return
        column, order = self._sorted
        key, backwards = self.columns[column].order, order == Qt.SortOrder.DescendingOrder
        texts = {value for row in self.rows if isinstance(value := key(row), str)}
        collated = {text: self._collator.sortKey(text) for text in texts}
        ranks = {text: rank for rank, text in enumerate(sorted(collated, key=collated.__getitem__))}

        def rank(row: RecordRow) -> int:
            value = key(row)
            return ranks[value] if isinstance(value, str) else value

        self.rows.sort(key=rank, reverse=backwards)
