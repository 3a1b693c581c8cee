"""Which installers go onto the stick: those that a signed release beside them names, ticked to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout

from app.text import Texts
from app.ui.safekeeping.card import SectionCard
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.ui.words import Words

if TYPE_CHECKING:
    from app.workspace.installers import Installer


#: Sorts of installers by the ends of their names.
_SORTS = {".exe": "windows", ".deb": "deb", ".run": "run"}


class InstallersCard(SectionCard):
    """A tick for each; ``look_in`` carries a folder of the person's own choice."""

    changed = Signal()
    look_in = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts.say("kit.card_installers"), "box")
        self._say, self._words = texts.say, Words(texts)
        self.found: tuple[Installer, ...] = ()
        self.boxes: list[QCheckBox] = []
        self.why = label(self._say("kit.installers_why"), "quiet", wrap=True)
        self.body.addWidget(self.why)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.choose = button(self._say("kit.find_installers"), self._choose, icon="search")
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(label(self._say("kit.looked_in"), "small"), 1)
        self.body.addLayout(row)

    def show_found(self, found: Sequence[Installer]) -> None:
        """Show what was found, all of it ticked; what was unticked before stays so."""
        off = {one.path.name for one, box in zip(self.found, self.boxes, strict=True) if not box.isChecked()}
        self.found = tuple(found)
        empty(self._lines)
        self.boxes = []
        for one in self.found:
            system = self._say(f"kit.system_{_SORTS.get(one.path.suffix.lower(), 'other')}")
            words = self._say("kit.installer", system=system, name=one.path.name, size=self._words.size(one.size))
            box = QCheckBox(words.replace("&", "&&"))
            box.setToolTip(str(one.path))
            box.setChecked(one.path.name not in off)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes.append(box)
            self._lines.addWidget(box)
        self.why.setText(self._say("kit.installers_why" if self.found else "kit.no_installer"))
        self.changed.emit()

    def chosen(self) -> list[Installer]:
        """Those that are ticked."""
        return [one for one, box in zip(self.found, self.boxes, strict=True) if box.isChecked()]

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._say("kit.find_installers"))
        if chosen:
            self.look_in.emit(Path(chosen))


def installers_in(looked: Sequence[Path], downloads: Path) -> list[Installer]:
    """The installers of one release: in the last of the folders that the person named, else where there are most of
    them among the sticks and what was downloaded. For the network thread."""
    from app.workspace.installers import find_installers
    from app.workspace.invitations import places

    for folder in reversed(looked):
        if found := find_installers(folder):
            return found
    return max((find_installers(folder) for folder in (*places(), downloads)), key=len)
