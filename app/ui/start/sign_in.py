"""Who am I, and my PIN: two clicks and a few keys, with no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.errors import AccessError
from app.text import Texts
from app.ui.desk import explained
from app.ui.tasks import Tasks
from app.ui.theme.colours import COLOURS
from app.ui.theme.icons import icon
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.workspace.signing_in import People
from app.workspace.views import PersonEntry

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LINE, _MOST_LINES = 38, 5


class SignIn(QWidget):
    """The list of those who use this computer; a name, a PIN, Enter."""

    entered = Signal(object, str)
    newcomer = Signal()

    def __init__(self, people: People, tasks: Tasks, texts: Texts, entries: list[PersonEntry]) -> None:
        super().__init__()
        self._people, self._tasks, self._texts = people, tasks, texts
        self._seconds = 0
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._count_down)
        self.names = QListWidget()
        self.names.setAccessibleName(texts.say("start.who"))
        for entry in entries:
            item = QListWidgetItem(icon("person", COLOURS.accent), entry.name)
            item.setData(Qt.ItemDataRole.UserRole, entry.person)
            self.names.addItem(item)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText(texts.say("start.pin"))
        self.pin.setAccessibleName(texts.say("start.pin"))
        self.enter = button(texts.say("start.enter"), self._try, role="primary")
        self.notice = Notice()
        self._lay_out()
        self.names.itemClicked.connect(lambda _item: self.pin.setFocus())
        self.names.itemActivated.connect(lambda _item: self.pin.setFocus())
        self.names.currentRowChanged.connect(lambda _row: self._other_person())
        self.pin.returnPressed.connect(self._try)

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
        self.names.setFixedHeight(lines * _LINE + 6)
        column.addWidget(self.names)
        row = QHBoxLayout()
        row.addWidget(self.pin, 1)
        row.addWidget(self.enter)
        column.addLayout(row)
        column.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.addWidget(button(self._texts.say("start.newcomer"), self.newcomer.emit, role="quiet", icon="add"))
        foot.addStretch(1)
        column.addStretch(1)
        column.addLayout(foot)

    def _other_person(self) -> None:
        self.pin.clear()
        self.notice.clear()
        self._wait(0)

    def _try(self) -> None:
        item = self.names.currentItem()
        if item is None or not self.enter.isEnabled():
            return
        person, pin = str(item.data(Qt.ItemDataRole.UserRole)), self.pin.text()
        self.enter.setEnabled(False)
        self._tasks.document(self, lambda: self._people.sign_in(person, pin), self._opened, self._failed)

    def _opened(self, workspace: Workspace) -> None:
        self.pin.clear()
        self.entered.emit(workspace, "")

    def _failed(self, error: BaseException) -> None:
        self.enter.setEnabled(True)
        self.pin.clear()
        self.pin.setFocus()
        self.notice.explain(explained(self._texts, error), "note" if isinstance(error, AccessError) else "trouble")
        if isinstance(error, AccessError) and isinstance(error.fields.get("seconds"), int):
            self._wait(int(error.fields["seconds"]))

    def _wait(self, seconds: int) -> None:
        self._seconds = seconds
        self.enter.setEnabled(seconds == 0)
        self.enter.setText(
            self._texts.say("start.enter_in", seconds=seconds) if seconds else self._texts.say("start.enter")
        )
        if seconds:
            self._second.start()
        else:
            self._second.stop()

    def _count_down(self) -> None:
        self._wait(max(0, self._seconds - 1))
        if not self._seconds:
            self.notice.clear()
