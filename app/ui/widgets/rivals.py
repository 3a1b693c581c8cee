"""Values that people gave a field while apart, side by side with their authors, until somebody picks one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.records.kind import Kind
from app.records.terms import Terms
from app.records.values import Value
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.cells import Manner, cell
from app.ui.widgets.labels import OneLine, label
from app.workspace.views import RivalView


class Rivals(QFrame):
    """One box for all places that are given; ``picked`` carries the place's path and the value.

    ``values`` are the record's, to say which row is meant; ``named`` tells the field's name too, where it does not
    stand above the box already.
    """

    picked = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        kind: Kind,
        rivals: Mapping[str, Sequence[RivalView]],
        values: Mapping[str, Value],
        names: Mapping[str, str],
        *,
        may_pick: bool = True,
        named: bool = False,
    ) -> None:
        super().__init__()
        self._desk, self._kind, self._values, self._say = desk, kind, values, desk.texts.say
        self._manner = Manner(desk.words, Terms(), desk.texts.language, names, desk.now())
        self._picks: list[QWidget] = []
        self.setProperty("role", "note")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(10, 8, 8, 8)
        lines.setSpacing(4)
        for path, found in rivals.items():
            lines.addWidget(label(self._title(path, named=named), "strong", wrap=True))
            for rival in found:
                lines.addLayout(self._line(path, rival, may_pick=may_pick))

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return self._picks

    def _title(self, path: str, *, named: bool) -> str:
        place = self._kind.path(path)
        field = self._desk.texts.label(place.field.label)
        if place.column is None:
            return self._say("rivals.of", field=field) if named else self._say("rivals.here")
        column = self._desk.texts.label(place.column.label)
        number = self._number(place.field.key, place.row)
        if named:
            return self._say("rivals.in_row_of", field=field, row=number, column=column)
        return self._say("rivals.in_row", row=number, column=column)

    def _number(self, key: str, row: str | None) -> int:
        """Which row it is, counted from 1."""
        value = self._values.get(key)
        rows = [one["id"] for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        return rows.index(row) + 1 if row is not None and row in rows else 0

    def _line(self, path: str, rival: RivalView, *, may_pick: bool) -> QHBoxLayout:
        words = cell(self._kind.path(path).leaf, rival.value, self._manner) or self._say("rivals.empty")
        when = self._desk.words.moment(rival.written, self._desk.now())
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(OneLine(words))
        said.addWidget(OneLine(f"{rival.author or self._say('history.somebody')} · {when}", "small"))
        row = QHBoxLayout()
        row.addLayout(said, 1)
        if may_pick:
            pick = button(self._say("rivals.pick"), lambda: self.picked.emit(path, rival.value))
            pick.setAccessibleName(self._say("rivals.pick_named", value=words))
            row.addWidget(pick)
            self._picks.append(pick)
        return row
