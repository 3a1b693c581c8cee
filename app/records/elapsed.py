"""Minutes and seconds since something began: how they are written and read, and how long each stage of a lesson took.

They are kept in seconds. Nothing computed here is stored: the record of the lesson is, and the rest follows from it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from app.records.fields import LIMIT, Elapsed
from app.records.values import Row

_PARTED = re.compile(r"\s*(\d{1,3})\s*[:.'′分]\s*(\d{0,2})\s*(?:[\"秒]|''|′′)?\s*")
#: So many digits are minutes alone; more are minutes and seconds run together.
_LONGEST_MINUTES = 2


@dataclass(frozen=True)
class StageTime:
    """How long a stage took. ``running``: it is the last one, and nobody has said when the lesson ended."""

    name: str
    seconds: int
    running: bool = False


def elapsed_text(seconds: int) -> str:
    """As a stop-watch shows it: ``05:10``."""
    return f"{seconds // 60:02}:{seconds % 60:02}"


def seconds_of(text: str) -> int | None:
    """What somebody means who typed ``12:30``, ``12′30″``, ``12分30秒``, ``1230``, or minutes alone; else None."""
    narrow = normalize("NFKC", text).strip()
    parted = _PARTED.fullmatch(narrow)
    if parted is not None:
        minutes, seconds = int(parted[1]), int(parted[2] or 0)
    elif narrow.isdecimal() and len(narrow) <= _LONGEST_MINUTES:
        minutes, seconds = int(narrow), 0
    elif narrow.isdecimal() and len(narrow) <= 2 * _LONGEST_MINUTES + 1:
        minutes, seconds = int(narrow[:-2]), int(narrow[-2:])
    else:
        return None
    whole = minutes * 60 + seconds
    return whole if seconds < 60 and whole <= LIMIT[Elapsed] else None


def stage_times(rows: Sequence[Row], time: str, stage: str, lasted: int | None) -> list[StageTime]:
    """How long each stage took, in the order in which they first came; a stage that came back is one stage.

    ``time`` and ``stage`` are columns of the rows; a row without a stage belongs to the one before it, a row without a
    time is passed over. ``lasted`` are the seconds after which the lesson ended, None while nobody has said.
    """
    found: dict[str, int] = {}
    name = ""
    timed = _timed(rows, time)
    ends: list[int | None] = [*(begun for begun, _row in timed[1:]), lasted]
    for (begun, row), end in zip(timed, ends, strict=False):
        name = str(row.get(stage) or name).strip()
        found[name] = found.get(name, 0) + max(0, (begun if end is None else end) - begun)
    return [StageTime(one, seconds, one == name and lasted is None) for one, seconds in found.items()]


def _timed(rows: Sequence[Row], time: str) -> list[tuple[int, Row]]:
    """The rows that have a time, in the order of the lesson; those of one moment as they stand."""
    cells = ((row.get(time), row) for row in rows)
    return sorted(((at, row) for at, row in cells if isinstance(at, int)), key=lambda one: one[0])
