"""First stage: what waits to leave, in the order in which it goes, and one delta for each record.

The order is decided without opening a record, and anew for every envelope: numbers have no gaps, so whatever is to
overtake must not have been sealed behind something else before. First what needs somebody at once, then what somebody
waits for (comments, action steps), then texts: one's own before others', the newest first.
"""

from collections.abc import Collection
from dataclasses import dataclass

from app.crdt.document import Document
from app.ids import RecordId, SpaceId
from app.records.registry import Registry
from app.store.outbox import Unsent
from app.sync.owner import Owner
from app.sync.stages import Collected

#: Where a record of an unknown kind stands among those that leave: after everything that has a priority.
LAST = 9
#: Where a record stands by which somebody is called at once, whatever its kind: before everything.
FIRST = -1


@dataclass(frozen=True)
class Waiting:
    """One record of which something waits, before it is opened. A lower ``priority`` goes first."""

    space: SpaceId
    unsent: Unsent
    priority: int

    @property
    def record(self) -> RecordId:
        """The record's id."""
        return self.unsent.record


def waiting(owner: Owner, spaces: Collection[SpaceId] | None = None) -> list[Waiting]:
    """What waits for spaces that live on a relay (for all of them, or for these), first what goes first.

    A private record waits for nobody and is left out.
    """
    found: list[Waiting] = []
    for space, unsent in owner.store.outbox.unsent().items():
        row = owner.store.spaces.get(space)
        if row is None or row.relay is None or not row.active or (spaces is not None and space not in spaces):
            continue
        found += [Waiting(space, one, FIRST if one.urgent else priority_of(owner.registry, one.kind)) for one in unsent]
    return sorted(found, key=_rank)


def priority_of(registry: Registry, kind_key: str) -> int:
    """A kind's place in the order; 0 is awaited by somebody."""
    kind = registry.get(kind_key)
    return LAST if kind is None else kind.priority


def collected(owner: Owner, row: Waiting) -> Collected | None:
    """The record's delta; None if the record is not there. Raises RecordError for one that nobody would merge."""
    stored = owner.store.documents.load(row.record)
    if stored is None:
        return None
    document = Document.load(owner.device_id, stored.state)
    unsent = row.unsent
    # What others wrote into the record they send themselves; only a record that the space has never had goes whole.
    delta = document.export(unsent.since, own=unsent.since is not None, former=owner.former_ids)
    return Collected(row.space, unsent.record, delta, document.version(), unsent.saves, row.priority)


def _rank(row: Waiting) -> tuple[int, bool, int, int, RecordId]:
    unsent = row.unsent
    if row.priority <= 0:
        # Of what is awaited, what waits longest.
        return row.priority, False, unsent.marked, 0, row.record
    return row.priority, not unsent.mine, -unsent.changed, unsent.marked, row.record
