"""Leaving a space: first what was written goes out, then the entry that ends the membership.

The wish is kept until a visit has sent all that could be sent; a device that was removed sends nothing any more.
"""

from app.errors import AccessError
from app.ids import PersonId, SpaceId
from app.protocol.membership import Membership, Role
from app.spaces.keeping import remove
from app.sync.owner import Owner
from app.sync.roster import add_own_entry

_LEAVING = "leaving "


def check_may_go(state: Membership, person: PersonId) -> None:
    """Raise AccessError if nobody would be left who keeps the space."""
    keepers = [member.person for member in state.active() if member.role is Role.KEEPER]
    if keepers == [person]:
        raise AccessError("membership.last_keeper", "somebody must keep the space")


def wish(owner: Owner, space: SpaceId) -> None:
    """Leave at the next visit. Raises AccessError for the last keeper."""
    state = owner.membership(space)
    if state is None:
        raise AccessError("access.no_right", "nobody leaves her private space")
    check_may_go(state, PersonId(owner.person.person))
    owner.store.identity.set(_LEAVING + space.hex(), b"1")


def take_back(owner: Owner, space: SpaceId) -> None:
    """Stay after all: what ``wish`` noted is forgotten."""
    owner.store.identity.remove(_LEAVING + space.hex())


def is_wished(owner: Owner, space: SpaceId) -> bool:
    """Is this person about to leave?"""
    return owner.store.identity.get(_LEAVING + space.hex()) is not None


def go(owner: Owner, space: SpaceId) -> str:
    """End one's membership if that is wished and nothing sealed waits to be sent; gives the code of why it cannot end,
    or ""."""
    state = owner.membership(space)
    if state is None or not is_wished(owner, space) or owner.store.outbox.unacknowledged(space):
        return ""
    take_back(owner, space)
    if state.member_of(owner.device_id) is None:
        return ""
    try:
        check_may_go(state, PersonId(owner.person.person))
        add_own_entry(owner, space, remove(state, owner.device, PersonId(owner.person.person)))
    except AccessError as error:
        return error.code
    return ""
