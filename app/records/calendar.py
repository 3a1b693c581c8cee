"""A school's calendar: terms, exams and other days as typed, and milestones that follow the terms.

A milestone is kept as so many weeks before or after a term begins or ends, so that a year's plan moves by itself when
the school types its dates; a day of its own comes before that. A term begins to count on the day after the last one
ended: what is done in the holidays before the first lesson belongs to the term that it leads to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from app.ids import RecordId
from app.records.label import Label
from app.records.values import Row, Values, rows_in

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
#: The longest holidays between two terms; where no calendar says when the last term ended, as long before this one.
HOLIDAYS = timedelta(days=62)
#: More returns of one milestone than a year has weeks are a slip of the hand.
_MOST_RETURNS = 53
#: And no plan of a year counts further than some years.
_MOST_WEEKS = 260

#: What a milestone is counted from: codes of the list ``milestone_anchors``.
BEFORE_BEGIN, AFTER_BEGIN, BEFORE_END, AFTER_END = "bb", "ab", "be", "ae"

#: What a day of the calendar is.
TERM, EXAM, MILESTONE, HOLIDAY, MEETING, SERIES = "term", "exam", "milestone", "holiday", "meeting", "series"


#: What a term is called where the school has typed no name; one that begins in this month or later is the autumn's.
_AUTUMN, _SPRING = Label("{year}年秋季学期", "Autumn term {year}"), Label("{year}年春季学期", "Spring term {year}")
_AUTUMN_FROM = 7


@dataclass(frozen=True)
class Term:
    """One term. What is done from ``opens`` on counts for it; ``known``: the school has typed its dates."""

    name: str
    opens: date
    begins: date
    ends: date
    known: bool = True


@dataclass(frozen=True)
class CalendarDay:
    """A day, or several, on which something stands; ``note`` is what else was typed about it, ``record`` what it is
    when that is a record of its own, of a ``kind``, as a meeting is."""

    sort: str
    what: str
    first: date
    last: date
    note: str = ""
    record: RecordId | None = None
    kind: str = ""


@dataclass(frozen=True)
class Milestone:
    """One step of the school year; ``first`` is None while the term that it follows has no dates."""

    what: str
    first: date | None
    last: date | None
    note: str = ""


def day_of(value: object) -> date | None:
    """The day of a date or moment as records keep it; None for anything else."""
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None


def terms_of(calendars: Sequence[Values]) -> tuple[Term, ...]:
    """The terms of these calendars whose dates are typed, the earliest first; of two that overlap, the first."""
    typed = sorted(
        (begins, ends, str(row.get("name", "")))
        for values in calendars
        for row in rows_in(values.get("terms"))
        if (begins := day_of(row.get("begins"))) and (ends := day_of(row.get("ends"))) and begins <= ends
    )
    found: list[Term] = []
    for begins, ends, name in typed:
        if found and begins <= found[-1].ends:
            continue
        opens = begins - HOLIDAYS
        if found:
            opens = max(opens, found[-1].ends + _DAY)
        found.append(Term(name, opens, begins, ends))
    return tuple(found)


def term_at(terms: Sequence[Term], day: date) -> Term:
    """The term to which a day belongs; the usual one where no calendar has it."""
    for term in terms:
        if term.opens <= day <= term.ends:
            return term
    usual = usual_term(day)
    last = max((term.ends for term in terms if term.ends < day), default=None)
    if last is not None and usual.begins <= last <= usual.ends:
        # The holidays after the last term that the school has typed lead to one that it has not.
        following = usual_term(usual.ends + _DAY)
        return _between(Term("", last + _DAY, following.begins, following.ends, known=False), terms, day)
    return _between(usual, terms, day)


def _between(usual: Term, terms: Sequence[Term], day: date) -> Term:
    """A usual term as far as it lies beside those that the school has typed: no day belongs to two terms."""
    opens = max([usual.opens, *(term.ends + _DAY for term in terms if term.ends < day)])
    ends = min([usual.ends, *(term.opens - _DAY for term in terms if term.opens > day)])
    return Term(usual.name, opens, min(max(usual.begins, opens), ends), ends, usual.known)


def name_of(term: Term, language: str) -> str:
    """What a term is called: by its school, else by its season."""
    usual = _AUTUMN if term.begins.month >= _AUTUMN_FROM else _SPRING
    return term.name or usual.in_language(language).format(year=term.begins.year)


def usual_term(day: date) -> Term:
    """The term of a school that has typed no calendar: from September or from March, as most schools in the country
    begin; August and February count with what they lead to."""
    if day.month >= 8 or day.month == 1:
        year = day.year if day.month >= 8 else day.year - 1
        return Term("", date(year, 8, 1), date(year, 9, 1), date(year + 1, 1, 31), known=False)
    return Term("", date(day.year, 2, 1), date(day.year, 3, 1), date(day.year, 7, 31), known=False)


def exams_of(calendars: Sequence[Values]) -> tuple[CalendarDay, ...]:
    """The important exams, in order."""
    return tuple(sorted(_days(calendars, "exams", EXAM), key=lambda day: (day.first, day.what)))


def days_of(calendars: Sequence[Values]) -> tuple[CalendarDay, ...]:
    """Terms, exams and other days, in order."""
    found = [
        *(CalendarDay(TERM, term.name, term.begins, term.ends) for term in terms_of(calendars)),
        *_days(calendars, "exams", EXAM),
        *_days(calendars, "days", HOLIDAY),
    ]
    return tuple(sorted(found, key=lambda day: (day.first, day.what)))


def _days(calendars: Sequence[Values], rows: str, sort: str) -> Iterator[CalendarDay]:
    for values in calendars:
        for row in rows_in(values.get(rows)):
            first = day_of(row.get("begins"))
            if first is not None:
                last = day_of(row.get("ends")) or first
                yield CalendarDay(sort, str(row.get("name", "")), first, max(first, last), str(row.get("note", "")))


def milestones_of(values: Values, meeting_weeks: int) -> tuple[Milestone, ...]:
    """One calendar's milestones with their days, those without days last; one that returns stands once for each time,
    ``meeting_weeks`` apart."""
    terms = _typed_terms(values)
    found = [one for row in rows_in(values.get("milestones")) for one in _milestone(row, terms, meeting_weeks)]
    return tuple(sorted(found, key=lambda one: (one.first is None, one.first or date.max, one.what)))


def _typed_terms(values: Values) -> dict[int, tuple[date | None, date | None]]:
    """Begin and end of the calendar's terms by their number in it, as far as they are typed."""
    rows = rows_in(values.get("terms"))
    return {number: (day_of(row.get("begins")), day_of(row.get("ends"))) for number, row in enumerate(rows, 1)}


