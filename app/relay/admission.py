"""Who may do what: decided from the space's membership log alone, which the relay replays and keeps in memory.

    who asks                       may send                     is given
    a member's device              entries, blobs, envelopes    everything in the space
    the key of an open ticket      entries, blobs               entries and blobs, to join by
    a present member's root key    entries, blobs               entries and blobs, to add a device by
    the device of one who left     nothing that would count     entries, up to the one by which he left
    a device founding a space      entries, blobs, envelopes    everything in it; needs the admission code
    anybody else                   nothing that would count     a refusal

What is sent carries its own signatures; what is asked for is given to whoever signed the hello. The relay has no key
that opens anything.
"""

import enum
from collections.abc import Callable

from app.crypto.signing import (
    ATTACHMENT_SIGNATURE,
    ENVELOPE_SIGNATURE,
    HELLO_SIGNATURE,
    SNAPSHOT_SIGNATURE,
    digest,
    verify,
)
from app.ids import PersonId
from app.protocol import envelope as envelopes
from app.protocol.attachment import Piece, parse_piece, piece_signed_bytes
from app.protocol.envelope import Envelope
from app.protocol.failures import Code, Refusal
from app.protocol.limits import VERSION
from app.protocol.membership import Membership, Role, apply
from app.protocol.messages import Hello, hello_signed_bytes
from app.protocol.snapshot import Chunk, chunk_signed_bytes, parse_chunk
from app.relay.schema import DeviceRow, SpaceRow

#: Spaces whose membership is kept in memory; a small one takes about 10 KB.
_CAPACITY = 4_096


class Right(enum.Enum):
    """What whoever signed the hello is given."""

    NOTHING = "nothing"
    ENTRIES = "entries and blobs"
    EVERYTHING = "everything"
    FAREWELL = "entries, up to the one by which its person left"


class Members:
    """The membership of each space, replayed from its log and remembered; several threads may ask at a time.

    Only what is read from the log is remembered, never what a transaction is about to append: an entry, once appended,
    does not change, whichever process appended it, so a state that is too short is continued and never wrong.
    """

    def __init__(self) -> None:
        # Two shelves instead of an order of use: when the first is full, it becomes the second, and that one is
        # forgotten. Each step is one assignment, which threads cannot come between.
        self._states: dict[bytes, Membership] = {}
        self._older: dict[bytes, Membership] = {}

    def state(self, space: bytes, length: int, read: Callable[[int], list[bytes]]) -> Membership | None:
        """The membership after ``length`` entries; ``read(number)`` gives the entries from a number on."""
        state = self._states.get(space) or self._older.get(space)
        if state is not None and state.length > length:
            state = None
        known = 0 if state is None else state.length
        if known < length:
            for entry in read(known)[: length - known]:
                state = apply(state, entry, verify, digest)
        if state is not None:
            if len(self._states) >= _CAPACITY // 2:
                self._older, self._states = self._states, {}
            self._states[space] = state
        return state


def check_founding(hello: Hello, admission: bytes, school_of: Callable[[bytes], int | None]) -> int:
    """The school for which this hello founds a space: 0 for the relay card's own code, ``admission``.

    ``school_of`` gives the school of any other code, or None. Raises Refusal(ADMISSION).
    """
    # Digests are compared, so that the time it takes says nothing about the code.
    if digest(hello.admission) == digest(admission):
        return 0
    school = school_of(hello.admission) if hello.admission else None
    if school is None:
        raise Refusal(Code.ADMISSION, "not an admission code of this relay")
    return school


def check_entry(state: Membership | None, space: bytes, entry: bytes, now: int) -> Membership:
    """The membership with one more entry, checked by every rule of the log. Raises Refusal."""
    after = apply(state, entry, verify, digest, now)
    if after.space != space:
        raise Refusal(Code.NOT_THIS_SPACE, "a founding entry of another space")
    return after


def check_envelope(state: Membership, space: bytes, data: bytes) -> Envelope:
    """The envelope's parts, if a device of a present member signed it for this space.

    Raises Refusal: ENVELOPE_MALFORMED, VERSION, TOO_LARGE, ENVELOPE_AUTHOR, ENVELOPE_EPOCH, ENVELOPE_SIGNATURE.
    """
    envelope = envelopes.parse(data)
    device = envelope.header.device
    public = state.public_of(device)
    if public is None or state.member_of(device) is None:
        raise Refusal(Code.ENVELOPE_AUTHOR, "not a device of the space")
    if envelope.header.epoch > state.epoch:
        raise Refusal(Code.ENVELOPE_EPOCH, f"epoch {envelope.header.epoch} of {state.epoch}")
    signed = envelopes.signed_bytes(space, envelope.head, envelope.body)
    if not verify(public, envelope.signature, ENVELOPE_SIGNATURE, signed):
        raise Refusal(Code.ENVELOPE_SIGNATURE, "not signed by its device")
    return envelope


