"""What a request sends: a hello that says what this device has, then entries, keys and envelopes that wait."""

from collections.abc import Iterator, Mapping, Sequence

from app.crypto.signing import HELLO_SIGNATURE, SigningKey, key_id
from app.ids import SpaceId
from app.protocol.limits import ANSWER_BUDGET, MAX_SPACES, VERSION
from app.protocol.messages import (
    ASK_ACKS,
    SIGNATURE_BYTES,
    BlobUp,
    EntryUp,
    Hello,
    Item,
    SpaceAt,
    hello_signed_bytes,
)
from app.protocol.parts import items_up
from app.store.spaces import RelayRow
from app.sync.owner import Owner
from app.sync.roster import ensure_device, is_let_in, waiting_entries
from app.sync.state import Request

#: What a relay is taken to hold of envelopes when it has not been asked.
_NOTHING: Mapping[SpaceId, int] = {}


def request_for(
    owner: Owner,
    relay: RelayRow,
    *,
    only_ask: bool = False,
    held: Mapping[SpaceId, int] = _NOTHING,
    fetch_only: bool = False,
) -> Request:
    """The next request to a relay. ``only_ask`` sends nothing, to learn after a cut what has arrived; ``held`` is the
    answer to that: bytes that the relay has of each space's first envelope that waits; with ``fetch_only`` only entries
    are sent.

    Raises StoreError; the visit's number is on the disk before the request can leave.
    """
    spaces = _spaces_on(owner, relay.relay)
    for space in spaces:
        ensure_device(owner, relay.relay, space)
    uploads: list[Item]
    if only_ask:
        # Who is not let in yet is not answered either, so that entry goes along with the question.
        strange = {index for index, space in enumerate(spaces) if not is_let_in(owner, relay.relay, space)}
        uploads = [item for item in _entries(owner, relay.relay, spaces) if item.space_index in strange]
    elif fetch_only:
        uploads = list(_entries(owner, relay.relay, spaces))
    else:
        uploads = list(_uploads(owner, relay.relay, spaces, held))
    founding = any(owner.store.cursors.get(relay.relay, space).entries_known == 0 for space in spaces)
    places = tuple(_place(owner, relay.relay, space) for space in spaces)
    hello = signed_hello(
        owner.device,
        relay.relay,
        visit=owner.store.cursors.next_visit(relay.relay),
        spaces=places,
        flags=ASK_ACKS if only_ask else 0,
        admission=relay.admission if founding else b"",
    )
    return Request(hello, tuple(spaces), uploads)


def signed_hello(
    key: SigningKey,
    relay: bytes,
    *,
    visit: int,
    spaces: tuple[SpaceAt, ...],
    flags: int = 0,
    admission: bytes = b"",
    budget: int = ANSWER_BUDGET,
) -> Hello:
    """A hello in the name of a device's or a ticket's key, bound to one relay by its id (32 bytes)."""
    parts = (VERSION, key_id(key.public), visit, flags, budget, admission, spaces, ())
    unsigned = Hello(*parts, signature=bytes(SIGNATURE_BYTES))
    return Hello(*parts, signature=key.sign(HELLO_SIGNATURE, hello_signed_bytes(unsigned, relay)))


def request_as_person(owner: Owner, relay: RelayRow, spaces: Sequence[SpaceId]) -> Request:
    """Read the logs of spaces that do not know this device yet, signed by the person's root key.

    A relay gives a member's root key the log and nothing else; with it, the device's own entry finds its place.
    """
    places = tuple(SpaceAt(space, 0, owner.store.cursors.get(relay.relay, space).entries_known, 0) for space in spaces)
    hello = signed_hello(owner.person.signing, relay.relay, visit=1, spaces=places)
    return Request(hello, tuple(spaces), [])


def _spaces_on(owner: Owner, relay: bytes) -> list[SpaceId]:
    rows = owner.store.spaces.all()
    return [row.space for row in rows if row.relay == relay and row.active and not row.private][:MAX_SPACES]


def _place(owner: Owner, relay: bytes, space: SpaceId) -> SpaceAt:
    cursor, begun = owner.store.cursors.get(relay, space), owner.store.parts.begun(relay, space)
    return SpaceAt(space, cursor.cursor, cursor.entries_known, 0 if begun is None else begun.held)


def _uploads(owner: Owner, relay: bytes, spaces: Sequence[SpaceId], held: Mapping[SpaceId, int]) -> Iterator[Item]:
    yield from _entries(owner, relay, spaces)
    for index, space in enumerate(spaces):
        for blob in owner.store.spaces.unsent_blobs(space).values():
            yield BlobUp(index, blob)
    for index, space in enumerate(spaces):
        there = held.get(space, 0)
        for sealed in owner.store.outbox.unacknowledged(space):
            yield from items_up(index, sealed.number, sealed.envelope, there)
            there = 0


def _entries(owner: Owner, relay: bytes, spaces: Sequence[SpaceId]) -> Iterator[EntryUp]:
    for index, space in enumerate(spaces):
        for entry in waiting_entries(owner, relay, space):
            yield EntryUp(index, entry)
