"""Joining a space by ticket, with nobody of it online: read its log with the ticket's key, then write oneself in.

Two requests: what the first brings is verified from the space's id, which came with the ticket and is the digest of
the founding entry. If somebody else joined in between, the log is read and the entry written once more.
"""

from functools import partial
from typing import Any

from app.crypto.keys import TicketKeys
from app.crypto.signing import digest
from app.errors import AccessError, LinkError
from app.ids import SpaceId
from app.protocol.entries import Entry, Join, LetIn, parse_entry
from app.protocol.failures import Code, Refusal, known
from app.protocol.items import HEAD_BYTES, NO_HEAD
from app.protocol.messages import BlobUp, EntryDown, EntryUp, Hello, Item, Refused, SpaceAt
from app.spaces.joining import Joined, join
from app.spaces.membership_log import replay
from app.spaces.ticket import Ticket
from app.store.spaces import RelayRow, SpaceRow
from app.sync.engine import Link, OpenLink, directly
from app.sync.forks import common, held, note, settle
from app.sync.guests import give_up
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_space import StickSpace
from app.sync.owner import Owner
from app.sync.push import signed_hello
from app.sync.roster import CAME_BY, NOT_LET_IN, forget_lost_keys, own_join, refresh_names, settled_entries
from app.sync.stages import Do
from app.sync.state import unsure

#: How often the log is read anew when others keep joining at the same moment.
_TRIES = 3
#: Under this name and a space's id stands that the relay does not know us any more.
_FORGOTTEN = "forgotten "


def join_space(owner: Owner, ticket: Ticket, name: str, open_link: OpenLink, do: Do[Any] = directly) -> SpaceId:
    """Make this person a member; the space, its log and its keys are stored when this returns.

    Raises AccessError for a ticket that cannot be used, LinkError when the relay cannot be reached. Nothing has changed
    here then, and the same ticket can be tried again, also when only the relay's last answer was lost.
    """
    space = SpaceId(ticket.space)
    relay = RelayRow(ticket.relay_pin, ticket.relay_url, b"")
    here = do(lambda: owner.store.spaces.get(space))
    if here is not None and here.active and not do(lambda: _may_join_again(owner, space)):
        raise AccessError("ticket.own", "the space is here")
    known = do(lambda: settled_entries(owner, space) if own_join(owner, space) is not None else [])
    link = open_link(relay)
    try:
        for _ in range(_TRIES):
            entries = _read_log(owner, link, relay, ticket, known, do)
            ours = _our_join(owner, ticket, entries)
            joined = join(ticket, replay(entries[:ours], space), owner.person, name, owner.device, owner.chance)
            if ours is None:
                entries.append(joined.entry)
                if not _write_in(owner, link, relay, space, entries, joined, do):
                    continue
            sent = ours is None
            do(partial(_store, owner, relay, space, entries, joined, ticket.encode(), sent=sent))
            return space
        raise AccessError("membership.refused", "the log kept moving")
    finally:
        link.close()


def join_by_stick(owner: Owner, ticket: Ticket, name: str, folder: StickFolder) -> SpaceId:
    """Make this person a member by the log that lies on a stick; the relay hears of it by the next letter or visit.

    Until then her entry is laid on sticks beside the log (``guests``). If somebody else's entry comes before hers at
    the relay, she writes it once more behind that. Raises AccessError, LinkError when the stick cannot be read; nothing
    has changed then.
    """
    space = SpaceId(ticket.space)
    here = owner.store.spaces.get(space)
    if here is not None and here.active:
        raise AccessError("ticket.own", "the space is here")
    entries = list(StickSpace(folder, space, owner.device_id, owner.clock.now()).entries)
    if not entries:
        raise AccessError("kit.no_log", "the stick has not the space's log")
    joined = join(ticket, replay(entries, space), owner.person, name, owner.device, owner.chance)
    relay = RelayRow(ticket.relay_pin, ticket.relay_url, b"")
    known = len(entries)
    _store(owner, relay, space, [*entries, joined.entry], joined, ticket.encode(), sent=False, known=known)
    return space


def join_again(owner: Owner, space: SpaceId, name: str, open_link: OpenLink, do: Do[Any] = directly) -> bool:
    """The relay was put back to before we joined, and has gone on: join once more with the ticket that we came by.

    False if that ticket is not open there; then any other one counts, as before the first time. Raises StoreError.
    """
    do(lambda: owner.store.identity.set(_FORGOTTEN + space.hex(), b"1"))
    text = do(lambda: owner.store.identity.text(CAME_BY + space.hex()))
    if not text:
        return False
    try:
        join_space(owner, Ticket.parse(text), name, open_link, do)
    except (AccessError, LinkError):
        return False
    return True


def unheard(owner: Owner, relay: bytes) -> list[SpaceId]:
    """The spaces of a relay that this device joined by a stick, and of which the relay does not know."""
    rows = [row for row in owner.store.spaces.all() if row.relay == relay and row.active]
    return [row.space for row in rows if own_join(owner, row.space) is not None]


def be_heard(owner: Owner, space: SpaceId, name: str, open_link: OpenLink, do: Do[Any] = directly) -> None:
    """Tell the relay of a Join that was written by a stick, behind the newest entry that it has.

    If the ticket does not let her in there any more, the space is given up (``guests``). Raises LinkError, StoreError.
    """
    text = do(lambda: owner.store.identity.text(CAME_BY + space.hex()))
    try:
        join_space(owner, Ticket.parse(text), name, open_link, do)
    except AccessError as error:
        code = error.code
        do(lambda: give_up(owner, space, code))


