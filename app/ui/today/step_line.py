"""A step on the start page: a box to tick when it is done, and the line that opens where it was agreed."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.text import Sentence
from app.ui.desk import Desk
from app.ui.widgets.lines import Line
from app.workspace.views import Changes, StepView

#: How long a ticked line stays.
LINGERS_MS = 4_000


class StepLine(QWidget):
    """Ticked here, a task is done in its meeting for everybody; an answer in words can follow beside the record."""

    def __init__(self, desk: Desk, step: StepView, page: QObject) -> None:
        """``page`` outlives the line, which goes when the page is drawn anew."""
        super().__init__()
        self._desk, self._step, self._page = desk, step, page
        self.setProperty("role", "clear")
        due, late = desk.words.due(step.due, desk.now())
        below = desk.texts.say("today.step_below", author=step.author, title=step.target_title)
        self.line = Line(
            step.text,
            below,
            partial(desk.shell.open_record, step.target),
            icon="step",
            chip=due,
            chip_role="chip-note" if late else "chip-accent",
            strong=True,
        )
        self.tick = QCheckBox()
        words = desk.texts.say("today.step_done" if step.may_answer else "today.step_read_only", step=step.text)
        self.tick.setAccessibleName(words)
        self.tick.setToolTip(words)
        self.tick.setEnabled(step.may_answer)
        self.tick.setCursor(Qt.CursorShape.PointingHandCursor)
        self.tick.clicked.connect(self._ticked)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.tick)
        row.addWidget(self.line, 1)

    def _ticked(self, done: bool) -> None:
        """Done at once; the line stays for a moment, so that a slip of the finger is taken back where it was made."""
        step, desk, page = self._step, self._desk, self._page

        def told(changes: Changes) -> None:
            QTimer.singleShot(LINGERS_MS, page, lambda: desk.news.announce(changes))

        def failed(sentence: Sentence) -> None:
            # What the box says now is not so; the page asks how things stand.
            desk.shell.tell(sentence)
            desk.news.announce(Changes(frozenset({step.record})))

        desk.ask(page, lambda workspace: workspace.tick_step(step.record, step.place, done), told, failed)
