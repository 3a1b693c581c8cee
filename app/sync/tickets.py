"""Tickets that this device has handed out, until the log has heard of them.

A ticket is handed over before the next visit. If another keeper has begun an epoch by then, the invite behind it holds
a key that is no longer the newest: it is left out of the log and opened anew, for the same ticket, with the new key.
"""

import msgspec

from app.crypto.keys import TicketKeys
from app.errors import AccessError
from app.ids import SpaceId
from app.protocol.membership import Role
from app.spaces.ticket import invite
from app.sync.epochs import true_key
from app.sync.owner import Owner
from app.sync.roster import add_own_entry

_GIVEN = "tickets given "


class _Given(msgspec.Struct, array_like=True):
    seed: bytes
    role: Role
    ends: int


def open_ticket(owner: Owner, space: SpaceId, role: Role, ends: int) -> bytes:
    """Put an invite behind the log and remember it; gives the ticket's seed. Raises AccessError without the right or
    the newest key."""
    seed = _write(owner, space, role, ends, None)
    _keep(owner, space, [*_given(owner, space), _Given(seed, role, ends)])
    return seed


def open_anew(owner: Owner, space: SpaceId) -> None:
    """Open again what was handed out and has never come into the log; forget what has, or can no longer."""
    given, left = _given(owner, space), []
    state = owner.membership(space)
    if not given or state is None:
        return
    for ticket in given:
        state = owner.membership(space) or state
        known = TicketKeys.from_seed(ticket.seed).id
        if known in state.spent:
            continue
        if known not in state.invites and true_key(owner, state) is not None:
            try:
                _write(owner, space, ticket.role, ticket.ends, ticket.seed)
            except AccessError:
                # No longer a keeper: nobody can open it now.
                continue
        left.append(ticket)
    if left != given:
        _keep(owner, space, left)


def _write(owner: Owner, space: SpaceId, role: Role, ends: int, seed: bytes | None) -> bytes:
    state = owner.membership(space)
    key = true_key(owner, state) if state is not None else None
    if state is None or key is None:
        raise AccessError("access.no_key", "the newest key has not come")
    invited = invite(state, owner.device, key, role, ends, owner.chance, seed)
    add_own_entry(owner, space, invited.entry)
    return invited.seed


def _given(owner: Owner, space: SpaceId) -> list[_Given]:
    data = owner.store.identity.get(_GIVEN + space.hex())
    return msgspec.msgpack.decode(data, type=list[_Given]) if data is not None else []


def _keep(owner: Owner, space: SpaceId, given: list[_Given]) -> None:
    if given:
        owner.store.identity.set(_GIVEN + space.hex(), msgspec.msgpack.encode(given))
    else:
        owner.store.identity.remove(_GIVEN + space.hex())
