"""Bytes as text that people print, read aloud, retype and paste: Crockford's base 32 with a checksum.

Letters and digits only, no I, L, O, U; groups of eight. Reading forgives lower and upper case, spaces, line breaks,
dashes of every kind, full-width characters, O for 0, I and L for 1, and other words around the code.
"""

import unicodedata
import zlib

from app.protocol.codec import read_varint, write_varint
from app.protocol.failures import Refusal

GROUP = 8
#: Characters of a pasted text in which a code is looked for.
MAX_TEXT = 20_000
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_CHECK_BYTES = 4


def write_code(prefix: str, data: bytes) -> str:
    """``PREFIX-`` and then, in groups, the data with its length in front and a checksum behind."""
    whole = write_varint(len(data)) + data + _checksum(prefix, data)
    count = _letters_for(len(whole))
    number = int.from_bytes(whole, "big") << (count * 5 - len(whole) * 8)
    letters = "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(count)))
    groups = [letters[at : at + GROUP] for at in range(0, count, GROUP)]
    return "-".join([prefix, *groups])


def write_letters(data: bytes) -> str:
    """Bytes as letters alone, for a code that is told by telephone. Five bytes are eight letters."""
    number, count = int.from_bytes(data, "big"), len(data) * 8 // 5
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(count)))


def read_letters(text: str) -> str:
    """The letters of a code as somebody typed it, in the way that it is written; signs of other alphabets are left
    out."""
    folded = unicodedata.normalize("NFKC", text[:MAX_TEXT]).upper().translate(_ALIKE)
    return "".join(letter for letter in folded if letter in _ALPHABET)


def read_code(prefix: str, text: str, limit: int) -> bytes | None:
    """The data of the first code with this prefix, at most ``limit`` bytes; None if it is damaged or none is there."""
    if len(text) > MAX_TEXT:
        return None
    folded = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    letters = "".join(letter for letter in folded if letter.isascii() and letter.isalnum())
    _, found, code = letters.partition(prefix)
    front = _bytes_of(code[: _letters_for(2)])
    if not found or front is None:
        return None
    try:
        size, start = read_varint(front, 0)
    except Refusal:
        return None
    whole = _bytes_of(code[: _letters_for(start + size + _CHECK_BYTES)]) if size <= limit else None
    if whole is None or len(whole) != start + size + _CHECK_BYTES:
        return None
    data = whole[start:-_CHECK_BYTES]
    return data if whole[-_CHECK_BYTES:] == _checksum(prefix, data) else None


def _letters_for(size: int) -> int:
    """How many letters of five bits hold so many bytes."""
    return -(-size * 8 // 5)


def _bytes_of(letters: str) -> bytes | None:
    """The whole bytes in these letters; None if one of them is none of ours."""
    number = 0
    for letter in letters:
        value = _ALPHABET.find(letter)
        if value < 0:
            return None
        number = number << 5 | value
    size, spare = divmod(len(letters) * 5, 8)
    return (number >> spare).to_bytes(size, "big")


def _checksum(prefix: str, data: bytes) -> bytes:
    """CRC-32: it finds slips of hand and eye; against ill will a signature stands behind the code."""
    return zlib.crc32(prefix.encode() + data).to_bytes(_CHECK_BYTES, "big")
