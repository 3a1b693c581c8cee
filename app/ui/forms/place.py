"""Where in a record somebody wants to be taken."""

from dataclasses import dataclass

from app.ids import RecordId


@dataclass(frozen=True)
class Place:
    """A field or cell, code points in its text, and the comment or step in which the words stand, if it is one."""

    path: str
    start: int = 0
    end: int = 0
    said: RecordId | None = None
