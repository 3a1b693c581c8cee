"""What a request sends: a hello that says what this device has, then entries, keys and envelopes that wait.

Behind those that were sealed before, the next ones are sealed while they are on their way, as long as a request and
the visit's time last.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from app.crypto.signing import HELLO_SIGNATURE, SigningKey, digest, key_id
from app.ids import SpaceId
from app.protocol.items import HEAD_BYTES, NO_HEAD
from app.protocol.limits import ANSWER_BUDGET, MAX_SPACES, MAX_WANTS, PACK_AIM, VERSION
from app.protocol.messages import (
    ASK_ACKS,
    ASK_SNAPSHOTS,
    SIGNATURE_BYTES,
    BlobUp,
    EntryUp,
    Hello,
    Item,
    SnapshotPlace,
    SpaceAt,
    Want,
    hello_signed_bytes,
)
from app.protocol.parts import items_up
from app.store.outbox import Sealed
from app.store.spaces import RelayRow
from app.sync.attachments import Allowed, request_items
from app.sync.budget import Budget
from app.sync.epochs import may_seal, wanted
from app.sync.owner import Owner
from app.sync.roster import ensure_device, is_let_in, is_visited, waiting_entries
from app.sync.seal import Portions
from app.sync.snapshot import place_of
from app.sync.stages import Do
from app.sync.state import Request, Tally
from app.sync.tickets import open_anew
from app.sync.wanting import wanted_keys

#: Bytes of envelopes after which a request is ended and the next one begun: well below what any relay takes.
REQUEST_MOST = 8_000_000

#: Under this name and a relay's id stands which of many spaces is named first.
_TURN = "turn "

#: What a relay is taken to hold of envelopes when it has not been asked.
_NOTHING: Mapping[SpaceId, int] = {}


def request_for(
    owner: Owner,
    relay: RelayRow,
    *,
    only_ask: bool = False,
    held: Mapping[SpaceId, int] = _NOTHING,
    fetch_only: bool = False,
    budget: int = ANSWER_BUDGET,
) -> Request:
    """The next request to a relay, with what is sealed. ``only_ask`` sends nothing, to learn after a cut what has
    arrived; ``held`` is the answer to that: bytes that the relay has of each space's first envelope that waits; with
    ``fetch_only`` only entries are sent. ``budget`` is the most that may come back.

    Raises StoreError; the visit's number is on the disk before the request can leave.
    """
    spaces = spaces_on(owner, relay.relay)
    for space in spaces:
        ensure_device(owner, relay.relay, space)
        if not fetch_only:
            open_anew(owner, space)
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
        flags=ASK_ACKS if only_ask or any(_unheard(owner, space) for space in spaces) else 0,
        admission=relay.admission if founding else b"",
        budget=budget,
        wants=_wants(owner, spaces),
        snapshots=tuple(_taking(owner, relay.relay, spaces)),
    )
    held_back = frozenset(space for space in spaces if not may_seal(owner, space))
    return Request(hello, tuple(spaces), uploads, held_back, fetch_only)


def snapshot_request(owner: Owner, relay: RelayRow, spaces: Sequence[SpaceId], sent: Sequence[Item]) -> Request:
    """Ask how the snapshots of these spaces stand, and send parts of our own; nothing else comes back."""
    places = tuple(_place(owner, relay.relay, space) for space in spaces)
    visit = owner.store.cursors.next_visit(relay.relay)
    hello = signed_hello(owner.device, relay.relay, visit=visit, spaces=places, flags=ASK_SNAPSHOTS, budget=0)
    return Request(hello, tuple(spaces), sent)


def attachments_request(
    owner: Owner, relay: RelayRow, spaces: Sequence[SpaceId], allowed: Allowed, tally: Tally, budget: int
) -> Request | None:
    """Ask for pictures and files, and bring what was found missing; None when there is nothing more to say of them."""
    items = request_items(owner, relay.relay, spaces, allowed, tally.files, tally.spoilt)
    if not items:
        return None
    places = tuple(_place(owner, relay.relay, space) for space in spaces)
    visit = owner.store.cursors.next_visit(relay.relay)
    taking = tuple(_taking(owner, relay.relay, spaces))
    hello = signed_hello(owner.device, relay.relay, visit=visit, spaces=places, budget=budget, snapshots=taking)
    return Request(hello, tuple(spaces), items)


def _taking(owner: Owner, relay: bytes, spaces: Sequence[SpaceId]) -> Iterator[SnapshotPlace]:
    for index, space in enumerate(spaces):
        place = place_of(owner, relay, index, space)
        if place is not None:
            yield place


def later(
    owner: Owner, spaces: Sequence[SpaceId], portions: Portions, budget: Budget, tally: Tally, do: Do[Any]
) -> Iterator[Item]:
    """What is sealed while the request is under way, envelope by envelope; the sealing runs through ``do``.

    ``tally.unsent`` tells when something is left for another request.
    """
    size = 0
    while size < REQUEST_MOST and budget.may_send(PACK_AIM):
        sealed = do(partial(_sealed_next, owner, spaces, portions))
        if sealed is None:
            return
        for space, envelopes in sealed.items():
            for one in envelopes:
                size += len(one.envelope)
                yield from items_up(spaces.index(space), one.number, one.envelope)
    tally.unsent = True


def _sealed_next(owner: Owner, spaces: Sequence[SpaceId], portions: Portions) -> dict[SpaceId, list[Sealed]] | None:
    """The next portion, as envelopes by space; None when nothing is left."""
    before = {space: owner.store.outbox.last_number(space) for space in spaces}
    if not portions.seal_next():
        return None
    return {space: owner.store.outbox.unacknowledged(space, after=number) for space, number in before.items()}


def _unheard(owner: Owner, space: SpaceId) -> bool:
    """Has nobody told that he has our newest words, though the relay says that it does? Then it is asked once more."""
    there = owner.store.outbox.acknowledged(space)
    return there > max(owner.store.receipts.reports(space, owner.device_id).values(), default=0)


def signed_hello(
    key: SigningKey,
    relay: bytes,
    *,
    visit: int,
    spaces: tuple[SpaceAt, ...],
    flags: int = 0,
    admission: bytes = b"",
    budget: int = ANSWER_BUDGET,
    wants: tuple[Want, ...] = (),
    snapshots: tuple[SnapshotPlace, ...] = (),
) -> Hello:
    """A hello in the name of a device's or a ticket's key, bound to one relay by its id (32 bytes)."""
    parts = (VERSION, key_id(key.public), visit, flags, budget, admission, spaces, wants, snapshots)
    unsigned = Hello(*parts, signature=bytes(SIGNATURE_BYTES))
    return Hello(*parts, signature=key.sign(HELLO_SIGNATURE, hello_signed_bytes(unsigned, relay)))


def request_as_person(owner: Owner, relay: RelayRow, spaces: Sequence[SpaceId]) -> Request:
    """Read the logs of spaces that do not know this device yet, signed by the person's root key.

    A relay gives a member's root key the log and nothing else; with it, the device's own entry finds its place.
    """
    places = tuple(SpaceAt(space, 0, owner.store.cursors.get(relay.relay, space).entries_known, 0) for space in spaces)
    hello = signed_hello(owner.person.signing, relay.relay, visit=1, spaces=places)
    return Request(hello, tuple(spaces), [])


def spaces_on(owner: Owner, relay: bytes) -> list[SpaceId]:
    """The spaces that a request to this relay names, in its order: all, or as many as fit, whose turn it is."""
    spaces = visited_on(owner, relay)
    if len(spaces) <= MAX_SPACES:
        return spaces
    first = int(owner.store.identity.text(_TURN + relay.hex(), "0")) % len(spaces)
    return [*spaces[first:], *spaces[:first]][:MAX_SPACES]


def visited_on(owner: Owner, relay: bytes) -> list[SpaceId]:
    """All spaces on this relay in which there is anything to be had or said."""
    rows = [row for row in owner.store.spaces.all() if row.relay == relay and is_visited(owner, row)]
    return [row.space for row in rows]


def take_turns(owner: Owner, relay: bytes) -> int:
    """Let the next spaces be named from here on; gives how many turns it takes to name all."""
    count = len(visited_on(owner, relay))
    if count > MAX_SPACES:
        first = int(owner.store.identity.text(_TURN + relay.hex(), "0")) + MAX_SPACES
        owner.store.identity.set_text(_TURN + relay.hex(), str(first % count))
    return -(-count // MAX_SPACES)


def _wants(owner: Owner, spaces: Sequence[SpaceId]) -> tuple[Want, ...]:
    wants = (
        Want(index, digest)
        for index, space in enumerate(spaces)
        for digest in dict.fromkeys((*wanted(owner, space), *wanted_keys(owner, space)))
    )
    return tuple(islice(wants, MAX_WANTS))


def _place(owner: Owner, relay: bytes, space: SpaceId) -> SpaceAt:
    cursor, begun = owner.store.cursors.get(relay, space), owner.store.parts.begun(relay, space)
    last = owner.store.spaces.entries(space, cursor.entries_known - 1)[:1] if cursor.entries_known else []
    head = digest(last[0])[:HEAD_BYTES] if last else NO_HEAD
    return SpaceAt(space, cursor.cursor, cursor.entries_known, 0 if begun is None else begun.held, head)


def _uploads(owner: Owner, relay: bytes, spaces: Sequence[SpaceId], held: Mapping[SpaceId, int]) -> Iterator[Item]:
    yield from _entries(owner, relay, spaces)
    for index, space in enumerate(spaces):
        for blob in owner.store.spaces.unsent_blobs(space).values():
            yield BlobUp(index, blob)
    waits = {space: owner.store.outbox.unacknowledged(space) for space in spaces}
    for index, there, sealed in _small_first(spaces, waits, held):
        yield from items_up(index, sealed.number, sealed.envelope, there)


def _entries(owner: Owner, relay: bytes, spaces: Sequence[SpaceId]) -> Iterator[EntryUp]:
    for index, space in enumerate(spaces):
        for entry in waiting_entries(owner, relay, space):
            yield EntryUp(index, entry)


def _small_first(
    spaces: Sequence[SpaceId], waits: Mapping[SpaceId, list[Sealed]], held: Mapping[SpaceId, int]
) -> Iterator[tuple[int, int, Sealed]]:
    """Envelopes of all spaces: in each by their numbers, and among spaces the smallest next one first, for what is
    urgent was packed small; before all of them a space in which somebody is called at once. Given are the space's
    index, the bytes that the relay has of it, and it."""
    calls = {space: max((at for at, one in enumerate(waits[space]) if one.urgent), default=-1) for space in spaces}
    heap = [
        (calls[space] < 0, len(waits[space][0].envelope), index, 0)
        for index, space in enumerate(spaces)
        if waits[space]
    ]
    heapq.heapify(heap)
    while heap:
        _, _, index, at = heapq.heappop(heap)
        space = spaces[index]
        yield index, held.get(space, 0) if at == 0 else 0, waits[space][at]
        if at + 1 < len(waits[space]):
            heapq.heappush(heap, (calls[space] <= at, len(waits[space][at + 1].envelope), index, at + 1))
