"""Joining by ticket: paste it or open its file; see who invites to what; join."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from app.errors import FileError
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.people.frame import SpaceDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import ProseBox
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.people import TicketInfo

_LONGEST = 20_000
_LARGEST_FILE = 100_000


class JoinDialog(SpaceDialog):
    """A ticket's text, what it says, and the button that uses it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.texts.say
        super().__init__(desk, parent, say("people.join"), say("people.join_why"), say("people.join_do"))
        self._read = 0
        self.text = ProseBox(_LONGEST, least=4, most=6)
        self.text.setPlaceholderText("TX1-…")
        self.field(say("people.ticket_text"), self.text)
        self.open_file = button(say("people.open_file"), self._choose_file, icon="document")
        self.body.addWidget(self.open_file, 0, Qt.AlignmentFlag.AlignLeft)
        self.info = QFrame()
        self.info.setProperty("role", "good")
        self._says = label("", wrap=True)
        inside = QVBoxLayout(self.info)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._says)
        self.body.addWidget(self.info)
        self.info.hide()
        self.go.setEnabled(False)
        self.text.typed.connect(self._look_at)
        self.text.refused.connect(
            lambda _length: self.failed(desk.explain(FileError("file.too_large", size=1, limit=1)))
        )
        self.text.setFocus()

    @property
    def says(self) -> str:
        """What the ticket says."""
        return self._says.text()

    def begin(self) -> None:
        """Join; uses the network."""
        self.busy(True)
        self.go.setText(self.say("people.joining"))
        text, tasks, workspace = self.text.text, self.desk.tasks, self.desk.workspace
        tasks.network(
            self,
            lambda: workspace.join(text, do=tasks.do),
            self._joined,
            lambda error: self.failed(self.desk.explain(error)),
        )

    def read_file(self, path: Path) -> None:
        """Take the ticket that lies in a file."""
        try:
            data = path.read_bytes()[:_LARGEST_FILE]
        except OSError as error:
            self.failed(self.desk.explain(FileError("file.unreadable", type(error).__name__)))
            return
        self.text.receive(data.decode("utf-8", "replace").replace("\0", "").strip())
        self._look_at()

    def failed(self, sentence: Sentence) -> None:
        """Say what went wrong; the ticket stays, so that it can be tried again."""
        super().failed(sentence)
        self.go.setText(self.say("people.join_do"))

    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, self.say("people.open_file"), "", "*.txt *.*")
        if chosen:
            self.read_file(Path(chosen))

    def _look_at(self) -> None:
        self._read += 1
        asked, text = self._read, self.text.text
        self.notice.clear()
        self.info.hide()
        self.go.setEnabled(False)
        if text.strip():
            self.desk.ask(
                self,
                lambda workspace: workspace.read_ticket(text),
                lambda info: self._says_so(asked, info),
                lambda sentence: self._damaged(asked, sentence),
            )

    def _says_so(self, asked: int, info: TicketInfo) -> None:
        if asked == self._read:
            self._says.setText(self.say("people.ticket_says", inviter=info.inviter_name, space=info.space_name))
            self.info.show()
            self.go.setEnabled(True)
            self.go.setFocus()

    def _damaged(self, asked: int, sentence: Sentence) -> None:
        if asked == self._read:
            self.notice.explain(sentence, "note")
            self.go.setEnabled(False)

    def _joined(self, _space: SpaceView) -> None:
        self.desk.news.announce(Changes(spaces=True, sync=True))
        self.accept()
        self.desk.shell.sync_now()
