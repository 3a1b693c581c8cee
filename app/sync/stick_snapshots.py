"""A newcomer takes a keeper's snapshot from a stick, chunk by chunk, with the checks that hold for one from a relay.

Its positions are those of the space's relay, and its keeper signed it for that relay: so the first visit over a network
goes on from there, and nothing that lay on the stick is paid for again. One that was cut is gone on with when the stick
is put in again, as long as nothing has come by another way.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from app.ids import SpaceId
from app.protocol.failures import Refusal
from app.protocol.messages import SnapshotDown
from app.store.spaces import SpaceRow
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_snapshots import Lying, chunks_from, snapshots_of
from app.sync.merge import merge_untried
from app.sync.owner import Owner
from app.sync.snapshot import take
from app.sync.stages import Do, Merge, Progress, Stop


def take_snapshots(owner: Owner, folder: StickFolder, do: Do[Any], progress: Progress, stop: Stop) -> tuple[Merge, int]:
    """Take in what lies on the stick of spaces of which nothing has come yet; gives what was merged, and how many
    snapshots were refused. Raises LinkError when the stick is gone, StoreError."""
    merged, refused = Merge(), 0
    for row in do(lambda: [space for space in owner.store.spaces.all() if _is_new(owner, space)]):
        for lying in snapshots_of(folder, row.space):
            if lying.relay != row.relay or not do(partial(_goes_on, owner, row.relay, row.space, lying)):
                continue
            try:
                for part in _take(owner, folder, row.space, lying, do, progress, stop):
                    merged += part
            except Refusal:
                do(partial(owner.store.snapshots.forget_taken, row.relay, row.space))
                refused += 1
                continue
            break
    return merged, refused


def _is_new(owner: Owner, row: SpaceRow) -> bool:
    if row.private or row.relay is None or not row.active:
        return False
    come = owner.store.cursors.get(row.relay, row.space).cursor or owner.store.receipts.all_seen(row.space)
    return not come


def _goes_on(owner: Owner, relay: bytes, space: SpaceId, lying: Lying) -> bool:
    """Is none under way, or this one?"""
    taken = owner.store.snapshots.taken(relay, space)
    return taken is None or taken.series in (b"", lying.series.head(0))


def _take(
    owner: Owner,
    folder: StickFolder,
    space: SpaceId,
    lying: Lying,
    do: Do[Any],
    progress: Progress,
    stop: Stop,
) -> Iterator[Merge]:
    taken = do(lambda: owner.store.snapshots.taken(lying.relay, space))
    start = taken.chunks if taken is not None and taken.series else 0
    for number, chunk in chunks_from(folder, lying, start):
        if stop():
            return
        do(partial(_store, owner, lying.relay, space, number, chunk))
        steps = merge_untried(owner)
        while (step := do(partial(next, steps, None))) is not None:
            yield step
        progress(number + 1, lying.series.count, "receive")


def _store(owner: Owner, relay: bytes, space: SpaceId, number: int, chunk: bytes) -> None:
    with owner.store.transaction():
        take(owner, relay, space, SnapshotDown(0, number, 0, len(chunk), chunk))
