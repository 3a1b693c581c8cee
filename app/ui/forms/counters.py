"""On an agreement's form: how far the two keep what they promised, for the two alone, and what comes next.

It is computed when the form is opened, and stored nowhere; whoever else reads the agreement sees no card.
"""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.records.terms import Terms
from app.ui.desk import Desk
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.counting import CounterView, PairCounters
from app.workspace.views import RecordView


class CountersCard(QFrame):
    """A line for each promise: whose, what, so many of so many, and a friendly word."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._terms = Terms()
        self._record = ""
        self.setProperty("role", "card")
        self.setAccessibleName(self._say("pairing.title"))
        self.following = label("", "strong", wrap=True)
        self._lines = QWidget()
        self.grid = QGridLayout(self._lines)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(4, 1)  # numbers stand beside what they count
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(label(self._say("pairing.title"), "head"))
        column.addWidget(label(self._say("pairing.why"), "small", wrap=True))
        column.addWidget(self.following)
        column.addWidget(self._lines)
        self.hide()

    def refresh(self, view: RecordView) -> None:
        """Count anew, if the record is of a kind that promises anything."""
        self._record = view.record
        if view.kind is None or view.kind.pairing is None or view.template or view.deleted:
            self.hide()
            return
        self._desk.ask(self, lambda workspace: workspace.counters(view.record), self._show)

    def _show(self, found: PairCounters) -> None:
        if found.record != self._record:
            return
        self.setVisible(found.mine)
        following = found.following
        if following is None:
            return
        now = self._desk.now()
        key = "missing" if following.missing else "overdue" if following.overdue else "next"
        day = self._desk.words.iso_day(following.day, now) if following.day else ""
        self.following.setText(self._say(f"pairing.{key}", step=following.step, day=day))
        empty(self.grid)
        for line, counter in enumerate(found.counters):
            words = (self._whose(counter), self._what(counter), self._number(counter), self._said(counter))
            for place, (text, role) in enumerate(zip(words, ("quiet", "", "strong", "small"), strict=True)):
                self.grid.addWidget(label(text, role), line, place)

    def _whose(self, counter: CounterView) -> str:
        return self._say("pairing.towards", name=counter.name, other=counter.other)

    def _what(self, counter: CounterView) -> str:
        language = self._desk.texts.language
        duty = self._terms.show("pair_duties", counter.duty, language)
        per = self._terms.show("duty_periods", counter.per, language)
        return self._say("pairing.what", duty=duty or counter.words.partition("\n")[0], per=per)

    def _number(self, counter: CounterView) -> str:
        if counter.done is None:
            return self._say("pairing.promised", promised=counter.promised) if counter.promised else ""
        if not counter.promised:
            return str(counter.done)
        return self._say("pairing.of", done=counter.done, promised=counter.promised)

    def _said(self, counter: CounterView) -> str:
        if counter.done is None:
            return self._say("pairing.by_hand")
        left = counter.promised - counter.done
        return self._say("pairing.left", left=left) if left > 0 else self._say("pairing.kept")
