"""Keeping a space: its open tickets, its members' roles, removing and leaving; and what stays after one has left.

Every verb writes an entry behind the space's log, which leaves with the next visit; what the others' machines accept
is decided there, by the same rules.
"""

from app.crdt.document import Document
from app.errors import AccessError, Bug
from app.ids import PersonId, RecordId, SpaceId, new_record_id
from app.protocol.entries import Remove, parse_entry
from app.protocol.membership import Membership, Role
from app.spaces.keeping import change_role, remove, withdraw
from app.store.content import content_of
from app.sync.leaving import check_may_go, is_wished, take_back, wish
from app.sync.roster import add_own_entry
from app.workspace.desk import Desk, Names
from app.workspace.views import LeftSpace, OpenTicket

_TAKEN, _KEPT = "taken along ", "kept own "
#: More records than a space ever holds on one laptop.
_ALL = 100_000


def open_tickets(desk: Desk, space: SpaceId) -> list[OpenTicket]:
    """The tickets of a space that nobody has used yet, the first to end first."""
    state, names = desk.owner.membership(space), Names(desk)
    if state is None:
        return []
    tickets = [
        OpenTicket(
            ticket.hex(), str(invite.role), invite.ends, names.person(space, invite.by), invite.by == desk.person
        )
        for ticket, invite in state.invites.items()
    ]
    return sorted(tickets, key=lambda ticket: (ticket.ends, ticket.ticket))


def withdraw_ticket(desk: Desk, space: SpaceId, ticket: str) -> None:
    """Close a ticket before somebody uses it. Raises AccessError: used meanwhile, withdrawn before, no right."""
    state = _state(desk, space)
    add_own_entry(desk.owner, space, withdraw(state, desk.owner.device, bytes.fromhex(ticket)))


def set_role(desk: Desk, space: SpaceId, person: str, role: str) -> None:
    """Give a member another role. Raises AccessError without the right, and if no keeper would remain."""
    if role not in set(Role):
        raise Bug("bug", f"role {role!r}")
    state, whom = _state(desk, space), PersonId(bytes.fromhex(person))
    if role != Role.KEEPER:
        check_may_go(state, whom)
    add_own_entry(desk.owner, space, change_role(state, desk.owner.device, whom, Role(role)))


def remove_member(desk: Desk, space: SpaceId, person: str) -> None:
    """Remove somebody else; a new epoch begins with the next visit. Raises AccessError without the right."""
    state, whom = _state(desk, space), PersonId(bytes.fromhex(person))
    if whom == desk.person:
        raise Bug("bug", "who goes himself leaves")
    add_own_entry(desk.owner, space, remove(state, desk.owner.device, whom))


def leave_space(desk: Desk, space: SpaceId) -> None:
    """Leave with the next visit, which first sends what waits. Raises AccessError for the last keeper."""
    wish(desk.owner, space)


def stay(desk: Desk, space: SpaceId) -> None:
    """Take the wish to leave back, while no visit has carried it."""
    take_back(desk.owner, space)


def left_spaces(desk: Desk) -> list[LeftSpace]:
    """The spaces in which this person is no longer; their records stay readable here."""
    return [
        LeftSpace(
            row.space,
            row.name,
            _went_himself(desk, row.space),
            len(_left_behind(desk, row.space)),
            is_struck(desk, row.space),
            has_kept(desk, row.space),
        )
        for row in desk.store.spaces.all()
        if not row.active and not row.private
    ]


def take_along(desk: Desk, space: SpaceId) -> list[RecordId]:
    """Copy what never went out of a space that was left into the private one; gives the copies.

    Comments and steps stay beside the records they were written about. The second time there is nothing left to copy.
    """
    copies = []
    with desk.store.transaction():
        for record in _left_behind(desk, space):
            opened = desk.open(record)
            copy, document = new_record_id(desk.chance), opened.record.document
            whole = Document.load(desk.owner.device_id, document.state(), desk.chance).export()
            desk.store.documents.save(
                copy, desk.private_space, content_of(opened.record), whole, desk.owner.device_id, desk.clock.now()
            )
            copies.append(copy)
        taken_along(desk, space)
    return copies


def taken_along(desk: Desk, space: SpaceId) -> None:
    """Note that there is nothing left in a space to take along."""
    desk.store.identity.set(_TAKEN + space.hex(), b"1")


def note_kept(desk: Desk, space: SpaceId) -> None:
    """Note that private copies of what this person wrote in a space have been made."""
    desk.store.identity.set(_KEPT + space.hex(), b"1")


def has_kept(desk: Desk, space: SpaceId) -> bool:
    """Have they been made?"""
    return desk.store.identity.get(_KEPT + space.hex()) is not None


def is_leaving(desk: Desk, space: SpaceId) -> bool:
    """Is this person about to leave a space?"""
    return is_wished(desk.owner, space)


def _left_behind(desk: Desk, space: SpaceId) -> list[RecordId]:
    """Records of one's own that hold words which never left this machine."""
    if desk.store.identity.get(_TAKEN + space.hex()) is not None:
        return []
    listed = desk.store.queries.list_records(None, space, alone=True, limit=_ALL)
    return [line.record for line in listed if desk.store.outbox.waits(line.record)]


def _went_himself(desk: Desk, space: SpaceId) -> bool:
    """Did this person leave, or was she removed by somebody else?"""
    state = desk.owner.membership(space)
    for raw in reversed(desk.store.spaces.entries(space)):
        entry = parse_entry(raw).entry
        if isinstance(entry, Remove) and entry.person == desk.person:
            author = state.owner_of(entry.author) if state is not None else None
            return author is not None and author.person == desk.person
    return False


def is_struck(desk: Desk, space: SpaceId) -> bool:
    """Is this device alone out of a space whose member the person still is?"""
    state = desk.owner.membership(space)
    me = state.members.get(desk.person) if state is not None else None
    return me is not None and me.active


def _state(desk: Desk, space: SpaceId) -> Membership:
    state = desk.owner.membership(space)
    if state is None:
        raise AccessError("access.no_right", "the private space has no other members")
    return state
