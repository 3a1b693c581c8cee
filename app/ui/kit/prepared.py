"""The tickets that were put on sticks before: what became of each, its code once more, and the way to close it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.desk import Desk
from app.ui.kit.slips import Code
from app.ui.people.sure import SureDialog
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.icons import picture
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty

if TYPE_CHECKING:
    from app.workspace.kits import PreparedTicket

#: What a ticket that can still be used is called by the workspace.
OPEN = "open"
#: Older ones than so many are not listed.
_MOST = 40


def code_of(desk: Desk, ticket: PreparedTicket) -> Code:
    """A ticket as it is told to somebody."""
    say, today = desk.texts.say, datetime.fromtimestamp(desk.now()).date()
    named = say("form.comma").join(say("kit.space_named", name=name) for name in ticket.spaces)
    return Code(ticket.name, ticket.code, desk.words.day(datetime.fromtimestamp(ticket.ends).date(), today), named)


class PreparedCard(SectionCard):
    """Hidden while there is none. ``show_code`` carries a ticket whose code is wanted again."""

    show_code = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts.say("kit.card_prepared"), "ticket")
        self._desk, self._say = desk, desk.texts.say
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.hide()

    def shown(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, lambda workspace: workspace.prepared_tickets(), self.show_tickets)

    def show_tickets(self, tickets: Sequence[PreparedTicket]) -> None:
        """A line each, the newest first."""
        empty(self._lines)
        for ticket in tickets[:_MOST]:
            self._lines.addLayout(self._line(ticket))
        self.setVisible(bool(tickets))

    def open_withdraw(self, ticket: PreparedTicket) -> SureDialog:
        """Ask before a ticket is closed."""
        dialog = SureDialog(
            self._desk,
            self,
            self._say("kit.withdraw_title", name=ticket.name),
            [self._say("people.withdraw_what"), self._say("people.withdraw_later")],
            self._say("people.withdraw"),
            lambda workspace: workspace.withdraw_prepared(ticket.ticket),
        )
        dialog.accepted.connect(self.shown)
        dialog.open()
        return dialog

    def _line(self, ticket: PreparedTicket) -> QHBoxLayout:
        say, code = self._say, code_of(self._desk, ticket)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(picture("person", "quiet"))
        row.addWidget(OneLine(say("kit.prepared_for", name=ticket.name, spaces=code.spaces)), 1)
        row.addWidget(label(say(f"kit.state_{ticket.state}", ends=code.ends), "small"))
        if ticket.state == OPEN:
            again = button(say("kit.code_again"), partial(self.show_code.emit, ticket), role="quiet")
            again.setAccessibleName(say("kit.code_of", name=ticket.name))
            withdraw = button(say("people.withdraw"), partial(self.open_withdraw, ticket), role="quiet")
            withdraw.setAccessibleName(say("kit.withdraw_title", name=ticket.name))
            row.addWidget(again)
            row.addWidget(withdraw)
        return row
