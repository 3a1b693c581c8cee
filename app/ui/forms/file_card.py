"""One attached picture or file in a form: a small picture or a sheet, its name, its size, and where its content is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.records.files import Attached
from app.ui.desk import Desk
from app.ui.theme.icons import give_icon
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import TinyButton, button, tiny
from app.ui.widgets.labels import OneLine, label
from app.workspace.attachments import FileState, Presence

#: Width of a card, and the room of its picture, in usual pixels; the theme's style sheet has the same room.
_WIDTH, _ROOM = 198, (180, 112)
#: The same where there is little room.
_NARROW, _LITTLE = 126, (108, 64)


class FileCard(QFrame):
    """Shows one file; what is to be done with it is said by signals."""

    opened = Signal()
    saved = Signal()
    removed = Signal()
    fetched = Signal()

    def __init__(self, file: Attached, desk: Desk, added: str, *, editable: bool, small: bool = False) -> None:
        """``added``: by whom and when, for the tool tip; ``small``: where there is little room."""
        super().__init__()
        self._file, self._desk, self._say = file, desk, desk.texts.say
        self.setProperty("role", "card")
        hold(self, width=_NARROW if small else _WIDTH)
        self._room = _LITTLE if small else _ROOM
        self.face = TinyButton()
        self.face.setProperty("role", "face")
        self.face.setProperty("small", small)
        self.face.setToolTip(added)
        self.face.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.face.clicked.connect(self._pressed)
        self.name = OneLine(file.name, "strong")
        self.state = OneLine("", "small")
        self.bytes = label(desk.words.size(file.size), "small")
        self.fetch = button(self._say("files.fetch_now"), self.fetched.emit, role="quiet", icon="" if small else "sync")
        self.fetch.setAccessibleName(self._say("files.fetch", name=file.name))
        self.save = tiny("save", self._say("files.save", name=file.name), self.saved.emit)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.bytes)
        row.addStretch(1)
        row.addWidget(self.save)
        self._remove = tiny("close", self._say("files.remove", name=file.name), self.removed.emit) if editable else None
        if self._remove is not None:
            row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.face)
        column.addWidget(self.name)
        column.addLayout(row)
        column.addWidget(self.state)
        column.addWidget(self.fetch)
        self._missing = False
        self.dress(None, None)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.face, self.save, *([self._remove] if self._remove is not None else []), self.fetch]

    def dress(self, state: FileState | None, small: QPixmap | None) -> None:
        """Show where the content is, as far as that is known, and its small picture if there is one."""
        presence = state.presence if state is not None else None
        self._missing = presence is not None and presence.missing
        self.fetch.setVisible(self._missing and presence is not Presence.ASKED)
        self.save.setVisible(presence is Presence.HERE)
        waits = state is not None and self._missing
        self.state.setText(self._say(f"files.{state.presence.value}", percent=state.percent) if state and waits else "")
        self.state.setVisible(waits)
        said = self._say("files.fetch" if self._missing else "files.look", name=self._file.name)
        self.face.setAccessibleName(", ".join(word for word in (said, self.bytes.text(), self.state.text()) if word))
        if small is not None:
            size = QSize(px(self._room[0] - 8), px(self._room[1] - 8))
            self.face.setProperty("drawing", None)
            self.face.setIcon(QIcon(small))
            self.face.setIconSize(size)
        else:
            give_icon(
                self.face,
                "picture" if self._file.is_picture else "document",
                "quiet",
                40 if self._room is _ROOM else 28,
            )

    def say_spoilt(self) -> None:
        """It is here, and does not open as a picture."""
        self.state.setText(self._say("files.does_not_open"))
        self.state.show()

    def _pressed(self) -> None:
        (self.fetched if self._missing else self.opened).emit()
