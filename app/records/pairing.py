"""What a mentorship agreement declares of itself, and what other kinds declare to fulfil of it.

An agreement promises numbers: so many lessons watched, so many discussions. How far they are kept is counted on the
laptop of either of the pair, from records that both can read, shown to the pair alone, and neither stored nor sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: The two sides of a pair.
MENTOR, MENTEE = "mentor", "mentee"
#: How often something is promised.
TERM, MONTH, YEAR = "t", "m", "y"


@dataclass(frozen=True)
class Pairing:
    """The fields of an agreement: a person and the people paired with her, from when to when, the rows of duties of
    each side with their columns, and the next step with its day.

    A duty has a column of terms that says what is counted (see ``Fulfils``), how often (empty: the school's number),
    and in what time (TERM, MONTH, YEAR).
    """

    mentor: str
    mentees: str
    begins: str
    ends: str
    mentor_duties: str
    mentee_duties: str
    duty: str
    words: str
    times: str
    per: str
    step: str
    next_on: str


@dataclass(frozen=True)
class Fulfils:
    """Records of a kind that count for a duty: ``by`` names the field of whoever did it (empty: who made the record),
    ``whom`` the field of the other of the pair (empty: anybody, since both can read it), ``on`` its day (empty: when it
    was made). ``both``: it counts for either side, whoever did it, as a discussion does."""

    duty: str
    by: str = ""
    whom: str = ""
    on: str = ""
    both: bool = False


@dataclass(frozen=True)
class Mutual:
    """Records that two write about each other, and read only when both have written: ``whom`` names the field of the
    other, ``mark`` the kind of the marks that say "written" (mutual.py in the workspace)."""

    whom: str
    mark: str


@dataclass(frozen=True)
class Usual:
    """What a duty promises where an agreement says no number: a key of the school's numbers, and in what time."""

    number: str
    per: str


_EITHER = (MENTOR, MENTEE)
#: By duty (its code among the terms "pair_duties") and side. What is not here has no usual number.
USUAL: Mapping[tuple[str, str], Usual] = MappingProxyType(
    {
        ("w", MENTOR): Usual("mentor_watches", TERM),
        ("w", MENTEE): Usual("mentee_watches", TERM),
        ("p", MENTEE): Usual("plans_handed", TERM),
        ("x", MENTEE): Usual("exploration_lessons", TERM),
        ("r", MENTEE): Usual("report_lessons", TERM),
        ("b", MENTEE): Usual("books_per_year", YEAR),
        ("a", MENTEE): Usual("papers_per_year", YEAR),
        ("n", MENTEE): Usual("reading_notes", YEAR),
        **{("d", side): Usual("discussions_per_month", MONTH) for side in _EITHER},
    }
)
