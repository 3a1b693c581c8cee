"""Somebody comes back with her root secret alone: her spaces' logs are read by a root hello, and her keys opened.

Two requests to each relay: the logs, which are verified from the space's id, and the wraps that they name for her.
After that she is a member with a new device, which the next visit adds; everything else comes as on any visit.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.crypto.signing import digest
from app.errors import AccessError, Known, StoreError
from app.ids import PersonId, SpaceId
from app.protocol.failures import Code, known
from app.protocol.limits import MAX_SPACES
from app.protocol.membership import Membership
from app.protocol.messages import BlobDown, Done, EntryDown, Item, Refused, SpaceAt, Want
from app.spaces.keyring import open_epochs, wanted_blob
from app.spaces.membership_log import replay
from app.spaces.recovery import Place, pack_places, unpack_places
from app.store.spaces import RelayRow, SpaceRow
from app.sync.engine import Link, OpenLink, directly
from app.sync.owner import Owner
from app.sync.pull import REMOVED
from app.sync.push import signed_hello
from app.sync.roster import refresh_names
from app.sync.stages import Do

_AWAITED = "spaces to bring back"
#: What says that a space is not there for her any more, rather than that the relay cannot be reached.
_GONE = frozenset({Code.NOT_A_MEMBER, Code.UNKNOWN_SPACE})
#: Requests for the logs of one relay's spaces: each brings at least one entry, and as a rule all.
_MOST_REQUESTS = 40


def awaited(owner: Owner) -> tuple[Place, ...]:
    """The spaces that are still to be fetched."""
    kept = owner.store.identity.get(_AWAITED)
    return unpack_places(kept) if kept else ()


def await_places(owner: Owner, places: tuple[Place, ...]) -> None:
    """Fetch these spaces at the next visits, as far as they are not here. Raises StoreError."""
    here = {row.space for row in owner.store.spaces.all()}
    wanted = tuple(dict.fromkeys(place for place in (*awaited(owner), *places) if place.space not in here))[:MAX_SPACES]
    if wanted:
        owner.store.identity.set(_AWAITED, pack_places(wanted))
    else:
        owner.store.identity.remove(_AWAITED)


def bring_back(owner: Owner, open_link: OpenLink, do: Do[Any] = directly) -> list[str]:
    """Fetch the spaces that are awaited; gives the codes of what failed. Those that failed are tried again next time,
    unless the relay says that she is no member any more. Raises StoreError.
    """
    places = do(lambda: awaited(owner))
    by_relay: dict[RelayRow, list[SpaceId]] = {}
    for place in places:
        by_relay.setdefault(RelayRow(place.pin, place.url, b""), []).append(SpaceId(place.space))
    troubles: list[str] = []
    gone: set[SpaceId] = set()
    for relay, spaces in by_relay.items():
        try:
            gone |= _from_relay(owner, relay, spaces, open_link, do, troubles)
        except StoreError:
            raise
        except Known as error:
            troubles.append(error.code)
    if places:
        do(lambda: _drop(owner, gone))
    return list(dict.fromkeys(troubles))


def _drop(owner: Owner, gone: set[SpaceId]) -> None:
    left = tuple(place for place in awaited(owner) if place.space not in gone)
    owner.store.identity.remove(_AWAITED)
    await_places(owner, left)


def _from_relay(
    owner: Owner, relay: RelayRow, spaces: list[SpaceId], open_link: OpenLink, do: Do[Any], troubles: list[str]
) -> set[SpaceId]:
    """Store what this relay gives; the spaces that are gone for good."""
    link = open_link(relay)
    try:
        logs, gone = _read_logs(owner, link, relay, spaces, troubles)
        states: dict[SpaceId, Membership] = {}
        for space, entries in logs.items():
            try:
                state = replay(entries, space)
            except AccessError as error:
                troubles.append(error.code)
                continue
            me = state.members.get(PersonId(owner.person.person))
            if me is not None and me.active:
                states[space] = state
            else:
                troubles.append(REMOVED)
                gone.add(space)
        blobs = _read_wraps(owner, link, relay, states)
    finally:
        link.close()
    for space, state in states.items():
        try:
            keys = open_epochs(state, owner.person, blobs)
        except AccessError as error:
            troubles.append(error.code)
            continue
        do(partial(_store, owner, relay, logs[space], state, blobs, keys))
    return gone


def _read_logs(
    owner: Owner, link: Link, relay: RelayRow, spaces: list[SpaceId], troubles: list[str]
) -> tuple[dict[SpaceId, list[bytes]], set[SpaceId]]:
    logs: dict[SpaceId, list[bytes]] = {space: [] for space in spaces}
    gone: set[SpaceId] = set()
    for _ in range(_MOST_REQUESTS):
        asked = list(logs)
        if not asked:
            break
        places = tuple(SpaceAt(space, 0, len(logs[space])) for space in asked)
        answer = list(link.exchange(signed_hello(owner.person.signing, relay.relay, visit=1, spaces=places), []))
        for item in answer:
            if isinstance(item, Refused) and item.space_index >= len(asked):
                raise known(item.code)
            if isinstance(item, Refused):
                space = asked[item.space_index]
                logs.pop(space, None)
                troubles.append(known(item.code).code)
                gone |= {space} if item.code in _GONE else set()
            elif isinstance(item, EntryDown) and item.space_index < len(asked):
                logs.get(asked[item.space_index], []).append(item.entry)
        if not _more(answer):
            break
    return logs, gone


def _read_wraps(owner: Owner, link: Link, relay: RelayRow, states: Mapping[SpaceId, Membership]) -> dict[bytes, bytes]:
    spaces = list(states)
    wraps = ((index, wanted_blob(states[space], owner.person.person)) for index, space in enumerate(spaces))
    wants = tuple(Want(index, wrap) for index, wrap in wraps if wrap is not None)
    if not wants:
        return {}
    places = tuple(SpaceAt(space, 0, states[space].length) for space in spaces)
    hello = signed_hello(owner.person.signing, relay.relay, visit=1, spaces=places, wants=wants)
    return {digest(item.blob): item.blob for item in link.exchange(hello, []) if isinstance(item, BlobDown)}


def _more(answer: list[Item]) -> bool:
    return any(isinstance(item, Done) and item.more for item in answer)


def _store(
    owner: Owner,
    relay: RelayRow,
    entries: list[bytes],
    state: Membership,
    blobs: Mapping[bytes, bytes],
    keys: Mapping[int, bytes],
) -> None:
    store, space = owner.store, state.space
    own = wanted_blob(state, PersonId(owner.person.person))
    with store.transaction():
        store.spaces.put_relay(relay)
        store.spaces.put(SpaceRow(space, "", "", relay.relay, False, space, owner.clock.now(), True))
        store.spaces.add_entries(space, entries, start=0)
        if own is not None:
            store.spaces.add_blobs(space, {own: blobs[own]}, sent=True)
        for epoch, key in keys.items():
            store.spaces.add_key(space, epoch, key)
        store.cursors.know_entries(relay.relay, space, len(entries))
        refresh_names(owner, state)
        await_places(owner, ())
    owner.keep_membership(state)
