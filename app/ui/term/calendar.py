"""The school calendar (校历): a school year week by week, as a list to read and as a grid of days."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
)

from app.ids import RecordId
from app.records.calendar import EXAM, HOLIDAY, MEETING, MILESTONE, SERIES, TERM, CalendarDay
from app.ui.desk import Desk
from app.ui.term.frame import TermFrame
from app.ui.term.page import fill, table
from app.ui.theme.colours import COLOURS
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.calendar import CalendarView
from app.workspace.term import monday
from app.workspace.views import Changes

NAME = "calendar"
_KIND, _TEMPLATE = "calendar", "mentorship_year"
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_HIGH, _CELL_HIGH = 470, 48
_DAYS = 7


class _Grounds(QStyledItemDelegate):
    """Paints a cell's own ground first: a style sheet leaves it out."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush):
            painter.fillRect(option.rect, ground)  # type: ignore[attr-defined]  # the stubs leave rect out
        super().paint(painter, option, index)


class CalendarPage(TermFrame):
    """One table, in one of two forms; Enter on a week opens its first meeting, else the calendar."""

    def __init__(self, desk: Desk) -> None:
        say = desk.texts.say
        super().__init__(desk, "school", NAME, say("calendar.page"), say("calendar.why"))
        self._view: CalendarView | None = None
        self.edit = button(say("calendar.edit"), self._edit, role="primary", icon="pen")
        self.as_list = button(say("calendar.list"), self._draw, role="chip")
        self.as_grid = button(say("calendar.grid"), self._draw, role="chip")
        self._forms = QButtonGroup(self)
        for one in (self.as_list, self.as_grid):
            one.setCheckable(True)
            self._forms.addButton(one)
            self.head.addWidget(one)
        self.as_list.setChecked(True)
        self.head.addWidget(self.edit)
        self.term = label("", "strong", wrap=True)
        self.undated = label("", "quiet", wrap=True)
        self.table = table(say("calendar.page"))
        hold(self.table, height=_HIGH)
        self.table.setItemDelegate(_Grounds(self.table))
        self.table.cellActivated.connect(self._open)
        for part in (self.term, self.undated, self.table):
            self.column.addWidget(part)
        self.column.addStretch(1)
        #: The record behind each row of the list.
        self._behind: list[RecordId | None] = []

    def shown(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, lambda workspace: workspace.calendar(), self._show)

    def retheme(self) -> None:
        """Other grounds."""
        self._draw()

    def _show(self, view: CalendarView) -> None:
        self._view = view
        self.title.setText(view.year or self._say("calendar.page"))
        self.edit.setText(self._say("calendar.edit" if view.record is not None else "calendar.begin"))
        key = "calendar.term_is" if view.term.known else "calendar.term_usual"
        begins, ends = (self._desk.words.day(day, view.today) for day in (view.term.begins, view.term.ends))
        self.term.setText(self._say(key, name=view.term.name, begins=begins, ends=ends))
        names = self._say("form.comma").join(one.what for one in view.undated)
        self.undated.setText(self._say("calendar.undated", names=names) if names else "")
        self.undated.setVisible(bool(names))
        self._draw()

    def _draw(self) -> None:
        if self._view is None:
            return
        self.table.clear()
        self._behind = []
        if self.as_list.isChecked():
            self._draw_list(self._view)
        else:
            self._draw_grid(self._view)

    def _draw_list(self, view: CalendarView) -> None:
        """A line for each week in which something begins, and for the present one."""
        rows: list[list[str]] = []
        now = 0
        for week in _weeks(view):
            found = [day for day in view.days if week <= _begins(day, view) < week + _WEEK or _ends_in(day, week)]
            here = week <= view.today < week + _WEEK
            if found or here:
                now = len(rows) if here else now
                said = self._say("calendar.semicolon").join(self._said(day, week, view) for day in found)
                number = self._week_of_term(view, week)
                rows.append([number, self._desk.words.day(week, view.today), said or self._say("calendar.this_week")])
                self._behind.append(next((day.record for day in found if day.record is not None), None))
        heads = [self._say("calendar.week"), self._say("calendar.from"), self._say("calendar.what")]
        fill(self.table, heads, rows, wide=2)
        self.table.selectRow(now)
        self._go_to_now()

    def _go_to_now(self) -> None:
        """The present week in the middle, once the table knows its height."""
        middle = QAbstractItemView.ScrollHint.PositionAtCenter
        QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex(), middle))

    def _draw_grid(self, view: CalendarView) -> None:
        """A row for each week and a column for each day; what lasts is coloured on all its days."""
        weeks = _weeks(view)
        heads = [self._say("calendar.week"), *(self._desk.words.weekday(weeks[0] + _DAY * at) for at in range(_DAYS))]
        fill(self.table, heads, [[self._week_of_term(view, week)] for week in weeks])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for row, week in enumerate(weeks):
            self._behind.append(None)
            self.table.setRowHeight(row, px(_CELL_HIGH))
            for at in range(_DAYS):
                self.table.setItem(row, at + 1, self._cell(view, week + _DAY * at))
            if week <= view.today < week + _WEEK:
                self.table.setCurrentCell(row, (view.today - week).days + 1)
        self._go_to_now()

    def _cell(self, view: CalendarView, day: date) -> QTableWidgetItem:
        found = [one for one in view.days if one.first <= day <= one.last and one.sort != TERM]
        found += [one for one in view.days if one.sort == TERM and day in (one.first, one.last)]
        number = f"{day.month}/{day.day}" if day.day == 1 or day == view.first else str(day.day)
        item = QTableWidgetItem("\n".join([number, *(one.what for one in found if one.first == day)][:2]))
        said = [self._said(one, day, view) for one in found]
        item.setToolTip("\n".join(said))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join([self._desk.words.day(day, view.today), *said]))
        short = [one.sort for one in found if one.last - one.first <= _LASTING]
        ground = next((_GROUND[sort] for sort in _GROUND if sort in short), "")
        if day == view.today:
            ground = "note"
        if ground:
            item.setBackground(QBrush(QColor(getattr(COLOURS, ground))))
        return item

    def _said(self, day: CalendarDay, at: date, view: CalendarView) -> str:
        """A day in words: what begins, what ends, until when it lasts."""
        what = day.what or self._say(f"calendar.sort_{day.sort}")
        kind = self._desk.workspace.kinds.get(day.kind)
        if day.sort == SERIES:
            what = self._say("calendar.series", what=what)
        if kind is not None:
            what = self._say("calendar.of_kind", kind=self._desk.texts.label(kind.label), what=what)
        if day.sort == TERM:
            ends = at <= day.last < at + _WEEK and not at <= day.first < at + _WEEK
            when = day.last if ends else day.first
            key = "calendar.ends" if ends else "calendar.begins"
            return self._say(key, what=what, day=self._desk.words.day(when, view.today))
        first = self._desk.words.day(day.first, view.today)
        if day.last == day.first:
            said = self._say("calendar.on", what=what, day=first)
        else:
            said = self._say("calendar.lasts", what=what, day=first, last=self._desk.words.day(day.last, view.today))
        return self._say("calendar.noted", said=said, note=day.note) if day.note else said

    def _week_of_term(self, view: CalendarView, week: date) -> str:
        """The how-manieth week of its term, for whoever counts so; nothing in holidays."""
        for term in view.terms or ((view.term,) if view.term.known else ()):
            first = monday(term.begins)
            if first <= week <= term.ends:
                return self._say("calendar.number", number=(week - first) // _WEEK + 1)
        return self._say("calendar.holidays")

    def _open(self, row: int, _column: int) -> None:
        record = self._behind[row] if row < len(self._behind) else None
        if record is not None:
            self._desk.shell.open_record(record)
        else:
            self._edit()

    def _edit(self) -> None:
        """Open the calendar; the first time, one that has the milestones of a year already."""
        if self._view is not None and self._view.record is not None:
            self._desk.shell.open_record(self._view.record)
            return
        language = self._desk.texts.language

        def made(record: RecordId) -> None:
            self._desk.news.announce(Changes(frozenset({record}), sync=True))
            self._desk.shell.open_record(record)

        self._desk.ask(self, lambda workspace: workspace.from_built_in(_KIND, _TEMPLATE, language), made)


#: Grounds of days by roles of the theme; of several the first.
_GROUND = {EXAM: "note", HOLIDAY: "sunken", MEETING: "accent_soft", SERIES: "accent_soft", MILESTONE: "accent_soft"}
#: What lasts longer colours nothing: a whole term in one colour says nothing.
_LASTING = timedelta(weeks=5)


def _weeks(view: CalendarView) -> list[date]:
    """The Mondays from the first to the last week in which the year has something."""
    first = monday(min([view.first, *(day.first for day in view.days)]))
    last = monday(max([view.last, *(day.last for day in view.days if day.sort != MEETING)]))
    return [first + _WEEK * number for number in range((last - first) // _WEEK + 1)]


def _begins(day: CalendarDay, view: CalendarView) -> date:
    """The day under which something stands: its first, or the year's where it began before."""
    return max(day.first, monday(view.first)) if day.sort != TERM else day.first


def _ends_in(day: CalendarDay, week: date) -> bool:
    return day.sort == TERM and week <= day.last < week + _WEEK
