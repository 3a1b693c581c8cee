"""Handover (交接): one colleague's work goes to another when she leaves, seen on one page before it is done.

What a keeper's laptop can do at once, without a network: name the successor in the records, end the leaver's time in
the spaces. A new key must begin before anybody is asked in, because it closes every ticket; so the invitations follow
by themselves, after the visit or the stick that brought the new key into order. Who hands over her own work asks first,
and leaves once the successor has come, so that no space is ever without a keeper.

The leaver's laptop does its own part by itself (``departing``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from app.errors import AccessError, Bug
from app.ids import PersonId, RecordId, SpaceId
from app.protocol.membership import Member, Membership, Role
from app.records.filling import edits_for
from app.records.handing import Handed, handed
from app.records.kind import Kind
from app.records.people import person_of, person_value
from app.records.purposes import ATTENTION, BOX, CARE, GUEST
from app.records.values import Value
from app.store.queries import NO_LIMIT
from app.sync.epochs import begin_due
from app.sync.leaving import is_wished, wish
from app.sync.purpose import purpose_of
from app.workspace import editing, gathering, keeping
from app.workspace.departing import own_records, records_of_pupils
from app.workspace.desk import Desk
from app.workspace.notes import keep, kept
from app.workspace.views import Changes

_PENDING = "handovers"
#: Where a place is somebody's own trust or errand: it ends, and nobody takes it over.
_NOT_INHERITED = frozenset({ATTENTION, BOX, GUEST})


@dataclass(frozen=True)
class HandedSpace:
    """A space of the leaver's. ``mine``: this person can change it; else ``keepers`` names those who can. ``joins``:
    the successor is to be asked in; ``via``: the name of the space in which she gets the invitation, empty for none;
    ``inherited``: her place there goes to the successor, and does not just end."""

    space: SpaceId
    name: str
    purpose: str | None
    mine: bool
    joins: bool
    via: str
    keepers: tuple[str, ...]
    inherited: bool = True


@dataclass(frozen=True)
class HandedRecord:
    """A record in which the leaver is named. ``ends``: it ends today, and another one begins for the successor."""

    record: RecordId
    kind_key: str
    title: str
    ends: bool


@dataclass(frozen=True)
class HandoverView:
    """What a handover would do. ``own``: records of one's own that go along, None where somebody else is the leaver,
    for how much a colleague has written is counted for nobody; ``pupils``: records that go from the leaver's laptop, as
    far as this one can tell; ``me``: the leaver is oneself."""

    leaver: str
    leaver_name: str
    successor: str
    successor_name: str
    me: bool
    spaces: tuple[HandedSpace, ...]
    records: tuple[HandedRecord, ...]
    own: int | None
    pupils: int


@dataclass(frozen=True)
class HandoverWaits:
    """A handover that goes on by itself: in ``space_name`` it waits for ``step``: "key", "join" or "leave"."""

    space_name: str
    leaver_name: str
    successor_name: str
    step: str


class _Pending(msgspec.Struct):
    """One space of a handover under way; ids are hexadecimal."""

    space: str
    leaver: str
    successor: str
    role: str


class _All(msgspec.Struct):
    pending: list[_Pending] = []


def people_to_hand_over(desk: Desk) -> list[tuple[str, str]]:
    """Whose work this person can hand over, and who can take it over: (hexadecimal id, name), herself first, then by
    name: everybody with whom she shares a space."""
    found: dict[PersonId, str] = {desk.person: desk.name}
    for space in _shared(desk):
        state, names = desk.owner.membership(space), desk.names(space)
        for member in state.active() if state is not None else ():
            found.setdefault(PersonId(member.person), names.get(PersonId(member.person), ""))
    others = sorted((name, person.hex()) for person, name in found.items() if person != desk.person and name)
    return [(desk.person.hex(), desk.name), *((person, name) for name, person in others)]


def handover(desk: Desk, leaver: str, successor: str) -> HandoverView:
    """What would happen; changes nothing. Raises AccessError for somebody with whom no space is shared."""
    names = dict(people_to_hand_over(desk))
    if leaver not in names or successor not in names or leaver == successor:
        raise AccessError("access.not_known", "no space is shared")
    who, heir = _person(leaver), _person(successor)
    spaces = [view for space in _shared(desk) if (view := _space(desk, space, who, heir)) is not None]
    records = [_record(desk, record, found) for record, found in _records(desk, who, heir)]
    me = who == desk.person
    concerned = [view.space for view in spaces if view.mine]
    return HandoverView(
        leaver, names[leaver], successor, names[successor], me, tuple(spaces), tuple(records),
        sum(len(own_records(desk, space)) for space in concerned) if me else None,
        sum(records_of_pupils(desk, space) for space in concerned),
    )  # fmt: skip


def hand_over(desk: Desk, leaver: str, successor: str, spaces: Sequence[SpaceId]) -> Changes:
    """Do it, in these of the spaces; all of it, or nothing. Raises AccessError without the right, and if nobody would
    be left who keeps a space and the successor cannot be asked in."""
    view = handover(desk, leaver, successor)
    wanted = [space for space in view.spaces if space.space in set(spaces)]
    if any(not space.mine or (space.joins and not space.via) for space in wanted):
        raise AccessError("access.no_right", "a space that this person does not keep")
    who, now, touched = _person(leaver), kept(desk, _PENDING, _All), set[RecordId]()
    try:
        with desk.store.transaction():
            for record, found in _records(desk, who, _person(successor)):
                touched |= _change(desk, record, found)
            for space in wanted:
                if space.inherited:
                    role = _role_of(desk, space.space, who)
                    now.pending.append(_Pending(space.space.hex(), leaver, successor, role))
                if who == desk.person and not space.inherited:
                    wish(desk.owner, space.space)
                if who != desk.person:
                    keeping.remove_member(desk, space.space, leaver)
                    begin_due(desk.owner, space.space)
            keep(desk, _PENDING, now)
    except BaseException:
        for space in wanted:
            desk.owner.forget_membership(space.space)
        raise
    return Changes(frozenset(touched), spaces=True, sync=True) | go_on(desk)


def go_on(desk: Desk) -> Changes:
    """Do what has become possible of the handovers under way. Raises StoreError."""
    now, changes = kept(desk, _PENDING, _All), Changes()
    if not now.pending:
        return changes
    left = []
    for one in now.pending:
        try:
            done, did = _step(desk, one)
        except AccessError:
            # She keeps the space no more, or the successor is in none of hers: nothing is left that she could do.
            continue
        changes |= did
        if not done:
            left.append(one)
    keep(desk, _PENDING, _All(left))
    return changes


def under_way(desk: Desk) -> list[HandoverWaits]:
    """The handovers that go on by themselves, and for what they wait."""
    names = dict(people_to_hand_over(desk))
    found = []
    for one in kept(desk, _PENDING, _All).pending:
        space = SpaceId(bytes.fromhex(one.space))
        state, row = desk.owner.membership(space), desk.store.spaces.get(space)
        if state is None or row is None or not row.active:
            continue
        step = "key" if state.epoch_due else "join" if _active(state, _person(one.successor)) is None else "leave"
        leaver = names.get(one.leaver) or desk.names(space).get(_person(one.leaver), "")
        found.append(HandoverWaits(row.name, leaver, names.get(one.successor, ""), step))
    return found


def _step(desk: Desk, one: _Pending) -> tuple[bool, Changes]:
    """One step of a handover in one space: is it finished, and what was changed."""
    space, heir = SpaceId(bytes.fromhex(one.space)), _person(one.successor)
    row, state = desk.store.spaces.get(space), desk.owner.membership(space)
    if row is None or not row.active or state is None:
        return True, Changes()
    member = _active(state, heir)
    if member is None:
        if state.epoch_due:
            begin_due(desk.owner, space)
            state = desk.owner.membership(space)
        if state is None or state.epoch_due:
            return False, Changes()
        return False, gathering.invite(desk, space, [one.successor], _via(desk, heir, space), one.role)
    if one.leaver != desk.person.hex():
        return True, Changes()
    if one.role == Role.KEEPER and member.role is not Role.KEEPER:
        keeping.set_role(desk, space, one.successor, one.role)
    if not is_wished(desk.owner, space):
        wish(desk.owner, space)
    return True, Changes(spaces=True, sync=True)


def _space(desk: Desk, space: SpaceId, who: PersonId, heir: PersonId) -> HandedSpace | None:
    """A space that the leaver is in; a care circle follows from the matching, by its class teacher's program."""
    state, purpose = desk.owner.membership(space), purpose_of(desk.store, space)
    if state is None or _active(state, who) is None or purpose == CARE or is_wished(desk.owner, space):
        return None
    names = desk.names(space)
    keepers = [PersonId(member.person) for member in state.active() if member.role is Role.KEEPER]
    inherited = purpose not in _NOT_INHERITED
    joins = inherited and _active(state, heir) is None
    try:
        via = desk.space(_via(desk, heir, space)).name if joins else ""
    except AccessError:
        via = ""
    mine = desk.person in keepers or (who == desk.person and not joins)
    return HandedSpace(
        space,
        desk.space(space).name,
        purpose,
        mine,
        joins,
        via,
        tuple(names.get(keeper, "") for keeper in keepers),
        inherited,
    )


