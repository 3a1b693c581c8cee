"""Tickets: what lets one person join a space with nobody online.

    address     length and text, without https://        pin         32, SHA-256 of the relay's certificate
    space       16, the digest of its founding entry     seed        16, makes the ticket's keys
    ends        varint, seconds since 1970               two names   length and GB 18030 text, at most 24 bytes each

The text form, ``TX1-...``, is at most about 220 characters for usual addresses and names, and fits a QR picture of
letters and digits. GB 18030 writes a Chinese character in two bytes.
"""

import os
from dataclasses import dataclass
from typing import NamedTuple

from app.crypto.keys import TICKET_SEED_BYTES, TicketKeys, epoch_check
from app.crypto.purposes import TICKET_CONTEXT
from app.crypto.sealing import open_small, seal_small
from app.crypto.signing import SigningKey, key_id
from app.errors import AccessError, Bug
from app.ids import SPACE_BYTES, Chance
from app.protocol.codec import Counted, Fixed, Number, Part, read_parts, write_parts
from app.protocol.failures import Refusal
from app.protocol.limits import MAX_TICKET_NAME, MAX_URL
from app.protocol.membership import WRITERS, Invite, Membership, OpenInvite, Role
from app.protocol.relay_card import PIN_BYTES, long_url, short_url
from app.protocol.text_code import read_code, write_code
from app.spaces.membership_log import sign_entry

PREFIX = "TX1"
_NAME_ENCODING = "gb18030"
_PARTS: tuple[Part, ...] = (
    Counted(MAX_URL),
    Fixed(PIN_BYTES),
    Fixed(SPACE_BYTES),
    Fixed(TICKET_SEED_BYTES),
    Number(),
    Counted(MAX_TICKET_NAME),
    Counted(MAX_TICKET_NAME),
)
_LIMIT = 512


@dataclass(frozen=True, slots=True)
class Ticket:
    """``seed`` is the secret. ``ends`` (seconds since 1970) is told here and judged by the relay; the two names are
    told so that the newcomer knows what he joins, and are shortened to 12 Chinese characters."""

    relay_url: str
    relay_pin: bytes
    space: bytes
    seed: bytes
    ends: int
    space_name: str
    inviter_name: str

    def encode(self) -> str:
        """The text form. Raises Bug for an address that is not https."""
        values = (
            short_url(self.relay_url),
            self.relay_pin,
            self.space,
            self.seed,
            self.ends,
            _short_name(self.space_name),
            _short_name(self.inviter_name),
        )
        return write_code(PREFIX, write_parts(_PARTS, values))

    @classmethod
    def parse(cls, text: str) -> "Ticket":
        """The ticket of a text as people retype, paste and forward it. Raises AccessError("ticket.damaged")."""
        data = read_code(PREFIX, text, _LIMIT)
        if data is None:
            raise AccessError("ticket.damaged", "no code, or its checksum is wrong")
        try:
            url, pin, space, seed, ends, space_name, inviter_name = read_parts(_PARTS, data)
            names = space_name.decode(_NAME_ENCODING), inviter_name.decode(_NAME_ENCODING)
            return cls(long_url(url), pin, space, seed, ends, *names)
        except (Refusal, ValueError) as error:
            raise AccessError("ticket.damaged", type(error).__name__) from error


class Invited(NamedTuple):
    """A new invite: the entry for the log, and the seed for the ticket."""

    entry: bytes
    seed: bytes


def invite(
    state: Membership,
    device: SigningKey,
    epoch_key: bytes,
    role: Role,
    ends: int,
    chance: Chance = os.urandom,
    seed: bytes | None = None,
) -> Invited:
    """Open a ticket, with the newest epoch's key sealed in it; ``seed`` is that of one handed out before, if any.

    Raises AccessError("access.no_right") unless the device is a keeper's, and Bug for a key of another epoch.
    """
    author = key_id(device.public)
    member = state.member_of(author)
    if member is None or member.role not in WRITERS[Invite]:
        raise AccessError("access.no_right", "only a keeper invites")
    if epoch_check(epoch_key) != state.epochs[state.epoch].check:
        raise Bug("bug", "not the newest epoch's key")
    seed = chance(TICKET_SEED_BYTES) if seed is None else seed
    keys = TicketKeys.from_seed(seed)
    sealed = seal_small(keys.sealing, epoch_key, _context(state.salt, state.epoch), chance)
    entry = Invite(state.head, author, keys.signing.public, role, ends, sealed)
    return Invited(sign_entry(entry, device), seed)


def open_invite_key(state: Membership, invite: OpenInvite, keys: TicketKeys) -> bytes:
    """The epoch key in an invite. Raises AccessError("access.no_key")."""
    return open_small(keys.sealing, invite.sealed_key, _context(state.salt, invite.epoch))


def _context(salt: bytes, epoch: int) -> bytes:
    return TICKET_CONTEXT + b"\0" + salt + epoch.to_bytes(8, "big")


def _short_name(name: str) -> bytes:
    """As many whole characters as fit MAX_TICKET_NAME."""
    data = b""
    for character in name:
        written = character.encode(_NAME_ENCODING, "replace")
        if len(data) + len(written) > MAX_TICKET_NAME:
            break
        data += written
    return data
