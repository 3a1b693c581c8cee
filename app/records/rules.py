"""Named rules: what is special about a kind and cannot be said by a field's type.

A rule looks at values and may leave a notice. It never refuses: a teacher can always save. The texts of the
notices stand in resources/i18n under their keys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.records.numbers import DEFAULTS
from app.records.values import Row, Values, rows_in

#: Every key that a notice may have, with the names of its fields. Tests compare it with resources/i18n.
NOTICES: dict[str, tuple[str, ...]] = {
    "notice.required": ("field",),
    "notice.minutes_over": ("minutes", "lesson", "difference"),
    "notice.minutes_under": ("minutes", "lesson", "difference"),
    "notice.minutes_fit": ("minutes", "lesson"),
    "notice.not_yet_open": ("field", "date"),
    "notice.write_soon": ("hours",),
    "notice.could_grow": ("length", "least", "most"),
    "notice.could_shrink": ("length", "least", "most"),
}


@dataclass(frozen=True)
class Situation:
    """What rules may know besides the values: a lesson's length in minutes (a person's own choice comes before the
    school's), today as ``YYYY-MM-DD``, and the school's other numbers (numbers.py)."""

    lesson_minutes: int
    today: str
    numbers: Mapping[str, int] = field(default_factory=lambda: DEFAULTS)


@dataclass(frozen=True)
class Notice:
    """A friendly remark beside a field: the key of its sentence, what the sentence needs, and the field meant."""

    key: str
    about: str
    fields: Mapping[str, str | int] = field(default_factory=dict)


class Rule(Protocol):
    """A remark that a kind declares for its forms; it refuses nothing."""

    def check(self, values: Values, situation: Situation) -> list[Notice]:
        """The notices that these values give rise to."""


def total(rows: Sequence[Row], column: str) -> int:
    """The sum of a number column; cells that are not set count as nothing."""
    cells = (row.get(column) for row in rows)
    return sum(cell for cell in cells if isinstance(cell, int) and not isinstance(cell, bool))


@dataclass(frozen=True)
class MinutesAgainstLesson:
    """Compares the sum of a column of minutes with the length of the lessons planned.

    A plan for one lesson of several (``period`` set) is one lesson long, otherwise as long as all its lessons.
    """

    rows: str
    minutes: str
    periods: str
    period: str

    def check(self, values: Values, situation: Situation) -> list[Notice]:
        """No notice while no minutes are set; else whether they fit, and by how much they do not."""
        minutes = total(rows_in(values.get(self.rows)), self.minutes)
        if not minutes:
            return []
        periods = values.get(self.periods)
        lessons = max(1, periods) if isinstance(periods, int) and self.period not in values else 1
        lesson = situation.lesson_minutes * lessons
        if minutes == lesson:
            return [Notice("notice.minutes_fit", self.rows, {"minutes": minutes, "lesson": lesson})]
        key = "notice.minutes_over" if minutes > lesson else "notice.minutes_under"
        numbers = {"minutes": minutes, "lesson": lesson, "difference": abs(minutes - lesson)}
        return [Notice(key, self.rows, numbers)]


@dataclass(frozen=True)
class OpensAfter:
    """Fields that wait for a day: a lesson is thought over after it was taught. Without a date they are open."""

    fields: tuple[str, ...]
    date: str

    def check(self, values: Values, situation: Situation) -> list[Notice]:
        """One notice for each field that is still closed; a field that already holds something is open."""
        date = values.get(self.date)
        if not isinstance(date, str) or date <= situation.today:
            return []
        return [
            Notice("notice.not_yet_open", key, {"field": key, "date": date}) for key in self.fields if key not in values
        ]
