"""The hits of one query as a list that asks for more of them while somebody scrolls down."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.text import Texts
from app.ui.words import Words
from app.workspace.finding import FoundRow

_Index = QModelIndex | QPersistentModelIndex


class Hits(QAbstractListModel):
    """Rows come in pages; ``ask`` is called when the view has come to the end and there is more."""

    def __init__(self, texts: Texts, words: Words, now: Callable[[], int], ask: Callable[[], None]) -> None:
        super().__init__()
        self.rows: list[FoundRow] = []
        self._texts, self._words, self._now, self._ask = texts, words, now, ask
        self._more = False

    def begin_anew(self, rows: Sequence[FoundRow], *, more: bool) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self.rows, self._more = list(rows), more
        self.endResetModel()

    def append(self, rows: Sequence[FoundRow], *, more: bool) -> None:
        """Add the next page."""
        self._more = more
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: _Index) -> bool:
        """Is there another page?"""
        return not parent.isValid() and self._more

    def fetchMore(self, parent: _Index) -> None:
        """The view has come near the end."""
        if self.canFetchMore(parent):
            self._more = False  # until the page has come
            self._ask()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title.text or self.untitled
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = (row.title.text or self.untitled, self.label(row), row.line.text, self.below(row))
            return " · ".join(part for part in spoken if part)
        return None

    @property
    def untitled(self) -> str:
        """What stands in place of a title."""
        return self._texts.say("ui.untitled")

    def label(self, row: FoundRow) -> str:
        """The field in which the words stand."""
        return self._texts.label(row.label) if row.label is not None and row.line.text else ""

    def when(self, row: FoundRow) -> str:
        """When the record last changed."""
        return self._words.moment(row.changed, self._now())

    def place(self, row: FoundRow) -> str:
        """Who can read it: the space's name."""
        return self._texts.say("ui.private") if row.private else row.space.text

    def below(self, row: FoundRow) -> str:
        """Who wrote it, who can read it, when it changed: for a screen reader."""
        return " · ".join(part for part in (row.author.text, self.place(row), self.when(row)) if part)
