"""Is an envelope genuine, and is it the next one of its author? Nothing is opened before this stage has said yes.

In this order: it can be parsed; its device is one of the space's; the signature holds; the number follows the last
one that was merged. What comes too early waits, what comes again is dropped, what is false is refused with a code.
"""

import enum

from app.crypto.signing import ENVELOPE_SIGNATURE, digest, verify
from app.errors import AccessError
from app.ids import DeviceId, SpaceId
from app.protocol.envelope import PREVIOUS_BYTES, Envelope, parse, signed_bytes
from app.protocol.failures import Code, Refusal
from app.protocol.membership import Membership
from app.store.inbox import Received
from app.sync.forks import awaited
from app.sync.owner import Owner
from app.sync.stages import Arrived, Opened

#: Under this name, a space and a device stands up to which number it may name entries that are not in the log: it
#: has named one since that is, so the other was in a log with which the relay did not go on.
PASSED_OVER = "head passed over "
#: Why an envelope is set aside whose author has seen another membership log than we were given.
UNKNOWN_HEAD = "membership.refused"


class Hold(enum.Enum):
    """Why an envelope is not opened now, without being false."""

    REPEATED = "repeated"  # it was merged before
    EARLY = "early"  # an earlier one of its device has not come yet
    STRANGER = "stranger"  # the entry that names its device may still come
    REMOVED = "removed"  # its author was removed, and the relay's log does not say so (any more)


class Chains:
    """The last number and digest of every device, with what the running merge has already accepted."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._ends: dict[tuple[SpaceId, DeviceId], tuple[int, bytes]] = {}
        self._removed: dict[SpaceId, frozenset[bytes]] = {}

    def removed(self, space: SpaceId) -> frozenset[bytes]:
        """People and devices of whom nothing is merged until the relay's log holds their removal again."""
        if space not in self._removed:
            self._removed[space] = awaited(self._owner, space)
        return self._removed[space]

    def end(self, space: SpaceId, device: DeviceId) -> tuple[int, bytes]:
        """Number and digest of the device's last envelope; (0, b"") for none."""
        known = self._ends.get((space, device))
        if known is None:
            receipts = self._owner.store.receipts
            known = receipts.seen(space, device), receipts.last_digest(space, device)
        return known

    def extend(self, arrived: Arrived) -> None:
        """Accept an envelope as its device's newest."""
        header = arrived.envelope.header
        self._ends[arrived.space, DeviceId(header.device)] = header.number, digest(arrived.raw)


def check(received: Received, membership: Membership | None, chains: Chains) -> Arrived | Hold:
    """The envelope, if it may be opened now, or why it has to wait. Raises Refusal for a false one."""
    envelope = parse(received.envelope)
    device = DeviceId(envelope.header.device)
    public = membership.public_of(device, envelope.header.epoch) if membership is not None else None
    if membership is None or public is None:
        return Hold.STRANGER
    if not _signed(envelope, received.space, public):
        raise Refusal(Code.ENVELOPE_SIGNATURE, "not signed by its device")
    last, _ = chains.end(received.space, device)
    if envelope.header.number <= last:
        return Hold.REPEATED
    author = membership.owner_of(device)
    if author is not None and {author.person, device} & chains.removed(received.space):
        return Hold.REMOVED
    if envelope.header.number > last + 1:
        return Hold.EARLY
    return Arrived(received.id, received.space, envelope, received.envelope)


def genuine(data: bytes, space: SpaceId, membership: Membership | None) -> bool:
    """Did a device that we know sign these bytes for the space? Asked of an envelope that came in several visits."""
    try:
        envelope = parse(data)
    except Refusal:
        return False
    header = envelope.header
    public = membership.public_of(header.device, header.epoch) if membership is not None else None
    return public is not None and _signed(envelope, space, public)


def _signed(envelope: Envelope, space: SpaceId, public: bytes) -> bool:
    signed = signed_bytes(space, envelope.head, envelope.body)
    return verify(public, envelope.signature, ENVELOPE_SIGNATURE, signed)


def check_chain(arrived: Arrived, previous: bytes, chains: Chains) -> None:
    """Does the opened envelope name the one before it? Raises Refusal if its author tells us another history."""
    _, last = chains.end(arrived.space, DeviceId(arrived.envelope.header.device))
    if previous != last[:PREVIOUS_BYTES]:
        raise Refusal(Code.ENVELOPE_CHAIN, "another envelope came before it")


def passed_over(owner: Owner, space: SpaceId, device: bytes) -> int:
    """Up to which number an unknown entry that this device names tells nothing, and stops nothing."""
    return int(owner.store.identity.text(f"{PASSED_OVER}{space.hex()} {device.hex()}", "0"))


def pass_over(owner: Owner, opened: Opened) -> bool:
    """An envelope that came too early: if it names an entry that we have, let those before it name what they like.

    Naming none was always allowed: then its author is judged by the oldest role that can be meant.
    """
    space, header = opened.arrived.space, opened.arrived.envelope.header
    head = opened.payload.log_head
    if not head or owner.position_of(space, head) is None:
        return False
    owner.store.identity.set_text(f"{PASSED_OVER}{space.hex()} {header.device.hex()}", str(header.number))
    return owner.store.inbox.retry(space, UNKNOWN_HEAD) > 0


def position_of(owner: Owner, opened: Opened, membership: Membership) -> int:
    """How far its author knew the membership log when he wrote: by that his right is judged, now and by a newcomer.

    It is the furthest that the device has told so far, and not before the device and the epoch were there. Raises
    AccessError for a head that we were not given: a relay that shows two members two logs is noticed here. Raises
    Refusal for a head older than the epoch, and for an epoch older than a head that the device has told.
    """
    space, header = opened.arrived.space, opened.arrived.envelope.header
    told, epoch = 0, membership.epochs[header.epoch]
    if opened.payload.log_head:
        found = owner.position_of(space, opened.payload.log_head)
        if found is None and header.number > passed_over(owner, space, header.device):
            raise AccessError(UNKNOWN_HEAD, "the author names an entry that we were not given")
        if found is not None and found < epoch.begun:
            raise Refusal(Code.ENVELOPE_HEAD, f"head {found} before epoch {header.epoch}")
        told = found or 0
    told = max(told, owner.store.receipts.position(space, DeviceId(header.device)))
    earliest, later = membership.earliest(header.device, header.epoch), membership.epochs.get(header.epoch + 1)
    # Who came in by a stick may have written before the entry that brought her, with the key that she had.
    if later is not None and told >= later.begun and told > earliest:
        raise Refusal(Code.ENVELOPE_HEAD, f"epoch {header.epoch} after entry {told}")
    return max(told, earliest)
