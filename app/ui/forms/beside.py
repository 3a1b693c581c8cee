"""What stands beside a form: comments, action steps, history, each on its own sheet."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.kind import Kind
from app.ui.desk import Desk
from app.ui.forms.receipts import ReceiptsPanel
from app.ui.theme.scale import hold
from app.ui.widgets.begun import Begun
from app.ui.widgets.buttons import button
from app.ui.widgets.comment_card import CommentCard, act_on, threads
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.ui.widgets.reading_order import in_reading_order
from app.ui.widgets.step_card import StepCard, act_on_step
from app.workspace.arrivals import ArrivalsView, Arrived
from app.workspace.history import SittingView
from app.workspace.views import Changes, CommentView, RecordView

WIDTH = 324
COMMENTS, STEPS, HISTORY = "comments", "steps", "history"
_MOST_HISTORY = 60


class Beside(QFrame):
    """The panel at the right of a form. ``place`` asks that a comment's place be shown in the text; ``awaited`` tells
    once that the record has not come to everybody yet."""

    place = Signal(object)
    awaited = Signal()

    def __init__(self, desk: Desk, record: RecordId) -> None:
        super().__init__()
        self._desk, self._record, self._say = desk, record, desk.texts.say
        self._view: RecordView | None = None
        self._at = COMMENTS
        self._asked = False
        self.cards: list[CommentCard] = []
        self._steps: list[StepCard] = []
        self._taken_up: dict[str, str] = {}
        self.begun = Begun(desk, record, self._gather, self)
        self.setProperty("role", "side")
        self.receipts = ReceiptsPanel(desk)
        hold(self, width=WIDTH)
        self.tabs: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        row.setSpacing(0)
        for name in (COMMENTS, STEPS, HISTORY):
            tab = button(self._say(f"form.{name}"), partial(self.turn_to, name), role="tab")
            tab.setCheckable(True)
            group.addButton(tab)
            self.tabs[name] = tab
            row.addWidget(tab)
        row.addStretch(1)
        self._sheet = QWidget()
        self._sheet.setProperty("role", "clear")
        self._lines = QVBoxLayout(self._sheet)
        self._lines.setContentsMargins(12, 10, 12, 12)
        self._lines.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(12, 10, 12, 0)
        above.addWidget(self.receipts)
        column.addLayout(above)
        column.addLayout(row)
        column.addWidget(scroll, 1)
        self.tabs[COMMENTS].setChecked(True)

    def be_about(self, record: RecordId) -> None:
        """Be about this record: what was made ahead knows none."""
        self._record = record
        self.begun.be_about(record)

    def take_up(self, begun: Mapping[str, str]) -> None:
        """What was begun here before the window went; called before the first ``refresh``."""
        self._taken_up = dict(begun)
        self.begun.found(begun)

    def refresh(self, view: RecordView) -> None:
        """Show what stands beside the record now; at first the steps if they are all there is."""
        if self._view is None and view.steps and not view.comments:
            self._at = STEPS
            self.tabs[STEPS].setChecked(True)
        self._view = view
        open_comments = sum(not comment.resolved for comment, _ in threads(view.comments))
        open_steps = sum(not step.done for step in view.steps)
        for name, count in ((COMMENTS, open_comments), (STEPS, open_steps)):
            self.tabs[name].setText(self._say(f"form.{name}") + (f" {count}" if count else ""))
        if not any(card.unsaved for card in self.cards) and not any(card.unsaved for card in self._steps):
            self._draw()
        self.begun.keep()
        self._desk.ask(self, lambda workspace: workspace.arrivals(self._record), self._show_arrivals)

    def _show_arrivals(self, found: ArrivalsView | None) -> None:
        self.receipts.show_arrivals(found)
        first, self._asked = not self._asked, True
        if first and found is not None and not found.leaves and found.names(Arrived.NOT_YET):
            self.awaited.emit()

    def turn_to(self, name: str) -> None:
        """Bring one of the sheets to the front."""
        self._at = name
        self.tabs[name].setChecked(True)
        self._draw()

    def show_said(self, said: RecordId) -> bool:
        """Bring a comment or step to the front, as from a search; False while it is not there."""
        view = self._view
        comment = next((one for one in view.comments if one.record == said), None) if view is not None else None
        if comment is not None:
            self.turn_to(COMMENTS)
            self._choose(comment)
        elif view is not None and any(step.record == said for step in view.steps):
            self.turn_to(STEPS)
        else:
            return False
        return True

    def _draw(self) -> None:
        if self._view is None:
            return
        # An answer that was begun on one sheet is there when she comes back from another.
        self._taken_up |= self._gather()
        empty(self._lines)
        self.cards, self._steps = [], []
        if self._at == HISTORY:
            self._desk.ask(self, lambda workspace: workspace.timeline(self._record), self._show_history)
            return
        lines: Sequence[QWidget]
        lines = self._comment_cards(self._view) if self._at == COMMENTS else self._step_cards(self._view)
        if self._at == COMMENTS and any(comment.unread for comment in self._view.comments):
            self._lines.addWidget(button(self._say("review.all_seen"), self._all_seen, icon="done"))
        for line in lines:
            self._lines.addWidget(line)
        if not lines:
            self._lines.addWidget(label(self._say(f"form.{self._at}_empty"), "quiet", wrap=True))
        self._lines.addStretch(1)

    @property
    def unsent(self) -> bool:
        """Is an answer begun, on this sheet or on another, that was not sent?"""
        return any(text.strip() for text in {**self._taken_up, **self._gather()}.values())

    def _gather(self) -> dict[str, str]:
        """What is begun on the sheet that is in front."""
        places: dict[str, str] = {}
        for card in self.cards:
            places |= card.begun
        return places | {card.step.record: card.begun for card in self._steps}

    def _all_seen(self) -> None:
        """Everything here was read: it waits on the start page no longer, and those who wrote it are told."""
        self._desk.ask(self, lambda workspace: workspace.mark_read(self._record), self._changed)

    def _comment_cards(self, view: RecordView) -> list[CommentCard]:
        found = sorted(threads(in_reading_order(view)), key=lambda thread: thread[0].resolved)
        for comment, answers in found:
            card = CommentCard(self._desk, comment, answers, may_answer=view.may_comment)
            card.chosen.connect(self._choose)
            card.typed.connect(self.begun.touched)
            act_on(card, self._desk, self)
            card.take_up(self._taken_up)
            self.cards.append(card)
        return self.cards

    def _step_cards(self, view: RecordView) -> list[StepCard]:
        self._steps = [StepCard(self._desk, step) for step in view.steps]
        for card in self._steps:
            card.typed.connect(self.begun.touched)
            act_on_step(card, self._desk, self)
            card.take_up(self._taken_up.get(card.step.record, ""))
        return self._steps

    def _choose(self, comment: CommentView) -> None:
        for card in self.cards:
            card.mark_chosen(card.comment.record == comment.record)
        self.place.emit(comment)

    def _changed(self, changes: Changes) -> None:
        self._desk.news.announce(changes)

    def _show_history(self, sittings: list[SittingView]) -> None:
        if self._at != HISTORY or self._view is None:
            return
        empty(self._lines)
        compare = partial(self._desk.shell.open_history, self._record)
        self._lines.addWidget(button(self._say("history.open"), compare, icon="history"))
        for sitting in sittings[:_MOST_HISTORY]:
            self._lines.addWidget(self._history_line(sitting, self._view.kind))
        self._lines.addStretch(1)

    def _history_line(self, sitting: SittingView, kind: Kind | None) -> QWidget:
        holder = QFrame()
        holder.setProperty("role", "sunken")
        column = QVBoxLayout(holder)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(2)
        when = self._desk.words.moment(sitting.ended, self._desk.now())
        name = sitting.author.name or self._say("history.somebody")
        column.addWidget(label(f"{name} · {when}", "strong", wrap=True))
        changed = {"added": sitting.inserted, "removed": sitting.deleted}
        amount = " ".join(self._say(f"history.{key}", count=count) for key, count in changed.items() if count)
        labels = {field.key: self._desk.texts.label(field.label) for field in kind.fields()} if kind else {}
        names = self._say("form.comma").join(labels.get(key, key) for key in sitting.fields)
        column.addWidget(label(" · ".join(part for part in (amount, names) if part), "small", wrap=True))
        return holder
