"""What a hostile relay does with the membership log, by name."""

import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import msgspec

from app.crypto.keys import PersonKeys, TicketKeys
from app.crypto.signing import SigningKey, digest, key_id
from app.ids import SpaceId
from app.protocol.entries import (
    DeviceCard,
    Entry,
    Found,
    Invite,
    Join,
    PersonCard,
    RenamePerson,
    RenameSpace,
    parse_entry,
)
from app.protocol.membership import CONSENT_SIGNATURE, Membership, Role
from app.protocol.messages import (
    Ack,
    EntryDown,
    Item,
    Refused,
    Welcome,
)
from app.spaces.membership_log import replay, sign_entry
from tests.relay.attack import altered, attack, encoded
from tests.relay.hostile import Answer, Ask

# The membership log -------------------------------------------------------------------------------------------------


def _log(ask: Ask, index: int = 0) -> tuple[Membership, list[bytes]]:
    """The space's log as it stands on the relay's disk."""
    from app.relay import log

    space = ask.hello.spaces[index].space
    with ask.relay.service().database.reading() as connection:
        entries = list(log.entries_from(connection, space, 0))
    return replay(entries, SpaceId(space)), entries


class _Stranger:
    """A person whom the relay has made up."""

    def __init__(self) -> None:
        self.keys, self.device = PersonKeys.from_root(os.urandom(32)), SigningKey.generate()

    @property
    def card(self) -> PersonCard:
        return PersonCard(self.keys.signing.public, digest(self.keys.public_sealing), bytes(40))

    @property
    def device_card(self) -> DeviceCard:
        return DeviceCard(self.device.public, self.keys.certify(self.device.public))

    def join(self, head: bytes, ticket: SigningKey) -> Join:
        author = key_id(ticket.public)
        consent = self.device.sign(CONSENT_SIGNATURE, head + author)
        wraps = ((self.keys.person, digest(self.keys.person)),)
        return Join(head, author, self.card, self.device_card, consent, wraps)


def _missing(ask: Ask) -> bool:
    """Does the visitor have the whole log, so that something behind it is news to him?"""
    return ask.hello.spaces[0].entries_known == _log(ask)[0].length


def _behind_the_log(ask: Ask, write: Callable[[Membership], Sequence[bytes]]) -> Answer:
    honest = ask.honest()
    state, _ = _log(ask)
    news = [EntryDown(0, entry) for entry in write(state)]
    ask.struck()
    at = max((at for at, item in enumerate(honest) if isinstance(item, Welcome | Refused | Ack | EntryDown)), default=0)
    yield from encoded([*honest[: at + 1], *news, *honest[at + 1 :]])


@attack
def invent_invite(ask: Ask) -> Answer:
    """An invite in a keeper's name, signed by a key of the relay's, and somebody made up who joins by it."""

    def write(state: Membership) -> Sequence[bytes]:
        ticket, stranger = SigningKey.generate(), _Stranger()
        keeper = next(iter(next(iter(state.members.values())).devices))
        invite = sign_entry(
            Invite(state.head, keeper, ticket.public, Role.KEEPER, 4_000_000_000, bytes(60)), SigningKey.generate()
        )
        return [invite, sign_entry(stranger.join(digest(invite), ticket), ticket)]

    return _behind_the_log(ask, write)


@attack
def invent_member(ask: Ask) -> Answer:
    """Somebody made up who joins by a ticket that nobody gave out."""

    def write(state: Membership) -> Sequence[bytes]:
        ticket = SigningKey.generate()
        return [sign_entry(_Stranger().join(state.head, ticket), ticket)]

    return _behind_the_log(ask, write)


@attack
def reuse_ticket(ask: Ask) -> Answer:
    """Somebody who copied a ticket joins by it a second time; the relay lets him."""
    ticket = TicketKeys.from_seed(bytes.fromhex(ask.order["seed"]))

    def write(state: Membership) -> Sequence[bytes]:
        return [sign_entry(_Stranger().join(state.head, ticket.signing), ticket.signing)]

    return _behind_the_log(ask, write)


