"""Making the circles of a matching, and changing them when it changes.

Whoever founds a space is in it. So a class teacher's program makes the circles of her class (where the class teacher is
no member, that of the mentor who leads), and a leader who looks after the matching gets into no circle by that.

A change of the matching changes the circles. Where all pupils of a circle have the same new people, these take the
place of the former ones: a new epoch begins, and what is written from then on opens for them alone. Where only some
pupils change, their records are copied into the circle of their new people, so that their history goes with them; what
the former mentor has read stays readable to him.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.ids import PersonId, RecordId, SpaceId
from app.records.audience import KEEPER, WRITER
from app.records.edits import AddRow, Edit, Mark, RemoveRow, SetValue, new_row_id
from app.records.fields import Link
from app.records.filling import edits_for
from app.records.people import person_value
from app.records.purposes import CARE, TEAM
from app.records.values import Row, Value, rows_in
from app.workspace import editing, gathering, keeping
from app.workspace.care_circles import CIRCLE, Circle, circles
from app.workspace.desk import Desk
from app.workspace.pupil_views import PupilView
from app.workspace.pupils import Humans, pupils
from app.workspace.views import Changes

#: People who are named in a circle's name, and characters of a space's name.
_NAMED, _LONGEST = 4, 40


@dataclass(frozen=True)
class Making:
    """One circle as it should be: ``circle`` is the space that becomes it, None for a new one. ``asked``, ``leaving``
    and ``names`` (all who belong there) are people by name."""

    purpose: str
    class_name: str
    people: frozenset[str]
    pupils: frozenset[RecordId]
    circle: Circle | None
    asked: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=())


def planned(desk: Desk, home: SpaceId) -> list[Making]:
    """What would be made or changed for the pupils of a space, for those whose circles this person makes."""
    found, humans = pupils(desk, home), Humans(desk, home)
    mine = [one for one in found if _maker(one, humans) == desk.person.hex()]
    return [*_teams(desk, home, found, humans), *_cares(desk, mine, humans)]


def make(desk: Desk, home: SpaceId, wanted: Sequence[Making]) -> Changes:
    """Make or change circles as they were looked at. Raises AccessError: access.no_founding without the right to found
    spaces, access.not_known for somebody who is gone. What was made before that stays."""
    moving = _moving(desk, [one for one in wanted if one.purpose == CARE])
    changes = Changes(spaces=True, sync=True)
    for one in wanted:
        try:
            with desk.store.transaction():
                space = _settle(desk, home, one)
                for pupil, former in moving:
                    if one.purpose == CARE and pupil in one.pupils and former.space != space:
                        _carry(desk, pupil, former.space, space)
        except BaseException:
            if one.circle is not None:
                desk.owner.forget_membership(one.circle.space)  # what was read within the undone piece is not so
            raise
    return changes


def _maker(one: PupilView, humans: Humans) -> str:
    """Whose program makes a pupil's circle: the class teacher's, else the leading mentor's, else the first one's."""
    teacher = one.class_teacher.person if one.class_teacher is not None else ""
    lead = one.lead.person if one.lead is not None else ""
    return next((person for person in (teacher, lead, *sorted(one.around)) if person in humans.active), "")


def _teams(desk: Desk, home: SpaceId, found: Sequence[PupilView], humans: Humans) -> list[Making]:
    """A mentor team for each class whose teacher this person is; none where the pupils lie in a team's already."""
    existing = {circle.class_name: circle for circle in _kept(desk, TEAM)}
    if home in {circle.space for circle in circles(desk, TEAM)}:
        return []
    classes = {
        one.class_name
        for one in found
        if one.class_name and one.class_teacher is not None and one.class_teacher.person == desk.person.hex()
    }
    plans = []
    for name in sorted(classes):
        own = [one for one in found if one.class_name == name and one.mentors]
        people = frozenset(person for one in own for person in one.around) & humans.active | {desk.person.hex()}
        if own:
            plans += _plan(TEAM, name, people, frozenset(one.record for one in own), existing.get(name), humans)
    return plans


def _cares(desk: Desk, mine: Sequence[PupilView], humans: Humans) -> list[Making]:
    groups: dict[frozenset[str], list[PupilView]] = {}
    for one in mine:
        if one.mentors:
            groups.setdefault(one.around & humans.active, []).append(one)
    kept = _kept(desk, CARE)
    fitting = {circle.people: circle for circle in reversed(kept)}
    free = [circle for circle in kept if circle.people not in groups]
    plans = []
    for people, own in groups.items():
        records = frozenset(one.record for one in own)
        circle = fitting.get(people) or _successor(free, people, records)
        if circle in free:
            free.remove(circle)
        class_name = own[0].class_name if len({one.class_name for one in own}) == 1 else ""
        plans += _plan(CARE, class_name, people, records, circle, humans)
    for circle in free:
        # Nobody of these is cared for by these people any more: whoever was a mentor in it goes.
        plans += _plan(CARE, circle.class_name, frozenset({desk.person.hex()}), frozenset(), circle, humans)
    return plans


