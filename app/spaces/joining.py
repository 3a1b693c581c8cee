"""Joining a space by ticket, with nobody of the space online."""

import os
from dataclasses import dataclass

import msgspec

from app.crypto.keys import PersonKeys, TicketKeys
from app.crypto.signing import SigningKey, key_id
from app.errors import AccessError
from app.ids import Chance
from app.protocol.failures import Code, Refusal
from app.protocol.membership import CONSENT_SIGNATURE, Join, LetIn, Membership
from app.spaces.founding import arrive
from app.spaces.keyring import open_earlier
from app.spaces.membership_log import sign_entry
from app.spaces.ticket import Ticket, open_invite_key


@dataclass(frozen=True, slots=True)
class Joined:
    """The entry for the log, the two blobs that it names, and the keys of all epochs so far."""

    entry: bytes
    blobs: list[bytes]
    epoch_keys: dict[int, bytes]


def join(
    ticket: Ticket,
    state: Membership,
    person: PersonKeys,
    name: str,
    device: SigningKey,
    chance: Chance = os.urandom,
) -> Joined:
    """Write the entry that makes this person a member. ``state`` is the replayed log, as the relay gave it.

    Raises AccessError: "ticket.used", "ticket.withdrawn" or "ticket.damaged" (the log does not know it), "ticket.own"
    for somebody who is a member already, "membership.refused" for another space's log, "access.no_key" if the inviter
    sealed another key than the log says. Raises RecordError("record.text_too_long") for the name.
    """
    if state.space != ticket.space:
        raise AccessError("membership.refused", Code.NOT_THIS_SPACE.name)
    known = state.members.get(person.person)
    if known is not None and known.active:
        raise AccessError("ticket.own", "this person is in the space")
    keys = TicketKeys.from_seed(ticket.seed)
    invite = state.invites.get(keys.id)
    if invite is None:
        raise Refusal(state.spent.get(keys.id, Code.TICKET_UNKNOWN), "ticket is not open").known()
    epoch_key = open_invite_key(state, invite, keys)
    epoch_keys = open_earlier(state, invite.epoch, epoch_key)
    arrival = arrive(person, name, device, state.salt, state.epoch, epoch_key, chance)
    consent = device.sign(CONSENT_SIGNATURE, state.head + keys.id)
    entry = Join(state.head, keys.id, arrival.person, arrival.device, consent, arrival.wraps)
    return Joined(sign_entry(entry, keys.signing), arrival.blobs, epoch_keys)


def join_anew(ticket: Ticket, state: Membership, entry: Join, device: SigningKey) -> bytes:
    """The same Join behind the newest entry of ``state``. Its cards and wrap stay good: an epoch that began since has
    closed the ticket."""
    keys = TicketKeys.from_seed(ticket.seed)
    consent = device.sign(CONSENT_SIGNATURE, state.head + keys.id)
    return sign_entry(msgspec.structs.replace(entry, prev=state.head, consent=consent), keys.signing)


def let_in(state: Membership, device: SigningKey, join: bytes) -> bytes:
    """The entry by which a member's device brings in whoever wrote ``join``."""
    return sign_entry(LetIn(state.head, key_id(device.public), join), device)
