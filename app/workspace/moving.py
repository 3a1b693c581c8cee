"""Moving to another school (轮岗): one's own records go along, the school's stay, and the keys change behind one.

Copies of what she wrote are made at once, with pictures, also of what was never sent; she leaves with the next visit,
which first sends what waits. What is about pupils goes from her laptop when she is out (``departing``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import PersonId, RecordId, SpaceId
from app.protocol.membership import Membership, Role
from app.records.purposes import ALLIANCE, GUEST, PAIR
from app.sync.leaving import is_wished, wish
from app.sync.purpose import purpose_of
from app.workspace import departing, profiles
from app.workspace.colleagues import profile
from app.workspace.desk import Desk
from app.workspace.views import Changes

#: Spaces that often go on across schools: they are offered, and not chosen beforehand.
_ACROSS = frozenset({PAIR, ALLIANCE, GUEST})


@dataclass(frozen=True)
class MovedSpace:
    """A space that she may leave. ``usual``: it is the school's as a rule; ``own`` records of hers would go along, and
    ``pupils`` would go from her laptop; ``alone``: she is the last who keeps it and has to hand it over first."""

    space: SpaceId
    name: str
    purpose: str | None
    usual: bool
    own: int
    pupils: int
    alone: bool


@dataclass(frozen=True)
class MoveView:
    """The school on her card, and her spaces."""

    school: str
    spaces: tuple[MovedSpace, ...]


def moving(desk: Desk) -> MoveView:
    """What moving would mean; changes nothing."""
    found = []
    for row in desk.store.spaces.all():
        state = desk.owner.membership(row.space)
        if not row.active or row.private or state is None or is_wished(desk.owner, row.space):
            continue
        purpose = purpose_of(desk.store, row.space)
        found.append(
            MovedSpace(
                space=row.space,
                name=row.name,
                purpose=purpose,
                usual=purpose not in _ACROSS,
                own=len(departing.own_records(desk, row.space)),
                pupils=departing.records_of_pupils(desk, row.space),
                alone=_keeps_alone(state, desk.person),
            )
        )
    return MoveView(str(profile(desk).get("school", "")), tuple(found))


def move(desk: Desk, school: str, spaces: Sequence[SpaceId]) -> Changes:
    """Take one's own records along, leave these spaces, and put the new school on one's card; all of it, or nothing.

    Raises AccessError("membership.last_keeper") for a space that nobody else keeps, RecordError for a name too long.
    """
    copies: list[RecordId] = []
    with desk.store.transaction():
        for space in spaces:
            wish(desk.owner, space)
            copies += departing.take_own(desk, space)
        changes = profiles.set_profile(desk, {"school": school.strip()})
    return changes | Changes(frozenset(copies), spaces=True, sync=True)


def _keeps_alone(state: Membership, me: PersonId) -> bool:
    return [member.person for member in state.active() if member.role is Role.KEEPER] == [me]
