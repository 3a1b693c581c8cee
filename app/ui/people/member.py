"""A keeper's look at one member: another role, or no longer a member."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.card import KEEPER
from app.ui.people.frame import SpaceDialog
from app.ui.people.strike import strike_dialog
from app.ui.people.sure import SureDialog
from app.ui.people.ticket import ROLES
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.views import Changes, MemberView, SpaceView


class MemberDialog(SpaceDialog):
    """The role is chosen here; removing asks once more."""

    def __init__(self, desk: Desk, space: SpaceView, member: MemberView, parent: QWidget) -> None:
        say = desk.texts.say
        why = say("people.member_why", name=member.name, space=space.name)
        super().__init__(desk, parent, say("people.member", name=member.name), why, say("people.role_change"))
        self._space, self._member = space, member
        self.role = CalmCombo()
        for role in ROLES:
            self.role.addItem(say(f"people.role_{role}"), role)
        self.role.setCurrentIndex(ROLES.index(member.role))
        self.field(say("people.ticket_role"), self.role)
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
        role = str(self.role.currentData())
        self.desk.ask(
            self,
            lambda workspace: workspace.set_role(self._space.space, self._member.person, role),
            self._changed,
            self.failed,
        )

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

    def _allow(self) -> None:
        self.go.setEnabled(self.role.currentData() != self._member.role)

    def _changed(self, changes: Changes) -> None:
        self.desk.news.announce(changes)
        self.accept()
