"""Another name: one's own, or that of a space that one keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.people.frame import ROOM, SpaceDialog
from app.ui.theme.scale import px
from app.ui.widgets.text_boxes import LineBox
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST_NAME = 60


class RenameDialog(SpaceDialog):
    """The name as it is, to be changed; and plainly who will see the new one."""

    def __init__(
        self, desk: Desk, parent: QWidget, title: str, why: str, now: str, work: Callable[[Workspace, str], Changes]
    ) -> None:
        super().__init__(desk, parent, title, why, desk.texts.say("naming.do"))
        self._now, self._work = now, work
        self.why.ensurePolished()
        self.why.setMinimumHeight(self.why.heightForWidth(px(ROOM)))
        self.name = LineBox(_LONGEST_NAME)
        self.name.setText(now)
        self.field(desk.texts.say("naming.name"), self.name)
        self.name.typed.connect(self._allow)
        self._allow()
        self.name.setFocus()
        self.name.selectAll()

    def begin(self) -> None:
        """Give the name."""
        self.busy(True)
        name = self.name.text().strip()
        self.desk.ask(self, lambda workspace: self._work(workspace, name), self._renamed, self.failed)

    def _allow(self) -> None:
        name = self.name.text().strip()
        self.go.setEnabled(bool(name) and name != self._now)

    def _renamed(self, changes: Changes) -> None:
        self.desk.news.announce(changes)
        self.accept()


def rename_me(desk: Desk, parent: QWidget) -> RenameDialog:
    """Ask for another name of one's own."""
    say = desk.texts.say
    return _opened(
        RenameDialog(
            desk,
            parent,
            say("naming.me"),
            say("naming.me_why"),
            desk.workspace.me.name,
            lambda workspace, name: workspace.rename_me(name),
        )
    )


def rename_space(desk: Desk, space: SpaceView, parent: QWidget) -> RenameDialog:
    """Ask a keeper for another name of a space."""
    say = desk.texts.say
    return _opened(
        RenameDialog(
            desk,
            parent,
            say("naming.space"),
            say("naming.space_why"),
            space.name,
            lambda workspace, name: workspace.rename_space(space.space, name),
        )
    )


def _opened(dialog: RenameDialog) -> RenameDialog:
    dialog.open()
    return dialog
