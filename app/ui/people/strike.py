"""The question before a laptop is struck out: one's own that is gone, or a member's."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ids import SpaceId
from app.ui.desk import Desk
from app.ui.people.sure import SureDialog

#: Characters of a device's id that are shown.
SHOWN = 8


def strike_dialog(
    desk: Desk, parent: QWidget, device: str, space: SpaceId | None = None, member: str = ""
) -> SureDialog:
    """Ask, and strike out: without a space a device of one's own everywhere, else that of the member there."""
    say = desk.texts.say
    own = "own" if space is None else "member"
    lines = [say(f"striking.{line}_{own}", name=member) for line in ("what", "keeps")]
    dialog = SureDialog(
        desk,
        parent,
        say("striking.title", name=device[:SHOWN]),
        [*lines, say("striking.opened")],
        say("striking.do"),
        lambda workspace: workspace.strike_device(device, space),
    )
    dialog.go.setProperty("role", "danger")
    dialog.open()
    return dialog
