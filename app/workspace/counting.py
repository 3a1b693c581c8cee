"""How far a pair keeps what it has promised itself: counted here, for its two people alone, from what both can read.

Nothing of it is stored or sent, and no other view asks for it. Whoever is not of the pair is told nothing, though she
can read the agreement.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.ids import PersonId, RecordId, SpaceId
from app.records.kind import Kind
from app.records.pairing import MENTEE, MENTOR, MONTH, TERM, USUAL, Fulfils, Pairing
from app.records.people import person_of
from app.records.values import Row, Value, Values, names_in, rows_in
from app.store.queries import NO_LIMIT, Listed
from app.workspace.calendar import term, today_of
from app.workspace.desk import Desk, Names
from app.workspace.school import school_numbers
from app.workspace.views import StepView

#: A next step stands on the start page from so many days before its day on.
AHEAD = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CounterView:
    """One promise of one side: whose it is, towards whom, what, and how far it is kept in the time that runs.

    ``done`` is None where nothing can be counted here; ``promised`` is 0 where no number was agreed or is usual.
    ``per`` is a code of the terms "duty_periods", ``first`` and ``last`` the days that are counted.
    """

    side: str
    name: str
    other: str
    duty: str
    words: str
    done: int | None
    promised: int
    per: str
    first: date
    last: date


@dataclass(frozen=True)
class NextView:
    """What the pair does next: the step, the day (ISO), and whether that day is past; ``missing``: there is none."""

    step: str
    day: str
    overdue: bool
    missing: bool


@dataclass(frozen=True)
class PairCounters:
    """All that an agreement shows to its pair. ``mine``: whoever asks is of the pair; else nothing else is filled."""

    record: RecordId
    mine: bool
    counters: tuple[CounterView, ...] = ()
    following: NextView | None = None


def counters(desk: Desk, record: RecordId) -> PairCounters:
    """How far the promises of an agreement are kept; nothing for whoever is not of the pair.

    Nothing is counted before the agreement lies where the other can read it: else anybody could begin a draft that
    names a colleague, or all of them, and look how much each has done.
    """
    opened = desk.open(record)
    kind, values = opened.record.kind, opened.record.values()
    pairing = kind.pairing if kind is not None else None
    pairs = _my_pairs(desk, pairing, values) if pairing is not None else []
    if pairing is None or not pairs:
        return PairCounters(record, mine=False)
    names = Names(desk)
    found: list[CounterView] = []
    for mentor, mentee in pairs:
        both = _spaces_of_both(desk, mentor, mentee)
        if opened.stored.space not in both:
            continue

        def name(person: PersonId, spaces: frozenset[SpaceId] = both) -> str:
            return next((known for space in spaces if (known := names.person(space, person))), "")

        for side, key in ((MENTOR, pairing.mentor_duties), (MENTEE, pairing.mentee_duties)):
            who, other = (mentor, mentee) if side == MENTOR else (mentee, mentor)
            found += [
                _counter(desk, pairing, values, row, side, (who, other), (name(who), name(other)), both)
                for row in rows_in(values.get(key))
            ]
    return PairCounters(record, True, tuple(found), _next(desk, pairing, values))


def next_steps(desk: Desk, names: Names) -> list[StepView]:
    """The next steps of her own pairs whose day is near or past, for the start page of these two."""
    until = (today_of(desk) + AHEAD).isoformat()
    found = []
    for kind in desk.registry:
        for item in desk.store.queries.list_records(kind.key, limit=NO_LIMIT) if kind.pairing is not None else ():
            pairing = kind.pairing
            assert pairing is not None  # asked for above
            day, step = str(item.values.get(pairing.next_on, "")), str(item.values.get(pairing.step, ""))
            over = str(item.values.get(pairing.ends, "")) or "9999"
            if "" < day <= until and day <= over and _my_pairs(desk, pairing, item.values):
                found.append(_as_step(desk, names, item, step or item.title, day))
    return found


def _as_step(desk: Desk, names: Names, item: Listed, text: str, day: str) -> StepView:
    return StepView(
        record=item.record,
        target=item.record,
        target_title=item.title,
        text=text,
        due=day,
        owner=desk.person.hex(),
        owner_name=desk.name,
        author=names.of(item.space, item.author),
        mine=item.mine,
        answer="",
        done=False,
        written=item.created,
        may_answer=False,
    )


def _my_pairs(desk: Desk, pairing: Pairing, values: Values) -> list[tuple[PersonId, PersonId]]:
    """The pairs of an agreement that she is one of: a mentor's all, a mentee's her own."""
    mentor = person_of(str(values.get(pairing.mentor, "")))
    mentees = [person for one in names_in(values.get(pairing.mentees)) if (person := person_of(one)) is not None]
    if mentor is None:
        return []
    return [(mentor, mentee) for mentee in mentees if desk.person in (mentor, mentee)]


def _counter(
    desk: Desk,
    pairing: Pairing,
    values: Values,
    row: Row,
    side: str,
    people: tuple[PersonId, PersonId],
    names: tuple[str, str],
    spaces: frozenset[SpaceId],
) -> CounterView:
    duty = str(row.get(pairing.duty, ""))
    usual = USUAL.get((duty, side))
    per = str(row.get(pairing.per, "")) or (usual.per if usual is not None else TERM)
    times = row.get(pairing.times)
    if not isinstance(times, int):
        times = school_numbers(desk.store)[usual.number] if usual is not None else 0
    first, last = _period(desk, per, _day(values, pairing.begins), _day(values, pairing.ends))
    declared = [(kind, one) for kind in desk.registry for one in kind.fulfils if one.duty == duty]
    done = None
    if declared:
        days = [day for kind, one in declared for day in _days(desk, kind, one, people, spaces)]
        done = sum(first.isoformat() <= day <= last.isoformat() for day in days)
    return CounterView(side, *names, duty, str(row.get(pairing.words, "")), done, times, per, first, last)


def _period(desk: Desk, per: str, begins: date | None, ends: date | None) -> tuple[date, date]:
    """The days of the month, term or year that runs, as far as the agreement holds; after its end, of the last one."""
    day = min(today_of(desk), ends or date.max)
    if per == MONTH:
        first = day.replace(day=1)
        last = (first + 31 * _DAY).replace(day=1) - _DAY
    elif per == TERM:
        now = term(desk, day)
        first, last = now.opens, now.ends
    else:
        first = begins or day.replace(month=1, day=1)
        last = ends or first + 366 * _DAY
    return max(first, begins or date.min), min(last, ends or date.max)


def _days(
    desk: Desk, kind: Kind, fulfils: Fulfils, people: tuple[PersonId, PersonId], spaces: frozenset[SpaceId]
) -> Iterator[str]:
    """The days of the records of a kind that count for ``people[0]`` towards ``people[1]``."""
    for space in spaces:
        for item in desk.store.queries.list_records(kind.key, space, limit=NO_LIMIT):
            who, other = _done_by(desk, fulfils, item), _named(item.values.get(fulfils.whom))
            pair = set(people) == {*who, *other} if fulfils.both else people[0] in who
            towards = fulfils.both or not fulfils.whom or people[1] in other
            if pair and towards:
                made = date.fromtimestamp(item.created).isoformat()
                yield str(item.values.get(fulfils.on, "") or made)[:10] if fulfils.on else made


def _done_by(desk: Desk, fulfils: Fulfils, item: Listed) -> set[PersonId]:
    if fulfils.by:
        return _named(item.values.get(fulfils.by))
    author = desk.author_of(item.space, item.author)
    return {author} if author is not None else set()


def _named(value: Value | None) -> set[PersonId]:
    return {person for one in names_in(value) if (person := person_of(one)) is not None}


def _spaces_of_both(desk: Desk, one: PersonId, other: PersonId) -> frozenset[SpaceId]:
    """The spaces in which both are: what lies there, both can read."""
    found = set()
    for row in desk.store.spaces.all():
        membership = desk.owner.membership(row.space) if row.active and not row.private else None
        members = {member.person for member in membership.active()} if membership is not None else set()
        if {one, other} <= members:
            found.add(row.space)
    return frozenset(found)


def _next(desk: Desk, pairing: Pairing, values: Values) -> NextView:
    step, day = str(values.get(pairing.step, "")), str(values.get(pairing.next_on, ""))
    return NextView(step, day, "" < day < today_of(desk).isoformat(), missing=not (step and day))


def _day(values: Values, key: str) -> date | None:
    value = values.get(key)
    return date.fromisoformat(value) if isinstance(value, str) and value else None
