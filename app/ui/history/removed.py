"""The rows that were taken out of a record, each of which can be had back with one click."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.records.fields import columns_of
from app.records.kind import Kind
from app.records.terms import Terms
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.cells import Manner, cell
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.workspace.history import RemovedRow


class RemovedRows(QFrame):
    """Hidden while there are none. ``wanted`` carries the field and the row's id."""

    wanted = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setProperty("role", "sunken")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(label(self._say("history.rows_removed"), "strong", wrap=True))
        column.addLayout(self._lines)
        self.hide()

    def show_rows(
        self, rows: list[RemovedRow], kind: Kind | None, names: Mapping[str, str], *, may_write: bool
    ) -> None:
        """List them by what they hold."""
        empty(self._lines)
        self.setVisible(bool(rows) and kind is not None)
        if kind is None:
            return
        for removed in rows:
            field = kind.field(removed.field)
            manner = Manner(self._desk.words, Terms(), self._desk.texts.language, names, self._desk.now())
            cells = [cell(column, removed.row.get(column.key), manner) for column in columns_of(field)]
            words = " · ".join(one for one in cells if one) or self._say("history.empty_row")
            said = f"{self._desk.texts.label(field.label)}: {words}"
            line = QHBoxLayout()
            line.addWidget(OneLine(said), 1)
            bring = button(self._say("history.bring_back"), role="quiet", icon="undo")
            bring.setAccessibleName(f"{self._say('history.bring_back')}: {said}")
            bring.setEnabled(may_write)
            bring.clicked.connect(
                lambda _checked=False, key=removed.field, row=str(removed.row["id"]): self.wanted.emit(key, row)
            )
            line.addWidget(bring)
            self._lines.addLayout(line)
