"""What a person's own program counts of her term for the school's page, and the consent that this needs.

Nothing leaves while she has not agreed for that school. What she agreed to is a handful of whole numbers of a term;
when and with whom is not in them. Taking the consent back marks what was given as deleted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.ids import RecordId, SpaceId
from app.records.calendar import Term, day_of
from app.records.counting import REUSED, Counted
from app.records.purposes import ATTENTION, BOX
from app.records.values import Row, Value, rows_in
from app.store.outlines import Held
from app.store.queries import Listed
from app.sync.purpose import purpose_of
from app.workspace import calendar, editing
from app.workspace.desk import Desk
from app.workspace.pupils import pupils
from app.workspace.school import school_grades
from app.workspace.three_each_term import tasks_about
from app.workspace.views import Changes

RELEASED = "released_counts"
_CONSENT, _LAST = "preference counts ", "preference counts given "
#: Days after which agreed numbers are given anew by themselves.
_MONTH = timedelta(days=28)
#: Terms back to which records that came late are still counted.
_LATE = 1
#: What is said to few in confidence is never counted.
_NEVER = frozenset({BOX, ATTENTION})


@dataclass(frozen=True)
class Consent:
    """Whether this person gives her numbers to a school, when she last did (None: never), and what they would be."""

    given: bool
    last: date | None
    counts: tuple[tuple[str, int], ...]


def consent(desk: Desk, space: SpaceId) -> Consent:
    """How it stands between this person and the page of a school's space."""
    counts = own_counts(desk, space, calendar.term(desk, None, space))
    return Consent(_has_agreed(desk, space), day_of(_last(desk, space)), tuple(counts.items()))


def agree(desk: Desk, space: SpaceId, yes: bool) -> Changes:
    """Agree to give one's numbers to a school's page from now on, or take it back: what was given is marked deleted."""
    desk.store.identity.set_text(_CONSENT + desk.space(space).space.hex(), "1" if yes else "")
    if yes:
        return release(desk, space)
    changes = Changes()
    for listed in _given(desk, space):
        changes |= editing.set_deleted(desk, listed.record, True)
    return changes


def release(desk: Desk, space: SpaceId) -> Changes:
    """Give the numbers of this term and the one before, where they have changed; nothing without consent."""
    if not _has_agreed(desk, space):
        return Changes()
    today, changes = calendar.today_of(desk), Changes()
    term = calendar.term(desk, None, space)
    for _ in range(_LATE + 1):
        changes |= _put(desk, space, term)
        term = calendar.term(desk, term.opens - timedelta(days=1), space)
    desk.store.identity.set_text(_LAST + space.hex(), today.isoformat())
    return changes


def release_due(desk: Desk) -> Changes:
    """What was agreed to is given once a month by itself, with a visit. Raises StoreError."""
    changes, today = Changes(), calendar.today_of(desk)
    for row in desk.store.spaces.all():
        if row.active and not row.private and _has_agreed(desk, row.space):
            last = day_of(_last(desk, row.space))
            if last is None or not last <= today < last + _MONTH:
                changes |= release(desk, row.space)
    return changes


def own_counts(desk: Desk, space: SpaceId, term: Term) -> dict[str, int]:
    """This person's numbers of a term for a school: pupils whom she leads and for whom what is wanted was done, and
    records of hers that lie elsewhere among colleagues of that school; of what is nobody's own, all that she reads."""
    counts = dict(_done(desk, space, term))
    near = _near(desk, space)
    for kind in desk.registry:
        if kind.counted is None:
            continue
        held = desk.store.outlines.held(kind, kind.counted.day, kind.counted.origin)
        found = [one for one in held if one.space in near and (one.mine or kind.counted.shared)]
        numbers = count(kind.key, kind.counted, found, term, _today(desk))
        counts |= {what: number for what, number in numbers if number}
    return counts


def count(key: str, counted: Counted, found: list[Held], term: Term, today: date) -> list[tuple[str, int]]:
    """The numbers of one kind in a term: how many there were until today, and how many were made out of another."""
    inside = [one for one in found if term.opens <= _day(one) <= min(term.ends, today)]
    if counted.reused is None:
        return [(key, len(inside))]
    reused = sum(1 for one in inside if one.origin)
    return [(key, len(inside) - reused), (key + REUSED, reused)]


def _day(one: Held) -> date:
    return day_of(one.day) or date.fromtimestamp(one.created)


def _today(desk: Desk) -> date:
    return calendar.today_of(desk)


def _done(desk: Desk, space: SpaceId, term: Term) -> Iterator[tuple[str, int]]:
    """By kind, for how many of the pupils whom she leads everything that is wanted was done: each pupil is counted by
    one program only, so that nobody counts twice."""
    me, grades = desk.person.hex(), school_grades(desk.store, space)
    led = [
        one
        for one in pupils(desk, space)
        if one.lead is not None and one.lead.person == me and (not grades or one.grade in grades)
    ]
    open_for: dict[str, set[RecordId]] = {}
    for task in tasks_about(desk, led, min(term.ends, _today(desk))):
        waiting = open_for.setdefault(task.kind, set())
        if not task.done:
            waiting.add(task.pupil.record)
    for key, waiting in open_for.items():
        if len(waiting) < len(led):
            yield key, len(led) - len(waiting)


def _near(desk: Desk, school: SpaceId) -> set[SpaceId]:
    """The spaces, besides the school's, in which this person works with somebody of that school."""
    colleagues = _members(desk, school) - {desk.person}
    return {
        row.space
        for row in desk.store.spaces.all()
        if row.space != school
        and not row.private
        and purpose_of(desk.store, row.space) not in _NEVER
        and _members(desk, row.space) & colleagues
    }


def _members(desk: Desk, space: SpaceId) -> set[bytes]:
    membership = desk.owner.membership(space)
    return {bytes(member.person) for member in membership.active()} if membership is not None else set()


def _put(desk: Desk, space: SpaceId, term: Term) -> Changes:
    counts = own_counts(desk, space, term)
    rows: list[Row] = [{"what": what, "number": number} for what, number in sorted(counts.items())]
    values: dict[str, Value] = {"term": term.name or term.begins.isoformat(), "begins": term.begins.isoformat()}
    if rows:
        values["counts"] = rows
    before = [
        one for one in _given(desk, space) if term.opens <= (day_of(one.values.get("begins")) or date.max) <= term.ends
    ]
    if before and _bare(before[0]) == rows:
        return Changes()
    if not before and not rows and term.ends < _today(desk):
        return Changes()  # whoever has nothing to count yet gives that: she is one of those who give
    changes = Changes(frozenset({editing.create(desk, RELEASED, values, space)}), sync=True)
    for one in before:
        changes |= editing.set_deleted(desk, one.record, True)
    return changes


def _bare(listed: Listed) -> list[Row]:
    value = listed.values.get("counts")
    rows = rows_in(value)
    return [{"what": row.get("what", ""), "number": row.get("number", 0)} for row in rows]


def _given(desk: Desk, space: SpaceId) -> list[Listed]:
    """What she has given to a school, of all terms."""
    return [one for one in desk.store.queries.where(RELEASED) if one.mine and one.space == space]


def _has_agreed(desk: Desk, space: SpaceId) -> bool:
    return desk.store.identity.text(_CONSENT + space.hex()) == "1"


def _last(desk: Desk, space: SpaceId) -> str:
    return desk.store.identity.text(_LAST + space.hex())
