"""What a person leaves sealed in a space, where her spaces are, and what is remembered of her recovery."""

import base64
from typing import TypeVar

import msgspec

from app.ids import PersonId, RecordId, SpaceId
from app.spaces.recovery import Place
from app.store.queries import Listed
from app.workspace import editing
from app.workspace.desk import Desk

T = TypeVar("T", bound=msgspec.Struct)

NOTE = "sealed_note"
#: What a note is for: a colleague's share, the places of her spaces, an invitation to another space, or the right to
#: found spaces that a school's keeper lends (not sealed beyond the space itself: all its members may use it).
SHARE, PLACES, INVITATION, FOUNDING = "share", "places", "invitation", "founding"


def places_of(desk: Desk) -> tuple[Place, ...]:
    """Where her shared spaces are, the newest first."""
    urls = {relay.relay: relay.url for relay in desk.store.spaces.relays()}
    return tuple(
        Place(urls[row.relay], row.relay, row.space)
        for row in reversed(desk.store.spaces.all())
        if row.active and not row.private and row.relay in urls and row.relay is not None
    )


def write_note(desk: Desk, space: SpaceId, sort: str, person: PersonId, sealed: bytes) -> RecordId:
    """Leave something sealed for a person in a space. Raises StoreError."""
    written = base64.b64encode(sealed).decode("ascii")
    return editing.create(desk, NOTE, {"sort": sort, "person": person.hex(), "sealed": written}, space)


def sealed_in(listed: Listed) -> bytes:
    """What is sealed in a note; empty if somebody wrote something else there."""
    try:
        return base64.b64decode(str(listed.values.get("sealed", "")), validate=True)
    except ValueError:
        return b""


def kept(desk: Desk, name: str, shape: type[T]) -> T:
    """What is remembered under a name, or a new one. Raises StoreError."""
    data = desk.store.identity.get(name)
    return shape() if data is None else msgspec.json.decode(data, type=shape)


def keep(desk: Desk, name: str, value: msgspec.Struct) -> None:
    """Remember something under a name. Raises StoreError."""
    desk.store.identity.set(name, msgspec.json.encode(value))
