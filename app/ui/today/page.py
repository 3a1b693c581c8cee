"""Today (今天): what waits for me, what came, and where to begin."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.ui.beginning.menu import BeginButton, fill_by_group
from app.ui.desk import Desk
from app.ui.listening.waiting import TodayQuestions
from app.ui.quick.row import QuickRow
from app.ui.term.today import TermPanel
from app.ui.theme.icons import KIND_ICONS
from app.ui.today.asked import AskedPanel
from app.ui.today.extra import EXTRAS
from app.ui.today.step_line import StepLine
from app.ui.urgent.panel import CallsPanel
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel
from app.workspace.views import Changes, CommentView, MeetingView, RecordRow, StepView, Today

T = TypeVar("T")
_SHOWN, _MOST = 5, 200
#: Names and fields that one line has room for.
_MOST_NAMED = 3


class TodayPage(QScrollArea):
    """Six cards, each of which teaches what it is for while it is empty; above them calls, while there are any, and
    those that stand there while needed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._say = desk.texts.say
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("role", "page-body")
        self.setWidget(body)
        self.drafts = Panel(self._say("today.drafts"), "pen", self._say("today.drafts_empty"))
        self.to_read = Panel(self._say("today.to_read"), "review", self._say("today.to_read_empty"))
        self.comments = Panel(self._say("today.comments"), "talk", self._say("today.comments_empty"))
        self.steps = Panel(self._say("today.steps"), "step", self._say("today.steps_empty"))
        self.came = Panel(self._say("today.came"), "sync", self._say("today.came_empty"))
        self.of_term = TermPanel(desk)
        self.meetings = Panel(self._say("today.meetings"), "calendar", self._say("today.meetings_empty"))
        self.calls = CallsPanel(desk)
        self.questions = TodayQuestions(desk)
        self.asked = AskedPanel(desk)
        self.quick = QuickRow(desk)
        #: Cards of which she asked to see all lines.
        self._whole: set[Panel] = set()
        self._today: Today | None = None
        self._hello = OneLine("", "hero")
        self._date = label("", "quiet", wrap=True)
        self.extras = [make(desk) for make in EXTRAS]
        self._lay_out(body)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.today(), self._show)
        self.of_term.refresh()
        self.questions.refresh()
        self.asked.shown()
        for extra in self.extras:
            extra.shown()

    @property
    def unsent(self) -> bool:
        """Is a question or an answer typed that nobody has?"""
        return self.questions.unsent

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    def _lay_out(self, body: QWidget) -> None:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._hello)
        words.addWidget(self._date)
        head.addLayout(words, 1)
        head.addLayout(self._begin_buttons())
        cards = QGridLayout()
        cards.setHorizontalSpacing(14)
        cards.setColumnStretch(0, 1)
        cards.setColumnStretch(1, 1)
        for column, panels in enumerate(
            (
                (self.to_read, self.drafts, self.meetings, self.of_term),
                (self.asked, *self.extras, self.comments, self.steps, self.came),
            )
        ):
            stack = QVBoxLayout()
            stack.setSpacing(12)
            for panel in panels:
                stack.addWidget(panel)
            stack.addStretch(1)
            cards.addLayout(stack, 0, column)
        column_ = QVBoxLayout(body)
        column_.setContentsMargins(24, 18, 24, 18)
        column_.setSpacing(14)
        column_.addLayout(head)
        column_.addWidget(self.calls)
        column_.addWidget(self.questions)
        column_.addWidget(self.quick)
        column_.addLayout(cards)
        column_.addStretch(1)

    def _begin_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        own = [kind for kind in self._desk.workspace.kinds if kind.alone]
        if not own:
            return row
        first = own[0]
        self.begin = BeginButton(self._desk, first)
        self.write = self.begin.blank
        other = self.other = button(self._say("today.write_other"), icon="down")
        other.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu = QMenu(other)
        fill_by_group(menu, self, self._desk)
        other.setMenu(menu)
        self.term = button(
            self._say("term.title"), lambda: self._desk.shell.open_page("term"), role="quiet", icon="chart"
        )
        row.addWidget(self.term)
        row.addWidget(other)
        row.addWidget(self.begin)
        return row

    def _show(self, today: Today) -> None:
        now = self._desk.now()
        day = datetime.fromtimestamp(now).date()
        self._hello.setText(self._desk.words.greeting(now, self._desk.workspace.me.name))
        self._date.setText(
            self._say("today.date", day=self._desk.words.day(day, day), weekday=self._desk.words.weekday(day))
            if not is_new(today)
            else self._say("today.welcome")
        )
        self._today = today
        self.calls.show_calls(today.calls)
        self._fill(self.drafts, today.drafts, self._draft_line)
        self._fill(self.to_read, today.to_read, self._to_read_line, today.waiting)
        self._fill(self.meetings, today.meetings, self._meeting_line)
        self._fill(self.comments, today.comments, self._comment_line)
        self._fill(self.steps, today.steps, self._step_line)
        self._fill(self.came, today.came, self._came_line)

    def _fill(self, panel: Panel, found: Sequence[T], line: Callable[[T], QWidget], count: int = 0) -> None:
        """The first lines of a card, and a button that brings the others; ``count`` is told where there are more."""
        shown = found if panel in self._whole else found[:_SHOWN]
        lines = [line(one) for one in shown[:_MOST]]
        if len(found) > len(shown):
            words = self._say("today.more", count=len(found) - len(shown))
            lines.append(button(words, partial(self._show_whole, panel), role="quiet"))
        panel.show_lines(lines, max(count, len(found)))

    def _show_whole(self, panel: Panel) -> None:
        self._whole.add(panel)
        if self._today is not None:
            self._show(self._today)

    def _draft_line(self, row: RecordRow) -> Line:
        below = self._say(
            "today.draft_below",
            kind=self._kind_name(row.kind_key),
            when=self._desk.words.moment(row.changed, self._desk.now()),
        )
        left = self._today.places.get(row.record) if self._today is not None else None
        shell = self._desk.shell
        return Line(
            row.title or self._say("ui.untitled"),
            below,
            partial(shell.open_place, row.record, left.path, left.caret, left.caret)
            if left is not None
            else partial(shell.open_record, row.record),
            icon=KIND_ICONS.get(row.kind_key, "document"),
            chip=self._say("ui.private") if row.private else row.space_name,
        )

    def _meeting_line(self, meeting: MeetingView) -> Line:
        now = self._desk.now()
        space = self._say("ui.private") if meeting.private else meeting.space_name
        below = " · ".join(part for part in (self._kind_name(meeting.kind_key), meeting.place, space) if part)
        return Line(
            meeting.title or self._say("ui.untitled"),
            below,
            partial(self._desk.shell.open_record, meeting.record),
            icon=KIND_ICONS.get(meeting.kind_key, "calendar"),
            chip=f"{self._desk.words.iso_day(meeting.when, now)} {meeting.when[11:16]}",
            chip_role="chip-accent",
        )

    def _to_read_line(self, row: RecordRow) -> Line:
        when = self._desk.words.moment(row.changed, self._desk.now())
        below = self._say("today.from", author=row.author, kind=self._kind_name(row.kind_key), when=when)
        return Line(
            row.title or self._say("ui.untitled"),
            below,
            partial(self._desk.shell.open_review, row.record),
            icon=KIND_ICONS.get(row.kind_key, "document"),
            chip=row.space_name,
            strong=True,
        )

    def _came_line(self, row: RecordRow) -> Line:
        when = self._desk.words.moment(row.changed, self._desk.now())
        return Line(
            row.title or self._say("ui.untitled"),
            self._came_below(row, when),
            partial(self._desk.shell.open_record, row.record),
            icon=KIND_ICONS.get(row.kind_key, "document"),
            chip=row.space_name,
            strong=row.unread,
        )

    def _came_below(self, row: RecordRow, when: str) -> str:
        """Who changed it and what, as far as that is known; else what it is and when it came."""
        news = self._today.news.get(row.record) if self._today is not None else None
        kind = self._desk.workspace.kinds.get(row.kind_key)
        if news is None or not news.people or kind is None:
            return self._say("today.came_below", kind=self._kind_name(row.kind_key), when=when)
        comma = self._say("form.comma")
        people = comma.join(news.people[:_MOST_NAMED])
        labels = {field.key: self._desk.texts.label(field.label) for field in kind.fields()}
        fields = comma.join(labels[key] for key in news.fields[:_MOST_NAMED] if key in labels)
        key = "today.came_changed" if fields else "today.came_from"
        return self._say(key, people=people, fields=fields, when=when)

    def _comment_line(self, comment: CommentView) -> Line:
        when = self._desk.words.moment(comment.written, self._desk.now())
        below = self._say("today.comment_below", author=comment.author, title=comment.target_title, when=when)
        start, end = comment.start or 0, comment.end or 0
        opened = partial(self._desk.shell.open_place, comment.target, comment.path, start, end, comment.record)
        return Line(comment.body, below, opened, icon="talk", strong=True)

    def _step_line(self, step: StepView) -> StepLine:
        return StepLine(self._desk, step, self)

    def _kind_name(self, key: str) -> str:
        kind = self._desk.workspace.kinds.get(key)
        return self._desk.texts.label(kind.label) if kind is not None else self._say("ui.newer_kind")


def is_new(today: Today) -> bool:
    """Has nothing been written and nothing come yet?"""
    cards = (today.to_read, today.comments, today.steps, today.drafts, today.came, today.meetings, today.calls)
    return not any(cards)
