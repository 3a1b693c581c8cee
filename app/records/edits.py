"""The edits that a person, an import or a test makes to a record.

A path names a field, ``topic``, or a cell of a row, ``steps/<row id>/minutes``.
"""

import os
from dataclasses import dataclass

from app.ids import Chance

#: Bits of chance in a row id that we make: enough that two offline laptops never add the same row.
ROW_BYTES = 5

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True)
class SetValue:
    """Set a field of one value; None or an empty text clears it."""

    path: str
    value: str | int | bool | None


@dataclass(frozen=True)
class WriteProse:
    """The whole new text of a prose field; only the difference is written."""

    path: str
    text: str


@dataclass(frozen=True)
class AddRow:
    """A new row before ``before``, or at the end; ``row_id`` may be chosen so that cells can be set at once."""

    field: str
    before: str | None = None
    row_id: str | None = None


@dataclass(frozen=True)
class MoveRow:
    """Put a row before another one, or at the end."""

    field: str
    row: str
    before: str | None = None


@dataclass(frozen=True)
class RemoveRow:
    """Take a row out of sight; RestoreRow brings it back with all it held."""

    field: str
    row: str


@dataclass(frozen=True)
class RestoreRow:
    """Undo RemoveRow."""

    field: str
    row: str


@dataclass(frozen=True)
class Mark:
    """Put a member into a set of choices or people, or take it out. ``field`` may be the path of a cell."""

    field: str
    member: str
    present: bool = True


Edit = SetValue | WriteProse | AddRow | MoveRow | RemoveRow | RestoreRow | Mark


def new_row_id(chance: Chance = os.urandom) -> str:
    """A fresh row id: eight letters and digits that cannot be misread."""
    number = int.from_bytes(chance(ROW_BYTES), "big")
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(ROW_BYTES * 8 // 5)))