def _via(desk: Desk, heir: PersonId, but: SpaceId) -> SpaceId:
    """A space in which the successor can be reached. Raises AccessError("access.not_known")."""
    for space in _shared(desk):
        state = desk.owner.membership(space)
        if space != but and state is not None and _active(state, heir) is not None and not is_wished(desk.owner, space):
            return space
    raise AccessError("access.not_known", "no space is shared with the successor")


def _records(desk: Desk, who: PersonId, heir: PersonId) -> list[tuple[RecordId, Handed]]:
    """Records that name the leaver, that this person may change, in spaces of hers."""
    found = []
    today, successor = desk.situation().today, person_value(heir)
    typed = {desk.names(space).get(who, "") for space in _shared(desk)} - {""}

    def is_leaver(value: str) -> bool:
        return person_of(value) == who or value in typed

    for space in _shared(desk):
        role = desk.owner.role_in(space)
        for kind in desk.registry:
            if kind.handing is None and kind.tasks is None:
                continue
            for line in desk.store.queries.list_records(kind.key, space, limit=NO_LIMIT):
                change = handed(kind, line.values, is_leaver, successor, today)
                if change is not None and change.begins is not None and _stands(desk, kind, change.begins, today):
                    change = Handed(change.edits)
                if change is not None and kind.audience.may_write(role, "", line.mine):
                    found.append((line.record, change))
    return found


