"""First stage: one delta for each record with unsent saves, exported from what its space was last sent."""

from collections.abc import Iterator

from app.crdt.document import Document
from app.ids import SpaceId
from app.store.outbox import Unsent
from app.sync.owner import Owner
from app.sync.stages import Collected

#: Where a record of an unknown kind stands among those that leave: after everything that has a priority.
_LAST = 9


def collect(owner: Owner) -> Iterator[tuple[SpaceId, list[Collected]]]:
    """What waits for each space that lives on a relay, most urgent first, then longest waiting.

    Several saves of one record come as one delta. A private record waits for nobody and is left alone.
    """
    for space, waiting in owner.store.outbox.unsent().items():
        row = owner.store.spaces.get(space)
        if row is None or row.relay is None or not row.active:
            continue
        found = [item for unsent in waiting if (item := _collected(owner, space, unsent)) is not None]
        yield space, sorted(found, key=lambda item: item.priority)


def _collected(owner: Owner, space: SpaceId, unsent: Unsent) -> Collected | None:
    stored = owner.store.documents.load(unsent.record)
    if stored is None:
        return None
    document = Document.load(owner.device_id, stored.state)
    # What others wrote into the record they send themselves; only a record that the space has never had goes whole.
    delta = document.export(unsent.since, own=unsent.since is not None)
    kind = owner.registry.get(unsent.kind)
    priority = _LAST if kind is None else kind.priority
    return Collected(space, unsent.record, delta, document.version(), unsent.saves, priority)
