"""My term (我的学期): one's own records by week, and the steps with each colleague; nobody else can open it."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.scale import hold
from app.ui.widgets.charts import Bars, StepLine, Steps
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty, page_column
from app.workspace.term import PairView, TermView
from app.workspace.views import StepView

_TABLE_HIGH = 230


class TermPage(QScrollArea):
    """A chart and its table for the weeks, and a card for each colleague with whom there were steps."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setAccessibleName(self._say("term.title"))
        column = page_column(self)
        column.addWidget(label(self._say("term.title"), "hero"))
        column.addWidget(label(self._say("term.why"), "quiet", wrap=True))
        self.bars = Bars(self._say("term.weeks"))
        self.table = table(self._say("term.weeks"))
        self._legend = Flow(gap=14)
        self._nothing = label(self._say("term.nothing"), "quiet", wrap=True)
        self.weeks = SectionCard(self._say("term.weeks"), "calendar")
        self.weeks.body.addWidget(self._nothing)
        self.weeks.body.addLayout(self._legend)
        self.weeks.body.addWidget(self.bars)
        self.weeks.body.addWidget(self.table)
        column.addWidget(self.weeks)
        self.pairs = QVBoxLayout()
        self.pairs.setSpacing(12)
        column.addLayout(self.pairs)
        column.addStretch(1)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.my_term(), self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def _show(self, term: TermView) -> None:
        names = {kind.key: self._desk.texts.label(kind.label) for kind in self._desk.workspace.kinds}
        kinds = [key for key in names if key in term.counts]
        self._nothing.setVisible(not kinds)
        for shown in (self.bars, self.table):
            shown.setVisible(bool(kinds))
        empty(self._legend)
        for number, key in enumerate(kinds):
            chip = label(f"{names[key]} {sum(term.counts[key])}", f"series-{number % 6 + 1}")
            self._legend.addWidget(chip)
        today = datetime.fromtimestamp(self._desk.now()).date()
        days = [self._desk.words.day(week, today) for week in term.weeks]
        self.bars.show_numbers([f"{week.month}/{week.day}" for week in term.weeks], [term.counts[key] for key in kinds])
        heads = [self._say("term.week"), *(names[key] for key in kinds), self._say("term.all")]
        rows = []
        for at in reversed(range(len(days))):
            numbers = [term.counts[key][at] for key in kinds]
            rows.append([days[at], *(str(number or "") for number in (*numbers, sum(numbers)))])
        fill(self.table, heads, rows)
        empty(self.pairs)
        for pair in term.pairs:
            self.pairs.addWidget(self._pair(pair))

    def _pair(self, pair: PairView) -> QFrame:
        title = self._say("term.steps_with", name=pair.name)
        card = SectionCard(title, "step")
        done = sum(step.done for step in pair.steps)
        card.body.addWidget(label(self._say("term.steps_done", done=done, count=len(pair.steps)), "quiet", wrap=True))
        legend = QHBoxLayout()
        legend.addWidget(label(self._say("term.mine"), "series-1"))
        legend.addWidget(label(pair.name, "series-3"))
        legend.addStretch(1)
        card.body.addLayout(legend)
        chart = Steps(title)
        me = self._desk.workspace.me.person
        chart.show_steps([_line(step, step.owner == me) for step in pair.steps])
        card.body.addWidget(chart)
        beside = table(title)
        heads = [self._say(f"term.{name}") for name in ("set", "until", "step", "whose", "state")]
        fill(beside, heads, [self._row(step) for step in pair.steps], wide=2)
        card.body.addWidget(beside)
        return card

    def _row(self, step: StepView) -> list[str]:
        words, now = self._desk.words, self._desk.now()
        state = "term.done" if step.done else "term.answered" if step.answer else "term.open"
        begun = words.iso_day(f"{datetime.fromtimestamp(step.written).date()}", now)
        return [begun, words.iso_day(step.due, now), step.text, step.owner_name, self._say(state)]


def _line(step: StepView, mine: bool) -> StepLine:
    begun = datetime.fromtimestamp(step.written).date()
    try:
        due = date.fromisoformat(step.due)
    except ValueError:
        due = begun
    return StepLine(begun, due, step.done, mine)


def table(name: str) -> QTableWidget:
    """A table to read, reached by Tab and left by it."""
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setTabKeyNavigation(False)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setShowGrid(False)
    made.setCornerButtonEnabled(False)
    made.verticalHeader().hide()
    hold(made, height=_TABLE_HIGH)
    return made


def fill(made: QTableWidget, heads: list[str], rows: list[list[str]], wide: int = 0) -> None:
    """Put heads and rows into a table; the column ``wide`` takes the room that is left."""
    made.setColumnCount(len(heads))
    made.setHorizontalHeaderLabels(heads)
    made.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            made.setItem(row, column, QTableWidgetItem(words))
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
