"""What a keeper lays on a stick for newcomers without a network: the log and keys of spaces, and ticket files.

    tickets/<number>.txk    tickets for one person, sealed under the code that she is told

The log is brought as at any visit to a stick, so that it is the one that the relay has put in order; a ticket of which
the relay has not heard is in no log that could be laid there.
"""

import re
from collections.abc import Sequence
from typing import Any

from app.crypto.keys import TicketKeys
from app.errors import AccessError
from app.ids import SpaceId
from app.protocol.limits import MAX_SPACES
from app.protocol.stick import TicketFile
from app.spaces.membership_log import replay
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_space import StickSpace
from app.sync.owner import Owner
from app.sync.roster import settled_entries
from app.sync.stages import Do, Progress, Stop
from app.sync.stick_visit import bring_logs

TICKETS = "tickets"
_NAME = re.compile(r"([1-9]\d{0,3})\.txk")
_SPACE = re.compile(r"[0-9a-f]{32}")


def numbers_on(folder: StickFolder) -> list[int]:
    """The numbers of the ticket files on a stick. Raises LinkError."""
    found = map(_NAME.fullmatch, folder.names(TICKETS))
    return sorted(int(name[1]) for name in found if name is not None)


def read_tickets(folder: StickFolder, number: int) -> TicketFile | None:
    """A ticket file; None for one that is damaged or foreign. Raises LinkError: stick.gone, stick.too_new."""
    return folder.read(name_of(number), TicketFile)


def put_tickets(folder: StickFolder, file: TicketFile) -> int:
    """Lay a ticket file on a stick under the next free number. Raises LinkError."""
    folder.tidy(TICKETS)
    number = max(numbers_on(folder), default=0) + 1
    folder.put(name_of(number), file)
    return number


def name_of(number: int) -> str:
    """Where on a stick a ticket file lies."""
    return f"{TICKETS}/{number}.txk"


def spaces_on(folder: StickFolder) -> int:
    """Of how many spaces something lies on a stick. Raises LinkError."""
    return sum(_SPACE.fullmatch(name) is not None for name in folder.names(""))


def is_heard(owner: Owner, space: SpaceId, seed: bytes) -> bool:
    """Has the relay put the ticket with this seed into its log, and is it open there?"""
    entries = settled_entries(owner, space)
    return bool(entries) and TicketKeys.from_seed(seed).id in replay(entries, space).invites


def lay_logs(
    owner: Owner,
    link: StickLink,
    spaces: Sequence[SpaceId],
    seeds: Sequence[tuple[SpaceId, bytes]],
    do: Do[Any],
    progress: Progress,
    stop: Stop,
) -> None:
    """Bring the membership logs of these spaces, in which these tickets are open.

    Raises LinkError; AccessError("membership.refused") where another log lies on the stick than the relay's.
    """
    for start in range(0, len(spaces), MAX_SPACES):
        bring_logs(owner, link, spaces[start : start + MAX_SPACES], do, progress, stop)
    for space in spaces:
        there = StickSpace(link.folder, space, owner.device_id, owner.clock.now()).state
        wanted = {TicketKeys.from_seed(seed).id for at, seed in seeds if at == space}
        if there is None or not wanted <= there.invites.keys():
            raise AccessError("membership.refused", "the log on the stick has not these tickets")
