"""What a space is for, as its charter says, and whether a record of a kind is in its place there.

Of several charters, which two keepers may have begun while apart, the one with the smallest id counts that names a
purpose: on every laptop the same one. Who may name it is guarded by the kind's declaration (``Audience.guarded``).
"""

from app.ids import SpaceId
from app.records.kind import Kind
from app.records.purposes import CHARTER, PURPOSE, PURPOSES, fits
from app.store.queries import NO_LIMIT, Listed
from app.store.store import Store


def charter_of(store: Store, space: SpaceId) -> Listed | None:
    """The charter of a space; None while it has none. Raises StoreError."""
    found = store.queries.list_records(CHARTER, space, limit=NO_LIMIT)
    return min(found, key=lambda listed: (_purpose(listed) is None, listed.record), default=None)


def purpose_of(store: Store, space: SpaceId) -> str | None:
    """What a space is for, by its key in ``PURPOSES``; None where nobody has said so. Raises StoreError."""
    charter = charter_of(store, space)
    return _purpose(charter) if charter is not None else None


def is_in_place(store: Store, space: SpaceId, kind: Kind | None) -> bool:
    """May a record of this kind lie in a space? Raises StoreError."""
    return kind is None or not kind.places or fits(kind.places, purpose_of(store, space))


def _purpose(charter: Listed) -> str | None:
    value = charter.values.get(PURPOSE)
    return value if isinstance(value, str) and value in PURPOSES else None
