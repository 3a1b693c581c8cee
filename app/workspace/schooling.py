"""The verbs around a school: its numbers, its year; a part of ``Workspace``, which has all verbs."""

from collections.abc import Mapping
from datetime import date

from app.ids import SpaceId
from app.records.calendar import Milestone, Term
from app.workspace import calendar, school
from app.workspace.calendar import CalendarView
from app.workspace.desk import LESSON_MINUTES, Desk


class Schooling:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # The school's numbers: school.py

    def numbers(self, space: SpaceId | None = None) -> Mapping[str, int]:
        """The school's numbers by key (app/records/numbers.py): those of the school record in ``space``, else of the
        newest that this person can read, else the public defaults."""
        return school.school_numbers(self._desk.store, space)

    def lesson_minutes(self) -> int:
        """The length of a lesson: as she chose it for herself, else as her school has it."""
        return self._desk.situation().lesson_minutes

    def choose_lesson(self, minutes: int) -> None:
        """Choose a length of a lesson for oneself; the school's own length means to follow the school."""
        own = "" if minutes == self.numbers()["lesson_minutes"] else str(minutes)
        self._desk.store.identity.set_text(LESSON_MINUTES, own)

    # The school year: calendar.py

    def term(self, day: date | None = None, space: SpaceId | None = None) -> Term:
        """The term to which a day (today) belongs: by the calendar in ``space``, else by her school's, else the usual
        one of the country, which is not ``known``."""
        return calendar.term(self._desk, day, space)

    def milestones(self, space: SpaceId | None = None) -> tuple[Milestone, ...]:
        """The milestones of the school year with the days that follow from its terms, those without days last."""
        return calendar.milestones(self._desk, space)

    def calendar(self, space: SpaceId | None = None) -> CalendarView:
        """The school year in which today lies, with everything that stands in it."""
        return calendar.calendar_view(self._desk, space)
