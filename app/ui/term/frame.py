"""What the pages around a term share: the ways of their group, a name, and what they are for."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.widgets.labels import label
from app.ui.widgets.panel import page_column
from app.workspace.views import Changes


class TermFrame(QScrollArea):
    """A page of a group; ``column`` takes what it shows, ``head`` buttons beside its name."""

    def __init__(self, desk: Desk, group: str, name: str, title: str, why: str) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setAccessibleName(title)
        self.column = page_column(self)
        self.column.setContentsMargins(24, 14, 24, 18)
        self.column.addWidget(GroupStrip(desk, group, name))
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = label(title, "hero")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.column.addLayout(self.head)
        self.why = label(why, "quiet", wrap=True)
        self.column.addWidget(self.why)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        raise NotImplementedError

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()
