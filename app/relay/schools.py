"""Schools: whoever was given an admission code of its own. A space belongs to the code with which it was founded.

School 0 is the relay card itself, which the relay makes at its first start; the operator adds others, so that each has
its own limits and one code can be closed without the others. The label is the operator's note and never leaves the
relay; what schools write stays as unreadable as ever.
"""

import os
from dataclasses import dataclass

from sqlalchemy import case, func, insert, select, update

from app.crypto.signing import digest
from app.relay.database import Connection
from app.relay.schema import LABEL_LENGTH, SCHOOLS, SECONDS_A_DAY, SPACES

#: 80 random bits: nobody guesses them over a network.
CODE_BYTES = 10
#: The school of spaces that were founded with the relay card's own code.
OWN = 0
_OWN_LABEL = "(the relay card)"


@dataclass(frozen=True)
class School:
    """An admission code given out; ``closed``: it founds no more spaces, while those that exist go on."""

    number: int
    label: str
    code: bytes
    closed: bool


@dataclass(frozen=True)
class Usage:
    """What the spaces of one school hold together, and what they took today; bytes."""

    spaces: int = 0
    bytes: int = 0
    day_bytes: int = 0


def schools(connection: Connection, own_code: bytes) -> list[School]:
    """All of them, in the order in which they were added."""
    rows = connection.execute(
        select(SCHOOLS.c.number, SCHOOLS.c.label, SCHOOLS.c.code, SCHOOLS.c.closed).order_by(SCHOOLS.c.number)
    )
    return [School(OWN, _OWN_LABEL, own_code, closed=False), *(School(n, label, c, bool(x)) for n, label, c, x in rows)]


def open_school(connection: Connection, code: bytes) -> int | None:
    """The number of the school whose code this is, if it may found spaces. Digests are compared, not codes."""
    number: int | None = connection.scalar(
        select(SCHOOLS.c.number).where(SCHOOLS.c.digest == digest(code), SCHOOLS.c.closed == 0)
    )
    return number


def add_school(connection: Connection, label: str, now: int) -> School | None:
    """A new school with a new code; None if one has this label already. Raises ValueError for an impossible label."""
    if not label.strip() or len(label) > LABEL_LENGTH or not label.isprintable():
        raise ValueError(f"a label has 1 to {LABEL_LENGTH} printable characters")
    if connection.scalar(select(SCHOOLS.c.number).where(SCHOOLS.c.label == label)) is not None:
        return None
    number = (connection.scalar(select(func.max(SCHOOLS.c.number))) or OWN) + 1
    code = os.urandom(CODE_BYTES)
    connection.execute(
        insert(SCHOOLS).values(number=number, label=label, code=code, digest=digest(code), added=now, closed=0)
    )
    return School(number, label, code, closed=False)


def close_school(connection: Connection, label: str) -> bool:
    """Let a school's code found no more spaces; False if no school has this label."""
    return bool(connection.execute(update(SCHOOLS).where(SCHOOLS.c.label == label).values(closed=1)).rowcount)


def usage(connection: Connection, school: int, now: int) -> Usage:
    """What a school's spaces hold. Reads all rows of spaces: milliseconds, but not for every visit."""
    today = case((SPACES.c.day == now // SECONDS_A_DAY, SPACES.c.day_bytes), else_=0)
    row = connection.execute(
        select(func.count(), func.coalesce(func.sum(SPACES.c.bytes), 0), func.coalesce(func.sum(today), 0)).where(
            SPACES.c.school == school
        )
    ).one()
    return Usage(*map(int, row))
