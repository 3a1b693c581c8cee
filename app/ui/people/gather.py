"""Founding a space out of another one, or asking further colleagues into one: no ticket on paper, no relay card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ids import SpaceId
from app.records.purposes import PAIR, PURPOSES
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.frame import SpaceDialog
from app.ui.people.picker import Picker
from app.ui.people.ticket import ROLES
from app.ui.widgets.buttons import button
from app.ui.widgets.text_boxes import LineBox
from app.workspace.colleagues import Colleague
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST_NAME = 60


@dataclass(frozen=True)
class Ways:
    """The spaces from which people can be asked, and who is in each; ``founding``: those on whose relay this person may
    found, by id."""

    spaces: tuple[SpaceView, ...]
    colleagues: dict[SpaceId, list[Colleague]]
    founding: frozenset[SpaceId]


class GatherDialog(SpaceDialog):
    """A name, what it is for, and who is asked."""

    def __init__(
        self, desk: Desk, parent: QWidget, ways: Ways, persons: Sequence[str] = (), purpose: str = PAIR
    ) -> None:
        say = desk.texts.say
        super().__init__(desk, parent, say("people.found"), say("gather.why"), say("people.found_do"))
        self.by_card = False
        self._ways = ways
        self.name = LineBox(_LONGEST_NAME)
        self.name.setPlaceholderText(say("people.space_example"))
        self.purpose, self.via = CalmCombo(), CalmCombo()
        for key, words in PURPOSES.items():
            self.purpose.addItem(desk.texts.label(words), key)
        self.purpose.setCurrentIndex(list(PURPOSES).index(purpose))
        for space in ways.spaces:
            if space.space in ways.founding:
                self.via.addItem(space.name, space.space)
        self.picker = Picker(desk)
        self.picker.tick(persons)
        self.field(say("people.space_name"), self.name)
        self.field(say("gather.purpose"), self.purpose)
        self.field(say("gather.via"), self.via)
        self.field(say("gather.who"), self.picker)
        self.with_card = button(say("gather.with_card"), self._turn_to_card, role="quiet", icon="add")
        self.body.addWidget(self.with_card, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.typed.connect(self._allow)
        self.via.currentIndexChanged.connect(lambda _index: self._offer())
        self._begin_where(persons)
        self._offer()
        self._allow()
        self.name.setFocus()

    def begin(self) -> None:
        """Found the space and leave the invitations."""
        self.busy(True)
        name, purpose, persons = self.name.text().strip(), str(self.purpose.currentData()), self.picker.chosen
        via = SpaceId(self.via.currentData())
        self.desk.ask(
            self, lambda workspace: workspace.gather(name, purpose, persons, via), self._gathered, self.failed
        )

    def _begin_where(self, persons: Sequence[str]) -> None:
        """In the space that those who are to be asked are in."""
        for at in range(self.via.count()):
            known = {one.person for one in self._ways.colleagues.get(SpaceId(self.via.itemData(at)), [])}
            if persons and known.issuperset(persons):
                self.via.setCurrentIndex(at)
                return

    def _offer(self) -> None:
        self.picker.offer(self._ways.colleagues.get(SpaceId(self.via.currentData() or b""), []))

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip()))

    def _turn_to_card(self) -> None:
        self.by_card = True
        self.reject()

    def _gathered(self, _space: SpaceView) -> None:
        self.desk.news.announce(Changes(spaces=True, sync=True))
        self.accept()
        self.desk.shell.sync_now()


class InviteDialog(SpaceDialog):
    """Colleagues of another space that one is in, for a space that one keeps."""

    def __init__(self, desk: Desk, parent: QWidget, space: SpaceView, ways: Ways) -> None:
        say = desk.texts.say
        title = say("people.invite_to", space=space.name)
        super().__init__(desk, parent, title, say("gather.invite_why"), say("gather.invite_do"))
        self._space, self._ways = space, ways
        self.via, self.role, self.picker = CalmCombo(), CalmCombo(), Picker(desk)
        for other in ways.spaces:
            if other.space != space.space:
                self.via.addItem(other.name, other.space)
        for role in ROLES:
            self.role.addItem(say(f"people.role_{role}"), role)
        self.field(say("gather.via"), self.via)
        self.field(say("people.ticket_role"), self.role)
        self.field(say("gather.who"), self.picker)
        self.picker.changed.connect(lambda: self.go.setEnabled(bool(self.picker.chosen)))
        self.via.currentIndexChanged.connect(lambda _index: self._offer())
        self._offer()
        self.via.setFocus()

    def begin(self) -> None:
        """Leave the invitations."""
        self.busy(True)
        persons, role, via = self.picker.chosen, str(self.role.currentData()), SpaceId(self.via.currentData())
        self.desk.ask(
            self, lambda workspace: workspace.invite(self._space.space, persons, via, role), self._invited, self.failed
        )

    def _offer(self) -> None:
        inside = [member.person for member in self._space.members]
        self.picker.offer(self._ways.colleagues.get(SpaceId(self.via.currentData() or b""), []), inside)

    def _invited(self, changes: Changes) -> None:
        self.desk.news.announce(changes)
        self.accept()
        self.desk.shell.sync_now()


def ways_of(workspace: Workspace) -> Ways:
    """What the dialogs offer."""
    spaces = tuple(space for space in workspace.spaces() if not space.private and not space.leaving)
    colleagues = {space.space: workspace.colleagues(space.space) for space in spaces}
    founding = frozenset(space.space for space in spaces if workspace.may_found(space.space))
    return Ways(spaces, colleagues, founding)


def open_gather(desk: Desk, parent: QWidget, persons: Sequence[str] = (), purpose: str = PAIR) -> None:
    """Ask for a new space; where none can be founded from another one, for a relay card."""
    desk.ask(parent, ways_of, partial(_open, desk, parent, persons, purpose))


def _open(desk: Desk, parent: QWidget, persons: Sequence[str], purpose: str, ways: Ways) -> None:
    from app.ui.people.found import FoundDialog

    if not ways.founding:
        FoundDialog(desk, parent).open()
        return
    dialog = GatherDialog(desk, parent, ways, persons, purpose)
    dialog.rejected.connect(lambda: FoundDialog(desk, parent).open() if dialog.by_card else None)
    dialog.open()
