"""Three each term (三个一): a mentor's own pupils, and what is wanted for each, one click from being begun."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.term.frame import TermFrame
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.workspace.reminders import Reminders
from app.workspace.three_each_term import TaskState, TermTask
from app.workspace.views import Changes
from app.workspace.workspace import Workspace

NAME = "three"
_ICONS = {TaskState.OPEN: "add", TaskState.BEGUN: "pen", TaskState.DONE: "done"}


class ThreePage(TermFrame):
    """A card with what is left, and a line for each pupil; nobody else can open it about her."""

    def __init__(self, desk: Desk) -> None:
        say = desk.texts.say
        super().__init__(desk, "pupils", NAME, say("three.title"), say("three.why"))
        self.left = SectionCard(say("three.left_title"), "calendar")
        self._left_words = label("", wrap=True)
        self.left.body.addWidget(self._left_words)
        self.pupils = SectionCard(say("three.pupils"), "people")
        self._nothing = label(say("three.nothing"), "quiet", wrap=True)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self.pupils.body.addWidget(self._nothing)
        self.pupils.body.addWidget(self._lines)
        self.column.addWidget(self.left)
        self.column.addWidget(self.pupils)
        self.column.addStretch(1)
        #: The buttons by pupil's name and kind, in the order of the page.
        self.buttons: dict[tuple[str, str], QPushButton] = {}

    def shown(self) -> None:
        """Fetch and draw."""

        def fetched(workspace: Workspace) -> tuple[list[TermTask], Reminders]:
            return workspace.term_tasks(), workspace.reminders()

        self._desk.ask(self, fetched, lambda found: self._show(*found))

    def _show(self, tasks: list[TermTask], near: Reminders) -> None:
        empty(self._grid)
        self.buttons = {}
        soonest = sorted(tasks, key=lambda task: task.due)
        kinds = list(dict.fromkeys(task.kind for task in soonest))
        pupils = {task.pupil.record: task.pupil for task in tasks}
        self._nothing.setVisible(not pupils)
        self._lines.setVisible(bool(pupils))
        self._show_left(tasks, near)
        for column, kind in enumerate(kinds, 2):
            self._grid.addWidget(label(self._kind(kind), "field"), 0, column)
        for row, pupil in enumerate(pupils.values(), 1):
            self._grid.addWidget(OneLine(pupil.name, "strong"), row, 0)
            self._grid.addWidget(label(pupil.class_name, "quiet"), row, 1)
            for column, kind in enumerate(kinds, 2):
                for task in tasks:
                    if task.pupil.record == pupil.record and task.kind == kind:
                        made = self._button(task, near)
                        self.buttons.setdefault((pupil.name, kind), made)
                        self._put(made, row, column)
        self._grid.setColumnStretch(0, 1)

    def _put(self, made: QPushButton, row: int, column: int) -> None:
        """Where a kind is wanted more than once, one below the other."""
        self._grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def _show_left(self, tasks: list[TermTask], near: Reminders) -> None:
        lines = []
        for left in near.left:
            key = "three.left_change" if left.change else "three.left"
            what = self._say(key, count=left.count, kind=self._kind(left.kind))
            by = when(self._desk, left.due, left.because, near.begins, near.today)
            lines.append(self._say("three.left_by", what=what, by=by))
        done = "three.all_done" if all(task.done for task in tasks) else "three.none_near"
        self._left_words.setText("\n".join(lines) or self._say(done))
        self.left.setVisible(bool(tasks))

    def _button(self, task: TermTask, near: Reminders) -> QPushButton:
        words = self._say(f"three.{task.state.value}", day=self._desk.words.day(task.due, near.today))
        made = button(words, partial(self._go, task), role="quiet", icon=_ICONS[task.state])
        made.setAccessibleName(f"{task.pupil.name} {self._kind(task.kind)} {words}")
        made.setToolTip(self._say("three.changed") if task.change else "")
        return made

    def _kind(self, key: str) -> str:
        kind = self._desk.workspace.kinds.get(key)
        return self._desk.texts.label(kind.label) if kind is not None else key

    def _go(self, task: TermTask) -> None:
        """Open what there is, or begin it."""
        if task.record is not None:
            self._desk.shell.open_record(task.record)
            return

        def begun(record: RecordId) -> None:
            self._desk.news.announce(Changes(frozenset({record}), sync=True))
            self._desk.shell.open_record(record)

        self._desk.ask(self, lambda workspace: workspace.begin_task(task.kind, task.pupil.record), begun)


def when(desk: Desk, due: date, because: str, begins: date, today: date) -> str:
    """By when, and by what: before term, around an exam, or until the day; gently, when the day has passed."""
    day = desk.words.day(due, today)
    if due < today:
        return desk.texts.say("three.still", day=day)
    if because:
        return desk.texts.say("three.around", exam=because, day=day)
    return desk.texts.say("three.before_term" if due < begins else "three.until", day=day)
