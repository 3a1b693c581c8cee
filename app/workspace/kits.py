"""Preparing a stick for newcomers who have no network: tickets under codes, and the spaces that they open.

A ticket is laid on a stick once the space's relay has heard of it; so preparing makes a visit where that is not so yet,
and where there is no network it can be gone on with later: the tickets and codes that were made are kept until then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.crypto.keys import TicketKeys
from app.errors import AccessError, Bug, LinkError
from app.ids import SpaceId
from app.protocol.failures import Code
from app.protocol.membership import Membership, Role
from app.spaces.ticket import Ticket
from app.spaces.ticket_file import Invited, new_code, seal_tickets
from app.sync.kit import is_heard, lay_logs, lay_words, name_of, put_tickets
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import Files, StickFolder
from app.sync.pack import EXPECTED_RATIO
from app.sync.stages import Do, Progress, Stop
from app.sync.tickets import open_ticket
from app.workspace.desk import Desk
from app.workspace.installers import free_on
from app.workspace.keeping import withdraw_ticket
from app.workspace.naming import checked_name
from app.workspace.notes import keep, kept
from app.workspace.syncing import relay_time
from app.workspace.views import Changes

#: Days for which a ticket on a stick can be used: its way to the newcomer, and that of her entry to the relay.
DAYS = 60
_DAY = 86_400
#: Bytes that a stick should have left over.
_AIR = 2_000_000
_PREPARED = "kit tickets"


class Guest(NamedTuple):
    """Somebody to be invited: her name, the spaces that she is to be in, and what she may do there."""

    name: str
    spaces: tuple[SpaceId, ...]
    role: str = str(Role.WRITER)


@dataclass(frozen=True)
class PreparedTicket:
    """A ticket for one person. ``code`` is what she is told by telephone; ``file`` where it lies on the stick, empty if
    it could not be laid there yet; ``state``: "open", "used", "withdrawn" (also by a new key of the space) or "ended"
    by the relay's time; ``ticket`` names it; ``ends`` in unix seconds."""

    ticket: str
    name: str
    code: str
    file: str
    number: int
    spaces: tuple[str, ...]
    ends: int
    state: str = "open"


@dataclass(frozen=True)
class StickSizes:
    """Bytes: about what the spaces take, what the installers take, what is free on the stick."""

    spaces: int
    installers: int
    free: int

    @property
    def fits(self) -> bool:
        """With some air for tickets, the log and the system's own."""
        return self.spaces + self.installers + _AIR <= self.free


class _Part(msgspec.Struct):
    """One space's ticket; ids are hexadecimal."""

    space: str
    seed: str


class _Prepared(msgspec.Struct):
    name: str
    code: str
    role: str
    ends: int
    parts: list[_Part]
    number: int = 0


class _All(msgspec.Struct):
    tickets: list[_Prepared] = []


def prepare_tickets(
    desk: Desk,
    folder: Path,
    guests: Sequence[Guest],
    days: int,
    visit: Callable[[], object],
    do: Do[Any],
    progress: Progress,
    stop: Stop,
    *,
    show_names: bool = True,
    files: Files | None = None,
) -> list[PreparedTicket]:
    """Make a ticket for each person and lay it on the stick, with the spaces that it opens.

    ``visit`` makes a visit to the relays. Raises AccessError: access.no_right where this person keeps a space not,
    kit.not_heard if no relay could be told of the tickets; LinkError when the stick cannot be used. What was made
    before is kept, and is gone on with when the same people are prepared again.
    """
    link = StickLink(StickFolder(folder, desk.chance, files), desk.clock)
    made = do(lambda: _make(desk, guests, days))
    if not do(lambda: _are_heard(desk, made)):
        visit()
        if not do(lambda: _are_heard(desk, made)):
            raise AccessError("kit.not_heard", "the relay has not heard of the tickets")
    seeds = [(_id(part.space), bytes.fromhex(part.seed)) for one in made for part in one.parts]
    spaces = list(dict.fromkeys(space for space, _ in seeds))
    lay_logs(desk.owner, link, spaces, seeds, do, progress, stop)
    lay_words(desk.owner, link, spaces, do, progress, stop)
    for done, one in enumerate(made):
        progress(done, len(made), "send")
        if stop():
            raise LinkError("link.lost", "stopped")
        if not one.number:
            do(partial(_lay, desk, link.folder, one, show_names))
    views: list[PreparedTicket] = do(lambda: [_view(desk, one) for one in made])
    return views


def stick_sizes(desk: Desk, folder: Path, spaces: Sequence[SpaceId], files: Sequence[Path]) -> StickSizes:
    """About how much would be written. Raises LinkError("stick.gone")."""
    words = sum(desk.store.queries.state_bytes(space) for space in dict.fromkeys(spaces))
    known = sum(path.stat().st_size for path in files if path.is_file())
    return StickSizes(int(words * EXPECTED_RATIO), known, free_on(folder))


