"""What a keeper lays on a stick for newcomers without a network: the log of spaces, what they hold, and ticket files.

    tickets/<number>.txk    tickets for one person, sealed under the code that she is told

Besides them stand the snapshots of ``links/stick_snapshots``. The log is brought as at any visit to a stick, so that it
is the one that the relay has put in order; a ticket of which the relay has not heard is in no log that could be laid
there.
"""

import re
from collections.abc import Generator, Sequence
from functools import partial
from typing import Any

from app.crypto.keys import TicketKeys
from app.errors import AccessError, LinkError
from app.ids import SpaceId
from app.protocol.limits import MAX_SPACES
from app.protocol.stick import TicketFile
from app.spaces.membership_log import replay
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_snapshots import put_snapshot
from app.sync.links.stick_space import StickSpace
from app.sync.owner import Owner
from app.sync.roster import settled_entries
from app.sync.snapshot_making import chunks_for_stick
from app.sync.stages import Do, Progress, Stop
from app.sync.stick_visit import bring_logs, bring_words

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
    """Has the relay put the ticket with this seed into its log, is it open there, and will it stay so?"""
    entries, state, ticket = settled_entries(owner, space), owner.membership(space), TicketKeys.from_seed(seed).id
    # A new key that waits to leave will close it.
    return bool(entries) and state is not None and ticket in state.invites and ticket in replay(entries, space).invites


def lay_words(
    owner: Owner, link: StickLink, spaces: Sequence[SpaceId], do: Do[Any], progress: Progress, stop: Stop
) -> int:
    """Lay on the stick what these spaces hold: a snapshot of each, else our own envelopes; gives bytes of snapshots.

    Raises LinkError; what lay there before is still there then.
    """
    written = 0
    for space in spaces:
        row = do(partial(owner.store.spaces.get, space))
        if row is None or row.relay is None:
            continue
        steps = chunks_for_stick(owner, row.relay, space)
        chunks = _worked_out(steps, do, stop)
        if not chunks:
            bring_words(owner, link, [space], do, progress, stop)
            continue
        whole = sum(map(len, chunks))
        for size in put_snapshot(link.folder, row.relay, space, chunks):
            written += size
            progress(written, max(written, whole), "send")
            if stop():
                raise LinkError("link.lost", "stopped")
    return written


def _worked_out(steps: Generator[None, None, list[bytes]], do: Do[Any], stop: Stop) -> list[bytes]:
    """What a piece of work gives at its end, done step by step where such work is allowed."""

    def step() -> list[bytes] | None:
        try:
            next(steps)
        except StopIteration as end:
            given: list[bytes] = end.value
            return given
        return None

    while (given := do(step)) is None:
        if stop():
            raise LinkError("link.lost", "stopped")
    found: list[bytes] = given
    return found


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
