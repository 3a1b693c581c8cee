"""The progress page of a school (进展): whole numbers of its terms, the same for everybody who is in its space.

It is worked out on each laptop from two sources that all members have alike: the records in the school's own space, and
the numbers that authors gave of their own accord (releasing.py). A number of given ones is shown only where at least as
many people as the school's smallest group gave theirs, and nothing at all while the school has fewer members. Nothing
here holds a person, a day, an hour or a word of a record, and each school is compared with its own terms alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.ids import SpaceId
from app.records.calendar import Term, day_of
from app.records.counting import REUSED
from app.records.kind import Kind
from app.records.label import Label
from app.records.purposes import SCHOOL
from app.store.queries import Listed
from app.sync.purpose import purpose_of
from app.workspace import calendar
from app.workspace.desk import Desk
from app.workspace.pupils import pupils
from app.workspace.releasing import RELEASED, count
from app.workspace.school import school_grades, school_numbers

#: Terms before this one that the page shows.
_BEFORE = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tally:
    """One number of a term. ``of`` is how many pupils it could be, None where there is no such number; ``number`` is
    None while too few people gave theirs."""

    label: Label
    number: int | None
    of: int | None = None


@dataclass(frozen=True)
class TermCounts:
    """The numbers of one term; ``givers`` is how many people gave theirs, None where that is a small group."""

    term: Term
    tallies: tuple[Tally, ...]
    givers: int | None


@dataclass(frozen=True)
class Progress:
    """What the page of a school says. ``small``: it has fewer members than its smallest group, and shows no numbers.

    ``pupils`` are those in the grades with mentors, ``alone`` those of them who have none yet; ``before`` are the
    school's own terms before this one, the latest first.
    """

    space: SpaceId
    name: str
    smallest: int
    small: bool
    pupils: int
    alone: int
    now: TermCounts
    before: tuple[TermCounts, ...]


def schools(desk: Desk) -> list[SpaceId]:
    """The spaces of whole schools that this person is in."""
    return [
        row.space
        for row in desk.store.spaces.all()
        if row.active and not row.private and purpose_of(desk.store, row.space) == SCHOOL
    ]


def progress(desk: Desk, space: SpaceId) -> Progress:
    """The progress page of a school. Raises AccessError for a space that this person is not in."""
    row, numbers = desk.space(space), school_numbers(desk.store, space)
    membership, smallest = desk.owner.membership(space), numbers["smallest_group"]
    small = membership is None or len(membership.active()) < smallest
    grades = school_grades(desk.store, space)
    covered = [one for one in pupils(desk, space) if not grades or one.grade in grades]
    counter = _Counter(desk, space, numbers, len(covered))
    terms = [] if small else _terms(desk, space)
    now = counter.of(calendar.term(desk, None, space), covered_now=True) if not small else _nothing(desk, space)
    return Progress(
        space=space,
        name=row.name,
        smallest=smallest,
        small=small,
        pupils=len(covered),
        alone=sum(1 for one in covered if not one.mentors),
        now=now,
        before=tuple(one for one in (counter.of(term) for term in terms) if any(one.number for one in one.tallies)),
    )


def _nothing(desk: Desk, space: SpaceId) -> TermCounts:
    return TermCounts(calendar.term(desk, None, space), (), None)


def _terms(desk: Desk, space: SpaceId) -> list[Term]:
    """The terms before this one, the latest first."""
    found, term = [], calendar.term(desk, None, space)
    for _ in range(_BEFORE):
        term = calendar.term(desk, term.opens - _DAY, space)
        found.append(term)
    return found


class _Counter:
    """Counts one school's terms; what it needs of the store is asked for once."""

    def __init__(self, desk: Desk, space: SpaceId, numbers: Mapping[str, int], covered: int) -> None:
        self._desk, self._space, self._covered = desk, space, covered
        self._smallest, self._numbers = numbers["smallest_group"], numbers
        self._given = [one for one in desk.store.queries.where(RELEASED) if one.space == space]
        self._today = calendar.today_of(desk)

    def of(self, term: Term, *, covered_now: bool = False) -> TermCounts:
        """The numbers of a term; how many pupils there could be is known of this one alone."""
        given = self._of_term(term)
        enough = len(given) >= self._smallest
        sums = _added(given) if enough else {}
        tallies: list[Tally] = []
        for kind in self._desk.registry:
            if kind.each_term is not None and self._numbers[kind.each_term.number]:
                number = sums.get(kind.key, 0) if enough else None
                tallies.append(Tally(kind.label, number, self._covered if covered_now else None))
        for kind in self._desk.registry:
            if kind.counted is not None:
                tallies += self._counted(kind, term, sums)
        return TermCounts(term, tuple(tallies), len(given) if enough else None)

    def _counted(self, kind: Kind, term: Term, sums: Mapping[str, int]) -> Iterable[Tally]:
        counted = kind.counted
        if counted is None:
            return
        held = self._desk.store.outlines.held(kind, counted.day, counted.origin)
        here = dict(count(kind.key, counted, [one for one in held if one.space == self._space], term, self._today))
        for key, label in ((kind.key, counted.label), (kind.key + REUSED, counted.reused)):
            if label is not None:
                # What is nobody's own was counted by everybody who reads it: the one who has most of it has it right.
                apart = self._most(term, key) if counted.shared else sums.get(key, 0)
                yield Tally(label, here.get(key, 0) + apart)

    def _most(self, term: Term, key: str) -> int:
        return max((_added([one]).get(key, 0) for one in self._of_term(term)), default=0)

    def _of_term(self, term: Term) -> list[Listed]:
        """What was given for a term, the newest of each giver."""
        newest: dict[bytes, Listed] = {}
        for one in sorted(self._given, key=lambda one: (one.created, one.record)):
            giver = self._desk.author_of(self._space, one.author)
            if giver is not None and term.opens <= (day_of(one.values.get("begins")) or date.min) <= term.ends:
                newest[bytes(giver)] = one
        return [*newest.values()]


def _added(given: Sequence[Listed]) -> dict[str, int]:
    """The sums of what these people gave."""
    sums: dict[str, int] = {}
    for one in given:
        value = one.values.get("counts")
        for row in value if isinstance(value, list) else ():
            number = row.get("number") if isinstance(row, dict) else None
            if isinstance(row, dict) and isinstance(number, int):
                what = str(row.get("what", ""))
                sums[what] = sums.get(what, 0) + number
    return sums
