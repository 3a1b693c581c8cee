"""Guests of a stick: people who joined by what lies there, and of whom the space's relay has not heard yet.

Such a Join was written behind the entry that the stick ended with. A member who finds it brings it into the log by an
entry of his own, behind the newest one that he knows: so it does not matter who else came meanwhile, and several who
joined from several sticks behind the same entry all come in. The relay puts it in order, and judges the ticket's end.
"""

from collections.abc import Mapping

from app.crypto.signing import key_id
from app.errors import AccessError
from app.ids import SpaceId
from app.protocol.entries import Join, LetIn, parse_entry
from app.protocol.failures import Refusal
from app.spaces.joining import let_in
from app.spaces.membership_log import replay
from app.sync.forks import settle
from app.sync.owner import Owner
from app.sync.roster import NOT_LET_IN, add_own_entry, own_join, refresh_names, rewrite_waiting, settled_entries


def let_guest_in(owner: Owner, space: SpaceId, join: bytes, blobs: Mapping[bytes, bytes]) -> bool:
    """Write the entry that brings somebody in, with the ``blobs`` that her Join names; it leaves with the next visit.

    False if she is in already, something of hers is missing, or the ticket is not open. Raises StoreError.
    """
    state = owner.membership(space)
    try:
        entry = parse_entry(join).entry
    except Refusal:
        return False
    if state is None or state.member_of(owner.device_id) is None or not isinstance(entry, Join):
        return False
    named = {entry.person.sealing_key_digest, *(wrap for _, wrap in entry.wraps)}
    if state.member_of(key_id(entry.device.public)) is not None or not named <= blobs.keys():
        return False
    try:
        with owner.store.transaction():
            owner.store.spaces.add_blobs(space, {key: blobs[key] for key in named}, sent=False)
            add_own_entry(owner, space, let_in(state, owner.device, join))
    except AccessError:
        owner.forget_membership(space)
        return False
    except BaseException:
        owner.forget_membership(space)
        raise
    return True


def drop_late(owner: Owner, space: SpaceId, now: int) -> bool:
    """Take back what was written for guests whose tickets have ended by the relay's clock (``now``), which does not
    take it; True if there was any. Raises StoreError."""
    settled = settled_entries(owner, space)
    invites = replay(settled, space).invites if settled else {}

    def is_late(raw: bytes) -> bool:
        entry = parse_entry(raw).entry
        invite = invites.get(parse_entry(entry.join).entry.author) if isinstance(entry, LetIn) else None
        return invite is not None and invite.ends < now

    late = [raw for raw in owner.store.spaces.entries(space, len(settled)) if is_late(raw)]
    if late:
        rewrite_waiting(owner, space, lambda raw: raw not in late)
    return bool(late)


def give_up(owner: Owner, space: SpaceId, code: str) -> bool:
    """The ticket by which this device came in by a stick lets it in no more: the space is left as it is, and why is
    noted. False for a device that the relay has had in the log. Raises StoreError."""
    if own_join(owner, space) is None:
        return False
    settled = settled_entries(owner, space)
    with owner.store.transaction():
        owner.store.spaces.add_entries(space, [], start=len(settled))
        row = owner.store.spaces.get(space)
        if row is not None and row.relay is not None:
            settle(owner, row.relay, space, len(settled))
        owner.store.identity.set_text(NOT_LET_IN + space.hex(), code)
        state = replay(settled, space)
        refresh_names(owner, state)
    owner.keep_membership(state)
    return True


def not_let_in(owner: Owner) -> list[tuple[SpaceId, str]]:
    """Spaces that did not let this device in after all, each with the code of why."""
    rows = [row for row in owner.store.spaces.all() if not row.active and not row.private]
    found = ((row.space, owner.store.identity.text(NOT_LET_IN + row.space.hex())) for row in rows)
    return [(space, code) for space, code in found if code]


def understood(owner: Owner, space: SpaceId) -> None:
    """What she wrote there is kept elsewhere, and she is told."""
    owner.store.identity.remove(NOT_LET_IN + space.hex())
