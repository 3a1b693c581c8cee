"""The mentor's queue: what waits to be read, oldest first, and what was read lately."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.labels import label
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel
from app.workspace.views import Changes, RecordRow

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_MOST = 200
_READ_SHOWN = 20


class QueuePage(QScrollArea):
    """Two cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("role", "page-body")
        self.setWidget(body)
        self.waiting = Panel(self._say("today.to_read"), "review", self._say("today.to_read_empty"))
        self.read = Panel(self._say("review.read_lately"), "done", self._say("review.read_lately_empty"))
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(self._say("ui.reviews"), "hero"))
        column.addWidget(label(self._say("review.queue_why"), "quiet", wrap=True))
        column.addWidget(self.waiting)
        column.addWidget(self.read)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, _fetch, self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    def _show(self, found: tuple[list[RecordRow], list[RecordRow]]) -> None:
        waiting, read = found
        self.waiting.show_lines([self._line(row, strong=True) for row in waiting])
        self.read.show_lines([self._line(row, strong=False) for row in read[:_READ_SHOWN]])

    def _line(self, row: RecordRow, *, strong: bool) -> Line:
        kind = self._desk.workspace.kinds.get(row.kind_key)
        name = self._desk.texts.label(kind.label) if kind is not None else self._say("ui.newer_kind")
        when = self._desk.words.moment(row.changed, self._desk.now())
        return Line(
            row.title or self._say("ui.untitled"),
            self._say("today.from", author=row.author, kind=name, when=when),
            partial(self._desk.shell.open_review, row.record),
            icon=KIND_ICONS.get(row.kind_key, "document"),
            chip=row.space_name,
            strong=strong,
        )


def _fetch(workspace: Workspace) -> tuple[list[RecordRow], list[RecordRow]]:
    waiting = list(workspace.today().to_read)
    others = [row for row in workspace.list_records(None, "", None, 0, _MOST) if not row.mine and not row.unread]
    return waiting, others
