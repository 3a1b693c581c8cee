"""The verbs of partner schools, of handing work over and of moving school; a part of ``Workspace``, which has all."""

from collections.abc import Sequence

from app.ids import SpaceId
from app.workspace import handing_over, moving, partnerships
from app.workspace.desk import Desk
from app.workspace.handing_over import HandoverView, HandoverWaits
from app.workspace.moving import MoveView
from app.workspace.partnerships import AllianceView, PartnershipView
from app.workspace.views import Changes


class Partnering:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # Partner schools: partnerships.py

    def partnerships(self) -> list[PartnershipView]:
        """Every agreement with what was promised and done."""
        return partnerships.partnerships(self._desk)

    def alliances(self) -> list[AllianceView]:
        """The alliances that this person is in, and what of hers is seen there."""
        return partnerships.alliances(self._desk)

    # Handover: handing_over.py

    def people_to_hand_over(self) -> list[tuple[str, str]]:
        """Whose work can be handed over, and who can take it over: (hexadecimal id, name), oneself first."""
        return handing_over.people_to_hand_over(self._desk)

    def handover(self, leaver: str, successor: str) -> HandoverView:
        """What a handover would do; changes nothing."""
        return handing_over.handover(self._desk, leaver, successor)

    def hand_over(self, leaver: str, successor: str, spaces: Sequence[SpaceId]) -> Changes:
        """Hand over the records that name the leaver, and her place in these spaces."""
        return handing_over.hand_over(self._desk, leaver, successor, spaces)

    def handovers_under_way(self) -> list[HandoverWaits]:
        """The handovers that go on by themselves, and for what they wait."""
        return handing_over.under_way(self._desk)

    # Another school: moving.py

    def moving(self) -> MoveView:
        """What moving to another school would mean."""
        return moving.moving(self._desk)

    def move_school(self, school: str, spaces: Sequence[SpaceId]) -> Changes:
        """Take one's own records along, leave these spaces, and put the new school on one's card."""
        return moving.move(self._desk, school, spaces)
