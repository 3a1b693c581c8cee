"""Remembers that somebody came by a stick, until the card that welcomes her was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The preference that is set while the card stands there.
CAME_BY_STICK = "came_by_stick"


def greet(workspace: Workspace) -> None:
    """Let the card stand on her start page."""
    workspace.set_preference(CAME_BY_STICK, "1")
