"""Making a ticket: for which role, how long; then the text to hand over, to copy or as a file."""

from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.errors import FileError
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.frame import SpaceDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import ProseBox
from app.workspace.views import Changes, SpaceView, TicketText

#: In the order in which they are offered.
ROLES = ("writer", "commenter", "reader", "keeper")
_DAYS = (7, 14, 30)
_USUAL_DAYS = 14
_LONGEST = 10_000


class TicketDialog(SpaceDialog):
    """First what it is to allow, then the ticket itself."""

    def __init__(self, desk: Desk, space: SpaceView, parent: QWidget) -> None:
        say = desk.texts.say
        title = say("people.invite_to", space=space.name)
        super().__init__(desk, parent, title, say("people.ticket_why"), say("people.ticket_make"))
        self._space = space
        self.role, self.days = CalmCombo(), CalmCombo()
        for role in ROLES:
            self.role.addItem(say(f"people.role_{role}"), role)
        for days in _DAYS:
            self.days.addItem(say("people.ticket_days", days=days), days)
        self.days.setCurrentIndex(_DAYS.index(_USUAL_DAYS))
        self._names = [
            self.field(say("people.ticket_role"), self.role),
            self.field(say("people.ticket_ends"), self.days),
        ]
        self.role.setFocus()
        self.text = ProseBox(_LONGEST, least=5, most=7)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(say("people.ticket_text"))
        self.copy = button(say("people.copy"), self._copy, icon="copy")
        self.save = button(say("people.save_file"), self._save, icon="save")
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.copy)
        tools.addWidget(self.save)
        tools.addStretch(1)
        self._after = label(say("people.ticket_after"), "small", wrap=True)
        for later in (self.text, self._tools, self._after):
            self.body.addWidget(later)
            later.hide()

    def begin(self) -> None:
        """Make the ticket; once it is made, the same button closes the dialog."""
        if not self.text.isHidden():
            self.accept()
            return
        self.busy(True)
        role, days = str(self.role.currentData()), int(self.days.currentData())
        self.desk.ask(
            self, lambda workspace: workspace.make_ticket(self._space.space, role, days), self._made, self.failed
        )

    def _made(self, ticket: TicketText) -> None:
        ends = self.desk.words.day(
            datetime.fromtimestamp(ticket.ends).date(), datetime.fromtimestamp(self.desk.now()).date()
        )
        self.why.setText(self.say("people.ticket_ready", ends=ends))
        for before in (*self._names, self.role, self.days, self.cancel):
            before.hide()
        self.text.receive(ticket.text)
        for later in (self.text, self._tools, self._after):
            later.show()
        self.go.setText(self.say("ui.close"))
        self.go.setEnabled(True)
        self.copy.setFocus()
        self.adjustSize()
        self.desk.news.announce(Changes(spaces=True, sync=True))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text)
        self.copy.setText(self.say("people.copied"))

    def _save(self) -> None:
        name = self.say("people.ticket_file", space=self._space.name)
        chosen, _filter = QFileDialog.getSaveFileName(self, self.say("people.save_file"), f"{name}.txt", "*.txt")
        if chosen:
            try:
                Path(chosen).write_text(self.text.text + "\n", "utf-8")
            except OSError as error:
                self.failed(self.desk.explain(FileError("file.unwritable", type(error).__name__)))
