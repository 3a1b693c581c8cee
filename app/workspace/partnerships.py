"""Partner schools (校际结对): what two schools promised each other, what they did, in order over the years.

Counts are of the pair alone and stand beside the same pair's earlier terms: no school is set beside another, and nobody
is named in a count (requirement 1.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.ids import RecordId, SpaceId
from app.records.kind import Kind
from app.records.people import person_of
from app.records.purposes import ALLIANCE, PARTNERSHIP
from app.records.values import Value, rows_in
from app.store.queries import NO_LIMIT, Listed
from app.sync.purpose import purpose_of
from app.workspace.calendar import term
from app.workspace.departing import kinds_that_go_along
from app.workspace.desk import Desk

AGREEMENT = "partnership_agreement"
#: Earlier terms whose counts are shown beside this one's.
_TERMS_BEFORE = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PromiseView:
    """One sort of activity: how often a term it was promised (None: not at all), how often it was done in this term,
    and in the terms before, the last one first."""

    sort: str
    promised: int | None
    done: int
    before: tuple[int, ...]


@dataclass(frozen=True)
class HappeningView:
    """One entry of the time line; ``day`` is ISO, ``sort`` a term of partnership_activities, ``mode`` of
    activity_modes or empty."""

    record: RecordId
    kind_key: str
    title: str
    day: str
    sort: str
    mode: str
    place: str


@dataclass(frozen=True)
class YearView:
    """A school year, named by the year in which it begins, and what was done in it, the newest first."""

    begins: int
    happenings: tuple[HappeningView, ...]


@dataclass(frozen=True)
class IssueView:
    """An improvement or an issue that is open; ``sort`` is a term of follow_up_sorts."""

    text: str
    sort: str
    owner: str
    due: str


@dataclass(frozen=True)
class PartnershipView:
    """One agreement with everything that stands by it. ``plans`` are its yearly plans, the newest first: record, title.
    ``circles`` are the joint spaces of the pair that this person is in, by name."""

    record: RecordId
    space: SpaceId
    private: bool
    name: str
    giver: str
    taker: str
    begins: str
    ends: str
    programme: str
    promises: tuple[PromiseView, ...]
    years: tuple[YearView, ...]
    issues: tuple[IssueView, ...]
    plans: tuple[tuple[RecordId, str], ...]
    circles: tuple[str, ...]


@dataclass(frozen=True)
class AllianceView:
    """An alliance of schools: ``ours`` are the records that this person has shared there, record and title; ``others``
    says how many came from others. Nothing else of anybody's is seen there."""

    space: SpaceId
    name: str
    people: int
    ours: tuple[tuple[RecordId, str], ...]
    others: int


def partnerships(desk: Desk) -> list[PartnershipView]:
    """Every agreement that this person may read, the one that ends last first."""
    agreements = desk.store.queries.list_records(AGREEMENT, limit=NO_LIMIT)
    only = agreements[0].record if len(agreements) == 1 else None
    found = _happenings(desk, only)
    views = [_partnership(desk, agreement, found, sole=agreement.record == only) for agreement in agreements]
    return sorted(views, key=lambda view: (view.ends, view.name), reverse=True)


def alliances(desk: Desk) -> list[AllianceView]:
    """The alliances that this person is in."""
    found, shareable = [], kinds_that_go_along(desk)
    for row in desk.store.spaces.all():
        if not row.active or row.private or purpose_of(desk.store, row.space) != ALLIANCE:
            continue
        state = desk.owner.membership(row.space)
        listed = [
            line
            for line in desk.store.queries.list_records(None, row.space, alone=True, limit=NO_LIMIT)
            if line.kind in shareable
        ]
        ours = tuple((line.record, line.title) for line in listed if line.mine)
        people = len(state.active()) if state is not None else 1
        found.append(AllianceView(row.space, row.name, people, ours, len(listed) - len(ours)))
    return found


def _partnership(
    desk: Desk, agreement: Listed, found: Mapping[RecordId, list[HappeningView]], *, sole: bool
) -> PartnershipView:
    values, space = agreement.values, desk.space(agreement.space)
    happenings = sorted(found.get(agreement.record, []), key=lambda one: one.day, reverse=True)
    return PartnershipView(
        record=agreement.record,
        space=agreement.space,
        private=space.private,
        name=agreement.title,
        giver=_text(values, "giver"),
        taker=_text(values, "taker"),
        begins=_text(values, "begins"),
        ends=_text(values, "ends"),
        programme=_text(values, "programme"),
        promises=tuple(_promises(values, happenings, _terms(desk, agreement.space), desk.situation().today)),
        years=_years(happenings),
        issues=tuple(_issues(desk, agreement)),
        plans=_plans(desk, agreement.record),
        circles=tuple(_circles(desk, agreement, sole=sole)),
    )


