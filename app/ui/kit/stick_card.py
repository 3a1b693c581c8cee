"""Which stick is prepared: one of those that are plugged in, or a folder of the person's own choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.views import StickPlace


class StickCard(SectionCard):
    """``folder`` is the stick that was chosen, None before that."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts.say("kit.card_stick"), "stick")
        self._desk, self._say = desk, desk.texts.say
        self.folder: Path | None = None
        self.none = label(self._say("kit.none_here"), wrap=True)
        self.body.addWidget(self.none)
        self.places = Flow(gap=8)
        self.body.addLayout(self.places)
        self._group = QButtonGroup(self)
        self.says = label("", "small", wrap=True)
        self.body.addWidget(self.says)
        self.again = button(self._say("kit.look_again"), self.look, icon="sync")
        self.choose = button(self._say("stick.choose"), self._choose, icon="document")
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.choose)
        row.addStretch(1)
        self.body.addLayout(row)

    def look(self) -> None:
        """Look which sticks are there."""
        self._desk.tasks.network(self, self._desk.workspace.sticks, self.show_places, self._failed)

    def show_places(self, places: Sequence[StickPlace]) -> None:
        """A chip for each; the only one is chosen."""
        empty(self.places)
        self.none.setVisible(not places and self.folder is None)
        for place in places:
            chip = button(
                place.name.replace("&", "&&"), partial(self.take, Path(place.path)), role="chip", icon="stick"
            )
            chip.setCheckable(True)
            chip.setChecked(self.folder == Path(place.path))
            self._group.addButton(chip)
            self.places.addWidget(chip)
        if len(places) == 1 and self.folder is None:
            self.take(Path(places[0].path))

    def take(self, folder: Path) -> None:
        """Take this one."""
        self.folder = folder
        for chip in self._group.buttons():
            chip.setChecked(chip.text().replace("&&", "&") == (folder.name or str(folder)))
        self.none.hide()
        self.says.setText(self._say("kit.chosen", folder=str(folder)))
        self.changed.emit()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._say("stick.choose"))
        if chosen:
            self.take(Path(chosen))

    def _failed(self, error: BaseException) -> None:
        self.says.setText(self._desk.explain(error).whole())
