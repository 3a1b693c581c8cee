"""The mentor's queue: what waits to be read, longest first, with its size and space; and what was read lately."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from app.ui.desk import Desk
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.labels import label
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel, page_column
from app.workspace.views import Changes, RecordRow

if TYPE_CHECKING:
    from app.workspace.reviewing import Queue, QueueItem
    from app.workspace.workspace import Workspace

_MOST = 200
_READ_SHOWN = 20
#: Lines that are shown at once; nobody reads more on one evening, and the head tells how many there are.
_SHOWN = 60


class QueuePage(QScrollArea):
    """Three cards: what waits, what was answered, what was read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        column = page_column(self)
        self.waiting = Panel(self._say("today.to_read"), "review", self._say("today.to_read_empty"))
        self.replied = Panel(self._say("review.replied"), "talk", self._say("review.replied_empty"))
        self.read = Panel(self._say("review.read_lately"), "done", self._say("review.read_lately_empty"))
        self._why = label(self._say("review.queue_why"), "quiet", wrap=True)
        column.addWidget(label(self._say("ui.reviews"), "hero"))
        column.addWidget(self._why)
        for panel in (self.waiting, self.replied, self.read):
            column.addWidget(panel)
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

    def _show(self, found: tuple[Queue, list[RecordRow]]) -> None:
        queue, read = found
        total = sum(item.minutes for item in queue.waiting)
        why = self._say("review.queue_total", minutes=total) + " " if queue.waiting else ""
        self._why.setText(why + self._say("review.queue_why"))
        waiting = [self._line(item, self._size(item)) for item in queue.waiting[:_SHOWN]]
        self.waiting.show_lines([*waiting], len(queue.waiting))
        replied = [self._line(item, self._say("review.replies", count=item.replies)) for item in queue.replied[:_SHOWN]]
        self.replied.show_lines([*replied], len(queue.replied))
        self.replied.setVisible(bool(replied))
        self.read.show_lines([self._read_line(row) for row in read[:_READ_SHOWN]])

    def _line(self, item: QueueItem, size: str) -> Line:
        kind = self._desk.workspace.kinds.get(item.kind_key)
        name = self._desk.texts.label(kind.label) if kind is not None else self._say("ui.newer_kind")
        state = self._say("review.again" if item.again else "review.new")
        author = self._say("people.of_school", name=item.author, school=item.school) if item.school else item.author
        parts = (state, author, name, size, self._age(item.since))
        return Line(
            item.title or self._say("ui.untitled"),
            " · ".join(part for part in parts if part),
            partial(self._desk.shell.open_review, item.record),
            icon=KIND_ICONS.get(item.kind_key, "document"),
            chip=item.space_name,
            strong=True,
        )

    def _size(self, item: QueueItem) -> str:
        if not item.characters:
            return ""
        size = self._say("review.size", characters=item.characters, minutes=item.minutes)
        replies = self._say("review.replies", count=item.replies) if item.replies else ""
        return " · ".join(part for part in (size, replies) if part)

    def _age(self, since: int) -> str:
        days = (datetime.fromtimestamp(self._desk.now()).date() - datetime.fromtimestamp(since).date()).days
        if days < 1:
            return self._say("review.came_today")
        return self._say("review.came_yesterday") if days == 1 else self._say("review.waits_days", days=days)

    def _read_line(self, row: RecordRow) -> Line:
        kind = self._desk.workspace.kinds.get(row.kind_key)
        name = self._desk.texts.label(kind.label) if kind is not None else self._say("ui.newer_kind")
        when = self._desk.words.moment(row.changed, self._desk.now())
        return Line(
            row.title or self._say("ui.untitled"),
            self._say("today.from", author=row.author, kind=name, when=when),
            partial(self._desk.shell.open_review, row.record),
            icon=KIND_ICONS.get(row.kind_key, "document"),
            chip=row.space_name,
        )


def _fetch(workspace: Workspace) -> tuple[Queue, list[RecordRow]]:
    others = [row for row in workspace.list_records(None, "", None, 0, _MOST) if not row.mine and not row.unread]
    return workspace.queue(), others
