"""The short way to write about a pupil: whom it can be about, where it will lie, and who will read it there.

A record of a kind that belongs into care circles goes into the pupil's own, which holds exactly the class teacher and
the mentors; while there is none, it stays with its author alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.errors import RecordError
from app.ids import RecordId, SpaceId
from app.records.kind import Kind
from app.records.people import person_value
from app.records.purposes import CARE
from app.records.values import Value
from app.workspace import care_circles, editing, pupils
from app.workspace.browsing import space_view
from app.workspace.desk import Desk
from app.workspace.pupil_views import PupilView

#: Her own last records in which names are looked for that stand on no roster, and names that are offered.
_REMEMBERED, _MOST_NAMES = 60, 200


@dataclass(frozen=True)
class PupilChoice:
    """Somebody whom a record can be about. ``record`` is None for a name that stands on no roster; ``care`` is the
    circle that cares for the pupil, ``readers`` are the names of everybody in it."""

    name: str
    class_name: str = ""
    record: RecordId | None = None
    care: SpaceId | None = None
    care_name: str = ""
    readers: tuple[str, ...] = ()
    mine: bool = False


def pupil_choices(desk: Desk) -> tuple[PupilChoice, ...]:
    """One's own pupils first, then the others of one's spaces, then names that one has written before."""
    circles = care_circles.circles(desk, CARE)
    mine = {pupil.record for pupil in pupils.my_pupils(desk)}
    seen: dict[SpaceId, tuple[str, tuple[str, ...]]] = {}

    def choice(pupil: PupilView) -> PupilChoice:
        care = care_circles.circle_for(circles, pupil)
        if care is not None and care not in seen:
            view = space_view(desk, care)
            seen[care] = view.name, view.readers
        name, readers = seen[care] if care is not None else ("", ())
        return PupilChoice(pupil.name, pupil.class_name, pupil.record, care, name, readers, mine=pupil.record in mine)

    listed = [choice(pupil) for space in pupils.homes(desk) for pupil in pupils.pupils(desk, space)]
    listed.sort(key=lambda one: not one.mine)
    names = {one.name for one in listed}
    typed = [PupilChoice(name) for name in dict.fromkeys(_typed(desk)) if name not in names]
    return (*listed, *typed[:_MOST_NAMES])


def _typed(desk: Desk) -> Iterator[str]:
    for kind in desk.registry:
        if kind.names_pupils:
            for row in desk.store.queries.list_records(kind.key, limit=_REMEMBERED, mine=True):
                if row.title:
                    yield row.title


def jot(desk: Desk, kind_key: str, values: Mapping[str, Value]) -> RecordId:
    """Begin a record by the short way: a draft, of today and by oneself. Raises RecordError for a kind without one."""
    kind = desk.kind(kind_key)
    if kind.quick is None:
        raise RecordError("record.unknown_kind", kind_key)
    known: dict[str, Value] = {}
    if kind.quick.day:
        known[kind.quick.day] = desk.situation().today
    if kind.quick.person:
        known[kind.quick.person] = person_value(desk.person)
    return editing.create(desk, kind_key, {**known, **values}, None)


def home_of(kind: Kind, choice: PupilChoice | None) -> SpaceId | None:
    """Where such a record about this pupil goes when it is finished; None: it stays a draft."""
    return choice.care if choice is not None and CARE in kind.places else None
