"""Beginning from a stick: what lies on it, a ticket file opened with its code, and joining without a network.

Looking and opening need nobody to be signed in. What joining gives is the same as over a network: a member's place in
the space, which the relay hears of when the stick, or this laptop, reaches it.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from app.clock import LATEST, Clock
from app.errors import AccessError, Known, LinkError, StoreError
from app.ids import SpaceId
from app.protocol.text_code import read_letters
from app.spaces.ticket import Ticket
from app.spaces.ticket_file import CODE_LETTERS, is_code, open_tickets, shown_name
from app.sync.joining import join_by_stick
from app.sync.kit import numbers_on, read_tickets, spaces_on
from app.sync.links.stick_files import Files, StickFolder
from app.sync.stages import Do, Progress, Stop
from app.workspace import sticks
from app.workspace.desk import Desk
from app.workspace.people import TicketInfo
from app.workspace.views import Changes


@dataclass(frozen=True)
class TicketOnStick:
    """A ticket file: its number, and the name that is written openly on it (empty for none). ``whole``: False for one
    that is damaged, or no file of ours."""

    number: int
    name: str
    whole: bool = True


@dataclass(frozen=True)
class Kit:
    """What a newcomer finds on a stick: ticket files, and of how many spaces something lies there."""

    tickets: tuple[TicketOnStick, ...]
    spaces: int


@dataclass(frozen=True)
class OpenedTicket:
    """A ticket file that was opened. ``name`` is whom it is for; ``texts`` are its tickets, one a space, told of in
    ``spaces``; ``ended``: by this computer's clock none of them can be used any more, which is only a hint."""

    number: int
    name: str
    spaces: tuple[TicketInfo, ...]
    texts: tuple[str, ...]
    ended: bool


@dataclass(frozen=True)
class JoinedFromStick:
    """What joining did: the spaces that she is in now; those that refused, as (name, code of app/errors.py); what came
    from the stick, in ``changes``; and what failed beside, as codes."""

    spaces: tuple[SpaceId, ...]
    refused: tuple[tuple[str, str], ...]
    changes: Changes
    trouble: tuple[str, ...]


def find_kit(folder: Path) -> Kit | None:
    """What lies on a stick for newcomers; None where there is no ticket file. Looks, and writes nothing."""
    stick = StickFolder(folder)
    try:
        found = tuple(_seen(stick, number) for number in numbers_on(stick))
        return Kit(found, spaces_on(stick)) if found else None
    except LinkError:
        return None


def _seen(stick: StickFolder, number: int) -> TicketOnStick:
    file = read_tickets(stick, number)
    return TicketOnStick(number, "" if file is None else shown_name(file), file is not None)


def open_ticket_file(folder: Path, code: str, clock: Clock, number: int | None = None) -> OpenedTicket:
    """The ticket file that a code opens: the one with this number, or the first of all; about 0.3 s each.

    A number may stand in front of the code, as on a slip. Raises AccessError: kit.wrong_code, kit.damaged; LinkError:
    kit.none where no ticket file lies, stick.gone, stick.too_new.
    """
    stick = StickFolder(folder)
    stick.existing()
    typed = read_letters(code)
    before, letters = typed[:-CODE_LETTERS], typed[-CODE_LETTERS:]
    if number is None and before.isdecimal():
        number = int(before)
    elif before:
        raise AccessError("kit.wrong_code", "too many letters")
    numbers = numbers_on(stick)
    if not numbers:
        raise LinkError("kit.none", "no ticket file")
    if not is_code(letters):
        raise AccessError("kit.wrong_code", "too few letters")
    read = [(each, read_tickets(stick, each)) for each in numbers if number in (None, each)]
    whole = [(each, file) for each, file in read if file is not None]
    if not whole:
        raise AccessError("kit.damaged" if read else "kit.wrong_code", "no such file, or a damaged one")
    for each, file in whole:
        try:
            invited = open_tickets(file, letters)
        except AccessError as error:
            if error.code == "kit.wrong_code" and each != whole[-1][0]:
                continue
            raise
        return _opened(each, invited.name, invited.tickets, clock)
    raise AccessError("kit.wrong_code", "opens no file")


def _opened(number: int, name: str, tickets: tuple[Ticket, ...], clock: Clock) -> OpenedTicket:
    infos = [_told(ticket, clock) for ticket in tickets]
    texts = tuple(ticket.encode() for ticket in tickets)
    return OpenedTicket(number, name, tuple(infos), texts, all(info.ended for info in infos))


def _told(ticket: Ticket, clock: Clock) -> TicketInfo:
    ends = min(ticket.ends, LATEST)
    return TicketInfo(ticket.space_name, ticket.inviter_name, ends, clock.now() > ends)


def join_from_stick(
    desk: Desk,
    folder: Path,
    opened: OpenedTicket,
    do: Do[Any],
    progress: Progress,
    stop: Stop,
    files: Files | None = None,
) -> JoinedFromStick:
    """Join the spaces of an opened ticket file by what lies on the stick, and take in what is there.

    Raises AccessError if not one of them lets her in, LinkError when the stick cannot be read, StoreError. Nothing has
    changed then. Where one space refuses, the others are joined.
    """
    stick = StickFolder(folder, desk.chance, files)
    stick.existing()
    joined: list[SpaceId] = []
    refused: list[tuple[str, Known]] = []
    for text in opened.texts:
        ticket = Ticket.parse(text)
        try:
            joined.append(do(partial(_join, desk, ticket, stick)))
        except StoreError:
            raise
        except Known as error:
            refused.append((ticket.space_name, error))
    if not joined:
        raise refused[0][1] if refused else AccessError("kit.damaged", "no ticket in the file")
    told = tuple((name, error.code) for name, error in refused)
    try:
        report = sticks.exchange(desk, folder, do, progress, stop, files)
    except LinkError as error:
        # She is in; what lies on the stick comes when it is put in again.
        return JoinedFromStick(tuple(joined), told, Changes(spaces=True, sync=True), (error.code,))
    changes = report.changes | Changes(spaces=True, sync=True)
    return JoinedFromStick(tuple(joined), told, changes, report.trouble)


def _join(desk: Desk, ticket: Ticket, stick: StickFolder) -> SpaceId:
    if desk.clock.now() > ticket.ends:
        # The relay would refuse her entry once she had written a week's plans.
        raise AccessError("ticket.expired", f"ended at {ticket.ends}")
    return join_by_stick(desk.owner, ticket, desk.name, stick)
