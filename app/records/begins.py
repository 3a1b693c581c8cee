"""What a record begins from: a reflection from the lesson that it thinks over, an observation from the plan of one.

The kind that is begun says so (``Kind.begins``), so that a new kind adds lines and changes none: from which kind, the
link that names the record, and what both have in common, which nobody types twice.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from app.records.fields import Field, Line
from app.records.label import Label
from app.records.values import Value, Values
from app.records.written import WRITTEN, Manner

_GAP = " "


class Whose(enum.Enum):
    """Of whose records it is offered: a teacher observes the lessons of others."""

    ANY = "any"
    OTHERS = "others"
    OWN = "own"


@dataclass(frozen=True)
class Fact:
    """The field ``into`` takes the value of the first of the fields ``of`` that has one of the same type; a line takes
    the words of all of them."""

    into: str
    of: tuple[str, ...]


@dataclass(frozen=True)
class Begins:
    """``kind`` is begun from, and stands in ``link``; ``label`` is what the button says. ``me`` names a field of a
    person that takes whoever begins; ``other`` one that takes the only other person named in these fields; ``author``
    one that takes whoever made the other record, ``today`` a date that takes the day, each unless a fact gave it."""

    kind: str
    link: str
    label: Label
    facts: tuple[Fact, ...] = ()
    me: str | None = None
    other: Fact | None = None
    author: str | None = None
    today: str | None = None
    whose: Whose = Whose.ANY


def facts_of(
    begins: Begins, theirs: Mapping[str, Field], mine: Mapping[str, Field], values: Values, manner: Manner
) -> dict[str, Value]:
    """What a new record takes from the one that it begins from; nothing for a field that is empty there."""
    found = {fact.into: _fact(fact, theirs, mine[fact.into], values, manner) for fact in begins.facts}
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _fact(fact: Fact, theirs: Mapping[str, Field], into: Field, values: Values, manner: Manner) -> Value | None:
    if isinstance(into, Line):
        return _GAP.join(filter(None, (_words(theirs[key], values.get(key), manner) for key in fact.of)))
    return next((values[key] for key in fact.of if key in values and type(theirs[key]) is type(into)), None)


def _words(field: Field, value: Value | None, manner: Manner) -> str:
    if value is None or type(field) not in WRITTEN:
        return str(value or "").partition("\n")[0]
    return WRITTEN[type(field)](field, value, manner)  # type: ignore[arg-type]  # rows are not in WRITTEN
