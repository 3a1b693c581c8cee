"""Snapshots: a keeper's sealed copy of a space's records up to a place in a relay's log, for newcomers.

A snapshot is a row of chunks, newest records first, each sealed and signed by itself, so that the first one is of use
before the last has come. Its head says to which snapshot it belongs, where in it, and up to where it covers the log.

    offset  size      what                                       readable  signed  sealed
    0       1         version, 1                                 yes       yes     associated data
    1       16        the snapshot's random id                   yes       yes     associated data
    17      1-8       epoch, varint                              yes       yes     associated data
    ...     8         device id of the keeper                    yes       yes     associated data
    ...     1-8       cursor: the log's position that it covers  yes       yes     associated data
    ...     1-2       count of chunks, varint                    yes       yes     associated data
    ...     1-2       number of this chunk, varint, from 0       yes       yes     associated data
    ...     17-       body: the sealed payload and 16 bytes tag  no        yes     yes
    -64     64        Ed25519 signature by the device            yes       -       -

The signature is over the relay's id, the space's id, the head and the body: a position means something on one relay.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import msgspec

from app.errors import Bug
from app.ids import KEY_ID_BYTES, RECORD_BYTES, SPACE_BYTES
from app.protocol.codec import Fixed, Number, pack, unpacker
from app.protocol.envelope import PREVIOUS_BYTES, SIGNATURE_BYTES, TAG_BYTES
from app.protocol.failures import Code, Refusal
from app.protocol.limits import (
    MAX_CHUNKS,
    MAX_DELTA,
    MAX_DELTAS,
    MAX_ENTRIES,
    MAX_ENVELOPE,
    MAX_EXPANSION,
    MAX_NUMBER,
    MAX_SEEN,
    VERSION,
)
from app.protocol.messages import SNAPSHOT_ID_BYTES

RELAY_BYTES = 32

_ID, _DEVICE, _NUMBER = Fixed(SNAPSHOT_ID_BYTES), Fixed(KEY_ID_BYTES), Number()
_COUNT = Number(MAX_CHUNKS)


@dataclass(frozen=True, slots=True)
class Series:
    """What all chunks of one snapshot have in common. ``count`` chunks; everything up to ``cursor`` is in them."""

    snapshot: bytes
    epoch: int
    device: bytes
    cursor: int
    count: int

    def head(self, number: int) -> bytes:
        """The readable part of a chunk. Raises Bug for values that no chunk has."""
        if self.epoch < 1 or self.cursor < 1 or not 0 <= number < self.count:
            raise Bug("bug", f"chunk {number} of {self}")
        out = bytearray([VERSION])
        _ID.put(out, self.snapshot)
        _NUMBER.put(out, self.epoch)
        _DEVICE.put(out, self.device)
        _NUMBER.put(out, self.cursor)
        _COUNT.put(out, self.count)
        _COUNT.put(out, number)
        return bytes(out)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A parsed chunk, not yet verified. ``head`` is as it was written."""

    series: Series
    number: int
    head: bytes
    body: bytes
    signature: bytes


def parse_chunk(data: bytes) -> Chunk:
    """A chunk's parts. Raises Refusal(SNAPSHOT_MALFORMED), (TOO_LARGE) or (VERSION)."""
    if len(data) > MAX_ENVELOPE:
        raise Refusal(Code.TOO_LARGE, f"chunk of {len(data)} bytes")
    if not data:
        raise Refusal(Code.SNAPSHOT_MALFORMED, "empty")
    if data[0] != VERSION:
        raise Refusal(Code.VERSION, f"snapshot version {data[0]}")
    try:
        snapshot, at = _ID.take(data, 1)
        epoch, at = _NUMBER.take(data, at)
        device, at = _DEVICE.take(data, at)
        cursor, at = _NUMBER.take(data, at)
        count, at = _COUNT.take(data, at)
        number, at = _COUNT.take(data, at)
    except Refusal as error:
        raise Refusal(Code.SNAPSHOT_MALFORMED, error.detail) from error
    end = len(data) - SIGNATURE_BYTES
    if epoch < 1 or cursor < 1 or number >= count or not any(snapshot) or end - at <= TAG_BYTES:
        raise Refusal(Code.SNAPSHOT_MALFORMED, "a head that no chunk has, or no room for a body")
    return Chunk(Series(snapshot, epoch, device, cursor, count), number, data[:at], data[at:end], data[end:])


def chunk_signed_bytes(relay: bytes, space: bytes, head: bytes, body: bytes) -> bytes:
    """What the keeper's device signs: relay id, space id, head, body. The purpose is put in front by crypto.signing."""
    if len(relay) != RELAY_BYTES or len(space) != SPACE_BYTES:
        raise Bug("bug", f"relay id of {len(relay)} bytes, space id of {len(space)}")
    return relay + space + head + body


_Device = Annotated[bytes, msgspec.Meta(min_length=KEY_ID_BYTES, max_length=KEY_ID_BYTES)]
_Record = Annotated[bytes, msgspec.Meta(min_length=RECORD_BYTES, max_length=RECORD_BYTES)]
_Digest = Annotated[bytes, msgspec.Meta(min_length=PREVIOUS_BYTES, max_length=PREVIOUS_BYTES)]
_Delta = Annotated[bytes, msgspec.Meta(min_length=1, max_length=MAX_DELTA)]
_Count = Annotated[int, msgspec.Meta(ge=1, le=MAX_NUMBER)]
_Time = Annotated[int, msgspec.Meta(ge=0, le=MAX_NUMBER)]
_Position = Annotated[int, msgspec.Meta(ge=0, lt=MAX_ENTRIES)]


class ChunkPayload(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What is sealed. ``records`` are (record id, device that made it, when it last changed, the record's whole delta
    with everybody's changes), newest first. ``ends`` stands in the last chunk alone: (device, number of its last
    envelope that is covered, first half of that envelope's digest, the furthest position in the membership log that
    the device has told by then), ascending by device."""

    records: Annotated[list[tuple[_Record, _Device, _Time, _Delta]], msgspec.Meta(max_length=MAX_DELTAS)]
    ends: Annotated[list[tuple[_Device, _Count, _Digest, _Position]], msgspec.Meta(max_length=MAX_SEEN)]


_unpack = unpacker(ChunkPayload, MAX_EXPANSION, Code.SNAPSHOT_MALFORMED)


def encode_chunk_payload(payload: ChunkPayload) -> bytes:
    """The canonical bytes; ``ends`` are put in order. Raises Bug for a payload that would be refused."""
    data = pack(msgspec.structs.replace(payload, ends=sorted(payload.ends)))
    try:
        decode_chunk_payload(data)
    except Refusal as error:
        raise Bug("bug", error.detail) from error
    return data


def decode_chunk_payload(data: bytes) -> ChunkPayload:
    """The payload. Raises Refusal(SNAPSHOT_MALFORMED) for anything that is not canonical or breaks a limit."""
    payload: ChunkPayload = _unpack(data)
    if not all(first[0] < second[0] for first, second in pairwise(payload.ends)):
        raise Refusal(Code.SNAPSHOT_MALFORMED, "not in ascending order")
    return payload
