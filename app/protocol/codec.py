"""How numbers, bytes and lists become bytes: one way to write each value, and every other way refused.

Two encodings are in use. Items of an exchange are written part by part (this module's parts), because every byte
of an idle visit counts. Entries and payloads are msgspec arrays, re-encoded after decoding and compared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import msgspec

from app.errors import Bug
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_NUMBER, MAX_VARINT

T = TypeVar("T")


def write_varint(value: int) -> bytes:
    """A whole number in groups of seven bits, lowest first (LEB128). Raises Bug outside 0..MAX_NUMBER."""
    if not 0 <= value <= MAX_NUMBER:
        raise Bug("bug", f"varint {value}")
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """The number at ``at`` and where it ends. Raises Refusal(MALFORMED) if cut, too long, or not the shortest form."""
    value = 0
    for index in range(MAX_VARINT):
        if at + index >= len(data):
            raise Refusal(Code.MALFORMED, "number is cut")
        byte = data[at + index]
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            if (byte == 0 and index > 0) or value > MAX_NUMBER:
                raise Refusal(Code.MALFORMED, "number is not canonical")
            return value, at + index + 1
    raise Refusal(Code.MALFORMED, "number is too long")


class Part(Protocol):
    """How one field of an item is written and read."""

    def put(self, out: bytearray, value: Any) -> None:
        """Append the value. Raises Bug if it breaks the part's limit: we never send what we would refuse."""

    def take(self, data: bytes, at: int) -> tuple[Any, int]:
        """The value at ``at`` and where it ends. Raises Refusal."""


@dataclass(frozen=True)
class Number:
    """A varint of at most ``limit``."""

    limit: int = MAX_NUMBER

    def put(self, out: bytearray, value: int) -> None:
        if value > self.limit:
            raise Bug("bug", f"{value} is over {self.limit}")
        out += write_varint(value)

    def take(self, data: bytes, at: int) -> tuple[int, int]:
        value, end = read_varint(data, at)
        if value > self.limit:
            raise Refusal(Code.TOO_LARGE, f"{value} is over {self.limit}")
        return value, end


@dataclass(frozen=True)
class Fixed:
    """Exactly ``size`` bytes, without a length in front."""

    size: int

    def put(self, out: bytearray, value: bytes) -> None:
        if len(value) != self.size:
            raise Bug("bug", f"{len(value)} bytes instead of {self.size}")
        out += value

    def take(self, data: bytes, at: int) -> tuple[bytes, int]:
        end = at + self.size
        if end > len(data):
            raise Refusal(Code.MALFORMED, "bytes are cut")
        return data[at:end], end


@dataclass(frozen=True)
class Counted:
    """At most ``limit`` bytes, with their count as a varint in front."""

    limit: int

    def put(self, out: bytearray, value: bytes) -> None:
        Number(self.limit).put(out, len(value))
        out += value

    def take(self, data: bytes, at: int) -> tuple[bytes, int]:
        size, at = Number(self.limit).take(data, at)
        return Fixed(size).take(data, at)


@dataclass(frozen=True)
class Rest:
    """All bytes to the item's end, from 1 to ``limit``; only as the last part."""

    limit: int

    def put(self, out: bytearray, value: bytes) -> None:
        if not 1 <= len(value) <= self.limit:
            raise Bug("bug", f"{len(value)} bytes, allowed are 1 to {self.limit}")
        out += value

    def take(self, data: bytes, at: int) -> tuple[bytes, int]:
        size = len(data) - at
        if size < 1:
            raise Refusal(Code.MALFORMED, "nothing there")
        if size > self.limit:
            raise Refusal(Code.TOO_LARGE, f"{size} bytes, the limit is {self.limit}")
        return data[at:], len(data)


@dataclass(frozen=True)
class Listed:
    """At most ``limit`` rows, counted in front; ``make`` builds a row from its parts."""

    limit: int
    make: Callable[..., Any]
    parts: tuple[Part, ...]

    def put(self, out: bytearray, value: tuple[tuple[Any, ...], ...]) -> None:
        Number(self.limit).put(out, len(value))
        for row in value:
            for part, cell in zip(self.parts, row, strict=True):
                part.put(out, cell)

    def take(self, data: bytes, at: int) -> tuple[tuple[Any, ...], int]:
        count, at = Number(self.limit).take(data, at)
        rows = []
        for _ in range(count):
            cells = []
            for part in self.parts:
                cell, at = part.take(data, at)
                cells.append(cell)
            rows.append(self.make(*cells))
        return tuple(rows), at


def write_parts(parts: tuple[Part, ...], values: tuple[Any, ...]) -> bytes:
    """All values, one after the other. Raises Bug if one breaks its limit."""
    out = bytearray()
    for part, value in zip(parts, values, strict=True):
        part.put(out, value)
    return bytes(out)


def read_parts(parts: tuple[Part, ...], data: bytes) -> list[Any]:
    """All values of ``data``. Raises Refusal if they do not fill it exactly."""
    at = 0
    values = []
    for part in parts:
        value, at = part.take(data, at)
        values.append(value)
    if at != len(data):
        raise Refusal(Code.MALFORMED, f"{len(data) - at} bytes left over")
    return values


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def pack(value: msgspec.Struct) -> bytes:
    """The canonical bytes of a declared structure."""
    return _ENCODER.encode(value)


def unpacker(shape: Any, limit: int, code: Code) -> Callable[[bytes], Any]:
    """A reader of ``shape`` that refuses (with ``code``) whatever its own encoder would not have written:
    what is longer than ``limit`` bytes, damaged, or not canonical."""
    decoder = msgspec.msgpack.Decoder(shape)

    def unpack(data: bytes) -> Any:
        if len(data) > limit:
            raise Refusal(code, f"{len(data)} bytes, the limit is {limit}")
        try:
            value = decoder.decode(data)
            canonical = _ENCODER.encode(value)
        # A text that is no UTF-8 where a word is awaited comes as UnicodeDecodeError, a ValueError.
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise Refusal(code, type(error).__name__) from error
        if canonical != data:
            raise Refusal(code, "not canonical")
        return value

    return unpack
