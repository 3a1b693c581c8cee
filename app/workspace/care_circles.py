"""Circles around pupils: a mentor team's space for a class (导师团), and care circles (关爱圈), and whose they are.

A care circle is the space of exactly those who care for a pupil: her class teacher and her mentors. There is one for
each set of people, not for each pupil. Who was asked in and has not come yet belongs to it too, as its note says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import RecordId, SpaceId
from app.records.people import person_of
from app.records.purposes import CARE
from app.records.values import Value, members_in, rows_in
from app.sync.purpose import purpose_of
from app.workspace.desk import Desk
from app.workspace.pupil_views import PupilView
from app.workspace.pupils import pupil

CIRCLE = "circle"


@dataclass(frozen=True)
class Circle:
    """A space with a purpose around pupils: for which of them (``class_name`` for a team), who belongs there and who is
    there (hexadecimal ids); ``note`` is the record that says so."""

    space: SpaceId
    note: RecordId | None
    class_name: str
    pupils: frozenset[RecordId]
    people: frozenset[str]
    members: frozenset[str]


def care_space(desk: Desk, record: RecordId) -> SpaceId | None:
    """The circle of a pupil that this person is in; None while there is none, or while somebody is in it who cares for
    the pupil no more. Raises RecordError("record.missing")."""
    return circle_for(circles(desk, CARE), pupil(desk, record))


def circle_for(found: Sequence[Circle], one: PupilView) -> SpaceId | None:
    """Of these circles the one that is for a pupil: its people are exactly hers, and nobody else is in it."""
    fitting = [circle for circle in found if circle.people == one.around and circle.members <= one.around]
    hers = [circle for circle in fitting if one.record in circle.pupils] or fitting
    return hers[0].space if hers else None


def circles(desk: Desk, purpose: str) -> list[Circle]:
    """The spaces of this purpose that this person is in, in the order of joining."""
    return [
        _circle(desk, row.space)
        for row in desk.store.spaces.all()
        if row.active and not row.private and purpose_of(desk.store, row.space) == purpose
    ]


def _circle(desk: Desk, space: SpaceId) -> Circle:
    state = desk.owner.membership(space)
    members = frozenset(member.person.hex() for member in state.active()) if state is not None else frozenset()
    notes = desk.store.queries.list_records(CIRCLE, space, order="created", descending=False, limit=1)
    if not notes:
        return Circle(space, None, "", frozenset(), members, members)
    values = notes[0].values
    people = (person_of(one) for one in members_in(values.get("people")))
    return Circle(
        space=space,
        note=notes[0].record,
        class_name=str(values.get("name") or ""),
        pupils=frozenset(_pupils(values.get("pupils"))),
        people=frozenset(person.hex() for person in people if person is not None),
        members=members,
    )


def _pupils(value: Value | None) -> list[RecordId]:
    rows = rows_in(value)
    return [RecordId(str(row["pupil"])) for row in rows if row.get("pupil")]