def check_chunk(state: Membership, relay: bytes, space: bytes, row: SpaceRow, data: bytes) -> Chunk:
    """A snapshot's chunk, if a keeper's device signed it for this space on this relay, and it covers what is here.

    Raises Refusal: SNAPSHOT_MALFORMED, VERSION, TOO_LARGE, SNAPSHOT_RIGHT, SNAPSHOT_PLACE.
    """
    chunk = parse_chunk(data)
    member, public = state.member_of(chunk.series.device), state.public_of(chunk.series.device)
    if member is None or public is None or member.role is not Role.KEEPER:
        raise Refusal(Code.SNAPSHOT_RIGHT, "not a keeper's device")
    if not verify(
        public, chunk.signature, SNAPSHOT_SIGNATURE, chunk_signed_bytes(relay, space, chunk.head, chunk.body)
    ):
        raise Refusal(Code.SNAPSHOT_RIGHT, "not signed by its device for this space and relay")
    if chunk.series.epoch != state.epoch:
        raise Refusal(Code.SNAPSHOT_PLACE, f"epoch {chunk.series.epoch} of {state.epoch}")
    if chunk.series.cursor > row.position:
        raise Refusal(Code.SNAPSHOT_PLACE, f"covers {chunk.series.cursor} of {row.position}")
    return chunk


def check_piece(state: Membership, space: bytes, data: bytes) -> Piece:
    """A piece of an attachment, if a device of a present member signed it for this space.

    Raises Refusal: FILE_MALFORMED, VERSION, TOO_LARGE, FILE_AUTHOR, FILE_PLACE.
    """
    piece = parse_piece(data)
    device = piece.head.device
    public = state.public_of(device)
    if public is None or state.member_of(device) is None:
        raise Refusal(Code.FILE_AUTHOR, "not a device of the space")
    signed = piece_signed_bytes(space, piece.head_bytes, piece.body)
    if not verify(public, piece.signature, ATTACHMENT_SIGNATURE, signed):
        raise Refusal(Code.FILE_AUTHOR, "not signed by its device")
    if piece.head.epoch > state.epoch:
        raise Refusal(Code.FILE_PLACE, f"epoch {piece.head.epoch} of {state.epoch}")
    return piece


class Signer:
    """Whose key signed a hello. A device of many spaces is verified once, not once a space."""

    def __init__(self, hello: Hello, relay: bytes) -> None:
        self.relay = relay
        self._signature, self._message = hello.signature, hello_signed_bytes(hello, relay)
        self._known: dict[bytes, bool] = {}

    @property
    def public(self) -> bytes | None:
        """The key that signed, once it was found."""
        return next((public for public, good in self._known.items() if good), None)

    def holds(self, public: bytes) -> bool:
        """Was the hello signed, for this relay, with the private half of ``public``?"""
        if public not in self._known:
            self._known[public] = verify(public, self._signature, HELLO_SIGNATURE, self._message)
        return self._known[public]


def check_hello(hello: Hello, signer: Signer, state: Membership, row: DeviceRow, now: int) -> Right:
    """What the signer of the hello is given in a space.

    Raises Refusal: NOT_A_MEMBER, TICKET_USED, TICKET_WITHDRAWN, TICKET_EXPIRED, HELLO_SIGNATURE, HELLO_REPEATED.
    """
    invite, person = state.invites.get(hello.device), state.members.get(PersonId(hello.device))
    former = state.farewell_to(hello.device)
    if state.member_of(hello.device) is not None:
        public, right = state.public_of(hello.device), Right.EVERYTHING
    elif invite is not None:
        public, right = invite.ticket, Right.ENTRIES
    elif former is not None:
        public, right = former.public, Right.FAREWELL
    elif person is not None and person.active:
        # Somebody whose laptop is gone, with her recovery card: she reads the log, and then adds a device.
        public, right = person.root, Right.ENTRIES
    else:
        raise Refusal(state.spent.get(hello.device, Code.NOT_A_MEMBER), "no key of the space")
    if public is None or not signer.holds(public):
        raise Refusal(Code.HELLO_SIGNATURE, "not signed for this relay by its device")
    if invite is not None and now > invite.ends:
        raise Refusal(Code.TICKET_EXPIRED, f"ended at {invite.ends}")
    if hello.visit < row.visit:
        raise Refusal(Code.HELLO_REPEATED, f"visit {hello.visit} after {row.visit}")
    return right


def check_version(hello: Hello) -> None:
    """Does the visitor speak our version? Raises Refusal(VERSION)."""
    if hello.version != VERSION:
        raise Refusal(Code.VERSION, f"hello version {hello.version}")
