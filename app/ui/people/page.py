"""The spaces of this person, and the members of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from app.ui.desk import Desk
from app.ui.people.card import KEEPER, Does, LeftCard, Shown, SpaceCard
from app.ui.people.found import FoundDialog
from app.ui.people.gather import InviteDialog, open_gather, ways_of
from app.ui.people.join import JoinDialog
from app.ui.people.member import MemberDialog
from app.ui.people.rename import RenameDialog, rename_me, rename_space
from app.ui.people.sure import SureDialog
from app.ui.people.ticket import TicketDialog
from app.ui.theme.icons import picture
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty, page_column
from app.workspace.views import Changes, LeftSpace, MemberView, OpenTicket, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace


class PeoplePage(QScrollArea):
    """One card for each space."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.cards: list[QFrame] = []
        column = page_column(self)
        self.join = button(self._say("people.join"), self.open_join, role="primary", icon="ticket")
        self.found = button(self._say("people.found"), lambda: open_gather(desk, self), icon="add")
        self.directory = button(self._say("directory.title"), lambda: desk.shell.open_page("directory"), icon="search")
        self.my_card = button(self._say("directory.my_card"), self._open_my_card, icon="person")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._say("ui.people"), "hero"))
        ways = Flow(gap=8, right=True)
        for way in (self.my_card, self.directory, self.found, self.join):
            ways.addWidget(way)
        head.addLayout(ways, 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        column.addLayout(head)
        column.addWidget(label(self._say("people.why"), "quiet", wrap=True))
        column.addLayout(self._lines)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, _fetched, self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def open_join(self) -> JoinDialog:
        """Ask for a ticket."""
        dialog = JoinDialog(self._desk, self)
        dialog.open()
        return dialog

    def open_found(self) -> FoundDialog:
        """Ask for a name and a relay card."""
        dialog = FoundDialog(self._desk, self)
        dialog.open()
        return dialog

    def open_ask_in(self, space: SpaceView) -> None:
        """Ask colleagues of another space into this one."""
        self._desk.ask(self, ways_of, lambda ways: InviteDialog(self._desk, self, space, ways).open())

    def _open_my_card(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.my_card(), self._desk.shell.open_record)

    def _open_charter(self, space: SpaceView) -> None:
        self._desk.ask(self, lambda workspace: workspace.begin_charter(space.space), self._desk.shell.open_record)

    def _lend(self, space: SpaceView, lent: bool) -> None:
        self._desk.ask(self, lambda workspace: workspace.lend_founding(space.space, lent), self._desk.news.announce)

    def _by_stick(self, space: SpaceView) -> None:
        self._desk.shell.open_page(f"kit:{space.space.hex()}")

    def open_ticket(self, space: SpaceView) -> TicketDialog:
        """Make a ticket for a space."""
        dialog = TicketDialog(self._desk, space, self)
        dialog.open()
        return dialog

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.spaces:
            self.shown()

    def open_member(self, space: SpaceView, member: MemberView) -> MemberDialog:
        """Change a member's role, or remove him."""
        dialog = MemberDialog(self._desk, space, member, self)
        dialog.open()
        return dialog

    def open_rename(self, space: SpaceView) -> RenameDialog:
        """Ask for another name of a space."""
        return rename_space(self._desk, space, self)

    def open_rename_me(self) -> RenameDialog:
        """Ask for another name of one's own."""
        return rename_me(self._desk, self)

    def open_withdraw(self, space: SpaceView, ticket: OpenTicket) -> SureDialog:
        """Ask before a ticket is closed."""
        return self._sure(
            self._say("people.withdraw_title"),
            [self._say("people.withdraw_what"), self._say("people.withdraw_later")],
            self._say("people.withdraw"),
            lambda workspace: workspace.withdraw_ticket(space.space, ticket.ticket),
        )

    def open_leave(self, space: SpaceView) -> SureDialog:
        """Ask before one leaves."""
        lines = ("what", "keeps", "later")
        return self._sure(
            self._say("people.leave_title", space=space.name),
            [self._say(f"people.leave_{line}") for line in lines],
            self._say("people.leave"),
            lambda workspace: workspace.leave_space(space.space),
        )

    def _sure(self, title: str, lines: list[str], verb: str, work: Callable[[Workspace], Changes]) -> SureDialog:
        dialog = SureDialog(self._desk, self, title, lines, verb, work)
        dialog.open()
        return dialog

    def _stay(self, space: SpaceView) -> None:
        self._desk.ask(self, lambda workspace: workspace.stay(space.space), self._desk.news.announce)

    def _take_along(self, left: LeftSpace) -> None:
        self._desk.ask(self, lambda workspace: workspace.take_along(left.space), self._taken)

    def _taken(self, changes: Changes) -> None:
        self._desk.news.announce(changes)
        self.shown()

    def _show(self, shown: Shown) -> None:
        empty(self._lines)
        does = Does(
            self.open_ticket,
            self.open_member,
            self.open_withdraw,
            self.open_leave,
            self._stay,
            self._take_along,
            self.open_rename,
            self.open_rename_me,
            self.open_ask_in,
            self._open_charter,
            self._lend,
            self._by_stick,
        )
        shared = [space for space in shown.spaces if not space.private]
        self.cards = [SpaceCard(self._desk, does, space, shown) for space in shared]
        self.cards += [LeftCard(self._desk, does, left, shown) for left in shown.left]
        for card in self.cards:
            self._lines.addWidget(card)
        if not shared:
            self._lines.addWidget(self._lesson())

    def _lesson(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(10)
        column.addWidget(label(self._say("people.empty"), "head"))
        for drawing, key in (
            ("ticket", "people.lesson_join"),
            ("add", "people.lesson_found"),
            ("lock", "people.lesson_keys"),
        ):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(picture(drawing, "accent"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(self._say(key), wrap=True), 1)
            column.addLayout(row)
        return card


def _fetched(workspace: Workspace) -> Shown:
    spaces = workspace.spaces()
    kept = [space.space for space in spaces if space.role == KEEPER and not space.private]
    tickets = {space: workspace.open_tickets(space) for space in kept}
    lending = {space: workspace.lends_founding(space) for space in kept if workspace.may_found(space)}
    return Shown(spaces, workspace.left_spaces(), workspace.aside(), tickets, lending)
