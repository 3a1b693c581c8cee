"""The verbs of whoever gathers people and looks for them; a part of ``Workspace``, which has all verbs."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import LinkError
from app.ids import RecordId, SpaceId
from app.records.values import Value
from app.sync.engine import OpenLink, directly
from app.sync.stages import Do
from app.workspace import agreement, browsing, charters, colleagues, gathering, guests, people, profiles, series
from app.workspace.agreement import AgreementView
from app.workspace.charters import Limit
from app.workspace.colleagues import Colleague
from app.workspace.desk import Desk
from app.workspace.gathering import Invitation
from app.workspace.series import NextMeeting
from app.workspace.views import Changes, SpaceView


class Together:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk
    _open_link: OpenLink

    # What a space is for: charters.py

    def purpose(self, space: SpaceId) -> str | None:
        """What a space is for, by its key in records/purposes.py; None where nobody has said so."""
        return charters.purpose(self._desk, space)

    def spaces_for(self, purpose: str) -> list[SpaceView]:
        """The spaces of this purpose that this person is in."""
        rows = [row for row in self._desk.store.spaces.all() if row.active and not row.private]
        views = [browsing.space_view(self._desk, row.space) for row in rows]
        return [view for view in views if view.purpose == purpose]

    def set_purpose(self, space: SpaceId, purpose: str) -> Changes:
        """Say what a space that one keeps is for."""
        return charters.set_purpose(self._desk, space, purpose)

    def charter(self, space: SpaceId) -> RecordId | None:
        """The charter of a space, if it has one."""
        return charters.charter(self._desk, space)

    def begin_charter(self, space: SpaceId) -> RecordId:
        """The charter of a space, begun with its name if it has none."""
        return charters.ensure_charter(self._desk, space)

    def limits(self, space: SpaceId) -> list[Limit]:
        """The members of a space whose time there ends."""
        return charters.limits(self._desk, space)

    def set_end(self, space: SpaceId, person: str, day: str, reason: str = "") -> Changes:
        """Let a member's (hexadecimal id) time in a space end after a day (ISO); an empty one takes the end away."""
        return charters.set_end(self._desk, space, person, day, reason)

    def agreement(self, record: RecordId) -> AgreementView | None:
        """Which members agree to a charter as it stands now; None for a record to which nobody need agree."""
        return agreement.agreement(self._desk, record)

    def agree(self, record: RecordId, agreed: bool = True) -> Changes:
        """Tick that one agrees to a charter as it stands now, or take that back."""
        return agreement.agree(self._desk, record, agreed)

    # The series of a group's meetings: series.py

    def next_meetings(self) -> tuple[NextMeeting, ...]:
        """The meetings that are due by the rhythm of one's groups, and that nobody has planned yet."""
        return series.next_meetings(self._desk)

    def plan_meeting(self, space: SpaceId, language: str) -> RecordId | None:
        """A private draft of a group's next meeting, begun from the last one; None if none is due."""
        return series.plan_meeting(self._desk, space, language)

    # Gathering people: gathering.py

    def found_for(self, name: str, relay_card_text: str, purpose: str) -> SpaceView:
        """Found a space for a purpose on the relay whose card is given; a school's lends its members the right to found
        others there."""
        return browsing.space_view(self._desk, gathering.found_for(self._desk, name, relay_card_text, purpose))

    def gather(self, name: str, purpose: str, persons: Sequence[str], via: SpaceId, role: str = "writer") -> SpaceView:
        """Found a space for a purpose on the relay of ``via``, and invite members of ``via`` (hexadecimal ids)."""
        space = gathering.gather(self._desk, name, purpose, persons, via, role)
        return browsing.space_view(self._desk, space)

    def invite(self, space: SpaceId, persons: Sequence[str], via: SpaceId, role: str = "writer") -> Changes:
        """Leave members of ``via`` a ticket for a space each, sealed for them alone."""
        return gathering.invite(self._desk, space, persons, via, role)

    def invitations(self) -> list[Invitation]:
        """To which spaces colleagues have asked this person."""
        return gathering.invitations(self._desk)

    def accept(self, note: RecordId, do: Do[Any] | None = None) -> SpaceView:
        """Join the space of an invitation; uses the network. Without one, a stick can bring it: the wish is kept."""
        run = do or directly
        ticket = run(lambda: gathering.ticket_of(self._desk, note))
        try:
            space = people.join(self._desk, ticket, self._open_link, run)
        except LinkError:
            run(lambda: gathering.wish_to_join(self._desk, note))
            raise
        run(lambda: profiles.spread(self._desk))
        view: SpaceView = run(lambda: browsing.space_view(self._desk, space))
        return view

    def decline(self, note: RecordId) -> Changes:
        """Show an invitation no more; nobody is told."""
        return gathering.decline(self._desk, note)

    def invite_guests(
        self, name: str, persons: Sequence[str], records: Sequence[RecordId], until: str, via: SpaceId
    ) -> SpaceView:
        """A space for guests with copies of these records, until a day (ISO); ``persons`` are members of ``via``."""
        space = guests.invite_guests(self._desk, name, persons, records, until, via)
        return browsing.space_view(self._desk, space)

    def may_found(self, via: SpaceId) -> bool:
        """Has this person the right to found spaces on the relay of a space?"""
        return gathering.may_found(self._desk, via)

    def lends_founding(self, space: SpaceId) -> bool:
        """May every member of a space found spaces on its relay?"""
        return gathering.lends_founding(self._desk, space)

    def lend_founding(self, space: SpaceId, lent: bool = True) -> Changes:
        """Let every member of a space that one keeps found spaces on its relay, or no newcomer any more."""
        return gathering.lend_founding(self._desk, space, lent)

    # Who is who: profiles.py

    def profile(self) -> Mapping[str, Value]:
        """What one's own card says, by field key."""
        return colleagues.profile(self._desk)

    def my_card(self) -> RecordId:
        """The record of one's own card, begun empty if there is none."""
        return profiles.my_card(self._desk)

    def set_profile(self, values: Mapping[str, Value]) -> Changes:
        """Write these fields of one's own card, and its copies in all one's spaces."""
        return profiles.set_profile(self._desk, values)

    def colleagues(self, space: SpaceId | None = None) -> list[Colleague]:
        """The others in a space, or in any of one's spaces, with what their cards say, by name."""
        return colleagues.colleagues(self._desk, space)
