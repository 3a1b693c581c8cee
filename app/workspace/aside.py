"""What came and is not in the records: it waits for something that has not come, or it was set aside for good."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.ids import DeviceId, SpaceId
from app.protocol.envelope import Header, parse
from app.protocol.failures import Refusal
from app.store.inbox import Received
from app.sync.forks import REMOVAL_LOST, awaited
from app.workspace.desk import Desk, Names
from app.workspace.views import AsideItem

#: Why an envelope waits: one before it, the entry that names its device, or its key has not come.
GAP, STRANGER, NO_KEY = "envelope.missing", "envelope.stranger", "access.no_key"


@dataclass(frozen=True)
class _Found:
    space: SpaceId
    author: str
    code: str
    time: int


def aside(desk: Desk) -> list[AsideItem]:
    """By space, author and reason: how many things, and since when the first of them; the oldest first."""
    groups: dict[tuple[SpaceId, str, str], list[int]] = {}
    for found in (*_waiting(desk), *_set_aside(desk), *_refused(desk)):
        groups.setdefault((found.space, found.author, found.code), []).append(found.time)
    rows = {row.space: row.name for row in desk.store.spaces.all()}
    items = [
        AsideItem(space, rows.get(space, ""), author, len(times), code, min(times))
        for (space, author, code), times in groups.items()
    ]
    return sorted(items, key=lambda item: (item.since, item.space_name, item.author, item.code))


def first_wait(desk: Desk) -> str:
    """Why the oldest envelope that waits does; "" when none waits."""
    return next((found.code for found in _waiting(desk)), "") if desk.store.inbox.count() else ""


def _waiting(desk: Desk) -> Iterator[_Found]:
    names = Names(desk)
    for received in desk.store.inbox.waiting():
        header = _header(received)
        code = _wait(desk, received.space, header) if header is not None else ""
        if header is not None and code:
            yield _Found(received.space, names.of(received.space, DeviceId(header.device)), code, received.received)


def _wait(desk: Desk, space: SpaceId, header: Header) -> str:
    """Why it waits; "" for what will be merged at the next occasion."""
    membership, device = desk.owner.membership(space), DeviceId(header.device)
    if membership is None or membership.public_of(device, header.epoch) is None:
        return STRANGER
    author = membership.owner_of(device)
    if author is not None and {author.person, device} & awaited(desk.owner, space):
        return REMOVAL_LOST
    if header.number > desk.store.receipts.seen(space, device) + 1:
        return GAP
    return "" if header.epoch in desk.store.spaces.keys(space) else NO_KEY


def _set_aside(desk: Desk) -> Iterator[_Found]:
    names = Names(desk)
    for received in desk.store.inbox.aside():
        header = _header(received)
        author = names.of(received.space, DeviceId(header.device)) if header is not None else ""
        yield _Found(received.space, author, received.reason or "", received.received)


def _refused(desk: Desk) -> Iterator[_Found]:
    names = Names(desk)
    for row in desk.store.deltas.refused():
        yield _Found(row.space, names.of(row.space, row.device), row.refused or "", row.time)


def _header(received: Received) -> Header | None:
    try:
        return parse(received.envelope).header
    except Refusal:
        return None
