"""Showing one record to guests (特邀): who, and until which day; they read a copy of it and nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ids import RecordId, SpaceId
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.frame import SpaceDialog
from app.ui.people.gather import Ways, ways_of
from app.ui.people.picker import Picker
from app.ui.typed_days import parse_day
from app.ui.widgets.text_boxes import LineBox
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST_NAME, _LONGEST_DAY = 60, 20


class GuestDialog(SpaceDialog):
    """A name for where they read it, who they are, and the last day."""

    def __init__(self, desk: Desk, parent: QWidget, record: RecordId, title: str, ways: Ways) -> None:
        say = desk.texts.say
        super().__init__(desk, parent, say("guests.title"), say("guests.why"), say("guests.do"))
        self._record, self._ways = record, ways
        self.name, self.until = LineBox(_LONGEST_NAME), LineBox(_LONGEST_DAY)
        self.via, self.picker = CalmCombo(), Picker(desk)
        self.name.setText(title[:_LONGEST_NAME])
        self.until.setPlaceholderText(say("form.date_example"))
        for space in ways.spaces:
            if space.space in ways.founding:
                self.via.addItem(space.name, space.space)
        self.field(say("guests.name"), self.name)
        self.field(say("gather.via"), self.via)
        self.field(say("guests.who"), self.picker)
        self.field(say("guests.until"), self.until)
        self.via.currentIndexChanged.connect(lambda _index: self._offer())
        self.picker.changed.connect(self._allow)
        for box in (self.name, self.until):
            box.typed.connect(self._allow)
        self._offer()
        self._allow()
        self.until.setFocus()

    def begin(self) -> None:
        """Make the space for guests, and leave the invitations."""
        self.busy(True)
        name, day, persons = self.name.text().strip(), self._day(), self.picker.chosen
        via, record = SpaceId(self.via.currentData()), self._record

        def invite(workspace: Workspace) -> SpaceView:
            return workspace.invite_guests(name, persons, [record], day or "", via)

        self.desk.ask(self, invite, self._invited, self.failed)

    def _day(self) -> str | None:
        return parse_day(self.until.text().strip(), datetime.fromtimestamp(self.desk.now()).date())

    def _offer(self) -> None:
        self.picker.offer(self._ways.colleagues.get(SpaceId(self.via.currentData() or b""), []))

    def _allow(self) -> None:
        day, today = self._day(), datetime.fromtimestamp(self.desk.now()).date().isoformat()
        self.go.setEnabled(bool(self.name.text().strip() and self.picker.chosen and day and day >= today))

    def _invited(self, _space: SpaceView) -> None:
        self.desk.news.announce(Changes(spaces=True, sync=True))
        self.accept()
        self.desk.shell.sync_now()


def open_guests(desk: Desk, parent: QWidget, record: RecordId, title: str) -> None:
    """Ask for guests; who may found no space, for the way to that."""
    desk.ask(parent, ways_of, partial(_open, desk, parent, record, title))


def _open(desk: Desk, parent: QWidget, record: RecordId, title: str, ways: Ways) -> None:
    if not ways.founding:
        desk.shell.open_people()
        return
    GuestDialog(desk, parent, record, title, ways).open()
