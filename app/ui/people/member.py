"""A keeper's look at one member: another role, a day on which the membership ends, or no longer a member."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.card import KEEPER
from app.ui.people.frame import SpaceDialog
from app.ui.people.strike import strike_dialog
from app.ui.people.sure import SureDialog
from app.ui.people.ticket import ROLES
from app.ui.typed_days import parse_day
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.charters import Limit
from app.workspace.views import Changes, MemberView, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST_DAY = 20


class MemberDialog(SpaceDialog):
    """The role is chosen here; removing asks once more."""

    def __init__(self, desk: Desk, space: SpaceView, member: MemberView, parent: QWidget) -> None:
        say = desk.texts.say
        why = say("people.member_why", name=member.name, space=space.name)
        super().__init__(desk, parent, say("people.member", name=member.name), why, say("gather.change"))
        self._space, self._member = space, member
        self.role = CalmCombo()
        for role in ROLES:
            self.role.addItem(say(f"people.role_{role}"), role)
        self.role.setCurrentIndex(ROLES.index(member.role))
        self.field(say("people.ticket_role"), self.role)
        self._until = ""
        self.until = LineBox(_LONGEST_DAY)
        self.until.setPlaceholderText(say("form.date_example"))
        if not member.me:
            self.field(say("gather.until"), self.until)
            self.until.typed.connect(self._allow)
            desk.ask(self, lambda workspace: workspace.limits(space.space), self._show_end)
        self.remove = button(say("people.remove"), self.open_sure, role="danger")
        if member.me:
            self.remove.hide()
        self._foot.insertWidget(0, self.remove)
        for device in member.devices if space.role == KEEPER and not member.me else ():
            self.body.addLayout(self._device(device))
        self.role.currentIndexChanged.connect(lambda _index: self._allow())
        self._allow()
        self.role.setFocus()

    def begin(self) -> None:
        """Change the role."""
        self.busy(True)
        role, day, space, person = str(self.role.currentData()), self._day(), self._space.space, self._member.person

        def change(workspace: Workspace) -> Changes:
            changes = Changes()
            if role != self._member.role:
                changes |= workspace.set_role(space, person, role)
            if day is not None and day != self._until:
                changes |= workspace.set_end(space, person, day)
            return changes

        self.desk.ask(self, change, self._changed, self.failed)

    def open_strike(self, device: str) -> SureDialog:
        """Ask before a device of this member is struck out."""
        dialog = strike_dialog(self.desk, self, device, self._space.space, self._member.name)
        dialog.accepted.connect(self.accept)
        return dialog

    def _device(self, device: str) -> QHBoxLayout:
        row = QHBoxLayout()
        name = self.say("striking.device", name=device[:8])
        row.addWidget(label(name, "small"), 1)
        strike = button(self.say("striking.do"), lambda: self.open_strike(device), role="quiet")
        strike.setAccessibleName(self.say("striking.do_of", name=device[:8]))
        row.addWidget(strike)
        return row

    def open_sure(self) -> SureDialog:
        """Ask before removing."""
        say, name, space, person = self.say, self._member.name, self._space, self._member.person
        lines = [say(f"people.remove_{line}", name=name) for line in ("what", "keeps", "later", "key")]
        dialog = SureDialog(
            self.desk,
            self,
            say("people.remove_title", name=name, space=space.name),
            lines,
            say("people.remove"),
            lambda workspace: workspace.remove_member(space.space, person),
        )
        dialog.go.setProperty("role", "danger")
        dialog.accepted.connect(self.accept)
        dialog.open()
        return dialog

    def _day(self) -> str | None:
        """The last day as it was typed, empty for none; None for what is no day."""
        text = self.until.text().strip()
        return parse_day(text, datetime.fromtimestamp(self.desk.now()).date()) if text else ""

    def _show_end(self, limits: list[Limit]) -> None:
        self._until = next((limit.until for limit in limits if limit.person == self._member.person), "")
        self.until.receive(self._until)
        self._allow()

    def _allow(self) -> None:
        day = self._day()
        changed = self.role.currentData() != self._member.role or day != self._until
        self.go.setEnabled(changed and day is not None)

    def _changed(self, changes: Changes) -> None:
        self.desk.news.announce(changes)
        self.accept()
