"""Deltas as bytes: Loro's update blob without the part of its header that can be worked out again.

    blob    "loro" · 12 zeros · xxh32 of the rest, 4 · mode 00 04 · blocks          as Loro writes and wants it
    delta                                              mode    04 · blocks          as we store and send it

Only mode 4 (updates) is taken: no snapshot ever comes from outside. Versions, which are small maps from author to
number of operations, are written in one order here, because Loro's own order differs between equal replicas.
Source of the formats: Loro's encoding reference (loro.dev, "encoding"), checked against Loro 1.17.1 by our tests.
"""

import struct
from collections.abc import Mapping

from app.crdt import blocks
from app.errors import Bug, RecordError
from app.ids import KEY_ID_BYTES, DeviceId

#: The longest delta that is merged, in bytes; a whole long plan with years of history has less.
MAX_DELTA = 1_000_000

_MAGIC = b"loro" + bytes(12)
_KEPT_FROM = 21
_MODE_UPDATES = 4
_SEED = int.from_bytes(b"LORO", "little")
_MASK = 0xFFFFFFFF
_P1, _P2, _P3, _P4, _P5 = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1


def peer_of(device: DeviceId) -> int:
    """Loro's number for a device. Raises Bug for an id that is not 8 bytes, or is the one that Loro reserves."""
    if len(device) != KEY_ID_BYTES or device == b"\xff" * KEY_ID_BYTES:
        raise Bug("bug", "not a device id")
    return int.from_bytes(device, "big")


def device_of(peer: int) -> DeviceId:
    """The device behind Loro's number."""
    return DeviceId(peer.to_bytes(KEY_ID_BYTES, "big"))


def strip(blob: bytes) -> bytes:
    """The delta in a blob that Loro has just exported as updates."""
    return blob[_KEPT_FROM:]


def restore(delta: bytes) -> bytes:
    """The blob that Loro wants, made from a delta. Raises RecordError("record.delta_damaged")."""
    if not 1 < len(delta) <= MAX_DELTA or delta[0] != _MODE_UPDATES:
        raise RecordError("record.delta_damaged", f"{len(delta)} bytes")
    blocks.check(delta[1:])
    rest = b"\x00" + delta
    return _MAGIC + xxh32(rest, _SEED).to_bytes(4, "little") + rest


def writers(delta: bytes) -> frozenset[DeviceId]:
    """The devices whose operations a delta holds, read without handing it to Loro.

    So that who admits a delta can refuse words put into another person's mouth. Raises RecordError.
    """
    return frozenset(beginnings(delta))


def beginnings(delta: bytes) -> dict[DeviceId, int]:
    """For each device whose operations a delta holds, the number of the first of them. Raises RecordError."""
    found: dict[DeviceId, int] = {}
    try:
        at = 1
        while at < len(delta):
            length, at = _varint(delta, at)
            block = delta[at : at + length]
            at += length
            start, inner = _varint(block, 0)
            for _ in range(4):  # counter length, lamport start and length, number of changes
                _, inner = _varint(block, inner)
            _, inner = _varint(block, inner)  # length of the block's header, which begins with its authors
            count, inner = _varint(block, inner)
            if not count or at > len(delta):
                raise RecordError("record.delta_damaged", "block without an author")
            device = device_of(*struct.unpack_from("<Q", block, inner))
            found[device] = min(start, found.get(device, start))
    except (IndexError, struct.error) as error:
        raise RecordError("record.delta_damaged", "short block") from error
    return found


def encode_version(counts: Mapping[int, int]) -> bytes:
    """A version, or a set of heads, in Loro's notation, ordered by author."""
    encoded = bytearray(_as_varint(len(counts)))
    for peer in sorted(counts):
        encoded += _as_varint(peer) + _as_varint(2 * counts[peer])
    return bytes(encoded)


def decode_version(encoded: bytes) -> dict[int, int]:
    """The map behind an encoded version. Raises RecordError("record.delta_damaged")."""
    counts: dict[int, int] = {}
    try:
        count, at = _varint(encoded, 0)
        for _ in range(min(count, len(encoded))):
            peer, at = _varint(encoded, at)
            doubled, at = _varint(encoded, at)
            counts[peer] = doubled // 2
    except IndexError as error:
        raise RecordError("record.delta_damaged", "short version") from error
    if at != len(encoded) or len(counts) != count or any(number >> 31 for number in counts.values()):
        raise RecordError("record.delta_damaged", "not a version")
    return counts


def lowered(version: bytes, starts: Mapping[DeviceId, int]) -> bytes:
    """A version without what these devices wrote from these numbers on. Raises RecordError, Bug as above."""
    counts = decode_version(version)
    for device, start in starts.items():
        peer = peer_of(device)
        counts[peer] = min(counts.get(peer, 0), start)
    return encode_version({peer: count for peer, count in counts.items() if count})


def encode_point(peer: int, counter: int) -> bytes:
    """One operation's identity, as anchors and history keep it."""
    return _as_varint(peer) + _as_varint(counter)


def decode_point(encoded: bytes) -> tuple[int, int]:
    """(peer, counter) of an encoded identity. Raises RecordError("record.delta_damaged")."""
    try:
        peer, at = _varint(encoded, 0)
        counter, at = _varint(encoded, at)
    except IndexError as error:
        raise RecordError("record.delta_damaged", "short point") from error
    if at != len(encoded) or counter >> 31:
        raise RecordError("record.delta_damaged", "not a point")
    return peer, counter


def cursor_bytes(name: str, peer: int, counter: int) -> bytes:
    """Loro's encoding of a cursor that leans on one character of a root text."""
    encoded = name.encode("utf-8")
    point = b"\x01" + _as_varint(peer) + _as_varint(2 * counter)
    return point + b"\x00" + _as_varint(len(encoded)) + encoded + bytes(3)


def xxh32(data: bytes, seed: int) -> int:
    """The 32-bit xxHash of ``data`` (Y. Collet, xxHash specification 0.1.1)."""
    length = len(data)
    body = length - length % 16
    if body:
        a, b, c, d = (seed + _P1 + _P2) & _MASK, (seed + _P2) & _MASK, seed, (seed - _P1) & _MASK
        for w, x, y, z in struct.iter_unpack("<4I", memoryview(data)[:body]):
            a = (a + w * _P2) & _MASK
            a = ((a << 13 | a >> 19) * _P1) & _MASK
            b = (b + x * _P2) & _MASK
            b = ((b << 13 | b >> 19) * _P1) & _MASK
            c = (c + y * _P2) & _MASK
            c = ((c << 13 | c >> 19) * _P1) & _MASK
            d = (d + z * _P2) & _MASK
            d = ((d << 13 | d >> 19) * _P1) & _MASK
        value = _turn(a, 1) + _turn(b, 7) + _turn(c, 12) + _turn(d, 18)
    else:
        value = seed + _P5
    value += length
    words = length - length % 4
    for (word,) in struct.iter_unpack("<I", data[body:words]):
        value = _turn((value + word * _P3) & _MASK, 17) * _P4
    for byte in data[words:]:
        value = _turn((value + byte * _P5) & _MASK, 11) * _P1
    value &= _MASK
    value = (value ^ value >> 15) * _P2 & _MASK
    value = (value ^ value >> 13) * _P3 & _MASK
    return value ^ value >> 16


def _turn(value: int, bits: int) -> int:
    return (value << bits | value >> (32 - bits)) & _MASK


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise RecordError("record.delta_damaged", "number too long")


def _as_varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
