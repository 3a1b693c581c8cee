"""Envelopes: one device's deltas for one space, sealed, signed and numbered.

    offset  size      what                                       readable  signed  sealed
    0       1         version, 1                                 yes       yes     associated data
    1       1-8       epoch, varint                              yes       yes     associated data
    ...     8         device id                                  yes       yes     associated data
    ...     1-8       number, varint, from 1 without gaps        yes       yes     associated data
    ...     17-       body: the sealed payload and 16 bytes tag  no        yes     yes
    -64     64        Ed25519 signature by the device            yes       -       -

The signature is over the space's id, the header and the body, so that an envelope counts in one space only.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import msgspec

from app.errors import Bug
from app.ids import KEY_ID_BYTES, RECORD_BYTES, SPACE_BYTES
from app.protocol.codec import Fixed, Number, pack, unpacker
from app.protocol.failures import Code, Refusal
from app.protocol.limits import (
    MAX_DELTA,
    MAX_DELTAS,
    MAX_ENVELOPE,
    MAX_EXPANSION,
    MAX_NUMBER,
    MAX_READ,
    MAX_SEEN,
    VERSION,
)

SIGNATURE_BYTES = 64
TAG_BYTES = 16
#: The hash of the envelope before: the first half of SHA-256 is enough against a second preimage.
PREVIOUS_BYTES = 16
LOG_HEAD_BYTES = 32

_NUMBER = Number()
_DEVICE = Fixed(KEY_ID_BYTES)


@dataclass(frozen=True, slots=True)
class Header:
    """The readable part. ``epoch`` and ``number`` count from 1; ``device`` is the author's 8-byte id."""

    epoch: int
    device: bytes
    number: int

    def encode(self) -> bytes:
        """11 bytes or a few more. Raises Bug for values that no header has."""
        if self.epoch < 1 or self.number < 1:
            raise Bug("bug", f"epoch {self.epoch}, number {self.number}")
        out = bytearray([VERSION])
        _NUMBER.put(out, self.epoch)
        _DEVICE.put(out, self.device)
        _NUMBER.put(out, self.number)
        return bytes(out)

    @classmethod
    def parse(cls, data: bytes) -> tuple["Header", int]:
        """The header in front of ``data``, and where it ends. Raises Refusal(ENVELOPE_MALFORMED) or (VERSION)."""
        if not data:
            raise Refusal(Code.ENVELOPE_MALFORMED, "empty")
        if data[0] != VERSION:
            raise Refusal(Code.VERSION, f"envelope version {data[0]}")
        try:
            epoch, at = _NUMBER.take(data, 1)
            device, at = _DEVICE.take(data, at)
            number, at = _NUMBER.take(data, at)
        except Refusal as error:
            raise Refusal(Code.ENVELOPE_MALFORMED, error.detail) from error
        if epoch < 1 or number < 1:
            raise Refusal(Code.ENVELOPE_MALFORMED, "epochs and numbers count from 1")
        return cls(epoch, device, number), at


@dataclass(frozen=True, slots=True)
class Envelope:
    """A parsed envelope. ``head`` is the header as it was written: what is signed and bound is never re-encoded."""

    header: Header
    head: bytes
    body: bytes
    signature: bytes

    def encode(self) -> bytes:
        """The whole. Raises Bug if it is over MAX_ENVELOPE."""
        data = self.head + self.body + self.signature
        if len(data) > MAX_ENVELOPE or len(self.signature) != SIGNATURE_BYTES:
            raise Bug("bug", f"envelope of {len(data)} bytes")
        return data


def parse(data: bytes) -> Envelope:
    """An envelope's parts, not yet verified. Raises Refusal(ENVELOPE_MALFORMED), (TOO_LARGE) or (VERSION)."""
    if len(data) > MAX_ENVELOPE:
        raise Refusal(Code.TOO_LARGE, f"envelope of {len(data)} bytes")
    header, at = Header.parse(data)
    end = len(data) - SIGNATURE_BYTES
    if end - at <= TAG_BYTES:
        raise Refusal(Code.ENVELOPE_MALFORMED, "no room for a body")
    return Envelope(header, data[:at], data[at:end], data[end:])


def signed_bytes(space: bytes, head: bytes, body: bytes) -> bytes:
    """What the device signs: space id, header, body. The purpose is put in front by crypto.signing."""
    if len(space) != SPACE_BYTES:
        raise Bug("bug", f"space id of {len(space)} bytes")
    return space + head + body


_Device = Annotated[bytes, msgspec.Meta(min_length=KEY_ID_BYTES, max_length=KEY_ID_BYTES)]
_Record = Annotated[bytes, msgspec.Meta(min_length=RECORD_BYTES, max_length=RECORD_BYTES)]
_Delta = Annotated[bytes, msgspec.Meta(min_length=1, max_length=MAX_DELTA)]
_Count = Annotated[int, msgspec.Meta(ge=1, le=MAX_NUMBER)]


class Payload(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What is sealed.

    ``previous`` is the digest (16 bytes) of this device's envelope before, empty for its first. ``log_head`` is the
    digest (32 bytes) of the last membership entry the author had, empty when it has not changed since its last
    envelope. ``seen`` tells which envelopes of others were merged, ``read`` which records its person has read, each
    only what changed, in ascending order. ``deltas`` are (record id, delta), most urgent first.
    """

    previous: Annotated[bytes, msgspec.Meta(max_length=PREVIOUS_BYTES)]
    log_head: Annotated[bytes, msgspec.Meta(max_length=LOG_HEAD_BYTES)]
    seen: Annotated[list[tuple[_Device, _Count]], msgspec.Meta(max_length=MAX_SEEN)]
    read: Annotated[list[_Record], msgspec.Meta(max_length=MAX_READ)]
    deltas: Annotated[list[tuple[_Record, _Delta]], msgspec.Meta(max_length=MAX_DELTAS)]


_unpack = unpacker(Payload, MAX_EXPANSION, Code.PAYLOAD_MALFORMED)


def encode_payload(payload: Payload) -> bytes:
    """The canonical bytes; ``seen`` and ``read`` are put in order. Raises Bug for a payload that would be refused."""
    data = pack(msgspec.structs.replace(payload, seen=sorted(payload.seen), read=sorted(payload.read)))
    try:
        decode_payload(data)
    except Refusal as error:
        raise Bug("bug", error.detail) from error
    return data


def decode_payload(data: bytes) -> Payload:
    """The payload. Raises Refusal(PAYLOAD_MALFORMED) for anything that is not canonical or breaks a limit."""
    payload: Payload = _unpack(data)
    if len(payload.previous) not in (0, PREVIOUS_BYTES) or len(payload.log_head) not in (0, LOG_HEAD_BYTES):
        raise Refusal(Code.PAYLOAD_MALFORMED, "a digest of odd size")
    devices = [device for device, _ in payload.seen]
    if not _ascending(devices) or not _ascending(payload.read):
        raise Refusal(Code.PAYLOAD_MALFORMED, "not in ascending order")
    return payload


def _ascending(keys: list[bytes]) -> bool:
    return all(first < second for first, second in pairwise(keys))
