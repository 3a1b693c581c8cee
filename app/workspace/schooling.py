"""The verbs around a school: its numbers; a part of ``Workspace``, which has all verbs."""

from collections.abc import Mapping

from app.ids import SpaceId
from app.workspace import school
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
