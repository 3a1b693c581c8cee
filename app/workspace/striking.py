"""Striking out a device, as when a laptop was stolen: one's own everywhere, or as a keeper a member's in a space.

The device is given nothing more by the relay from the next visit on, what it writes is refused by everybody, and a new
key follows as after a removal. Whoever opens the laptop has its person's root secret all the same, and could make
another device of hers: then the person has to be removed and to begin anew (docs/security.md).
"""

from app.errors import AccessError, Bug
from app.ids import DeviceId, SpaceId
from app.protocol.membership import Membership
from app.spaces.keeping import strike_device
from app.sync.roster import add_own_entry, refresh_names
from app.workspace.desk import Desk
from app.workspace.devices import become_new_device


def strike_own(desk: Desk, device: str) -> None:
    """Strike out another device of this person (hexadecimal id) in every space that has it. Raises AccessError if a
    space does not take it; nothing has changed then."""
    struck = DeviceId(bytes.fromhex(device))
    if struck == desk.owner.device_id:
        raise Bug("bug", "the device that one works with")
    _strike(desk, [space for space in _shared(desk) if _is_own(desk, space, struck)], struck)


def strike_in(desk: Desk, space: SpaceId, device: str) -> None:
    """Strike out a member's device in one space. Raises AccessError without the right, and for the device that one
    works with."""
    _strike(desk, [space], DeviceId(bytes.fromhex(device)))


def struck_own(desk: Desk) -> list[DeviceId]:
    """This person's devices that were struck out in some space and write in none."""
    struck: set[DeviceId] = set()
    there: set[DeviceId] = set()
    for space in _shared(desk):
        state = desk.owner.membership(space)
        me = state.members.get(desk.person) if state is not None else None
        if me is not None:
            struck |= me.former.keys()
            there |= me.devices.keys()
    return sorted(struck - there)


def begin_again(desk: Desk) -> bool:
    """Somebody came back by her card to a laptop that was struck out: it goes on as a new device. False elsewhere."""
    owner, store = desk.owner, desk.store
    states = [owner.membership(row.space) for row in store.spaces.all() if not row.private and not row.active]
    mine = [state for state in states if state is not None and _is_struck(state, desk)]
    if mine:
        owner.act_as(become_new_device(store, desk.clock, desk.chance))
        for state in mine:
            refresh_names(owner, state)
    return bool(mine)


def _is_struck(state: Membership, desk: Desk) -> bool:
    me = state.members.get(desk.person)
    return me is not None and me.active and desk.owner.device_id in set(me.former) - set(me.devices)


def _shared(desk: Desk) -> list[SpaceId]:
    return [row.space for row in desk.store.spaces.all() if row.active and not row.private]


def _is_own(desk: Desk, space: SpaceId, device: DeviceId) -> bool:
    state = desk.owner.membership(space)
    member = state.member_of(device) if state is not None else None
    return member is not None and member.person == desk.person


def _state(desk: Desk, space: SpaceId) -> Membership:
    state = desk.owner.membership(space)
    if state is None:
        raise AccessError("access.no_right", "the private space has no other members")
    return state


def _strike(desk: Desk, spaces: list[SpaceId], device: DeviceId) -> None:
    try:
        with desk.store.transaction():
            for space in spaces:
                entry = strike_device(_state(desk, space), desk.owner.device, device)
                add_own_entry(desk.owner, space, entry)
    except BaseException:
        for space in spaces:
            desk.owner.forget_membership(space)
        raise
