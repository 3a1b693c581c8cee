"""The card of the term on the start page: gentle, for the person herself, and gone while there is nothing to say."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.records.calendar import Milestone
from app.ui.desk import Desk
from app.ui.term import calendar, three
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel
from app.workspace.reminders import Left, Reminders

_MOST = 5


class TermPanel(Panel):
    """What is still wanted for her pupils, and what the year brings in the next days."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts.say("three.today"), "calendar", "")
        self._desk, self._say = desk, desk.texts.say
        self.hide()

    def refresh(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, lambda workspace: workspace.reminders(), self._show)

    def _show(self, found: Reminders) -> None:
        lines: list[QWidget] = [self._left(one, found) for one in found.left]
        lines += [self._milestone(one, found) for one in found.milestones]
        self.show_lines(lines[:_MOST], len(lines))
        self.setVisible(bool(lines))

    def _left(self, left: Left, found: Reminders) -> Line:
        kind = self._desk.workspace.kinds.get(left.kind)
        name = self._desk.texts.label(kind.label) if kind is not None else left.kind
        return Line(
            self._say("three.left_change" if left.change else "three.left", count=left.count, kind=name),
            three.when(self._desk, left.due, left.because, found.begins, found.today),
            partial(self._desk.shell.open_page, three.NAME),
            icon=KIND_ICONS.get(left.kind, "step"),
        )

    def _milestone(self, milestone: Milestone, found: Reminders) -> Line:
        words, first, last = self._desk.words, milestone.first or found.today, milestone.last or found.today
        until = words.day(last, found.today)
        when = (
            words.day(first, found.today)
            if first == last
            else self._say("three.span", first=words.day(first, found.today), last=until)
        )
        below = " · ".join(part for part in (when, milestone.note) if part)
        return Line(milestone.what, below, partial(self._desk.shell.open_page, calendar.NAME), icon="calendar")