def _milestone(row: Row, terms: dict[int, tuple[date | None, date | None]], meeting_weeks: int) -> Iterator[Milestone]:
    what, note = str(row.get("name", "")), str(row.get("note", ""))
    first = day_of(row.get("day")) or _follows(row, terms)
    if first is None:
        yield Milestone(what, None, None, note)
        return
    last = first + _WEEK * _number(row, "length") - _DAY
    if not row.get("returns"):
        yield Milestone(what, first, max(first, last), note)
        return
    for number in count():
        day = first + _WEEK * meeting_weeks * number
        if day > max(first, last) or number == _MOST_RETURNS:
            return
        yield Milestone(what, day, day, note)


def _follows(row: Row, terms: dict[int, tuple[date | None, date | None]]) -> date | None:
    begins, ends = terms.get(_number(row, "term") or 1, (None, None))
    weeks = _WEEK * _number(row, "weeks")
    anchor = row.get("anchor")
    if anchor in (BEFORE_BEGIN, AFTER_BEGIN):
        return None if begins is None else begins - weeks if anchor == BEFORE_BEGIN else begins + weeks
    if anchor in (BEFORE_END, AFTER_END):
        return None if ends is None else ends - weeks if anchor == BEFORE_END else ends + weeks
    return None


def _number(row: Row, column: str) -> int:
    value = row.get(column)
    return min(value, _MOST_WEEKS) if isinstance(value, int) and not isinstance(value, bool) else 0
