"""Inputs for a day and for a moment: typed in any usual way, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QWidgetAction

from app.records.edits import SetValue
from app.records.fields import Field
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.theme.scale import hold
from app.ui.typed_days import CLOCK, parse_day, parse_moment
from app.ui.widgets.buttons import tiny
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox

_LONGEST = 40


class DateInput(Input):
    """A day, with its day of the week beside it."""

    example = "form.date_example"

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.box = LineBox(_LONGEST)
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.box.setAccessibleName(self.name)
        self.box.setPlaceholderText(around.say(self.example))
        hold(self.box, least_width=112)
        self._weekday = label("", "small")
        self._compact = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        self._pick = tiny("calendar", around.say("form.calendar", field=self.name), self._open_calendar)
        row.addWidget(self._pick)
        row.addWidget(self._weekday)
        self.begins_with(self.box)
        self.box.typed.connect(self._typed)
        self.box.left.connect(self._left)
        self.box.composed.connect(self.composed)

    def parse(self, text: str) -> str | None:
        """What is stored for a typed text."""
        return parse_day(text, self._today())

    def written(self, value: str) -> str:
        """What is shown for a stored value."""
        return value

    def be_compact(self, compact: bool) -> None:
        self._compact = compact
        self._weekday.setVisible(bool(self._weekday.text()) and not compact)

    def show_value(self, value: Value | None) -> None:
        stored = value if isinstance(value, str) else ""
        self.box.receive(self.written(stored))
        self._show_weekday(stored)

    def set_editable(self, editable: bool) -> None:
        self.box.setReadOnly(not editable)
        self._pick.setVisible(editable)

    def _today(self) -> date:
        return date.fromisoformat(self.around.today())

    def _typed(self) -> None:
        text = self.box.text().strip()
        value = self.parse(text)
        if value or not text:
            self.refused.emit(None)
            self._show_weekday(value or "")
            self.edited.emit(Draft(SetValue(self.path, value)))

    def _left(self) -> None:
        text = self.box.text().strip()
        value = self.parse(text)
        if value:
            self.box.receive(self.written(value))
        elif text:
            self.bad_value()
        self.left.emit()

    def _show_weekday(self, value: str) -> None:
        try:
            self._weekday.setText(self.around.desk.words.weekday(date.fromisoformat(value[:10])))
        except ValueError:
            self._weekday.setText("")
        self._weekday.setVisible(bool(self._weekday.text()) and not self._compact)

    def _open_calendar(self) -> None:
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # The text layout of the whole program is Chinese; the names of days and months follow the screens.
        calendar.setLocale(QLocale(self.around.desk.texts.language))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        now = QDate.fromString((self.parse(self.box.text()) or self.around.today())[:10], Qt.DateFormat.ISODate)
        calendar.setSelectedDate(now)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(lambda day: self._picked(day.toString(Qt.DateFormat.ISODate)))
        calendar.clicked.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._pick.mapToGlobal(self._pick.rect().bottomLeft()))
        calendar.setFocus()

    def _picked(self, day: str) -> None:
        self.box.receive(self._with_day(day))
        self._typed()

    def _with_day(self, day: str) -> str:
        return day


class MomentInput(DateInput):
    """A day and a time of day."""

    example = "form.moment_example"

    def parse(self, text: str) -> str | None:
        return parse_moment(text, self._today())

    def written(self, value: str) -> str:
        return value.replace("T", " ")

    def _with_day(self, day: str) -> str:
        clock = CLOCK.search(self.box.text())
        return f"{day} {clock[0].strip()}" if clock else f"{day} 14:00"
