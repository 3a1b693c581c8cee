"""A question before something that others will feel: what happens, plainly, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.people.frame import ROOM, SpaceDialog
from app.ui.theme.scale import px
from app.ui.widgets.labels import label
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace


class SureDialog(SpaceDialog):
    """One verb of the workspace, explained in a few short lines; what cannot be done is said inside."""

    def __init__(
        self, desk: Desk, parent: QWidget, title: str, lines: list[str], verb: str, work: Callable[[Workspace], Changes]
    ) -> None:
        super().__init__(desk, parent, title, lines[0], verb)
        self._work = work
        self._words = [self.heading, self.why]
        for line in lines[1:]:
            self._words.append(label(line, wrap=True))
            self.body.addWidget(self._words[-1])
        self._give_room()
        self.go.setDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def begin(self) -> None:
        """Do it."""
        self.busy(True)
        self.desk.ask(self, self._work, self._done, self.failed)

    def _give_room(self) -> None:
        """A dialog asks wrapping words for their height at another width than its own, and would cut the last line."""
        for words in self._words:
            words.ensurePolished()
            words.setMinimumHeight(words.heightForWidth(px(ROOM)))

    def _done(self, changes: Changes) -> None:
        self.desk.news.announce(changes)
        self.accept()
