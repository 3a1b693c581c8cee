"""The verbs of the stick: exchanging with one, preparing one for newcomers, beginning from one; a part of
``Workspace``, which has all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.ids import SpaceId
from app.sync.carrying import Post
from app.sync.engine import OpenLink, directly, never, no_progress
from app.sync.stages import Do, Progress, Stop
from app.workspace import browsing, from_stick, installers, kits, naming, sticks, syncing
from app.workspace.desk import Desk
from app.workspace.from_stick import JoinedFromStick, Kit, OpenedTicket
from app.workspace.installers import Installer
from app.workspace.kits import Guest, PreparedTicket, StickSizes
from app.workspace.views import CarryReport, Changes, MemberView, StickPlace, StickReport


class Kitting:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk
    _open_link: OpenLink
    _post: Post
    me: MemberView

    def _look_at_name(self) -> None:
        """Her name may have come from another laptop of hers."""
        self.me = browsing.me(self._desk)
        naming.keep_card(self._desk)

    # Exchanging: sticks.py

    def sticks(self) -> list[StickPlace]:
        """The sticks that are plugged in."""
        return sticks.sticks()

    def exchange_with_stick(
        self, folder: Path, do: Do[Any] | None = None, progress: Progress | None = None, stop: Stop | None = None
    ) -> StickReport:
        """Give to a stick and take from it, in one go. Raises LinkError for a folder that cannot be used."""
        run = do or directly
        report = sticks.exchange(self._desk, folder, run, progress or no_progress, stop or never)
        run(self._look_at_name)
        return report

    def carry_letters(self, folder: Path, stop: Stop | None = None) -> CarryReport:
        """Post the letters on a stick; uses the network and touches nobody's file. Raises LinkError("stick.none")."""
        return sticks.carry_letters(folder, stop or never, self._post)

    # Preparing: kits.py

    def prepare_tickets(
        self,
        folder: Path,
        persons: Sequence[Guest],
        days: int = kits.DAYS,
        do: Do[Any] | None = None,
        progress: Progress | None = None,
        stop: Stop | None = None,
        *,
        show_names: bool = True,
    ) -> list[PreparedTicket]:
        """Tickets for these people on a stick, with the spaces that they open; visits the relays if they have not heard
        of them. Raises AccessError: access.no_right, kit.not_heard; LinkError. What was made is kept for next time."""
        run, told, halt = do or directly, progress or no_progress, stop or never

        def visit() -> None:
            syncing.visit_all(self._desk, self._open_link, run, told, halt)

        return kits.prepare_tickets(
            self._desk, folder, persons, days, visit, run, told, halt, show_names=show_names
        )  # fmt: skip

    def prepare_stick(
        self,
        folder: Path,
        persons: Sequence[Guest],
        days: int = kits.DAYS,
        files: Sequence[Path] = (),
        do: Do[Any] | None = None,
        progress: Progress | None = None,
        stop: Stop | None = None,
        *,
        show_names: bool = True,
    ) -> list[PreparedTicket]:
        """Everything on one stick: tickets and spaces, then installers. Raises as both do."""
        made = self.prepare_tickets(folder, persons, days, do, progress, stop, show_names=show_names)
        self.put_installers(folder, files, progress, stop)
        return made

    def stick_sizes(self, folder: Path, spaces: Sequence[SpaceId], files: Sequence[Path] = ()) -> StickSizes:
        """About how much would be written, and how much is free. Raises LinkError("stick.gone")."""
        return kits.stick_sizes(self._desk, folder, spaces, files)

    def find_installers(self, folder: Path) -> list[Installer]:
        """The installers in a folder, or on a stick, that a signed release beside them names."""
        return installers.find_installers(folder)

    def put_installers(
        self, folder: Path, files: Sequence[Path], progress: Progress | None = None, stop: Stop | None = None
    ) -> list[Installer]:
        """Copy installers to a stick. Raises FileError: kit.not_vouched, kit.older_there; UpdateError, LinkError."""
        return installers.put_installers(folder, files, progress or no_progress, stop or never)

    def prepared_tickets(self) -> list[PreparedTicket]:
        """The tickets made for sticks, newest first, with their codes and what became of them."""
        return kits.prepared_tickets(self._desk)

    def withdraw_prepared(self, ticket: str) -> Changes:
        """Close a ticket that lies on a stick (by ``PreparedTicket.ticket``)."""
        return kits.withdraw_prepared(self._desk, ticket)

    # Beginning: from_stick.py

    def find_kit(self, folder: Path) -> Kit | None:
        """What lies on a stick for newcomers."""
        return from_stick.find_kit(folder)

    def open_ticket_file(self, folder: Path, code: str, number: int | None = None) -> OpenedTicket:
        """Open a ticket file with its code. Raises AccessError, LinkError."""
        return from_stick.open_ticket_file(folder, code, self._desk.clock, number)

    def join_from_stick(
        self,
        folder: Path,
        ticket: OpenedTicket,
        do: Do[Any] | None = None,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> JoinedFromStick:
        """Join the spaces of an opened ticket file without a network. Raises AccessError, LinkError, StoreError."""
        run, told, halt = do or directly, progress or no_progress, stop or never
        return from_stick.join_from_stick(self._desk, folder, ticket, run, told, halt)
