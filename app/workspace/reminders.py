"""What the start page says gently of the term: what is wanted for one's own pupils, what the year brings next."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.records.calendar import Milestone
from app.workspace import calendar
from app.workspace.desk import Desk
from app.workspace.three_each_term import term_tasks

#: How long before its day something is first said, so that nobody reads of January in September.
_SOON, _NEXT = timedelta(weeks=6), timedelta(days=14)


@dataclass(frozen=True)
class Left:
    """So many of one's pupils for whom a kind of record is still wanted by a day; ``because`` an exam calls for it, or
    a ``change`` in the pupil's life does."""

    kind: str
    count: int
    due: date
    because: str
    change: bool


@dataclass(frozen=True)
class Reminders:
    """For the person herself: nobody else's program can ask this. ``today`` is the day on which they were made."""

    left: tuple[Left, ...]
    milestones: tuple[Milestone, ...]
    begins: date
    today: date


def reminders(desk: Desk) -> Reminders:
    """What is near; the soonest first."""
    today = calendar.today_of(desk)
    counts: dict[tuple[str, date, str, bool], int] = {}
    for task in term_tasks(desk):
        if not task.done and task.due - today <= _SOON:
            key = (task.kind, task.due, task.because, task.change)
            counts[key] = counts.get(key, 0) + 1
    left = [Left(kind, number, due, because, change) for (kind, due, because, change), number in counts.items()]
    near = [
        one
        for one in calendar.milestones(desk)
        if one.first is not None and one.last is not None and one.first - today <= _NEXT and one.last >= today
    ]
    return Reminders(
        tuple(sorted(left, key=lambda one: (one.due, one.kind))),
        tuple(near),
        calendar.term(desk).begins,
        today,
    )
