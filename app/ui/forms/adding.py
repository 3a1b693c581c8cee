"""Before a picture or file is added: it is read, made smaller, and shown with its size before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.errors import FileError, TongxingError
from app.records.fields import LIMIT, File
from app.records.recognising import MAX_PICTURE, recognise
from app.ui.desk import Desk
from app.ui.forms.shrinking import Shrunk, read_shown, shrink, shrink_image
from app.ui.messages import PlainDialog
from app.ui.theme.icons import picture
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.notice import Notice
from app.workspace.attachments import NewFile

#: The longest side of the small picture in the dialog, in usual pixels.
_SMALL = 72


@dataclass(frozen=True)
class Ready:
    """A file as it would be added: what it was before, in bytes, and a small picture of it if it is one."""

    file: NewFile
    before: int
    small: QImage | None = None


#: What is handed in: the path of a file, or a picture from the clipboard.
Handed = Path | QImage


def prepare(handed: Handed, field: File, name: str) -> Ready:
    """Read one file and make it small; for a thread beside. Raises FileError. ``name`` is for what has none."""
    if isinstance(handed, QImage):
        return _ready(name, shrink_image(handed, field.longest, field.most))
    try:
        with handed.open("rb") as opened:
            data = opened.read(MAX_PICTURE + 1)
    except OSError as error:
        raise FileError("file.unreadable", type(error).__name__) from error
    found = recognise(handed.name, data)
    if found.picture:
        return _ready(handed.name, shrink(handed.name, data, found.sort, field.longest, field.most))
    return Ready(NewFile(handed.name, found.sort, data), len(data))


def _ready(name: str, shrunk: Shrunk) -> Ready:
    small = read_shown(name, shrunk.content, shrunk.sort, 2 * _SMALL)
    return Ready(NewFile(name, shrunk.sort, shrunk.content), shrunk.before, small)


class AddFiles(PlainDialog):
    """What would be added, with its sizes; nothing is before the person says so."""

    def __init__(self, parent: QWidget, desk: Desk, field: File, handed: Sequence[Handed], room: int) -> None:
        """``room``: so many more the field takes."""
        self._say = desk.texts.say
        super().__init__(parent, self._say("files.adding", field=desk.texts.label(field.label)))
        self._desk, self._field = desk, field
        self.ready: list[Ready] = []
        self._handed = list(handed[:room])
        self._left_out = len(handed) - len(self._handed)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.column.addLayout(self._lines)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, max(1, len(self._handed)))
        self.progress.setAccessibleName(self._say("files.reading"))
        self.column.addWidget(self.progress)
        self.told = label(self._say("files.reading"), "small", wrap=True)
        self.column.addWidget(self.told)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self._say("ui.cancel"), self.reject))
        self.add = button(self._say("files.add_these"), self.accept, role="primary")
        self.add.setDefault(True)
        self.add.setEnabled(False)
        row.addWidget(self.add)
        self.column.addLayout(row)
        self._next(0)

    def _next(self, number: int) -> None:
        self.progress.setValue(number)
        if number >= len(self._handed):
            self._all_read()
            return
        one, name = self._handed[number], self._say("files.pasted_name")

        def read() -> Ready | TongxingError:
            try:
                return prepare(one, self._field, name)
            except FileError as error:
                return error

        def done(found: Ready | TongxingError) -> None:
            self._show(found)
            self._next(number + 1)

        self._desk.tasks.aside(self, read, done)

    def _show(self, found: Ready | TongxingError) -> None:
        if isinstance(found, TongxingError):
            trouble = Notice(self)
            self._lines.addWidget(trouble)
            trouble.explain(self._desk.explain(found))
            return
        self.ready.append(found)
        self._lines.addWidget(_Line(found, self._sizes(found)))

    def _sizes(self, found: Ready) -> str:
        after = len(found.file.content)
        size = self._desk.words.size
        if found.small is None or found.before <= after:
            return size(after)
        return self._say("files.smaller", before=size(found.before), after=size(after))

    def _all_read(self) -> None:
        self.progress.hide()
        words = [self._say("files.kept_here")] if self.ready else []
        if self._left_out:
            words.append(self._say("files.too_many", limit=LIMIT[File]))
        self.told.setText(" ".join(words))
        self.told.setVisible(bool(words))
        self.add.setEnabled(bool(self.ready))
        if self.ready:
            self.add.setFocus()
        self.adjustSize()
        self.fit()


class _Line(QWidget):
    """One file that would be added."""

    def __init__(self, found: Ready, sizes: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        shown = QLabel() if found.small is not None else picture("document", "quiet", 32)
        if found.small is not None:
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            shown.setPixmap(QPixmap.fromImage(found.small).scaled(px(_SMALL), px(_SMALL), kept, smooth))
        shown.setFixedWidth(px(_SMALL))
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(shown)
        words = QVBoxLayout()
        words.addWidget(OneLine(found.file.name, "strong"))
        words.addWidget(label(sizes, "small"))
        row.addLayout(words, 1)


def choose_files(parent: QWidget, desk: Desk) -> list[Path]:
    """Let the person pick files."""
    say = desk.texts.say
    names, _ = QFileDialog.getOpenFileNames(parent, say("files.choose"), "", say("files.filter"))
    return [Path(name) for name in names]


def ask_and_add(
    parent: QWidget, desk: Desk, field: File, handed: Sequence[Handed], room: int, add: Callable[[list[NewFile]], None]
) -> None:
    """Show what would be added, and add it if the person says so."""
    dialog = AddFiles(parent, desk, field, handed, room)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.ready:
        add([one.file for one in dialog.ready])
    dialog.deleteLater()
