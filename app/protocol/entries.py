"""The entries of a membership log, as bytes: a body (a tagged msgspec array) and a signature of 64 bytes behind it.

Each body begins with ``prev``, the digest of the whole entry before it (empty for Found), and ``author``, the 8-byte
id of the key that signed it: a member's device, or for Join the ticket's key. Digests are SHA-256.
"""

from enum import StrEnum
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from app.errors import Bug
from app.ids import KEY_ID_BYTES
from app.protocol.codec import pack, unpacker
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ENTRIES, MAX_ENTRY, MAX_JOIN, MAX_MEMBERS, MAX_NUMBER, MAX_SEALED_NAME

SIGNATURE_BYTES = 64
SALT_BYTES = 16
CHECK_BYTES = 16
#: An epoch key sealed by seal_small: nonce 12, key 32, tag 16.
SEALED_KEY_BYTES = 60

Id = Annotated[bytes, msgspec.Meta(min_length=KEY_ID_BYTES, max_length=KEY_ID_BYTES)]
Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
PublicKey = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES, max_length=SIGNATURE_BYTES)]
SealedName = Annotated[bytes, msgspec.Meta(min_length=28, max_length=MAX_SEALED_NAME)]
SealedKey = Annotated[bytes, msgspec.Meta(min_length=SEALED_KEY_BYTES, max_length=SEALED_KEY_BYTES)]
Check = Annotated[bytes, msgspec.Meta(min_length=CHECK_BYTES, max_length=CHECK_BYTES)]
Salt = Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
NoBytes = Annotated[bytes, msgspec.Meta(max_length=0)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=MAX_NUMBER)]
EpochNumber = Annotated[int, msgspec.Meta(ge=1, le=MAX_ENTRIES)]
#: (person id, digest of the blob in which the epoch key is wrapped for that person), in ascending order.
Wraps = Annotated[tuple[tuple[Id, Digest], ...], msgspec.Meta(max_length=MAX_MEMBERS)]


class Role(StrEnum):
    """What a member may do in a space: a keeper everything, a reader only read."""

    KEEPER = "keeper"
    WRITER = "writer"
    COMMENTER = "commenter"
    READER = "reader"


class PersonCard(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A person in a space: root key, digest of the public sealing key (a blob), name sealed with the epoch key."""

    root: PublicKey
    sealing_key_digest: Digest
    sealed_name: SealedName


class DeviceCard(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A device: its public key, and the root key's signature over it."""

    public: PublicKey
    certificate: Signature


class Found(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=1):
    """Begins a space and its epoch 1. The first 16 bytes of this entry's digest are the space's id.

    ``salt`` makes two spaces of one founder differ, and stands for the space in what is sealed before its id exists.
    ``check`` is derived from the epoch key, so that whoever is handed a key knows that it is everybody's.
    """

    prev: NoBytes
    author: Id
    salt: Salt
    founder: PersonCard
    device: DeviceCard
    sealed_title: SealedName
    check: Check
    wraps: Wraps


class Invite(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=2):
    """Opens a ticket. ``ends`` is in seconds since 1970; ``sealed_key`` opens with the ticket's seed."""

    prev: Digest
    author: Id
    ticket: PublicKey
    role: Role
    ends: Moment
    sealed_key: SealedKey


class Withdraw(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=3):
    """Closes an open ticket, named by its key's id."""

    prev: Digest
    author: Id
    ticket: Id


class Join(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=4):
    """A newcomer enters with a ticket, whose key signs. ``wraps`` holds the epoch key for the newcomer alone.

    ``consent`` is the device's signature over ``prev`` and ``author``: cards can be copied from another space's log,
    so without it a holder of a ticket could make anybody a member unasked.
    """

    prev: Digest
    author: Id
    person: PersonCard
    device: DeviceCard
    consent: Signature
    wraps: Wraps


class AddDevice(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=5):
    """A member's new device, which signs this itself; that it is the member's, the certificate shows."""

    prev: Digest
    author: Id
    person: Id
    device: DeviceCard


class ChangeRole(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=6):
    """Gives a member another role."""

    prev: Digest
    author: Id
    person: Id
    role: Role


class Remove(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=7):
    """A member is removed, or leaves."""

    prev: Digest
    author: Id
    person: Id


class NewEpoch(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=8):
    """Begins the next epoch, wrapped to every member, and closes all open tickets.

    ``sealed_previous`` is the epoch key before, sealed with the new one: who has the newest key can read all.
    """

    prev: Digest
    author: Id
    check: Check
    sealed_previous: SealedKey
    wraps: Wraps


class RenamePerson(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=9):
    """A member's other name. Whose it is the device says that signs: nobody can write one for somebody else.

    ``epoch`` is the one with whose key the name is sealed; it may be older than the newest.
    """

    prev: Digest
    author: Id
    epoch: EpochNumber
    sealed_name: SealedName


class RenameSpace(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=10):
    """Another title of the space, sealed with the key of ``epoch``."""

    prev: Digest
    author: Id
    epoch: EpochNumber
    sealed_title: SealedName


class StrikeDevice(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=11):
    """One device of a member writes and is given nothing more, as when a laptop was stolen; its person stays."""

    prev: Digest
    author: Id
    device: Id


class LetIn(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True, tag=12):
    """Brings in somebody who joined by a stick: ``join`` is her whole Join entry, written behind an earlier entry of
    this log, when nobody could tell her of the later ones. The right to come in is her ticket's, as in Join."""

    prev: Digest
    author: Id
    join: Annotated[bytes, msgspec.Meta(min_length=SIGNATURE_BYTES + 1, max_length=MAX_JOIN)]


Entry: TypeAlias = (
    Found
    | Invite
    | Withdraw
    | Join
    | AddDevice
    | ChangeRole
    | Remove
    | NewEpoch
    | RenamePerson
    | RenameSpace
    | StrikeDevice
    | LetIn
)


class Signed(NamedTuple):
    """A parsed entry: its meaning, the body that was signed, and the signature."""

    entry: Entry
    body: bytes
    signature: bytes


_unpack = unpacker(Entry, MAX_ENTRY - SIGNATURE_BYTES, Code.ENTRY_MALFORMED)


def encode_body(entry: Entry) -> bytes:
    """The bytes to be signed. Raises Bug for an entry that would be refused."""
    body = pack(entry)
    try:
        _unpack(body)
    except Refusal as error:
        raise Bug("bug", error.detail) from error
    return body


def parse_entry(data: bytes) -> Signed:
    """An entry's parts, not yet verified. Raises Refusal(ENTRY_MALFORMED)."""
    if len(data) <= SIGNATURE_BYTES:
        raise Refusal(Code.ENTRY_MALFORMED, f"entry of {len(data)} bytes")
    body = data[:-SIGNATURE_BYTES]
    return Signed(_unpack(body), body, data[-SIGNATURE_BYTES:])
