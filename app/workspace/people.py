"""People and spaces: founding one on a relay, tickets, joining."""

from dataclasses import dataclass
from typing import Any

from app.clock import LATEST
from app.crypto.signing import digest
from app.errors import AccessError, Bug
from app.ids import SpaceId
from app.protocol.membership import Role
from app.protocol.relay_card import RelayCard
from app.spaces.founding import found
from app.spaces.ticket import Ticket
from app.store.spaces import RelayRow
from app.sync.engine import OpenLink
from app.sync.joining import join_space
from app.sync.roster import refresh_names
from app.sync.stages import Do
from app.sync.tickets import open_ticket
from app.workspace.desk import Desk, keep_founded
from app.workspace.naming import checked_name
from app.workspace.syncing import relay_time
from app.workspace.views import TicketText

_DAY = 86_400


@dataclass(frozen=True)
class TicketInfo:
    """What a ticket says before it is used. ``ended`` is by this computer's idea of the time, and only a hint."""

    space_name: str
    inviter_name: str
    ends: int
    ended: bool


def found_space(desk: Desk, name: str, card_text: str) -> SpaceId:
    """Found a space that will live on a relay; the relay learns of it at the next visit.

    Raises AccessError for a damaged card, RecordError for a name that is empty or too long.
    """
    card, name = RelayCard.parse(card_text), checked_name(name)
    owner, store = desk.owner, desk.store
    founded = found(name, owner.person, desk.name, owner.device, desk.chance)
    with store.transaction():
        store.spaces.put_relay(RelayRow(card.pin, card.url, card.admission))
        keep_founded(store, founded, name, card.pin, desk.clock.now())
        store.spaces.add_blobs(founded.space, {digest(blob): blob for blob in founded.blobs}, sent=False)
        state = owner.membership(founded.space)
        if state is not None:
            refresh_names(owner, state)
    return founded.space


def make_ticket(desk: Desk, space: SpaceId, role: str, days: int) -> TicketText:
    """A ticket for one person; it works once the relay has heard of it, at the next visit.

    Raises AccessError unless this person keeps the space.
    """
    row, state = desk.space(space), desk.owner.membership(space)
    relay = next((known for known in desk.store.spaces.relays() if known.relay == row.relay), None)
    if state is None or relay is None:
        raise AccessError("access.no_right", "a private space has no tickets")
    if role not in set(Role):
        raise Bug("bug", f"role {role!r}")
    ends = relay_time(desk) + days * _DAY
    seed = open_ticket(desk.owner, space, Role(role), ends)
    ticket = Ticket(relay.url, relay.relay, space, seed, ends, row.name, desk.name)
    return TicketText(ticket.encode(), ends, row.name)


def read_ticket(desk: Desk, text: str) -> TicketInfo:
    """What a ticket says. Raises AccessError("ticket.damaged")."""
    ticket = Ticket.parse(text)
    ends = min(ticket.ends, LATEST)
    return TicketInfo(ticket.space_name, ticket.inviter_name, ends, relay_time(desk) > ends)


def join(desk: Desk, text: str, open_link: OpenLink, do: Do[Any]) -> SpaceId:
    """Join by ticket. Raises AccessError or LinkError; nothing has changed then."""
    return join_space(desk.owner, Ticket.parse(text), desk.name, open_link, do)
