"""The edits that a person, an import or a test makes to a record.

A path names a field, ``topic``, or a cell of a row, ``steps/<row id>/minutes``.
"""

import os
from dataclasses import dataclass

from app.crdt.shape import row_id
from app.ids import Chance


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
    """Bring a row that was removed back into sight, with all it held."""

    field: str
    row: str


@dataclass(frozen=True)
class Mark:
    """Put a member into a set of choices or people, or take it out. ``field`` may be the path of a cell."""

    field: str
    member: str
    present: bool = True


Edit = SetValue | WriteProse | AddRow | MoveRow | RemoveRow | RestoreRow | Mark


def field_of(edit: Edit) -> str:
    """The key of the field that an edit changes, itself or a part of it."""
    path = edit.path if isinstance(edit, SetValue | WriteProse) else edit.field
    return path.partition("/")[0]


def new_row_id(chance: Chance = os.urandom) -> str:
    """A fresh row id, for edits that fill the row they add."""
    return row_id(chance)
