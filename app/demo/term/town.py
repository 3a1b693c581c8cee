"""The people of the term on their laptops, and the circles in which they meet."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from app.clock import SystemClock
from app.demo.relay_process import RunningRelay
from app.demo.term.script import Script
from app.errors import Bug
from app.ids import RecordId, SpaceId
from app.paths import open_home
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace

PIN = "2580-demo"
#: The folders of a play that is kept: the village school's laptop, and the relay.
VILLAGE, RELAY = "village", "relay"
#: Visits of everybody after which nothing may be under way any more.
_MOST_ROUNDS = 8


class Town:
    """Everybody by her key in the script, with the spaces and records that the play has made so far."""

    def __init__(self, folder: Path, relay: RunningRelay, script: Script) -> None:
        self.folder, self.relay, self.script = folder, relay, script
        self.people: dict[str, Workspace] = {}
        self.spaces: dict[str, SpaceId] = {}
        self.records: dict[str, RecordId] = {}

    def move_in(self) -> None:
        """Make everybody, on the laptop that is hers."""
        clock = SystemClock()
        for key, somebody in self.script.people.items():
            self.people[key] = People(open_home(self.folder / somebody.home), clock).create(somebody.name, PIN)

    def meet(self) -> None:
        """Found the spaces, and let the others join with the tickets that they are handed."""
        for circle in self.script.spaces:
            keeper = self.people[circle.by]
            space = keeper.found_space(circle.name, self.relay.card).space
            keeper.set_purpose(space, circle.purpose)
            tickets = [(self.people[member], keeper.make_ticket(space, "writer")) for member in circle.members]
            self._visit(keeper)
            for member, ticket in tickets:
                member.join(ticket.text)
            self.spaces[circle.key] = space
        for key, somebody in self.script.people.items():
            self.people[key].set_profile(somebody.profile)
        self.visit_all()

    def visit_all(self) -> int:
        """Let everybody visit the relay until nothing moves; gives how many visits that took."""
        visits = 0
        for _round in range(_MOST_ROUNDS):
            moved = 0
            for workspace in self.people.values():
                moved += self._visit(workspace)
                visits += 1
            if not moved:
                return visits
        raise Bug("bug", "demo: the visits do not come to an end")

    def accept_invitations(self) -> int:
        """Let everybody join where colleagues have asked her; gives how many did."""
        joined = 0
        for workspace in self.people.values():
            for invitation in workspace.invitations():
                workspace.accept(invitation.note)
                joined += 1
        self.visit_all()
        return joined

    def close(self) -> None:
        """Close everybody's file."""
        for workspace in self.people.values():
            workspace.close()

    def _visit(self, workspace: Workspace) -> int:
        report = workspace.visit()
        if report.trouble:
            raise Bug("bug", f"demo: a visit had trouble: {report.trouble}")
        return report.sent + report.received


@contextlib.contextmanager
def open_town(folder: Path, relay: RunningRelay, script: Script) -> Iterator[Town]:
    """A town whose files are closed at the end, whatever happens in it."""
    town = Town(folder, relay, script)
    try:
        yield town
    finally:
        town.close()