@attack
def former_member(ask: Ask) -> Answer:
    """One who was removed lends his device's key: it invites the relay's operator as a keeper."""
    key = SigningKey.from_seed(bytes.fromhex(ask.order["device"]))

    def write(state: Membership) -> Sequence[bytes]:
        ticket = SigningKey.generate()
        entry = Invite(state.head, key_id(key.public), ticket.public, Role.KEEPER, 4_000_000_000, bytes(60))
        return [sign_entry(entry, key)]

    return _behind_the_log(ask, write)


@attack
def rename_other(ask: Ask) -> Answer:
    """A member lends his device's key for another name in the founder's name, which her own device did not sign."""
    key = SigningKey.from_seed(bytes.fromhex(ask.order["device"]))

    def write(state: Membership) -> Sequence[bytes]:
        founder = next(iter(next(iter(state.members.values())).devices))
        return [sign_entry(RenamePerson(state.head, founder, 1, bytes(40)), key)]

    return _behind_the_log(ask, write)


@attack
def rename_space(ask: Ask) -> Answer:
    """A member who keeps nothing lends his device's key for another name of the space."""
    key = SigningKey.from_seed(bytes.fromhex(ask.order["device"]))

    def write(state: Membership) -> Sequence[bytes]:
        return [sign_entry(RenameSpace(state.head, key_id(key.public), 1, bytes(40)), key)]

    return _behind_the_log(ask, write)


@attack
def replace_device(ask: Ask) -> Answer:
    """Every device in the log is exchanged for one of the relay's, its entry left as it was signed."""
    own = SigningKey.generate()

    def change(item: Item) -> Iterable[Item]:
        if isinstance(item, EntryDown):
            parsed = parse_entry(item.entry)
            entry: Entry = parsed.entry
            if isinstance(entry, Found | Join):
                card = DeviceCard(own.public, entry.device.certificate)
                body = msgspec.msgpack.encode(msgspec.structs.replace(entry, device=card))
                return [EntryDown(item.space_index, body + item.entry[-64:])]
        return [item]

    return altered(ask, change)


@attack
def new_log(ask: Ask) -> Answer:
    """Another founding entry instead of the space's own: a space of the relay's, with the same people in it."""

    def change(item: Item) -> Iterable[Item]:
        if isinstance(item, EntryDown):
            parsed = parse_entry(item.entry).entry
            if isinstance(parsed, Found):
                false = msgspec.structs.replace(parsed, salt=os.urandom(16), author=key_id(_OWN.public))
                return [EntryDown(item.space_index, sign_entry(false, _OWN))]
        return [item]

    return altered(ask, change)


_OWN = SigningKey.generate()


@attack
def swap_entries(ask: Ask) -> Answer:
    """The last two entries that the visitor lacks, the other way round."""
    honest = ask.honest()
    places = [at for at, item in enumerate(honest) if isinstance(item, EntryDown)]
    if len(places) > 1:
        ask.struck()
        first, second = places[-2:]
        honest[first], honest[second] = honest[second], honest[first]
    return encoded(honest)


@attack
def short_log(ask: Ask) -> Answer:
    """All but the first so many entries are kept back, and their number is not told."""
    keep = int(ask.order["keep"])

    def change(item: Item) -> Iterable[Item]:
        if isinstance(item, EntryDown):
            keep_it = ask.hello.spaces[item.space_index].entries_known + next(count) < keep
            return [item] if keep_it else []
        return [replace(item, entries=min(item.entries, keep))] if isinstance(item, Ack) else [item]

    count = itertools.count()
    return altered(ask, change)


@attack
def other_view(ask: Ask) -> Answer:
    """Some devices are served from another file: an older copy, or one that has gone another way since."""
    home = ask.order["views"].get(ask.hello.device.hex(), "")
    if home:
        ask.struck()
    return encoded(ask.honest(home=home))
