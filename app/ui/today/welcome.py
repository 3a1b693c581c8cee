"""The card on the start page of somebody who came by a stick: where she is now, and her first record one click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.extra_card import ExtraCard
from app.ui.start.greeting import CAME_BY_STICK
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace


class WelcomeCard(ExtraCard):
    """Two sentences and two buttons; there until she begins a record by it, or says that she has read it."""

    def __init__(self, desk: Desk) -> None:
        self._say = desk.texts.say
        super().__init__(desk, self._say("kit.welcome"), "people", _spaces, self._welcome)

    def _welcome(self, spaces: Sequence[str]) -> list[QWidget]:
        if not spaces:
            return []
        named = self._say("form.comma").join(self._say("kit.space_named", name=name) for name in spaces)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(6, 0, 6, 6)
        column.setSpacing(8)
        column.addWidget(label(self._say("kit.welcome_in", spaces=named), wrap=True))
        column.addWidget(label(self._say("kit.welcome_send"), "quiet", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        first = next((kind for kind in self._desk.workspace.kinds if kind.alone), None)
        if first is not None:
            title = self._say("kit.welcome_write", kind=self._desk.texts.label(first.label))
            self.write = button(title, lambda: self._begin(first.key), role="primary", icon="pen")
            row.addWidget(self.write)
        self.understood = button(self._say("kit.welcome_close"), self._forget, role="quiet")
        row.addWidget(self.understood)
        row.addStretch(1)
        column.addLayout(row)
        return [words]

    def show_count(self, number: int) -> None:
        """It is no list: nothing is counted."""
        super().show_count(number)
        self._count.hide()

    def _begin(self, kind: str) -> None:
        self._forget()
        self._desk.shell.begin_record(kind)

    def _forget(self) -> None:
        self._desk.ask(
            self, lambda workspace: workspace.set_preference(CAME_BY_STICK, ""), lambda _done: self.setVisible(False)
        )


def _spaces(workspace: Workspace) -> list[str]:
    """The names of the spaces that she is in; none while nobody is to be welcomed."""
    if not workspace.preference(CAME_BY_STICK, ""):
        return []
    return [space.name for space in workspace.spaces() if not space.private]