def _may_join_again(owner: Owner, space: SpaceId) -> bool:
    """The relay has forgotten us, or never heard of us."""
    return owner.store.identity.get(_FORGOTTEN + space.hex()) is not None or own_join(owner, space) is not None


def _read_log(
    owner: Owner, link: Link, relay: RelayRow, ticket: Ticket, known: list[bytes], do: Do[Any]
) -> list[bytes]:
    """The whole log, of which the ``known`` beginning need not come: by the ticket's key, or by our own if that ticket
    has made us a member already."""
    head = digest(known[-1])[:HEAD_BYTES] if known else NO_HEAD
    whole = (SpaceAt(ticket.space, 0, len(known), 0, head),)
    keys = TicketKeys.from_seed(ticket.seed)
    try:
        answer = _asked(link, signed_hello(keys.signing, relay.relay, visit=1, spaces=whole), [])
    except AccessError as error:
        if error.code != "ticket.used":
            raise
        visit = do(lambda: owner.store.cursors.next_visit(relay.relay))
        try:
            answer = _asked(link, signed_hello(owner.device, relay.relay, visit=visit, spaces=whole), [])
        except (AccessError, LinkError):
            raise error from None
    given = [item.entry for item in answer if isinstance(item, EntryDown)]
    try:
        follows = not given or not known or parse_entry(given[0]).entry.prev == digest(known[-1])
    except Refusal as refusal:
        raise AccessError("membership.refused", str(refusal)) from refusal
    # A relay with another log gives it from behind the founding entry, which names the space.
    return [*(known if follows else known[:1]), *given]


def _our_join(owner: Owner, ticket: Ticket, entries: list[bytes]) -> int | None:
    """Where in the log this device has joined with this ticket; None if it has not."""
    author = TicketKeys.from_seed(ticket.seed).id
    for index, raw in enumerate(entries):
        try:
            entry = parse_entry(raw).entry
        except Refusal as refusal:
            raise AccessError("membership.refused", str(refusal)) from refusal
        if _is_ours(entry, author, owner):
            return index
    return None


def _is_ours(entry: Entry, author: bytes, owner: Owner) -> bool:
    """Is it our Join with this ticket, or does it bring it in?"""
    if isinstance(entry, LetIn):
        return _is_ours(parse_entry(entry.join).entry, author, owner)
    return isinstance(entry, Join) and entry.author == author and entry.device.public == owner.device.public


def _write_in(
    owner: Owner, link: Link, relay: RelayRow, space: SpaceId, entries: list[bytes], joined: Joined, do: Do[Any]
) -> bool:
    """Send the entry, which is the last of ``entries``; False if another one came first."""
    visit = do(lambda: owner.store.cursors.next_visit(relay.relay))
    place = SpaceAt(space, 0, len(entries) - 1)
    hello = signed_hello(owner.device, relay.relay, visit=visit, spaces=(place,), budget=0)
    try:
        _asked(link, hello, [EntryUp(0, joined.entry), *(BlobUp(0, blob) for blob in joined.blobs)])
    except _MovedOn:
        return False
    return True


def _store(
    owner: Owner,
    relay: RelayRow,
    space: SpaceId,
    entries: list[bytes],
    joined: Joined,
    came_by: str,
    *,
    sent: bool,
    known: int | None = None,
) -> None:
    """``sent``: the relay has answered that it holds the entry's blobs; else those are sent again at the next visit.
    ``known``: so many of the entries it holds; None: all."""
    store = owner.store
    state, before = replay(entries, space), store.spaces.entries(space)
    with store.transaction():
        if before and store.identity.get(_FORGOTTEN + space.hex()):
            note(owner, before[: held(owner, relay.relay, space)], state, common(before, entries))
            store.cursors.move(relay.relay, space, 0)
            store.outbox.acknowledge(space, 0)
            store.identity.set(unsure(relay.relay), b"1")
        store.identity.remove(_FORGOTTEN + space.hex())
        store.identity.remove(NOT_LET_IN + space.hex())
        store.identity.set_text(CAME_BY + space.hex(), came_by)
        if relay.relay not in {known.relay for known in store.spaces.relays()}:
            # A ticket does not move a relay that is known: whoever wrote it need not be who minds the relay.
            store.spaces.put_relay(relay)
        store.spaces.put(SpaceRow(space, "", "", relay.relay, False, space, owner.clock.now(), True))
        store.spaces.add_entries(space, entries, start=0)
        store.spaces.add_blobs(space, {digest(blob): blob for blob in joined.blobs}, sent=sent)
        store.spaces.drop_blobs(space, state.blobs)
        for epoch, key in joined.epoch_keys.items():
            store.spaces.add_key(space, epoch, key)
        settle(owner, relay.relay, space, len(entries) if known is None else known)
        forget_lost_keys(owner, state)
        refresh_names(owner, state)
    owner.keep_membership(state)


class _MovedOn(Exception):
    """Another entry was written after the log was read."""


def _asked(link: Link, hello: Hello, uploads: list[Item]) -> list[Item]:
    """One request, answered whole. Raises _MovedOn, or what a refusal means to a person."""
    items = list(link.exchange(hello, uploads))
    for item in items:
        if isinstance(item, Refused):
            if item.code == Code.ENTRY_STALE:
                raise _MovedOn
            raise known(item.code)
    return items
