"""A person's own term: how many records of each kind she began in each week, and the steps between her and each
colleague. For her own eyes: nothing of it is stored or sent, and nothing like it is asked about anybody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.workspace import browsing, review
from app.workspace.desk import Desk
from app.workspace.views import StepView

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class PairView:
    """The steps between this person and another, oldest first."""

    person: str
    name: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class TermView:
    """``weeks`` are the Mondays from the term's first week to this one; ``counts`` has a number for each, by kind."""

    weeks: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]
    pairs: tuple[PairView, ...]


def my_term(desk: Desk) -> TermView:
    """The present term, as this laptop's calendar has it."""
    today = datetime.fromtimestamp(desk.clock.now()).date()
    first = monday(term_begins(today))
    weeks = tuple(first + _WEEK * number for number in range((monday(today) - first) // _WEEK + 1))
    counts: dict[str, list[int]] = {}
    since = int(datetime.combine(first, time()).timestamp())
    for kind, created in desk.store.queries.begun_since(since):
        number = (monday(datetime.fromtimestamp(created).date()) - first) // _WEEK
        if 0 <= number < len(weeks):  # a clock that was put back may have made a record tomorrow
            counts.setdefault(kind, [0] * len(weeks))[number] += 1
    return TermView(weeks, {kind: tuple(numbers) for kind, numbers in counts.items()}, _pairs(desk))


def term_begins(today: date) -> date:
    """The first of August or of February: holidays before the first lesson count with the term that they lead to."""
    if today.month >= 8:
        return date(today.year, 8, 1)
    return date(today.year, 2, 1) if today.month >= 2 else date(today.year - 1, 8, 1)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _pairs(desk: Desk) -> tuple[PairView, ...]:
    names = {
        member.person: member.name
        for row in desk.store.spaces.all()
        if row.active
        for member in browsing.space_view(desk, row.space).members
        if not member.me
    }
    pairs = [PairView(person, name, review.steps_with(desk, person)) for person, name in names.items()]
    return tuple(sorted((pair for pair in pairs if pair.steps), key=lambda pair: pair.name))
