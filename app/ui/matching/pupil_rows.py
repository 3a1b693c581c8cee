"""The pupils of a matching as rows: name, class, mentors or what they wait for, and wishes. By class and name only."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.theme.icons import icon
from app.workspace.pupil_views import PupilView

_Index = QModelIndex | QPersistentModelIndex
_HEADS = ("name", "class", "mentors", "wishes")


class PupilRows(QAbstractTableModel):
    """What the table shows; ``show_pupils`` gives it others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say = desk.texts.say
        self.pupils: tuple[PupilView, ...] = ()

    def show_pupils(self, pupils: Sequence[PupilView]) -> None:
        """Show these in place of the former ones."""
        self.beginResetModel()
        self.pupils = tuple(pupils)
        self.endResetModel()

    def row_of(self, record: RecordId | None) -> int:
        """The row of a pupil; -1 if she is not shown."""
        return next((at for at, one in enumerate(self.pupils) if one.record == record), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pupils)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._say(f"matching.head_{_HEADS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.pupils[index.row()]
        column = _HEADS[index.column()]
        words = _WORDS[column](self, one)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            special = self._say("matching.special") if one.special and column == "name" else ""
            return " ".join(part for part in (self.headerData(index.column(), _ACROSS), words, special) if part)
        if role == Qt.ItemDataRole.DecorationRole and column == "name" and one.special:
            return icon("lock", "accent", 14)
        return None

    def mentors(self, one: PupilView) -> str:
        """The mentors of a pupil, who leads first, and for whose yes it waits."""
        comma = self._say("form.comma")
        told = []
        for pairing in one.open:
            name = pairing.mentor.name
            if pairing.lead and len(one.open) > 1:
                name = self._say("matching.leads", name=name)
            if pairing.waits_for:
                sides = comma.join(self._say(f"matching.waits_{side}") for side in pairing.waits_for)
                name = self._say("matching.waits", name=name, sides=sides)
            told.append(name)
        return comma.join(told) if told else self._say("matching.nobody")

    def wishes(self, one: PupilView) -> str:
        """Whom she wishes for."""
        return self._say("form.comma").join(wish.name for wish in one.wishes)


_ACROSS = Qt.Orientation.Horizontal
#: Column to words.
_WORDS: dict[str, Callable[[PupilRows, PupilView], str]] = {
    "name": lambda _rows, one: one.name,
    "class": lambda _rows, one: one.class_name,
    "mentors": PupilRows.mentors,
    "wishes": PupilRows.wishes,
}
