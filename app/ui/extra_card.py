"""A card of the start page that is there only while it has something to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace


class ExtraCard(Panel):
    """A titled card, hidden while ``fetch`` finds nothing; ``line`` makes the widget for each thing found."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        icon: str,
        fetch: Callable[[Workspace], Sequence[Any]],
        lines: Callable[[Sequence[Any]], list[QWidget]],
    ) -> None:
        super().__init__(title, icon, "")
        self._desk, self._fetch, self._lines = desk, fetch, lines
        self.hide()

    def shown(self) -> None:
        """Fetch and draw; called whenever the start page comes to the front."""
        self._desk.ask(self, self._fetch, self._show)

    def _show(self, found: Sequence[Any]) -> None:
        lines = self._lines(found)
        self.show_lines(lines)
        self.setVisible(bool(lines))
