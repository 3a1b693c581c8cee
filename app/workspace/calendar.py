"""The school year as a person's calendar has it: her term, the milestones, and every day on which something stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.ids import RecordId, SpaceId
from app.records.calendar import (
    MEETING,
    MILESTONE,
    SERIES,
    CalendarDay,
    Milestone,
    Term,
    day_of,
    days_of,
    exams_of,
    milestones_of,
    term_at,
    terms_of,
)
from app.records.fields import Moment
from app.store.queries import Listed
from app.workspace.desk import Desk
from app.workspace.rhythm import days_until
from app.workspace.school import school_numbers, school_record

CALENDAR = "calendar"
#: Calendars of one person that are looked at, and meetings of a year that are shown.
_CALENDARS, _MEETINGS = 40, 200
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarView:
    """A school year from its first day to its last, with all that stands in it, the earliest first.

    ``record`` is the calendar that was typed last, None where nobody has typed one; ``undated`` are the milestones that
    wait for the dates of their term; ``term`` is the one of ``today``.
    """

    record: RecordId | None
    year: str
    first: date
    last: date
    today: date
    term: Term
    terms: tuple[Term, ...]
    days: tuple[CalendarDay, ...]
    undated: tuple[Milestone, ...]


def today_of(desk: Desk) -> date:
    """Today, where this laptop is."""
    return datetime.fromtimestamp(desk.clock.now()).date()


def term(desk: Desk, day: date | None = None, space: SpaceId | None = None) -> Term:
    """The term to which a day (today) belongs, by the school's calendar or as is usual."""
    return term_at(terms(desk, space), day or today_of(desk))


def terms(desk: Desk, space: SpaceId | None = None) -> tuple[Term, ...]:
    """The terms that the school has typed, the earliest first."""
    return terms_of([one.values for one in calendars(desk, space)])


def exams(desk: Desk, space: SpaceId | None = None) -> tuple[CalendarDay, ...]:
    """The important exams in the school's calendars, in the order of their days."""
    return exams_of([one.values for one in calendars(desk, space)])


def milestones(desk: Desk, space: SpaceId | None = None) -> tuple[Milestone, ...]:
    """The milestones of all calendars of the school, those without a day last."""
    weeks = school_numbers(desk.store, space)["meeting_weeks"]
    found = [one for listed in calendars(desk, space) for one in milestones_of(listed.values, weeks)]
    return tuple(sorted(found, key=lambda one: one.first or date.max))


def calendars(desk: Desk, space: SpaceId | None = None) -> list[Listed]:
    """The calendars of one school, newest first: of ``space``, else where the school's record lies, else where one was
    changed last, a shared one before a draft."""
    found = desk.store.queries.list_records(CALENDAR, limit=_CALENDARS)
    school = school_record(desk.store)
    private = desk.private_space
    found.sort(key=lambda one: (one.space != space, school is None or one.space != school.space, one.space == private))
    return [one for one in found if one.space == found[0].space]


def calendar_view(desk: Desk, space: SpaceId | None = None) -> CalendarView:
    """The school year in which today lies."""
    own, today = calendars(desk, space), today_of(desk)
    typed, now = terms(desk, space), term(desk, None, space)
    steps = milestones(desk, space)
    first, last = _span(now, typed)
    days = [*days_of([one.values for one in own]), *_dated(steps), *_meetings(desk, first, last), *_series(desk, last)]
    inside = [day for day in days if day.last >= first and day.first <= last]
    return CalendarView(
        record=own[0].record if own else None,
        year=own[0].title if own else "",
        first=first,
        last=last,
        today=today,
        term=now,
        terms=tuple(one for one in typed if one.ends >= first and one.begins <= last),
        days=tuple(sorted(inside, key=lambda day: (day.first, day.last, day.what))),
        undated=tuple(one for one in steps if one.first is None),
    )


def _span(now: Term, typed: tuple[Term, ...]) -> tuple[date, date]:
    """From the first day that counts for the school year of a term to its last: a year has an autumn and a spring."""
    autumn = now.begins.month >= 7
    others = [one for one in typed if one is not now]
    if autumn:
        spring = next((one for one in others if one.begins > now.ends), None)
        return now.opens, spring.ends if spring is not None else date(now.opens.year + 1, 7, 31)
    before = next((one for one in reversed(others) if one.ends < now.begins), None)
    return before.opens if before is not None else date(now.opens.year - 1, 8, 1), now.ends


def _dated(steps: tuple[Milestone, ...]) -> Iterator[CalendarDay]:
    for one in steps:
        if one.first is not None and one.last is not None:
            yield CalendarDay(MILESTONE, one.what, one.first, one.last, one.note)


def _series(desk: Desk, last: date) -> Iterator[CalendarDay]:
    """The meetings of one's groups that follow from their rhythm, as far as nobody has planned them yet."""
    for group, when in days_until(desk, last):
        day = day_of(when)
        if day is not None:
            yield CalendarDay(SERIES, group, day, day, when[11:16])


def _meetings(desk: Desk, first: date, last: date) -> Iterator[CalendarDay]:
    """Records of every kind that stands alone and has a day and a time."""
    until = (last + _DAY).isoformat()
    for kind in desk.registry:
        for field in kind.fields() if kind.alone else ():
            if isinstance(field, Moment):
                for record, when in desk.store.outlines.coming(kind, field.key, first.isoformat(), until, _MEETINGS):
                    day = day_of(when)
                    (listed,) = desk.store.queries.these([record])
                    if day is not None:
                        yield CalendarDay(MEETING, listed.title, day, day, when[11:16], record, kind.key)