def _happenings(desk: Desk, only: RecordId | None) -> dict[RecordId, list[HappeningView]]:
    """What was done, by agreement: what names it; and what lies in its space or, where there is ``only`` one agreement,
    in a space of partner schools."""
    home = {line.space: line.record for line in desk.store.queries.list_records(AGREEMENT, limit=NO_LIMIT)}
    rows = {row.space: row for row in desk.store.spaces.all()}
    joint = {space for space in rows if purpose_of(desk.store, space) == PARTNERSHIP} if only is not None else set()
    found: dict[RecordId, list[HappeningView]] = {}
    for kind in desk.registry:
        for line in desk.store.queries.list_records(kind.key, limit=NO_LIMIT) if kind.happening is not None else ():
            view = _happening(kind, line)
            if view is None or kind.happening is None:
                continue
            named = _text(line.values, kind.happening.of or "")
            if not named and only is not None and line.space in joint:
                named = only
            agreement = RecordId(named) if named else home.get(line.space)
            if agreement is not None and not (rows[line.space].private and not named):
                found.setdefault(agreement, []).append(view)
    return found


def _happening(kind: Kind, line: Listed) -> HappeningView | None:
    """Its place on the time line; None without a day, and for one of a sort that does not stand there."""
    happening = kind.happening
    if happening is None:
        return None
    day, sort, means = _text(line.values, happening.day)[:10], _text(line.values, happening.sort), dict(happening.means)
    if not _is_day(day) or (means and sort not in means):
        return None
    mode, place = _text(line.values, "mode"), _text(line.values, "place")
    return HappeningView(line.record, kind.key, line.title, day, means.get(sort, sort), mode, place)


def _promises(
    values: Mapping[str, Value], happenings: list[HappeningView], terms: list[date], today: str
) -> list[PromiseView]:
    promised: dict[str, int | None] = {}
    for row in rows_in(values.get("promises")):
        times = row.get("times")
        if row.get("activity"):
            promised[str(row["activity"])] = times if isinstance(times, int) else None
    meetings = values.get("meetings")
    if isinstance(meetings, int):
        promised.setdefault("m", meetings)
    counts: dict[str, list[int]] = {sort: [0] * len(terms) for sort in promised}
    for one in happenings:
        begun = next((place for place, begins in enumerate(terms) if one.day >= begins.isoformat()), None)
        if begun is not None and one.day <= today:
            counts.setdefault(one.sort, [0] * len(terms))[begun] += 1
    return [
        PromiseView(sort, promised.get(sort), numbers[0], tuple(numbers[1:]))
        for sort, numbers in counts.items()
        if sort in promised or any(numbers)
    ]


def _terms(desk: Desk, space: SpaceId) -> list[date]:
    """The days on which this term and those before it open, by the school's calendar, this one first."""
    found = [term(desk, None, space).opens]
    while len(found) <= _TERMS_BEFORE:
        found.append(min(term(desk, found[-1] - _DAY, space).opens, found[-1] - _DAY))
    return found


def _years(happenings: list[HappeningView]) -> tuple[YearView, ...]:
    found: dict[int, list[HappeningView]] = {}
    for one in happenings:
        day = date.fromisoformat(one.day)
        found.setdefault(day.year if day.month >= 8 else day.year - 1, []).append(one)
    return tuple(YearView(year, tuple(ones)) for year, ones in found.items())


def _issues(desk: Desk, agreement: Listed) -> list[IssueView]:
    names = desk.names(agreement.space)
    found = []
    for row in rows_in(agreement.values.get("follow_ups")):
        if row.get("done") is True or not row.get("item"):
            continue
        owner = str(row.get("owner", ""))
        person = person_of(owner)
        name = names.get(person, "") if person is not None else owner
        found.append(IssueView(str(row["item"]), str(row.get("sort", "")), name, str(row.get("due", ""))))
    return found


def _plans(desk: Desk, agreement: RecordId) -> tuple[tuple[RecordId, str], ...]:
    """Kinds that lead to the agreement and have tasks are its plans."""
    kinds = [kind for kind in desk.registry if kind.tasks is not None and _leads_to(kind)]
    lines = [line for kind in kinds for line in desk.store.queries.where(kind.key, agreement=agreement)]
    return tuple((line.record, line.title) for line in sorted(lines, key=lambda line: -line.created))


def _leads_to(kind: Kind) -> bool:
    return kind.happening is None and any(getattr(field, "kinds", ()) == (AGREEMENT,) for field in kind.fields())


def _circles(desk: Desk, agreement: Listed, *, sole: bool) -> list[str]:
    rows = [row for row in desk.store.spaces.all() if row.active and not row.private]
    joint = [row for row in rows if purpose_of(desk.store, row.space) == PARTNERSHIP]
    return [row.name for row in joint if sole or row.space == agreement.space]


def _text(values: Mapping[str, Value], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
