"""The verbs around a school: its numbers, its year; a part of ``Workspace``, which has all verbs."""

from collections.abc import Mapping
from datetime import date

from app.ids import RecordId, SpaceId
from app.records.calendar import Milestone, Term
from app.workspace import calendar, progress, releasing, reminders, school, term_report, three_each_term
from app.workspace.calendar import CalendarView
from app.workspace.desk import LESSON_MINUTES, Desk
from app.workspace.progress import Progress
from app.workspace.releasing import Consent
from app.workspace.reminders import Reminders
from app.workspace.three_each_term import TermTask
from app.workspace.views import Changes


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

    # Three each term: three_each_term.py, reminders.py

    def term_tasks(self) -> list[TermTask]:
        """What is wanted this term about the pupils whose mentor this person is: for her own eyes."""
        return three_each_term.term_tasks(self._desk)

    def begin_task(self, kind: str, pupil: RecordId) -> RecordId:
        """A new private record of a kind about a pupil."""
        return three_each_term.begin_task(self._desk, kind, pupil)

    def reminders(self) -> Reminders:
        """What is near: for one's own pupils, and in the school year."""
        return reminders.reminders(self._desk)

    # Numbers of the school: progress.py, releasing.py, term_report.py

    def schools(self) -> list[tuple[SpaceId, str]]:
        """The spaces of whole schools that this person is in, with their names."""
        return [(space, self._desk.space(space).name) for space in progress.schools(self._desk)]

    def progress(self, space: SpaceId) -> Progress:
        """The progress page of a school: whole numbers, the same for everybody in its space."""
        return progress.progress(self._desk, space)

    def counts_consent(self, space: SpaceId) -> Consent:
        """Whether this person gives her numbers to a school's page, and what they would be."""
        return releasing.consent(self._desk, space)

    def agree_to_counts(self, space: SpaceId, yes: bool) -> Changes:
        """Agree to give one's numbers from now on, or take that back."""
        return releasing.agree(self._desk, space, yes)

    def release_counts(self, space: SpaceId) -> Changes:
        """Give one's numbers now, if one has agreed to."""
        return releasing.release(self._desk, space)

    def draft_report(self, space: SpaceId, language: str) -> RecordId:
        """A private draft of the report on a school's present term."""
        return term_report.draft_report(self._desk, space, language)
