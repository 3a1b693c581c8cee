"""A picture of a record, as large as the window allows; Esc closes, arrows turn to the next one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import FileError
from app.records.files import Attached
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.forms.shrinking import read_shown
from app.ui.messages import confirm
from app.ui.theme.colours import COLOURS
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine
from app.ui.widgets.notice import Notice

_SHARE = 0.85
_LONGEST = 2_000


class Viewer(QDialog):
    """Turns over the pictures of a field."""

    def __init__(self, parent: QWidget, desk: Desk, files: Sequence[Attached], at: int) -> None:
        super().__init__(parent)
        self._desk, self._files, self._at = desk, list(files), at
        say = desk.texts.say
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(parent.window().size() * _SHARE)
        self.picture = _Picture()
        self.notice = Notice()
        self.name = OneLine("", "strong")
        self.before = button(say("files.picture_before"), lambda: self._turn(-1), icon="back")
        self.after = button(say("files.picture_after"), lambda: self._turn(1), icon="right")
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(self.name, 1)
        row.addWidget(button(say("files.save_as"), self._save, icon="save"))
        close = button(say("files.close"), self.accept, role="primary")
        close.setDefault(True)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addWidget(self.picture, 1)
        column.addLayout(row)
        self._turn(0)
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn over."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._turn(step)
        else:
            super().keyPressEvent(event)

    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._files)
        file = self._files[self._at]
        for one in (self.before, self.after):
            one.setVisible(len(self._files) > 1)
        self.setWindowTitle(file.name)
        self.name.setText(f"{file.name} · {self._desk.words.size(file.size)}")
        self.picture.show_image(None, file.name)
        self.notice.clear()
        self._desk.ask(self, lambda workspace: workspace.file_content(file), self._decode, self._trouble)

    def _decode(self, content: bytes) -> None:
        file = self._files[self._at]

        def show(image: QImage) -> None:
            if self._files[self._at] == file:
                self.picture.show_image(QPixmap.fromImage(image), file.name)

        self._desk.tasks.aside(
            self,
            lambda: read_shown(file.name, content, file.sort, _LONGEST),
            show,
            lambda error: self._trouble(self._desk.explain(error)),
        )

    def _trouble(self, sentence: Sentence) -> None:
        self.notice.explain(sentence)

    def _save(self) -> None:
        save_as(self, self._desk, self._files[self._at], self._trouble)


class _Picture(QWidget):
    """A picture in the middle of its room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: QPixmap | None = None

    def show_image(self, shown: QPixmap | None, name: str) -> None:
        """Show another picture, or none while it is being read."""
        self._shown = shown
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Scale it into the room there is."""
        if self._shown is None:
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        fitted = self._shown
        if fitted.width() > room.width() or fitted.height() > room.height():
            fitted = fitted.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        fitted = QPixmap(fitted)
        fitted.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), COLOURS.sunken)
        left = (self.width() - fitted.width() / ratio) / 2
        top = (self.height() - fitted.height() / ratio) / 2
        painter.drawPixmap(round(left), round(top), fitted)
        painter.end()


def save_as(parent: QWidget, desk: Desk, file: Attached, told: Callable[[Sentence], None]) -> None:
    """Let the person put a file where she likes; a document may then be opened with the program that is for it."""
    say = desk.texts.say
    name, _ = QFileDialog.getSaveFileName(parent, say("files.save_as"), file.name)
    if not name:
        return

    def write(content: bytes) -> None:
        try:
            Path(name).write_bytes(content)
        except OSError as error:
            told(desk.explain(FileError("file.unwritable", type(error).__name__)))
            return
        if not file.is_picture and confirm(
            parent, desk.texts, say("files.open_title"), say("files.open_explained"), say("files.open")
        ):
            QDesktopServices.openUrl(QUrl.fromLocalFile(name))

    desk.ask(parent, lambda workspace: workspace.file_content(file), write, told)
