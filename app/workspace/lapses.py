"""Memberships whose day has come: the program of whoever keeps the space ends them, with nobody having to think of it.

The day stands in the charter, in a field that a keeper alone sets (``charters.set_end``). It is the last one that
counts: the member is removed the day after, by the first keeper's laptop that is opened, and the key changes with that
visit. Until then nobody is shut out.

A laptop's clock may be wrong by years, and taking somebody out is no small thing. So the day has come when both this
clock and the relay's, as far as it is known, say so; and after weeks without a visit the next one is waited for.
"""

from datetime import date

from app.errors import AccessError
from app.ids import PersonId, SpaceId
from app.protocol.membership import Role
from app.workspace import keeping
from app.workspace.charters import limits, set_end
from app.workspace.desk import Desk
from app.workspace.syncing import LAST_VISIT, relay_time
from app.workspace.views import Changes

#: Seconds without a visit after which a clock is not taken at its word.
_LONG = 30 * 86_400


def end_lapsed(desk: Desk) -> Changes:
    """Remove every member whose day has passed from the spaces that this person keeps. Raises StoreError."""
    changes = Changes()
    for row in desk.store.spaces.all():
        if row.active and not row.private and desk.owner.role_in(row.space) == Role.KEEPER:
            changes |= _end_in(desk, row.space)
    return changes


def _end_in(desk: Desk, space: SpaceId) -> Changes:
    today, changes = _today(desk), Changes()
    state = desk.owner.membership(space)
    for limit in limits(desk, space):
        member = state.members.get(PersonId(bytes.fromhex(limit.person))) if state is not None else None
        if limit.until >= today or member is None or member.person == desk.person:
            continue
        try:
            with desk.store.transaction():
                if member.active:
                    # Without the row: who is invited again begins anew.
                    changes |= set_end(desk, space, limit.person, "")
                    keeping.remove_member(desk, space, limit.person)
        except AccessError:
            # Another keeper has just taken this person out, or nobody would be left who keeps the space.
            continue
        changes |= Changes(spaces=True, sync=True)
    return changes


def _today(desk: Desk) -> str:
    """The day that it is at least, as an ISO day; empty where that cannot be told yet."""
    now, last = desk.clock.now(), desk.store.identity.text(LAST_VISIT)
    if last and now - int(last) > _LONG:
        return ""
    return date.fromtimestamp(min(now, relay_time(desk))).isoformat()
