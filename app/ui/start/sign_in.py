"""Who am I, and my PIN: two clicks and a few keys, with no network."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.text import Texts
from app.ui.start.pin_entry import Attempt, PinEntry
from app.ui.tasks import Tasks
from app.ui.theme.icons import icon
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.signing_in import People
from app.workspace.views import PersonEntry

_LINE, _MOST_LINES = 38, 4


class SignIn(QWidget):
    """The list of those who use this computer; a name, a PIN, Enter."""

    entered = Signal(object, str)
    newcomer = Signal()
    coming_back = Signal()

    def __init__(self, people: People, tasks: Tasks, texts: Texts, entries: list[PersonEntry]) -> None:
        super().__init__()
        self._people, self._texts = people, texts
        self.names = QListWidget()
        self.names.setAccessibleName(texts.say("start.who"))
        for entry in entries:
            item = QListWidgetItem(icon("person", "accent"), entry.name)
            item.setData(Qt.ItemDataRole.UserRole, entry.person)
            self.names.addItem(item)
        self.entry = PinEntry(tasks, texts, self._attempt, "start.enter")
        self.pin, self.enter, self.notice = self.entry.pin, self.entry.enter, self.entry.notice
        self.entry.opened.connect(lambda workspace: self.entered.emit(workspace, ""))
        self._lay_out()
        self.names.itemClicked.connect(lambda _item: self.pin.setFocus())
        self.names.itemActivated.connect(lambda _item: self.pin.setFocus())
        self.names.currentRowChanged.connect(lambda _row: self.entry.clear())

    def begin(self) -> None:
        """Ready for the first person of the list, or for the only one's PIN."""
        if self.names.count():
            self.names.setCurrentRow(0)
        (self.pin if self.names.count() == 1 else self.names).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self._texts.say("start.who"), "hero"))
        column.addWidget(label(self._texts.say("start.who_why"), "quiet", wrap=True))
        lines = min(max(self.names.count(), 1), _MOST_LINES)
        self.names.ensurePolished()
        self.names.setFixedHeight(lines * max(self.names.sizeHintForRow(0), px(_LINE)) + 6)
        column.addWidget(self.names)
        column.addWidget(self.entry)
        foot = QHBoxLayout()
        foot.addWidget(button(self._texts.say("start.newcomer"), self.newcomer.emit, role="quiet", icon="add"))
        foot.addStretch(1)
        foot.addWidget(button(self._texts.say("back.entry"), self.coming_back.emit, role="quiet", icon="lock"))
        column.addStretch(1)
        column.addLayout(foot)

    def choose(self, person: str) -> None:
        """Ready for this person's PIN, if she is in the list."""
        for row in range(self.names.count()):
            if self.names.item(row).data(Qt.ItemDataRole.UserRole) == person:
                self.names.setCurrentRow(row)
                self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _attempt(self) -> Attempt | None:
        if self.names.currentRow() < 0:
            return None
        person = str(self.names.currentItem().data(Qt.ItemDataRole.UserRole))
        return lambda pin: self._people.sign_in(person, pin)
