"""The records of one list as a table that Qt asks cell by cell: all of them by id, the rows as they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont

from app.ids import RecordId
from app.ui.theme.colours import COLOURS
from app.workspace.views import RecordRow

_Index = QModelIndex | QPersistentModelIndex

#: Rows that are fetched in one go, and how many goes are kept: what was scrolled past long ago is asked for again.
PAGE, KEPT = 60, 40
#: What stands in a cell until its row has come.
_COMING = "…"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what stands in it, the key that sorts it, its width in pixels (0: the rest)."""

    heading: str
    text: Callable[[RecordRow], str]
    key: str
    width: int


class RecordTable(QAbstractTableModel):
    """``wanted`` names the records whose rows are in sight and not here; ``fill`` brings them. ``ordered`` says that
    another column was asked for."""

    wanted = Signal(list)
    ordered = Signal(str, bool)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.order: tuple[RecordId, ...] = ()
        self._rows: dict[RecordId, RecordRow] = {}
        self._cells: dict[RecordId, tuple[str, ...]] = {}
        self._pages: OrderedDict[int, None] = OrderedDict()
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_now)
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def begin_anew(self, order: Sequence[RecordId], first: Sequence[RecordRow] = ()) -> None:
        """Show this list in place of the former one; ``first`` are rows at its beginning."""
        self.beginResetModel()
        self.order = tuple(order)
        self._rows = {row.record: row for row in first}
        self._cells.clear()
        self._pages.clear()
        self._missing.clear()
        self._asked.clear()
        for page in range(len(first) // PAGE):
            self._pages[page] = None
        self.endResetModel()

    def fill(self, rows: Sequence[RecordRow]) -> None:
        """Take in rows that were wanted."""
        self._rows |= {row.record: row for row in rows}
        for page in sorted(self._asked):
            self._pages[page] = None
            self._pages.move_to_end(page)
            first, last = page * PAGE, min((page + 1) * PAGE, len(self.order)) - 1
            if first <= last:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self._asked.clear()
        while len(self._pages) > KEPT:
            page, _ = self._pages.popitem(last=False)
            for record in self.order[page * PAGE : (page + 1) * PAGE]:
                self._rows.pop(record, None)
                self._cells.pop(record, None)
        if self._missing:
            self._ask.start()

    def row_at(self, at: int) -> RecordRow | None:
        """The row at a place, if it is here; else it is asked for."""
        row = self._rows.get(self.order[at])
        page = at // PAGE
        if row is None and page not in self._pages and page not in self._asked:
            self._missing.add(page)
            self._ask.start()
        return row

    def place_of(self, record: RecordId) -> int | None:
        """Where a record stands now."""
        return self.order.index(record) if record in self.order else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = index.column()
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(COLOURS.quiet) if column > 0 else None
        if role not in _OF_ROW:
            return None
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if row is not None and row.unread and column == 0 else None
        if row is None:
            return _COMING if column == 0 else ""
        return self._written(row)[column]

    def _written(self, row: RecordRow) -> tuple[str, ...]:
        """What stands in a row's cells, written out when it first comes into sight: Qt asks at every paint."""
        if row.record not in self._cells:
            self._cells[row.record] = tuple(column.text(row) for column in self.columns)
        return self._cells[row.record]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the list in another order; -1 is the order that it had at first."""
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.ordered.emit(key, order == Qt.SortOrder.DescendingOrder)

    def _ask_now(self) -> None:
        """Ask for what is in sight: of pages that were passed in one sweep, the last ones."""
        if self._asked or not self._missing:
            return
        self._asked = set(sorted(self._missing)[-_MOST_AT_ONCE:])
        self._missing.clear()
        self.wanted.emit([one for page in sorted(self._asked) for one in self.order[page * PAGE : (page + 1) * PAGE]])


#: Pages that one look can touch.
_MOST_AT_ONCE = 2
_OF_ROW = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.FontRole,
)
