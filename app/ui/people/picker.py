"""Choosing colleagues: those of one space with a tick each, by name, with school and what they teach beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.theme.scale import px
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.workspace.colleagues import Colleague

_LEAST, _HIGH = 130, 190


class Picker(QScrollArea):
    """``chosen`` are hexadecimal ids. ``changed`` when a tick was set or taken away."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.boxes: dict[str, QCheckBox] = {}
        self._ticked: set[str] = set()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(px(_LEAST))
        self.setMaximumHeight(px(_HIGH))
        body = QWidget()
        body.setProperty("role", "page-body")
        self._lines = QVBoxLayout(body)
        self._lines.setContentsMargins(4, 2, 4, 2)
        self._lines.setSpacing(4)
        self.setWidget(body)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Who is ticked, in the order of the list."""
        return tuple(person for person, box in self.boxes.items() if box.isChecked())

    def tick(self, persons: Sequence[str]) -> None:
        """Tick these when they are offered."""
        self._ticked |= set(persons)

    def offer(self, colleagues: Sequence[Colleague], without: Sequence[str] = ()) -> None:
        """Offer these colleagues, but for some; who was ticked stays so."""
        self._ticked |= set(self.chosen)
        empty(self._lines)
        self.boxes = {}
        for one in colleagues:
            if one.person in without:
                continue
            self._lines.addLayout(self._line(one))
        if not self.boxes:
            self._lines.addWidget(label(self._say("gather.nobody"), "quiet", wrap=True))
        self._lines.addStretch(1)
        self.changed.emit()

    def _line(self, one: Colleague) -> QHBoxLayout:
        """The name beside the tick; school and subjects give way where there is little room."""
        taught = self._desk.words.terms("subjects", one.subjects)
        beside = " · ".join(part for part in (one.school, taught) if part)
        box = self.boxes[one.person] = QCheckBox(one.name.replace("&", "&&"))
        box.setAccessibleName(" · ".join(part for part in (one.name, beside) if part))
        box.setChecked(one.person in self._ticked)
        box.toggled.connect(lambda _on: self.changed.emit())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(box)
        row.addWidget(OneLine(beside, "small"), 1)
        return row