def _stands(desk: Desk, kind: Kind, begins: Mapping[str, Value], today: str) -> bool:
    """Is there such a record of the successor's already, as of a pupil whom she mentors besides?"""
    handing = kind.handing
    if handing is None or kind.beside is None:
        return False
    same = {key: begins[key] for key in (kind.beside, *handing.people) if key in begins}
    ends = [str(line.values.get(handing.ended or "", "")) for line in desk.store.queries.where(kind.key, **same)]
    return any(not end or end > today for end in ends)


def _record(desk: Desk, record: RecordId, found: Handed) -> HandedRecord:
    (line,) = desk.store.queries.these([record])
    return HandedRecord(record, line.kind, line.title, found.begins is not None)


def _change(desk: Desk, record: RecordId, found: Handed) -> set[RecordId]:
    opened = desk.open(record)
    if opened.record.kind is None:
        raise Bug("bug", "a record of an unknown kind is handed over")
    editing.edit(desk, record, found.edits)
    if found.begins is None:
        return {record}
    begun = edits_for(opened.record.kind, found.begins, desk.chance)
    return {record, editing.create_with(desk, opened.stored.kind, begun, opened.stored.space)}


def _shared(desk: Desk) -> list[SpaceId]:
    return [row.space for row in desk.store.spaces.all() if row.active and not row.private]


def _role_of(desk: Desk, space: SpaceId, who: PersonId) -> str:
    state = desk.owner.membership(space)
    member = _active(state, who) if state is not None else None
    return str(member.role if member is not None else Role.WRITER)


def _active(state: Membership, person: PersonId) -> Member | None:
    member = state.members.get(person)
    return member if member is not None and member.active else None


def _person(text: str) -> PersonId:
    return PersonId(bytes.fromhex(text))
