"""A laptop that has nothing of hers, and a copy on a stick: choose the file, type the PIN of that time, go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.text import Texts
from app.ui.desk import explained
from app.ui.messages import tell
from app.ui.start.copy_pin import CopyPinDialog
from app.ui.tasks import Tasks
from app.ui.widgets.buttons import button
from app.workspace.signing_in import People

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace


class FromCopy(QWidget):
    """One button; ``entered`` carries the open workspace, as from the other ways in."""

    entered = Signal(object, str)

    def __init__(self, people: People, tasks: Tasks, texts: Texts) -> None:
        super().__init__()
        self._people, self._tasks, self._texts = people, tasks, texts
        self.button = button(texts.say("safekeeping.from_copy"), self.ask, role="quiet", icon="copy")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def ask(self) -> None:
        """Ask for the file and the PIN."""
        say = self._texts.say
        file, _ = QFileDialog.getOpenFileName(self, say("safekeeping.from_copy"), "", "*.tongxing")
        if not file:
            return
        dialog = CopyPinDialog(self, self._texts)
        dialog.given.connect(lambda pin: self.bring(Path(file), pin))
        dialog.open()

    def bring(self, file: Path, pin: str) -> None:
        """Put the copy's person on this laptop and sign her in."""
        self.button.setEnabled(False)
        self._tasks.document(self, lambda: self._people.bring_here(file, pin), self._here, self._failed)

    def _here(self, workspace: Workspace) -> None:
        self.button.setEnabled(True)
        self.entered.emit(workspace, "")

    def _failed(self, error: BaseException) -> None:
        self.button.setEnabled(True)
        tell(self, self._texts, explained(self._texts, error))
