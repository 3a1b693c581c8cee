"""Three each term (三个一): what this person still means to do for each of her pupils, worked out for her own eyes.

A record answers when it says what happened; one that was only begun is shown as begun. What a colleague of the pupil's
care space has written answers as well: it is the pupil who should be visited, not a mentor who should visit.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.ids import RecordId
from app.records.calendar import CalendarDay, Term, day_of
from app.records.each_term import EachTerm, wanted
from app.records.kind import Kind
from app.records.values import Value
from app.store.queries import Listed
from app.workspace import calendar, editing
from app.workspace.desk import Desk
from app.workspace.pupil_views import PupilView
from app.workspace.pupils import my_pupils, pupil
from app.workspace.school import school_numbers


class TaskState(enum.Enum):
    """How far such a record is."""

    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class TermTask:
    """One record that is wanted about one pupil in this term. ``record`` is the one that answers it, or was begun;
    ``because`` the exam that calls for it, ``change``: a change in the pupil's life does."""

    kind: str
    pupil: PupilView
    due: date
    state: TaskState
    record: RecordId | None = None
    because: str = ""
    change: bool = False

    @property
    def done(self) -> bool:
        """Is it answered?"""
        return self.state is TaskState.DONE


def term_tasks(desk: Desk) -> list[TermTask]:
    """What is wanted this term about the pupils whose mentor this person is, by kind and then by pupil."""
    return tasks_about(desk, my_pupils(desk))


def tasks_about(desk: Desk, pupils: Sequence[PupilView], on: date | None = None) -> list[TermTask]:
    """The same about these pupils, in the term of a day (today)."""
    day = on or calendar.today_of(desk)
    years = {space: _Year.of(desk, space, day) for space in {one.space for one in pupils}}
    changes = _changes(desk)
    found: list[TermTask] = []
    for kind in desk.registry:
        if kind.each_term is not None:
            records = _by_pupil(desk, kind, kind.each_term, pupils)
            for one in pupils:
                year = years[one.space]
                held = _held(kind.each_term, records.get(one.record, ()), year.term)
                found += _tasks(kind, kind.each_term, one, year, held, changes.get(one.record, ()))
    return found


def begin_task(desk: Desk, kind_key: str, about: RecordId) -> RecordId:
    """A new private record of a kind about a pupil, with the pupil's name and class where the form has them."""
    kind, known = desk.kind(kind_key), pupil(desk, about)
    values: dict[str, Value] = {}
    if kind.each_term is not None:
        values[kind.each_term.about] = about
    keys = {field.key for field in kind.fields()}
    filled = {"name": known.name, "class_name": known.class_name}
    values |= {key: value for key, value in filled.items() if key in keys and value}
    return editing.create(desk, kind_key, values, None)


@dataclass(frozen=True)
class _Year:
    """What the days of one school's term follow from."""

    term: Term
    exams: tuple[CalendarDay, ...]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, desk: Desk, space: bytes, day: date) -> "_Year":
        """Of the school whose pupils lie in a space."""
        at = desk.space(space).space  # type: ignore[arg-type]  # a SpaceId
        return cls(calendar.term(desk, day, at), calendar.exams(desk, at), school_numbers(desk.store, at))


@dataclass(frozen=True)
class _Held:
    record: RecordId
    day: date
    said: bool


def _tasks(
    kind: Kind, each: EachTerm, one: PupilView, year: _Year, held: Sequence[_Held], changes: Sequence[date]
) -> list[TermTask]:
    said = [record for record in held if record.said]
    begun = [record.record for record in held if not record.said]
    found = []
    answers = iter(said)
    for want in wanted(each, year.numbers, year.term, year.exams, [record.day for record in said], changes):
        if want.held is not None:
            state, record = TaskState.DONE, next(answers).record
        elif begun:
            state, record = TaskState.BEGUN, begun.pop(0)
        else:
            found.append(TermTask(kind.key, one, want.due, TaskState.OPEN, None, want.because, want.change))
            continue
        found.append(TermTask(kind.key, one, want.due, state, record, want.because, want.change))
    return found


def _held(each: EachTerm, records: Sequence[Listed], term: Term) -> list[_Held]:
    """These records as far as they are of the term, the earliest first."""
    found = [
        _Held(record.record, day, bool(record.values.get(each.words)))
        for record in records
        if term.opens <= (day := day_of(record.values.get(each.day)) or date.fromtimestamp(record.created)) <= term.ends
    ]
    return sorted(found, key=lambda one: one.day)


def _by_pupil(desk: Desk, kind: Kind, each: EachTerm, pupils: Sequence[PupilView]) -> dict[RecordId, list[Listed]]:
    """The records of a kind by the pupil whom they are about: by the link, else by a name that only one pupil has."""
    names: dict[str, RecordId | None] = {}
    for one in pupils:
        names[one.name] = None if one.name in names else one.record
    found: dict[RecordId, list[Listed]] = {}
    for listed in desk.store.queries.where(kind.key):
        linked = listed.values.get(each.about)
        about = RecordId(str(linked)) if linked else names.get(listed.title) if kind.names_pupils else None
        if about is not None:
            found.setdefault(about, []).append(listed)
    return found


def _changes(desk: Desk) -> dict[RecordId, list[date]]:
    """The days on which records say that something changed in a pupil's life."""
    found: dict[RecordId, list[date]] = {}
    for kind in desk.registry:
        change = kind.life_change
        if change is None:
            continue
        for listed in desk.store.queries.where(kind.key, **{change.flag: True}):
            about = listed.values.get(change.about)
            if isinstance(about, str):
                day = day_of(listed.values.get(change.day)) or date.fromtimestamp(listed.created)
                found.setdefault(RecordId(about), []).append(day)
    return found
