"""The rhythm of a group as its charter says it, and the meetings that follow from it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from app.ids import SpaceId
from app.records.values import Value
from app.store.queries import NO_LIMIT, Listed
from app.sync.purpose import charter_of
from app.workspace.desk import Desk

#: The kind of record in which a group keeps its meetings, and the field with day and time.
MEETING, HELD = "plc_meeting", "held_at"
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3])\s*[:：]\s*([0-5]\d)")
_WEEK = 7


def days_until(desk: Desk, until: date) -> list[tuple[str, str]]:
    """The group's name, and day and time, of every meeting that follows from a charter's rhythm until a day, those that
    nobody has planned yet; the soonest first."""
    today = date.fromisoformat(desk.situation().today)
    found: list[tuple[str, str]] = []
    for row in desk.store.spaces.all():
        charter = charter_of(desk.store, row.space) if row.active and not row.private else None
        if charter is None:
            continue
        planned = {day_held(item) for item in meetings_of(desk, row.space)}
        last = max(meetings_of(desk, row.space), key=day_held, default=None)
        when, every = next_meeting(charter.values, last, today), charter.values.get("every")
        ends = _date(charter.values.get("ends")) or until
        day = _date(when)
        while day is not None and isinstance(every, int) and day <= min(ends, until):
            if day.isoformat() not in planned:
                found.append((row.name, f"{day.isoformat()}{when[10:]}"))
            day += timedelta(weeks=every)
    return sorted(found, key=lambda one: (one[1], one[0]))


def next_meeting(charter: Mapping[str, Value], last: Listed | None, today: date) -> str:
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


def meetings_of(desk: Desk, space: SpaceId) -> list[Listed]:
    """The meetings of a space that have a day."""
    found = desk.store.queries.list_records(MEETING, space, limit=NO_LIMIT)
    return [listed for listed in found if _date(listed.values.get(HELD)) is not None]


def day_held(listed: Listed) -> str:
    """The day (ISO) of a meeting; empty without one."""
    return str(listed.values.get(HELD, ""))[:10]


def _date(value: Value | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _time(text: str) -> str:
    found = _TIME.search(text)
    return f"{int(found[1]):02}:{found[2]}" if found else ""
