"""How often something that was made to be shared is used again: computed from links and copies, never typed.

Counted is what this laptop holds: who uses something and tells nobody is in no count, and nobody is compared by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.records.kind import Kind
from app.store.links import Tie


@dataclass(frozen=True)
class Reuse:
    """``uses``: records in which it is named; ``copies``: records that were made from it."""

    uses: int
    copies: int


def reuse_of(kind: Kind | None, ties: Sequence[Tie]) -> Reuse | None:
    """The reuse of a record of a kind whose copies say where they came from; None for any other kind."""
    origin = kind.copying.origin if kind is not None else None
    if origin is None:
        return None
    made_from = {tie.record for tie in ties if not tie.outward and tie.field == origin.link}
    named = {tie.record for tie in ties if not tie.outward} - made_from
    return Reuse(len(named), len(made_from))
