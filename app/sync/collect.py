"""First stage: one delta for each record with unsent saves, exported from what its space was last sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.crdt.document import Document
from app.errors import RecordError
from app.ids import RecordId, SpaceId
from app.store.outbox import Unsent
from app.sync.owner import Owner
from app.sync.stages import Collected

#: Where a record of an unknown kind stands among those that leave: after everything that has a priority.
_LAST = 9


@dataclass(frozen=True)
class Waiting:
    """What waits for one space: deltas, and the records of which more waits than any reader would take."""

    space: SpaceId
    collected: tuple[Collected, ...]
    too_large: tuple[RecordId, ...]


def collect(owner: Owner) -> Iterator[Waiting]:
    """What waits for each space that lives on a relay, most urgent first, then longest waiting.

    Several saves of one record come as one delta. A private record waits for nobody and is left alone; one that is
    too large stays behind and is named, so that it holds up no other.
    """
    for space, waiting in owner.store.outbox.unsent().items():
        row = owner.store.spaces.get(space)
        if row is None or row.relay is None or not row.active:
            continue
        found: list[Collected] = []
        too_large: list[RecordId] = []
        for unsent in waiting:
            try:
                item = _collected(owner, space, unsent)
            except RecordError:
                too_large.append(unsent.record)
                continue
            if item is not None:
                found.append(item)
        yield Waiting(space, tuple(sorted(found, key=lambda item: item.priority)), tuple(too_large))


def _collected(owner: Owner, space: SpaceId, unsent: Unsent) -> Collected | None:
    """The record's delta; None if the record is not there. Raises RecordError for one that nobody would merge."""
    stored = owner.store.documents.load(unsent.record)
    if stored is None:
        return None
    document = Document.load(owner.device_id, stored.state)
    # What others wrote into the record they send themselves; only a record that the space has never had goes whole.
    delta = document.export(unsent.since, own=unsent.since is not None, former=owner.former_ids)
    kind = owner.registry.get(unsent.kind)
    priority = _LAST if kind is None else kind.priority
    return Collected(space, unsent.record, delta, document.version(), unsent.saves, priority)
