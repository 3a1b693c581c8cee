"""The spaces of this person, and the members of each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.people.found import FoundDialog
from app.ui.people.join import JoinDialog
from app.ui.people.ticket import TicketDialog
from app.ui.theme.colours import COLOURS
from app.ui.theme.icons import pixmap
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.workspace.views import Changes, MemberView, SpaceView

#: The role that may let others in.
_KEEPER = "keeper"


class PeoplePage(QScrollArea):
    """One card for each space."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.cards: list[QFrame] = []
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("role", "page-body")
        self.setWidget(body)
        self.join = button(self._say("people.join"), self.open_join, role="primary", icon="ticket")
        self.found = button(self._say("people.found"), self.open_found, icon="add")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self._say("ui.people"), "hero"))
        head.addStretch(1)
        head.addWidget(self.found)
        head.addWidget(self.join)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(label(self._say("people.why"), "quiet", wrap=True))
        column.addLayout(self._lines)
        column.addStretch(1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.spaces(), self._show)

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

    def open_ticket(self, space: SpaceView) -> TicketDialog:
        """Make a ticket for a space."""
        dialog = TicketDialog(self._desk, space, self)
        dialog.open()
        return dialog

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.spaces:
            self.shown()

    def _show(self, spaces: list[SpaceView]) -> None:
        empty(self._lines)
        shared = [space for space in spaces if not space.private]
        self.cards = [self._card(space) for space in shared]
        for card in self.cards:
            self._lines.addWidget(card)
        if not shared:
            self._lines.addWidget(self._lesson())

    def _card(self, space: SpaceView) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setAccessibleName(space.name)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 12, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(_picture(card, "people", COLOURS.accent))
        head.addWidget(OneLine(space.name, "head"), 1)
        head.addWidget(label(self._say(f"role.{space.role}"), "chip-accent"))
        if space.role == _KEEPER:
            invite = button(self._say("people.invite"), lambda: self.open_ticket(space), icon="ticket")
            invite.setAccessibleName(self._say("people.invite_to", space=space.name))
            head.addWidget(invite)
        column.addLayout(head)
        for member in sorted(space.members, key=lambda member: (not member.me, member.name)):
            column.addLayout(self._member(card, member))
        if len(space.members) == 1:
            column.addWidget(label(self._say("people.alone"), "quiet", wrap=True))
        column.addWidget(OneLine(self._say("people.relay", url=space.relay_url), "small"))
        return card

    def _member(self, card: QWidget, member: MemberView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(_picture(card, "person", COLOURS.quiet))
        name = self._say("people.me", name=member.name) if member.me else member.name
        row.addWidget(OneLine(name), 1)
        row.addWidget(label(self._say(f"role.{member.role}"), "small"))
        return row

    def _lesson(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(10)
        column.addWidget(label(self._say("people.empty"), "head"))
        for picture, key in (
            ("ticket", "people.lesson_join"),
            ("add", "people.lesson_found"),
            ("lock", "people.lesson_keys"),
        ):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(_picture(card, picture, COLOURS.accent), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(self._say(key), wrap=True), 1)
            column.addLayout(row)
        return card


def _picture(near: QWidget, name: str, colour: str) -> QLabel:
    picture = QLabel()
    picture.setPixmap(pixmap(name, colour, 18, near.devicePixelRatioF()))
    return picture
