"""Beginning from a stick: the code that was told by telephone, the name that waits on it, a PIN; then she is in.

Needs no network: who invited her left everything on the stick. Wrong codes are not counted, and nothing is lost when
the stick is pulled out: the last step is tried again once it is back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.errors import AccessError, LinkError
from app.text import Texts
from app.ui.desk import explained
from app.ui.start.greeting import greet
from app.ui.start.parts import CurrentStack, foot, pin_box, titled
from app.ui.tasks import Tasks
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_boxes import LineBox
from app.workspace.signing_in import LONGEST_NAME, People, check_pin

if TYPE_CHECKING:
    from app.workspace.from_stick import JoinedFromStick, OpenedTicket
    from app.workspace.invitations import Invitations
    from app.workspace.workspace import Workspace

_LONGEST_CODE, _CODE_WIDE = 20, 320
_STEPS = 3
#: What a stick that is out says.
_PULLED = frozenset({"stick.gone", "stick.none", "kit.none"})


class FromStick(QWidget):
    """Emits ``entered`` with the workspace of somebody who has joined, or ``without`` for who begins without."""

    entered = Signal(object, str)
    without = Signal()

    def __init__(self, people: People, tasks: Tasks, texts: Texts) -> None:
        super().__init__()
        self._people, self._tasks, self._say, self._texts = people, tasks, texts.say, texts
        self._found: Invitations | None = None
        self._ticket: OpenedTicket | None = None
        self._made: Workspace | None = None
        self._busy = False
        self._progress = label("", "small")
        self.notice = Notice()
        self._steps = CurrentStack()
        self._look, self._code = self._look_step(), self._code_step()
        self._name, self._pin = self._name_step(), self._pin_step()
        for step in (self._look, self._code, self._name, self._pin):
            self._steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 26, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._progress)
        column.addWidget(self._steps, 1)

    def begin(self) -> None:
        """Turn to the code if an invitation was found, else look for one."""
        if self._found is not None:
            self._turn_to(self._code)
        else:
            self._turn_to(self._look)
            self.look()

    def look(self, folder: Path | None = None) -> None:
        """Look on the sticks that are there, or in one folder."""
        self._wait(True)
        self._tasks.network(self, lambda: _invitations(folder), self._looked, self._failed)

    def show_found(self, found: Invitations) -> None:
        """An invitation was found: ask for its code."""
        self._found = found
        names = self._say("form.comma").join(found.names)
        key = "kit.found_for" if names else "kit.found_on"
        self.found_at.setText(self._say(key, name=found.called, count=found.count, names=names))
        self._turn_to(self._code)

    def abandoned(self) -> Workspace | None:
        """Who was made but has not got in, when the window closes."""
        return self._made

    # The steps

    def _look_step(self) -> QWidget:
        page, column = _page(self._say("kit.look_title"), self._say("kit.look_why"))
        self.again = button(self._say("kit.look_again"), self.look, role="primary", icon="stick")
        self.choose = button(self._say("stick.choose"), self._choose, icon="document")
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addLayout(row)
        self.looked = label("", wrap=True)
        column.addWidget(self.looked)
        column.addStretch(1)
        back = button(self._say("start.back"), self.without.emit, role="quiet", icon="back")
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _code_step(self) -> QWidget:
        page, column = _page(self._say("kit.found"), self._say("kit.code_why"))
        self.found_at = label("", "strong", wrap=True)
        column.insertWidget(1, self.found_at)
        self.code = LineBox(_LONGEST_CODE)
        self.code.setProperty("role", "headline")
        self.code.setPlaceholderText(self._say("kit.code_example"))
        column.addWidget(titled(self._say("kit.code"), self.code, _CODE_WIDE))
        self.code_notice = Notice()
        column.addWidget(self.code_notice)
        column.addStretch(1)
        self.open = button(self._say("start.next"), self._open, role="primary")
        self.code.returnPressed.connect(self._open)
        self.code.typed.connect(self._allow)
        self.alone = button(self._say("kit.without"), self.without.emit, role="quiet", icon="back")
        self.other = button(self._say("kit.other_stick"), lambda: self._turn_to(self._look), role="quiet", icon="stick")
        row = foot(self.alone, self.open)
        row.insertWidget(1, self.other)
        column.addLayout(row)
        return page

    def _name_step(self) -> QWidget:
        page, column = _page(self._say("kit.name_title"), "")
        self.invited = label("", wrap=True)
        column.insertWidget(1, self.invited)
        self.name = LineBox(LONGEST_NAME)
        column.addWidget(titled(self._say("start.name"), self.name))
        column.addWidget(label(self._say("start.name_why"), "small", wrap=True))
        column.addStretch(1)
        self.to_pin = button(self._say("start.next"), self._named, role="primary")
        self.name.returnPressed.connect(self._named)
        self.name.typed.connect(self._allow)
        back = button(self._say("start.back"), lambda: self._turn_to(self._code), role="quiet", icon="back")
        column.addLayout(foot(back, self.to_pin))
        return page

    def _pin_step(self) -> QWidget:
        page, column = _page(self._say("start.pin_title"), self._say("start.pin_why"))
        self.pin, self.pin_again = pin_box(self._texts, "start.pin"), pin_box(self._texts, "start.pin_again")
        self._pin_rows = [
            titled(self._say("start.pin"), self.pin),
            titled(self._say("start.pin_again"), self.pin_again),
        ]
        for row in self._pin_rows:
            column.addWidget(row)
        self.joining = QProgressBar()
        self.joining.setTextVisible(False)
        self.joining.setRange(0, 0)
        self.joining.setAccessibleName(self._say("people.joining"))
        self.joining.hide()
        column.addWidget(self.joining)
        column.addWidget(self.notice)
        column.addStretch(1)
        self.enter = button(self._say("kit.enter"), self._enter, role="primary")
        self.pin.returnPressed.connect(self.pin_again.setFocus)
        self.pin_again.returnPressed.connect(self._enter)
        self.back = button(self._say("start.back"), lambda: self._turn_to(self._name), role="quiet", icon="back")
        self.later = button(self._say("kit.enter_alone"), lambda: self._go_in(""), role="quiet")
        self.later.hide()
        row_ = foot(self.back, self.enter)
        row_.insertWidget(1, self.later)
        column.addLayout(row_)
        return page

    def _turn_to(self, step: QWidget) -> None:
        self.notice.clear()
        self.code_notice.clear()
        self._steps.setCurrentWidget(step)
        steps = (self._code, self._name, self._pin)
        number = steps.index(step) + 1 if step in steps else 0
        self._progress.setText(self._say("start.step_of", step=number, steps=_STEPS) if number else "")
        first = {self._look: self.again, self._code: self.code, self._name: self.name, self._pin: self.pin}[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    # What happens in them

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._say("stick.choose"))
        if chosen:
            self.look(Path(chosen))

    def _looked(self, found: Invitations | None) -> None:
        self._wait(False)
        if found is not None:
            self.show_found(found)
        else:
            self.looked.setText(self._say("kit.none_found"))

    def _open(self) -> None:
        found, code = self._found, self.code.text()
        if found is not None and code.strip() and not self._busy:
            self.code_notice.clear()
            self._wait(True)
            self._tasks.network(
                self, lambda: _open_ticket(self._people, found, code), self.show_opened, self._not_opened
            )

    def show_opened(self, ticket: OpenedTicket) -> None:
        """A ticket was opened: show whom it is for and who invites her."""
        self._wait(False)
        self._ticket = ticket
        comma = self._say("form.comma")
        spaces = comma.join(self._say("kit.space_named", name=space.space_name) for space in ticket.spaces)
        inviters = comma.join(dict.fromkeys(space.inviter_name for space in ticket.spaces))
        self.invited.setText(self._say("kit.invited", inviter=inviters, spaces=spaces))
        self.name.receive(ticket.name)
        self._turn_to(self._name)

    def _named(self) -> None:
        if self.name.text().strip():
            self._turn_to(self._pin)

    def _enter(self) -> None:
        name, pin = self.name.text().strip(), self.pin.text()
        if self._busy or self._ticket is None:
            return
        if self._made is not None:
            self._join(self._made)
            return
        if pin != self.pin_again.text():
            self.notice.say(self._say("start.pins_differ"), self._say("start.pins_differ_next"))
            self.pin_again.clear()
            self.pin_again.setFocus()
            return
        try:
            check_pin(pin)
        except AccessError as error:
            self._failed(error)
            return
        self._wait(True)
        self._tasks.document(self, lambda: self._people.create(name, pin), self._join, self._failed)

    def _join(self, made: Workspace) -> None:
        found, ticket, self._made = self._found, self._ticket, made
        if found is None or ticket is None:
            return
        for row in self._pin_rows:
            row.hide()
        self.pin.clear()
        self.pin_again.clear()
        self.back.hide()
        self._wait(True)
        self._tasks.network(
            self, lambda: made.join_from_stick(found.folder, ticket, do=self._tasks.do), self._joined, self._not_joined
        )

    def _joined(self, _joined: JoinedFromStick) -> None:
        made = self._made
        if made is not None:
            self._tasks.document(self, lambda: greet(made), lambda _done: self._go_in(""), self._failed)

    def _go_in(self, first: str) -> None:
        self._wait(False)
        made, self._made = self._made, None
        if made is not None:
            self.entered.emit(made, first)

    def _not_joined(self, error: BaseException) -> None:
        """She has her file already: the same button tries again, when the stick is back; another goes in without."""
        self._failed(error)
        if isinstance(error, LinkError) and error.code in _PULLED:
            self.notice.say(self._say("kit.pulled"), self._say("kit.pulled_next"))
        self.enter.setText(self._say("kit.join_again"))
        self.later.show()
        self.enter.setFocus()

    def _not_opened(self, error: BaseException) -> None:
        self._wait(False)
        look = "note" if isinstance(error, AccessError | LinkError) else "trouble"
        self.code_notice.explain(explained(self._texts, error), look)
        self.code.setFocus()
        self.code.selectAll()

    def _failed(self, error: BaseException) -> None:
        self._wait(False)
        look = "note" if isinstance(error, AccessError | LinkError) else "trouble"
        self.notice.explain(explained(self._texts, error), look)
        if self._steps.currentWidget() is self._look:
            self.looked.setText(explained(self._texts, error).whole())

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.joining.setVisible(busy and self._steps.currentWidget() is self._pin)
        self._allow()

    def _allow(self) -> None:
        for control in (self.again, self.choose, self.enter, self.code, self.back, self.later):
            control.setEnabled(not self._busy)
        self.open.setEnabled(not self._busy and bool(self.code.text().strip()))
        self.to_pin.setEnabled(bool(self.name.text().strip()))


def _page(title: str, why: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    column.addWidget(label(title, "hero"))
    if why:
        column.addWidget(label(why, "quiet", wrap=True))
    column.addSpacing(4)
    return page, column


def _invitations(folder: Path | None) -> Invitations | None:
    # Read when somebody begins from a stick: most people who sign in do not.
    from app.workspace.invitations import find_invitations

    return find_invitations(None if folder is None else [folder])


def _open_ticket(people: People, found: Invitations, code: str) -> OpenedTicket:
    from app.workspace.invitations import open_invitation

    return open_invitation(found, code, people.clock)