def prepared_tickets(desk: Desk) -> list[PreparedTicket]:
    """Every ticket that was made for a stick, the newest first, and what became of it."""
    return [_view(desk, one) for one in reversed(kept(desk, _PREPARED, _All).tickets)]


def withdraw_prepared(desk: Desk, ticket: str) -> Changes:
    """Close a ticket that lies on a stick, in all its spaces; the relays hear of it at the next visit."""
    for one in kept(desk, _PREPARED, _All).tickets:
        if _name(one) == ticket:
            for part in one.parts:
                space, known = _id(part.space), TicketKeys.from_seed(bytes.fromhex(part.seed)).id
                state = desk.owner.membership(space)
                if state is not None and known in state.invites:
                    withdraw_ticket(desk, space, known.hex())
    return Changes(spaces=True, sync=True)


def _make(desk: Desk, guests: Sequence[Guest], days: int) -> list[_Prepared]:
    """The tickets, those of earlier tries that were not laid on a stick yet among them."""
    now = kept(desk, _PREPARED, _All)
    made: list[_Prepared] = []
    spaces = {space for guest in guests for space in guest.spaces}
    try:
        with desk.store.transaction():
            for guest in guests:
                name = checked_name(guest.name)
                one = next((one for one in now.tickets if _is_begun(desk, one, name, guest) and one not in made), None)
                if one is None:
                    one = _open(desk, name, guest, relay_time(desk) + days * _DAY)
                    now.tickets.append(one)
                made.append(one)
            keep(desk, _PREPARED, now)
    except BaseException:
        for space in spaces:
            desk.owner.forget_membership(space)
        raise
    return made


def _open(desk: Desk, name: str, guest: Guest, ends: int) -> _Prepared:
    if guest.role not in set(Role) or not guest.spaces:
        raise Bug("bug", f"role {guest.role!r}, {len(guest.spaces)} spaces")
    parts = []
    for space in dict.fromkeys(guest.spaces):
        if desk.space(space).relay is None:
            raise AccessError("access.no_right", "a private space has no tickets")
        parts.append(_Part(space.hex(), open_ticket(desk.owner, space, Role(guest.role), ends).hex()))
    return _Prepared(name, new_code(desk.chance), guest.role, ends, parts)


def _is_begun(desk: Desk, one: _Prepared, name: str, guest: Guest) -> bool:
    same = (one.name, one.role, {part.space for part in one.parts}) == (
        name, guest.role, {space.hex() for space in guest.spaces}
    )  # fmt: skip
    return same and not one.number and _state(desk, one) == "open"


def _are_heard(desk: Desk, made: Sequence[_Prepared]) -> bool:
    return all(is_heard(desk.owner, _id(part.space), bytes.fromhex(part.seed)) for one in made for part in one.parts)


def _lay(desk: Desk, folder: StickFolder, one: _Prepared, show_name: bool) -> None:
    relays = {relay.relay: relay.url for relay in desk.store.spaces.relays()}
    tickets = []
    for part in one.parts:
        row = desk.space(_id(part.space))
        if row.relay is None:
            raise Bug("bug", "a ticket for a private space")
        seed = bytes.fromhex(part.seed)
        tickets.append(Ticket(relays[row.relay], row.relay, row.space, seed, one.ends, row.name, desk.name))
    file = seal_tickets(Invited(one.name, tuple(tickets)), one.code, one.name if show_name else "", desk.chance)
    number = put_tickets(folder, file)
    now = kept(desk, _PREPARED, _All)
    for ticket in now.tickets:
        if _name(ticket) == _name(one):
            ticket.number = number
    one.number = number
    keep(desk, _PREPARED, now)


def _view(desk: Desk, one: _Prepared) -> PreparedTicket:
    rows = [desk.store.spaces.get(_id(part.space)) for part in one.parts]
    return PreparedTicket(
        ticket=_name(one),
        name=one.name,
        code=one.code,
        file=name_of(one.number) if one.number else "",
        number=one.number,
        spaces=tuple(row.name for row in rows if row is not None),
        ends=one.ends,
        state=_state(desk, one),
    )


def _state(desk: Desk, one: _Prepared) -> str:
    """What became of a ticket file: with several spaces, what became of the first ticket that is open no more."""
    for part in one.parts:
        state: Membership | None = desk.owner.membership(_id(part.space))
        spent = state.spent.get(TicketKeys.from_seed(bytes.fromhex(part.seed)).id) if state is not None else None
        if spent is not None:
            return "used" if spent is Code.TICKET_USED else "withdrawn"
    return "ended" if relay_time(desk) > one.ends else "open"


def _name(one: _Prepared) -> str:
    """The id of the first ticket, which names the file."""
    return TicketKeys.from_seed(bytes.fromhex(one.parts[0].seed)).id.hex()


def _id(text: str) -> SpaceId:
    return SpaceId(bytes.fromhex(text))
