"""The series of a group's meetings: the next one follows from the charter's rhythm, and begins as a copy of the last.

A charter says every how many weeks, on which day and at what time. While no meeting of the group is planned from today
on, the start page proposes the next: one click makes a draft of it, with what is still open from last time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.ids import RecordId, SpaceId
from app.records.edits import SetValue
from app.records.people import person_value
from app.records.values import Value
from app.store.queries import NO_LIMIT, Listed
from app.store.spaces import SpaceRow
from app.sync.purpose import charter_of
from app.workspace import beginning, editing
from app.workspace.desk import Desk

#: The kind of record in which a group keeps its meetings, and the field with day and time.
MEETING, HELD = "plc_meeting", "held_at"
#: How far ahead a meeting is proposed: whoever prepares it has a fortnight.
AHEAD = timedelta(days=14)
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3])\s*[:：]\s*([0-5]\d)")
_WEEK = 7


@dataclass(frozen=True)
class NextMeeting:
    """A meeting that is due by the group's rhythm and not planned yet. ``when`` as forms keep it; ``last`` is the
    meeting from which it would begin, None for the first one."""

    space: SpaceId
    space_name: str
    when: str
    last: RecordId | None
    last_title: str


def next_meetings(desk: Desk) -> tuple[NextMeeting, ...]:
    """What is due in the groups in which this person may write, the soonest first."""
    today = date.fromisoformat(desk.situation().today)
    planned = {_day(item) for item in _meetings(desk, desk.private_space)}
    found = [
        due
        for row in desk.store.spaces.all()
        if row.active and not row.private
        for due in _due_in(desk, row, today)
        if due.when[:10] not in planned
    ]
    return tuple(sorted(found, key=lambda due: (due.when, due.space_name)))


def plan_meeting(desk: Desk, space: SpaceId, language: str) -> RecordId | None:
    """A private draft of a group's next meeting: a copy of the last one with the new day; None if none is due."""
    today = date.fromisoformat(desk.situation().today)
    due = next(iter(_due_in(desk, desk.space(space), today)), None)
    if due is None:
        return None
    if due.last is None:
        return editing.create(desk, MEETING, _first(desk, space, due.when), None)
    draft = beginning.copy(desk, due.last, language)
    editing.edit(desk, draft, [SetValue(HELD, due.when)])
    return draft


def _due_in(desk: Desk, row: SpaceRow, today: date) -> list[NextMeeting]:
    charter = charter_of(desk.store, row.space)
    if charter is None or not desk.kind(MEETING).audience.may_create(desk.owner.role_in(row.space)):
        return []
    held = sorted(_meetings(desk, row.space), key=_day)
    last = held[-1] if held else None
    if last is not None and _day(last) >= today.isoformat():
        return []
    when = _next(charter.values, last, today)
    if not when or date.fromisoformat(when[:10]) > today + AHEAD:
        return []
    title = last.title if last is not None else ""
    return [NextMeeting(row.space, row.name, when, last.record if last is not None else None, title)]


def _next(charter: Mapping[str, Value], last: Listed | None, today: date) -> str:
    """Day and time of the first meeting of the series from today on; "" where the charter does not tell."""
    every, weekday = charter.get("every"), str(charter.get("weekday", ""))
    time = _time(str(charter.get("time", ""))) or (str(last.values.get(HELD, ""))[11:16] if last is not None else "")
    if not isinstance(every, int) or every < 1 or weekday not in tuple("1234567") or not time:
        return ""
    begins, ends = _date(charter.get("begins")), _date(charter.get("ends"))
    base = _date(last.values.get(HELD)) if last is not None else begins
    start = max(today, begins or today)
    day = _on_weekday(base or start, int(weekday))
    if last is not None and base is not None:
        day = _on_weekday(base - timedelta(days=base.isoweekday() - 1), int(weekday)) + timedelta(weeks=every)
    while day < start:
        day += timedelta(weeks=every)
    return "" if ends is not None and day > ends else f"{day.isoformat()}T{time}"


def _on_weekday(day: date, weekday: int) -> date:
    """The first such day of the week from ``day`` on; Monday is 1."""
    return day + timedelta(days=(weekday - day.isoweekday()) % _WEEK)


def _first(desk: Desk, space: SpaceId, when: str) -> dict[str, Value]:
    charter, state = charter_of(desk.store, space), desk.owner.membership(space)
    place = charter.values.get("place", "") if charter is not None else ""
    members = [person_value(member.person) for member in state.active()] if state is not None else []
    return {HELD: when, "place": place, "invited": members}


def _meetings(desk: Desk, space: SpaceId) -> list[Listed]:
    found = desk.store.queries.list_records(MEETING, space, limit=NO_LIMIT)
    return [listed for listed in found if _date(listed.values.get(HELD)) is not None]


def _day(listed: Listed) -> str:
    return str(listed.values.get(HELD, ""))[:10]


def _date(value: Value | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _time(text: str) -> str:
    found = _TIME.search(text)
    return f"{int(found[1]):02}:{found[2]}" if found else ""
