"""The verbs around pupils and their mentors; a part of ``Workspace``, which has all verbs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.ids import RecordId, SpaceId
from app.records.roster import RosterPupil
from app.workspace import attending, browsing, care_circles, circle_places, making_circles, matching, pupils, rosters
from app.workspace.desk import Desk
from app.workspace.making_circles import Making
from app.workspace.pupil_views import MatchingCounts, MatchingView, PupilView, Suggestion
from app.workspace.rosters import RosterPreview
from app.workspace.suggesting import suggest
from app.workspace.views import Changes, SpaceView


class PupilKeeper:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # Pupils: pupils.py

    def pupil_homes(self) -> list[SpaceView]:
        """The spaces in which pupils may lie: a whole school's, and mentor teams'."""
        return [browsing.space_view(self._desk, space) for space in pupils.homes(self._desk)]

    def pupils(self, space: SpaceId) -> list[PupilView]:
        """The pupils of a space, by class and name."""
        return pupils.pupils(self._desk, space)

    def my_pupils(self) -> list[PupilView]:
        """The pupils whose mentor this person is today."""
        return pupils.my_pupils(self._desk)

    def pupil(self, record: RecordId) -> PupilView:
        """One pupil. Raises RecordError("record.missing")."""
        return pupils.pupil(self._desk, record)

    # A list of pupils from a file: rosters.py

    def preview_roster(self, space: SpaceId, name: str, data: bytes) -> RosterPreview:
        """What would become of a .csv or .xlsx file; stores nothing. Raises FileError."""
        return rosters.preview_roster(self._desk, space, name, data)

    def roster_with(self, preview: RosterPreview, columns: Sequence[str]) -> RosterPreview:
        """The same list with other columns."""
        return rosters.with_columns(self._desk, preview, columns)

    def take_pupils(self, space: SpaceId, lines: Sequence[RosterPupil]) -> Changes:
        """Make these pupils; those who are there already are passed over."""
        return rosters.take_pupils(self._desk, space, lines)

    # Matching: matching.py, suggesting.py

    def matching(self, space: SpaceId) -> MatchingView:
        """All of a space's matching."""
        return matching.matching(self._desk, space)

    def suggestions(self, view: MatchingView) -> list[Suggestion]:
        """A mentor for each pupil who has none, as far as there is room; nothing is assigned by it."""
        return suggest(view.pupils, view.mentors)

    def matching_counts(self) -> list[MatchingCounts]:
        """What waits in the matchings that this person looks after; nothing where nothing does."""
        told = [self._with_circles(one) for one in matching.counts(self._desk)]
        return [one for one in told if one.without_mentor or one.without_pupils or one.mine or one.circles]

    def _with_circles(self, counts: MatchingCounts) -> MatchingCounts:
        return replace(counts, circles=len(making_circles.planned(self._desk, counts.space)))

    def propose(self, pupil: RecordId, mentor: str, reason: str = "") -> Changes:
        """Propose a mentor (hexadecimal id, or a name) for a pupil. Raises RecordError: pairing.reason, .twice."""
        return matching.propose(self._desk, pupil, mentor, reason)[1]

    def propose_many(self, wanted: Iterable[tuple[RecordId, str]], reason: str = "") -> Changes:
        """Propose several at once."""
        return matching.propose_many(self._desk, wanted, reason)

    def answer_pairing(self, pairing: RecordId, side: str, yes: bool = True, why: str = "") -> Changes:
        """Say yes or no for one side (mentor_agrees, pupil_agrees). Raises AccessError for a side not one's own."""
        return matching.answer(self._desk, pairing, side, yes=yes, why=why)

    def answer_pairings(self, waiting: Iterable[tuple[RecordId, str]], yes: bool = True) -> Changes:
        """Say yes or no for several pairings, each with its side."""
        changes = Changes()
        for pairing, side in waiting:
            changes |= matching.answer(self._desk, pairing, side, yes=yes)
        return changes

    def end_pairing(self, pairing: RecordId, why: str = "") -> Changes:
        """End a pairing today; it is kept."""
        return matching.end(self._desk, pairing, why)

    def reassign(self, pairing: RecordId, mentor: str, why: str = "", reason: str = "") -> Changes:
        """Another mentor in the place of this one; the former pairing is kept with its end."""
        return matching.reassign(self._desk, pairing, mentor, why, reason)[1]

    def let_lead(self, pairing: RecordId) -> Changes:
        """Let this mentor lead where a pupil has several."""
        return matching.lead(self._desk, pairing)

    def wish(self, pupil: RecordId, mentor: str, wished: bool = True) -> Changes:
        """Note a pupil's wish from her slip, or take it out again."""
        return matching.wish(self._desk, pupil, mentor, wished=wished)

    # Circles: care_circles.py, making_circles.py

    def care_space(self, pupil: RecordId) -> SpaceId | None:
        """The space of exactly those who care for a pupil; None while there is none."""
        return care_circles.care_space(self._desk, pupil)

    def own_circles(self, records: Sequence[RecordId]) -> frozenset[SpaceId] | None:
        """The circles into which records about pupils may go; None where none of them is about a pupil."""
        return circle_places.own_circles(self._desk, records)

    def planned_circles(self, home: SpaceId) -> list[Making]:
        """Which mentor teams and care circles the matching of a space asks this person to make or change."""
        return making_circles.planned(self._desk, home)

    def make_circles(self, home: SpaceId, wanted: Sequence[Making]) -> Changes:
        """Make or change these. Raises AccessError."""
        return making_circles.make(self._desk, home, wanted)

    def make_care_spaces(self, home: SpaceId) -> Changes:
        """Make or change all circles that the matching of a space asks this person for."""
        return making_circles.make(self._desk, home, making_circles.planned(self._desk, home))

    # Special guidance: attending.py

    def flag(self, pupil: RecordId) -> RecordId | None:
        """The flag of a pupil, begun if there is none; None while this person is in no space of special guidance."""
        return attending.flag(self._desk, pupil) if attending.attention_space(self._desk) is not None else None

    def unflag(self, pupil: RecordId) -> Changes:
        """Let the flag of a pupil end."""
        return attending.unflag(self._desk, pupil)

    def found_attention(self, home: SpaceId, name: str, persons: Sequence[str]) -> SpaceId:
        """Found the space of special guidance with a few members of ``home`` (hexadecimal ids). Raises AccessError."""
        return attending.found_attention(self._desk, home, name, persons)
