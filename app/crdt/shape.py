"""How a record lies in its document: the names of keys and texts, and the places of rows.

Everything hangs at the root, because a text made inside a map on two machines at once loses one machine's words:

    t              a field's value in the map "m", or a root text of that name
    s.ab3de        the place of row "ab3de" of the field "s": a fraction, so that a row moves with one write
    s.ab3de!       the mark that the row was removed
    s.ab3de.m      the cell "m" of that row: a value in the map, or a root text of that name
    p:zhang        the mark that "zhang" belongs to the set "p"; a set may stand in a cell too: s.ab3de.p:zhang

Loro refuses "/" and NUL in the names of root texts, hence the dot.
"""

import re
from itertools import zip_longest

from app.errors import Bug
from app.ids import Chance

_PART = r"[^.:!/\x00]{1,64}"
_NAME = re.compile(rf"{_PART}(\.{_PART}\.{_PART})?")
_PLACE = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]")
_IN_ROW = re.compile(rf"({_PART}\.{_PART})\.{_PART}(:.*)?", re.DOTALL)

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: 62**5 ids: two laptops that add ten rows each to one plan meet on one once in ten million times.
ROW_ID_LENGTH = 5
#: Two laptops that add a row at one place get different places but for one time in 3,844; then the row id decides.
JITTER = 2


def clean(text: str) -> str:
    """``text`` as it may enter a document: surrogate pairs joined; lone surrogates and NULs replaced by U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", "\ufffd")


def is_name(name: str) -> bool:
    """Is it the name of a field or of a cell, and so of a value that a person sets?"""
    return _NAME.fullmatch(name) is not None


def check_name(name: str) -> str:
    """``name`` itself, if it can name a field or a cell. Raises Bug otherwise."""
    if not is_name(name):
        raise Bug("bug", f"not a name: {name!r}")
    return name


def cell(field: str, row: str, column: str) -> str:
    """The name of one cell of a row. Raises Bug if a part holds a separator."""
    return check_name(f"{field}.{row}.{column}")


def place_key(field: str, row: str) -> str:
    """The key of a row's place. Raises Bug if a part holds a separator."""
    return cell(field, row, "x")[:-2]


def removal_key(field: str, row: str) -> str:
    """The key of the mark that a row was removed. Raises Bug if a part holds a separator."""
    return place_key(field, row) + "!"


def member_key(field: str, member: str) -> str:
    """The key of a member's mark in a set; a member may be any text but the empty one. Raises Bug."""
    if not member:
        raise Bug("bug", "empty member")
    return f"{check_name(field)}:{member}"


def row_of(name: str) -> str | None:
    """The row (as its place key) in which a cell or a set lies; None when the name is not in a row."""
    match = _IN_ROW.fullmatch(name)
    return match[1] if match else None


def row_id(chance: Chance) -> str:
    """A new row's id: ROW_ID_LENGTH digits by chance, so that two devices never choose the same."""
    return _digits(chance, ROW_ID_LENGTH)


def place_of(value: object) -> str:
    """A stored place as it sorts; whatever is not a place sorts first."""
    return value if isinstance(value, str) and _PLACE.fullmatch(value) else ""


def next_place(low: str, high: str | None, ours: bool, chance: Chance) -> str:
    """A place between two others. ``ours``: this device placed the row at ``low``.

    The middle, then chance, then the first digit of a run; the rows that we add after it count that digit up. So the
    rows that one person added stay together when a colleague added rows at the same place meanwhile.
    """
    run = low[:-1]
    if ours and low and low[-1] != DIGITS[-1] and (high is None or not high.startswith(run)):
        return run + DIGITS[DIGITS.index(low[-1]) + 1]
    return _place_between(low, high) + _digits(chance, JITTER) + DIGITS[1]


def _place_between(low: str, high: str | None) -> str:
    """The shortest place with ``low < place < high``; "" is before all places and None after all. low must be < high.

    Source of the idea: fractional indexing (D. Greenspan, "Implementing Fractional Indexing", 2020).
    """
    prefix = ""
    for below, above in zip_longest(low, high or ""):
        floor = DIGITS.index(below) if below else 0
        ceiling = DIGITS.index(above) if above and high is not None else len(DIGITS)
        if ceiling - floor > 1:
            return prefix + DIGITS[(floor + ceiling) // 2]
        prefix += DIGITS[floor]
        if ceiling != floor:
            high = None
    return prefix + DIGITS[len(DIGITS) // 2]


def _digits(chance: Chance, count: int) -> str:
    number = int.from_bytes(chance(count + 3), "big")
    return "".join(DIGITS[number // len(DIGITS) ** index % len(DIGITS)] for index in range(count))
