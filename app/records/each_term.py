"""What a mentor does for each of her pupils in a term (三个一): which kinds, how often, and by when.

A kind declares it; how often is a school's number, and the days follow from the school's calendar. Nothing here is
about a mentor: what she has done is worked out on her own laptop and shown to her alone.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.records.calendar import CalendarDay, Term

_DAY = timedelta(days=1)


class Due(enum.Enum):
    """By when such a record is wanted in a term."""

    BEFORE_TERM = "before_term"  # the day before lessons begin
    AROUND_EXAMS = "around_exams"  # some days after an important exam, or after a change in the pupil's life
    AT_END = "at_end"  # the last day of the term


@dataclass(frozen=True)
class EachTerm:
    """Records of a kind that are wanted about each pupil in each term.

    ``number`` is the school's number that says how many; ``day`` the field that says when it took place; ``words`` the
    field without which a record is only begun; ``about`` the link to the pupil.
    """

    number: str
    due: Due
    day: str
    words: str
    about: str = "pupil"


@dataclass(frozen=True)
class LifeChange:
    """A YesNo of a kind that says: something has changed in the pupil's life, and a talk should follow soon."""

    flag: str
    day: str
    about: str = "pupil"


@dataclass(frozen=True)
class Wanted:
    """One record that is wanted, and by when. ``because``: the exam that calls for it; ``change``: or a change in the
    pupil's life does. ``held`` is the day of the record that answers it, None while there is none."""

    due: date
    held: date | None = None
    because: str = ""
    change: bool = False


def wanted(
    each: EachTerm,
    numbers: Mapping[str, int],
    term: Term,
    exams: Sequence[CalendarDay],
    held: Sequence[date],
    changes: Sequence[date] = (),
) -> list[Wanted]:
    """What is wanted of such records about one pupil in a term; ``held`` are the days of those that there are.

    A change after which nothing was held yet calls for one more, or sooner for one that is open anyway.
    """
    days = sorted(held)
    dues = _dues(each.due, numbers, term, exams)
    found = [
        Wanted(due, days[at] if at < len(days) else None, because)
        for at, (due, because) in enumerate((dues * numbers[each.number])[: numbers[each.number]])
    ]
    soon = timedelta(days=numbers["talk_days"])
    unanswered = [day for day in changes if term.opens <= day <= term.ends and not any(one >= day for one in days)]
    if unanswered and each.due is Due.AROUND_EXAMS:
        call = Wanted(min(unanswered) + soon, change=True)
        open_at = next((at for at, one in enumerate(found) if one.held is None), None)
        if open_at is None:
            found.append(call)
        elif call.due < found[open_at].due:
            found[open_at] = call
    return found


def _dues(due: Due, numbers: Mapping[str, int], term: Term, exams: Sequence[CalendarDay]) -> list[tuple[date, str]]:
    """The days by which such records are wanted, in order, each with what calls for it."""
    if due is Due.BEFORE_TERM:
        return [(term.begins - _DAY, "")]
    if due is Due.AROUND_EXAMS:
        soon = timedelta(days=numbers["talk_days"])
        after = [(one.last + soon, one.what) for one in exams if term.begins <= one.first <= term.ends]
        return after or [(term.ends, "")]
    return [(term.ends, "")]
