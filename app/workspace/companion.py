"""The verbs of whoever walks along with a lesson or a colleague: what belongs together, promises, assessments.

A part of ``Workspace``, which has all verbs.
"""

from app.ids import RecordId
from app.workspace import counting, mutual, relating
from app.workspace.counting import PairCounters
from app.workspace.desk import Desk
from app.workspace.mutual import MutualView
from app.workspace.relating import RelatedRow, RelatedView
from app.workspace.views import Changes


class Companion:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # What belongs together: relating.py

    def related(self, record: RecordId) -> list[RelatedRow]:
        """What this record names and what names it, the oldest first."""
        return relating.related(self._desk, record)

    def related_view(self, record: RecordId) -> RelatedView:
        """The same with what may be begun and given, for the form."""
        return relating.related_view(self._desk, record)

    def give_step(self, record: RecordId) -> Changes:
        """Make an action step of what a record suggests, for the person whom it names."""
        return relating.give_step(self._desk, record)

    def begins_from(self, record: RecordId) -> tuple[str, ...]:
        """The kinds of which a record may be begun from this one."""
        return relating.begins_from(self._desk, record)

    def begin_from(self, record: RecordId, kind: str, language: str) -> RecordId:
        """A new private record of a kind, linked with this one, with what both have in common."""
        return relating.begin_from(self._desk, record, kind, language)

    # A pair's promises: counting.py

    def counters(self, record: RecordId) -> PairCounters:
        """How far the promises of an agreement are kept, for its pair alone."""
        return counting.counters(self._desk, record)

    # Writing about each other: mutual.py

    def mutual(self, record: RecordId) -> MutualView | None:
        """How an assessment stands; None for a record of another sort."""
        return mutual.mutual_view(self._desk, record)

    def be_ready(self, record: RecordId) -> Changes:
        """Say "written" of an assessment."""
        return mutual.be_ready(self._desk, record)

    def take_back_ready(self, record: RecordId) -> Changes:
        """Go on writing an assessment."""
        return mutual.take_back(self._desk, record)