def _successor(free: Iterable[Circle], people: frozenset[str], records: frozenset[RecordId]) -> Circle | None:
    """A circle that nobody needs as it is, all of whose pupils have these people now; with the most people alike."""
    fitting = [circle for circle in free if circle.pupils and circle.pupils <= records]
    return max(fitting, key=lambda circle: len(circle.people & people), default=None)


def _plan(
    purpose: str,
    class_name: str,
    people: frozenset[str],
    records: frozenset[RecordId],
    circle: Circle | None,
    humans: Humans,
) -> list[Making]:
    """The circle, if anything of it is not yet as it should be."""
    if circle is not None and circle.people == people and circle.pupils == records and circle.members <= people:
        return []
    had = circle.people | circle.members if circle is not None else frozenset()
    return [
        Making(
            purpose=purpose,
            class_name=class_name,
            people=people,
            pupils=records,
            circle=circle,
            asked=_names(people - had, humans),
            leaving=_names(had - people, humans),
            names=_names(people, humans),
        )
    ]


def _names(people: Iterable[str], humans: Humans) -> tuple[str, ...]:
    return tuple(sorted(humans.names.get(person, "") for person in people))


def _kept(desk: Desk, purpose: str) -> list[Circle]:
    return [circle for circle in circles(desk, purpose) if desk.owner.role_in(circle.space) == KEEPER]


def _settle(desk: Desk, home: SpaceId, one: Making) -> SpaceId:
    """Found the space, or let its members be those wanted; and note for whom it is."""
    others = sorted(one.people - {desk.person.hex()})
    if one.circle is None:
        name = " ".join(part for part in (one.class_name, "、".join(one.names[:_NAMED])) if part)[:_LONGEST]
        space = gathering.gather(desk, name, one.purpose, others, home, WRITER)
    else:
        space = one.circle.space
        for person in sorted(one.circle.members - one.people):
            keeping.remove_member(desk, space, person)
        gathering.uninvite(desk, space, one.circle.people - one.people)
        gathering.invite(desk, space, [person for person in others if person not in one.circle.members], home, WRITER)
    _note(desk, space, one)
    return space


def _note(desk: Desk, space: SpaceId, one: Making) -> None:
    note = one.circle.note if one.circle is not None else None
    if note is None:
        rows: list[Row] = [{"pupil": record} for record in sorted(one.pupils)]
        people: list[str] = [_value(person) for person in sorted(one.people)]
        values: dict[str, Value] = {"name": one.class_name, "people": people, "pupils": rows}
        editing.create(desk, CIRCLE, {key: value for key, value in values.items() if value}, space)
        return
    before = desk.open(note).record.values()
    had = {str(row["pupil"]): str(row["id"]) for row in rows_in(before.get("pupils")) if row.get("pupil")}
    edits: list[Edit] = [SetValue("name", one.class_name)]
    edits += [RemoveRow("pupils", row) for record, row in had.items() if record not in one.pupils]
    for record in sorted(one.pupils - set(had)):
        row = new_row_id(desk.chance)
        edits += [AddRow("pupils", row_id=row), SetValue(f"pupils/{row}/pupil", record)]
    people_before = one.circle.people if one.circle is not None else frozenset()
    edits += [Mark("people", _value(person), present=False) for person in sorted(people_before - one.people)]
    edits += [Mark("people", _value(person)) for person in sorted(one.people - people_before)]
    editing.edit(desk, note, edits)


def _moving(desk: Desk, wanted: Sequence[Making]) -> list[tuple[RecordId, Circle]]:
    """The pupils who had another circle before, with that."""
    before = {record: circle for circle in _kept(desk, CARE) for record in circle.pupils}
    return [(record, before[record]) for one in wanted for record in one.pupils if record in before]


def _carry(desk: Desk, pupil: RecordId, former: SpaceId, into: SpaceId) -> None:
    """Copy a pupil's records of one circle into another, those that are not there yet."""
    for kind in desk.registry:
        links = [one.key for one in kind.fields() if isinstance(one, Link) and "pupil" in one.kinds]
        if CARE not in kind.places or not kind.listed or not links:
            continue
        for listed in desk.store.queries.where(kind.key, **{links[0]: pupil}):
            if listed.space == former:
                _copy(desk, listed.record, kind.key, into)


def _copy(desk: Desk, record: RecordId, kind_key: str, into: SpaceId) -> None:
    kind, values = desk.kind(kind_key), desk.open(record).record.values()
    edits = edits_for(kind, values, desk.chance)
    there = desk.store.queries.list_records(kind_key, into, limit=10_000)
    title = next((listed.title for listed in desk.store.queries.these([record])), "")
    same = (desk.open(listed.record).record.values() for listed in there if listed.title == title)
    if not any(_bare(one) == _bare(values) for one in same):
        editing.create_with(desk, kind_key, edits, into, moved=True)


def _bare(values: dict[str, Value]) -> dict[str, object]:
    """Values as they compare between two records: rows without their ids."""
    return {
        key: [{name: cell for name, cell in row.items() if name != "id"} for row in rows_in(value)] or value
        for key, value in values.items()
    }


def _value(person: str) -> str:
    return person_value(PersonId(bytes.fromhex(person)))
