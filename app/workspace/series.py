"""The series of a group's meetings: the next one follows from the charter's rhythm, and begins as a copy of the last.

A charter says every how many weeks, on which day and at what time. While no meeting of the group is planned from today
on, the start page proposes the next: one click makes a draft of it, with what is still open from last time.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.ids import RecordId, SpaceId
from app.records.edits import SetValue
from app.records.people import person_value
from app.records.values import Value
from app.store.spaces import SpaceRow
from app.sync.purpose import charter_of
from app.workspace import beginning, editing
from app.workspace.desk import Desk
from app.workspace.rhythm import HELD, MEETING, day_held, meetings_of, next_meeting

#: How far ahead a meeting is proposed: whoever prepares it has a fortnight.
AHEAD = timedelta(days=14)


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
    planned = {day_held(item) for item in meetings_of(desk, desk.private_space)}
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
    held = sorted(meetings_of(desk, row.space), key=day_held)
    last = held[-1] if held else None
    if last is not None and day_held(last) >= today.isoformat():
        return []
    when = next_meeting(charter.values, last, today)
    if not when or date.fromisoformat(when[:10]) > today + AHEAD:
        return []
    title = last.title if last is not None else ""
    return [NextMeeting(row.space, row.name, when, last.record if last is not None else None, title)]


def _first(desk: Desk, space: SpaceId, when: str) -> dict[str, Value]:
    charter, state = charter_of(desk.store, space), desk.owner.membership(space)
    place = charter.values.get("place", "") if charter is not None else ""
    members = [person_value(member.person) for member in state.active()] if state is not None else []
    return {HELD: when, "place": place, "invited": members}
