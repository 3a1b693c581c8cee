"""One space on the page of people: its members, its open tickets, what waits in it, and the way out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Known
from app.ids import SpaceId
from app.records.purposes import ALLIANCE, PARTNERSHIP, SCHOOL
from app.ui.desk import Desk
from app.ui.theme.icons import picture
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.notice import Notice
from app.workspace.views import AsideItem, LeftSpace, MemberView, OpenTicket, SpaceView

#: The role that may let others in, and out.
KEEPER = "keeper"
#: Spaces whose members make others out of them, and are offered to found such.
_LENDING = frozenset({SCHOOL, PARTNERSHIP, ALLIANCE})
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Shown:
    """Everything that the page shows, fetched at once."""

    spaces: list[SpaceView]
    left: list[LeftSpace] = field(default_factory=list)
    aside: list[AsideItem] = field(default_factory=list)
    tickets: dict[SpaceId, list[OpenTicket]] = field(default_factory=dict)
    #: Of the spaces that one keeps and on whose relay one may found: may the members too?
    lending: dict[SpaceId, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Does:
    """What the buttons of a card do."""

    invite: Callable[[SpaceView], object]
    change: Callable[[SpaceView, MemberView], object]
    withdraw: Callable[[SpaceView, OpenTicket], object]
    leave: Callable[[SpaceView], object]
    stay: Callable[[SpaceView], object]
    take_along: Callable[[LeftSpace], object]
    rename: Callable[[SpaceView], object]
    rename_me: Callable[[], object]
    ask_in: Callable[[SpaceView], object]
    charter: Callable[[SpaceView], object]
    lend: Callable[[SpaceView, bool], object]
    by_stick: Callable[[SpaceView], object]


class SpaceCard(QFrame):
    """A space that one is in."""

    def __init__(self, desk: Desk, does: Does, space: SpaceView, shown: Shown) -> None:
        super().__init__()
        self._desk, self._does, self._space, self._say = desk, does, space, desk.texts.say
        self.setProperty("role", "card")
        self.setAccessibleName(space.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 14)
        column.setSpacing(8)
        column.addLayout(self._head())
        for member in sorted(space.members, key=lambda member: (not member.me, member.name)):
            column.addLayout(self._member(member))
        if len(space.members) == 1:
            column.addWidget(label(self._say("people.alone"), "quiet", wrap=True))
        for ticket in shown.tickets.get(space.space, []):
            column.addLayout(self._ticket(ticket))
        for item in shown.aside:
            if item.space == space.space:
                column.addWidget(waiting(desk, item, self))
        column.addLayout(self._ways(shown))
        column.addLayout(self._foot())

    def _ways(self, shown: Shown) -> QHBoxLayout:
        """What the members agreed on; and for whoever keeps the space, colleagues from elsewhere."""
        row, space = _row("circle"), self._space
        purpose = self._desk.words.purpose(space.purpose)
        row.addWidget(OneLine(purpose or self._say("gather.no_purpose"), "small"), 1)
        charter = button(self._say("gather.charter"), lambda: self._does.charter(space), role="quiet", icon="document")
        charter.setAccessibleName(self._say("gather.charter_of", space=space.name))
        row.addWidget(charter)
        others = [other for other in shown.spaces if not other.private and other.space != space.space]
        if space.role == KEEPER and others:
            ask_in = button(self._say("gather.ask_in"), lambda: self._does.ask_in(space), role="quiet", icon="add")
            ask_in.setAccessibleName(self._say("gather.ask_into", space=space.name))
            row.addWidget(ask_in)
        if space.space in shown.lending and (space.purpose in _LENDING or shown.lending[space.space]):
            lend = QCheckBox(self._say("gather.lend"))
            lend.setToolTip(self._say("gather.lend_why"))
            lend.setAccessibleName(self._say("gather.lend_of", space=space.name))
            lend.setChecked(shown.lending[space.space])
            lend.clicked.connect(lambda lent: self._does.lend(space, lent))
            row.addWidget(lend)
        return row

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture("people", "accent"))
        head.addWidget(OneLine(self._space.name, "head"), 1)
        head.addWidget(label(self._say(f"role.{self._space.role}"), "chip-accent"), 0, _MIDDLE)
        if self._space.role == KEEPER:
            rename = button(self._say("naming.change"), lambda: self._does.rename(self._space), role="quiet")
            rename.setAccessibleName(self._say("naming.change_space", space=self._space.name))
            head.addWidget(rename)
            stick = button(
                self._say("kit.invite"), lambda: self._does.by_stick(self._space), role="quiet", icon="stick"
            )
            stick.setAccessibleName(self._say("kit.invite_to", space=self._space.name))
            head.addWidget(stick)
            invite = button(self._say("people.invite"), lambda: self._does.invite(self._space), icon="ticket")
            invite.setAccessibleName(self._say("people.invite_to", space=self._space.name))
            head.addWidget(invite)
        return head

    def _member(self, member: MemberView) -> QHBoxLayout:
        row = _row("person")
        name = self._say("people.me", name=member.name) if member.me else member.name
        row.addWidget(OneLine(name), 1)
        if member.before:
            row.addWidget(OneLine(self._say("naming.before", name=member.before), "small"))
        row.addWidget(label(self._say(f"role.{member.role}"), "small"))
        if member.me:
            rename = button(self._say("naming.change"), self._does.rename_me, role="quiet")
            rename.setAccessibleName(self._say("naming.me"))
            row.addWidget(rename)
        if self._space.role == KEEPER and len(self._space.members) > 1:
            change = button(self._say("people.change"), lambda: self._does.change(self._space, member), role="quiet")
            change.setAccessibleName(self._say("people.member", name=member.name))
            row.addWidget(change)
        return row

    def _ticket(self, ticket: OpenTicket) -> QHBoxLayout:
        row = _row("ticket")
        today = datetime.fromtimestamp(self._desk.now()).date()
        ends = self._desk.words.day(datetime.fromtimestamp(ticket.ends).date(), today)
        by = self._say("people.me", name=ticket.by) if ticket.mine else ticket.by
        role = self._say(f"role.{ticket.role}")
        row.addWidget(OneLine(self._say("people.ticket_open", role=role, ends=ends, by=by), "quiet"), 1)
        if self._space.role == KEEPER:
            words = self._say("people.withdraw")
            withdraw = button(words, lambda: self._does.withdraw(self._space, ticket), role="quiet")
            withdraw.setAccessibleName(self._say("people.withdraw_of", role=role, ends=ends))
            row.addWidget(withdraw)
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(OneLine(self._say("people.relay", url=self._space.relay_url), "small"), 1)
        if self._space.leaving:
            foot.addWidget(label(self._say("people.leaving"), "chip-note"), 0, _MIDDLE)
            stay = button(self._say("people.stay"), lambda: self._does.stay(self._space), role="quiet")
            stay.setAccessibleName(f"{stay.text()}: {self._space.name}")
            foot.addWidget(stay)
        else:
            leave = button(self._say("people.leave"), lambda: self._does.leave(self._space), role="quiet")
            leave.setAccessibleName(self._say("people.leave_title", space=self._space.name))
            foot.addWidget(leave)
        return foot


class LeftCard(QFrame):
    """A space that one is in no longer."""

    def __init__(self, desk: Desk, does: Does, left: LeftSpace, shown: Shown) -> None:
        super().__init__()
        say = desk.texts.say
        self.setProperty("role", "card")
        self.setAccessibleName(left.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 14)
        column.setSpacing(8)
        head = _row("people")
        head.addWidget(OneLine(left.name, "head"), 1)
        how = "striking.left" if left.struck else "people.left_self" if left.went_herself else "people.left_removed"
        head.addWidget(label(say(how), "chip"))
        column.addLayout(head)
        why = "striking.left_why" if left.struck else "people.left_readable"
        column.addWidget(label(say(why), "quiet", wrap=True))
        if left.kept:
            column.addWidget(label(say("people.left_kept"), wrap=True))
        if left.unsent:
            row = QHBoxLayout()
            row.addWidget(label(say("people.left_unsent", count=left.unsent), wrap=True), 1)
            row.addWidget(button(say("people.take_along"), lambda: does.take_along(left), icon="copy"))
            column.addLayout(row)
        for item in shown.aside:
            if item.space == left.space:
                column.addWidget(waiting(desk, item, self))


def waiting(desk: Desk, item: AsideItem, holder: QWidget) -> Notice:
    """What came of somebody's and waits, or was set aside: how many, since when, why, and what to do."""
    since = desk.words.day(datetime.fromtimestamp(item.since).date(), datetime.fromtimestamp(desk.now()).date())
    author = item.author or desk.texts.say("people.somebody")
    sentence = desk.texts.explain(Known(item.code))
    gap = "" if sentence.what[-1:] in "。！？" else " "
    notice = Notice(holder)  # without one it would come up as a window of its own
    what = desk.texts.say("people.aside", author=author, count=item.count, since=since)
    notice.say(what, gap.join((sentence.what, sentence.safe, sentence.next)))
    return notice


def _row(name: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(picture(name, "quiet"))
    return row
