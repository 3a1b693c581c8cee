"""Identifiers: how they are made and written.

A record's id is 9 random bytes, written as 12 base64url characters (no padding needed). Space ids are 16 bytes;
an attached file's 12; device and person ids are the first
8 bytes of the SHA-256 of a public key, and are made in ``crypto.signing``.
"""

import base64
import binascii
import os
from collections.abc import Callable
from typing import NewType

from app.errors import Bug

RecordId = NewType("RecordId", str)
SpaceId = NewType("SpaceId", bytes)
DeviceId = NewType("DeviceId", bytes)
PersonId = NewType("PersonId", bytes)
FileId = NewType("FileId", bytes)

#: A source of random bytes; tests hand in a seeded one.
Chance = Callable[[int], bytes]

RECORD_BYTES = 9
SPACE_BYTES = 16
KEY_ID_BYTES = 8
FILE_BYTES = 12
#: The six bits that are written as a hyphen.
_HYPHEN = 62


def new_record_id(chance: Chance = os.urandom) -> RecordId:
    """A fresh record id; nearly 72 random bits, so that no two offline laptops ever meet on one.

    None begins with a hyphen: a command line takes what does for an option.
    """
    raw = chance(RECORD_BYTES)
    if raw[0] >> 2 == _HYPHEN:
        raw = bytes([raw[0] & 0x7F]) + raw[1:]
    return record_id_from(raw)


def record_id_from(raw: bytes) -> RecordId:
    """The written form of 9 bytes. Raises Bug for any other length."""
    if len(raw) != RECORD_BYTES:
        raise Bug("bug", f"record id of {len(raw)} bytes")
    return RecordId(base64.urlsafe_b64encode(raw).decode("ascii"))


def record_id_bytes(record: RecordId) -> bytes:
    """The 9 bytes of a written id. Raises Bug if it is not one."""
    try:
        raw = base64.b64decode(record, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Bug("bug", "not a record id") from error
    if len(raw) != RECORD_BYTES:
        raise Bug("bug", f"record id of {len(raw)} bytes")
    return raw
