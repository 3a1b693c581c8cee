"""Another PIN, typed twice and tried at once; and binding the lock to this computer's own key store."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk, Protection
from app.ui.people.frame import SpaceDialog
from app.ui.start.parts import pin_box


class ChangePinDialog(SpaceDialog):
    """The PIN until now, and a new one twice."""

    def __init__(self, desk: Desk, protection: Protection, parent: QWidget) -> None:
        say = desk.texts.say
        super().__init__(
            desk,
            parent,
            say("protection.change_pin"),
            say("protection.change_pin_why"),
            say("protection.change_pin_do"),
        )
        self._protection = protection
        self.old = pin_box(desk.texts, "protection.old_pin")
        self.new = pin_box(desk.texts, "protection.new_pin")
        self.again = pin_box(desk.texts, "start.pin_again")
        self.field(say("protection.old_pin"), self.old)
        self.field(say("protection.new_pin"), self.new)
        self.field(say("start.pin_again"), self.again)
        self.old.setFocus()

    def begin(self) -> None:
        """Change it."""
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self.notice.say(self.say("start.pins_differ"), self.say("start.pins_differ_next"))
            self.again.clear()
            self.again.setFocus()
            return
        person, people = self.desk.workspace.me.person, self._protection.people
        self.busy(True)
        self.desk.ask(
            self, lambda _workspace: people.change_pin(person, old, new), lambda _nothing: self.accept(), self.failed
        )


class BindDialog(SpaceDialog):
    """Asks the PIN before the system's key store takes a half of the lock, or gives it up."""

    def __init__(self, desk: Desk, protection: Protection, bound: bool, parent: QWidget) -> None:
        """``bound``: what is wanted."""
        say = desk.texts.say
        why = say("protection.bind_why") if bound else say("protection.unbind_why")
        super().__init__(desk, parent, say("protection.bind"), why, say("protection.go_on"))
        self._protection, self._bound = protection, bound
        self.pin = pin_box(desk.texts, "start.pin")
        self.field(say("start.pin"), self.pin)
        self.pin.setFocus()

    def begin(self) -> None:
        """Bind, or unbind."""
        person, people, pin, bound = (
            self.desk.workspace.me.person,
            self._protection.people,
            self.pin.text(),
            self._bound,
        )
        self.busy(True)
        self.desk.ask(
            self, lambda _workspace: people.bind(person, pin, bound), lambda _nothing: self.accept(), self.failed
        )
