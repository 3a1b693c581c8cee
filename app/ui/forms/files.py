"""The input for pictures and files: small pictures with name and size; added by button, by dragging or by pasting."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import RecordError
from app.ids import FileId
from app.records.edits import Mark
from app.records.fields import LIMIT, Field, File
from app.records.files import Attached, all_attached
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.adding import Handed, ask_and_add, choose_files
from app.ui.forms.around import Around
from app.ui.forms.file_card import FileCard
from app.ui.forms.input import Input
from app.ui.forms.shrinking import read_shown
from app.ui.forms.viewer import Viewer, save_as
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.attachments import FileState, NewFile, Presence
from app.workspace.views import Changes, Saved

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The longest side of a small picture that is kept for the cards, in device pixels.
_SMALL = 320


class FilesInput(Input):
    """What is attached to one field."""

    wide = True
    small = False

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self._files: list[Attached] = []
        self._states: dict[FileId, FileState] = {}
        self._small: dict[FileId, QPixmap] = {}
        self._asked: set[FileId] = set()
        self._cards: dict[FileId, FileCard] = {}
        self._removed: Attached | None = None
        self._editable = True
        self.setAcceptDrops(True)
        self.nothing = label(around.say("files.none"), "quiet", wrap=True)
        shelf = QWidget()
        self._shelf = Flow(shelf, gap=10)
        self.add = button(around.say("files.add"), self._choose, icon="add")
        self.add.setAccessibleName(f"{self.name}: {around.say('files.add')}")
        self.paste = button(around.say("files.paste"), self._paste, icon="copy", role="quiet")
        self.fetch = button(around.say("files.fetch_all"), lambda: self._fetch(self._missing()), icon="sync")
        self._undo = QFrame()
        self._undo_row = QHBoxLayout(self._undo)
        self._undo_row.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        for control in (self.add, self.paste, self.fetch):
            row.addWidget(control)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one in (self.nothing, shelf, self._undo):
            column.addWidget(one)
        column.addLayout(row)
        self._undo.hide()
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._clipboard_changed)
        around.desk.news.changed.connect(self._changed)
        self._show()

    # What is there

    def show_value(self, value: Value | None) -> None:
        files = all_attached(value)
        if files != self._files:
            self._files = files
            self._show()
        self._look()

    def shown_files(self) -> list[Attached]:
        """What the field shows now."""
        return list(self._files)

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self._show()

    def _show(self) -> None:
        empty(self._shelf)
        self._cards = {}
        for file in self._files:
            card = FileCard(file, self.around.desk, self._added_by(file), editable=self._editable, small=self.small)
            card.opened.connect(partial(self._open, file))
            card.saved.connect(partial(self._save, file))
            card.removed.connect(partial(self._remove, file))
            card.fetched.connect(partial(self._fetch, [file.file]))
            self._shelf.addWidget(card)
            self._cards[file.file] = card
            self._dress(file)
        self.nothing.setVisible(not self._files)
        self.add.setVisible(self._editable)
        self._clipboard_changed()
        self._show_fetch()
        self.updateGeometry()
        self.grown.emit()

    def _added_by(self, file: Attached) -> str:
        name = self.around.name_of(f"@{file.by.hex()}") if file.by is not None else ""
        when = self.around.desk.words.moment(file.added, self.around.desk.now())
        return self.around.say("files.added_by", name=name, when=when) if name else when

    def _changed(self, changes: Changes) -> None:
        if changes.sync and self.isVisible() and self._missing():
            self._look()

    def _look(self) -> None:
        """Ask how the files stand that are not known to be here."""
        files = [file for file in self._files if file.file not in self._small]
        if files:
            record = self.around.record
            self.around.desk.ask(self, lambda workspace: workspace.file_states(record, files), self._know)

    def _know(self, states: dict[FileId, FileState]) -> None:
        self._states |= states
        for file in self._files:
            self._dress(file)
            here = states.get(file.file, FileState(Presence.WAITS)).presence is Presence.HERE
            if here and file.is_picture and file.file not in self._asked:
                self._asked.add(file.file)
                self.around.desk.ask(self, partial(_content, file), partial(self._decode, file))
        self._show_fetch()

    def _decode(self, file: Attached, content: bytes) -> None:
        """Read a small picture of it beside; one that does not open keeps its sheet, and says so when it is opened."""
        self.around.desk.tasks.aside(
            self,
            lambda: read_shown(file.name, content, file.sort, _SMALL),
            partial(self._have_small, file),
            lambda error: self._cards[file.file].say_spoilt() if file.file in self._cards else None,
        )

    def _have_small(self, file: Attached, image: QImage) -> None:
        self._small[file.file] = QPixmap.fromImage(image)
        self._dress(file)

    def _dress(self, file: Attached) -> None:
        card = self._cards.get(file.file)
        if card is not None:
            card.dress(self._states.get(file.file), self._small.get(file.file))

    def _missing(self) -> list[FileId]:
        known = self._states
        return [file.file for file in self._files if file.file in known and known[file.file].presence.missing]

    def _show_fetch(self) -> None:
        asked = Presence.ASKED
        waits = [one for one in self._missing() if self._states[one].presence is not asked]
        self.fetch.setVisible(len(waits) > 1)

    def stops(self) -> list[QWidget]:
        """Of the cards those that are shown now: what was taken away a moment ago is still a child, and no place."""
        undo = self._undo_row.itemAt(self._undo_row.count() - 1)
        back: list[QWidget] = [undo.widget()] if undo is not None and self._removed is not None else []
        cards = [stop for file in self._files for stop in self._cards[file.file].stops()]
        return [*cards, *back, self.add, self.paste, self.fetch]

    # Adding

    def _room(self) -> int:
        return LIMIT[File] - len(self._files)

    def _choose(self) -> None:
        self._take(choose_files(self, self.around.desk))

    def _take(self, handed: Sequence[Handed]) -> None:
        if not handed or not isinstance(self.field, File):
            return
        if self._room() <= 0:
            self.too_many()
            return
        ask_and_add(self, self.around.desk, self.field, handed, self._room(), self._attach)

    def too_many(self) -> None:
        """Say that the field is full."""
        self.refused.emit(RecordError("record.too_many_rows", limit=self.limit, length=len(self._files) + 1))

    def _attach(self, files: list[NewFile]) -> None:
        desk, record, path = self.around.desk, self.around.record, self.path
        self._forget_removed()
        desk.ask(self, lambda workspace: workspace.attach(record, path, files), self._attached)

    def _attached(self, saved: Saved) -> None:
        self.around.desk.news.announce(saved.changes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the desktop, or a picture out of another program."""
        if self._editable and _handed(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The same as by the button."""
        handed = _handed(event.mimeData())
        event.acceptProposedAction()
        if self._editable:
            self._take(handed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V anywhere in the field."""
        if self._editable and event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        self._take(_handed(QGuiApplication.clipboard().mimeData()))

    def _clipboard_changed(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        self.paste.setVisible(self._editable and mime is not None and mime.hasImage())

    # What one does with them

    def _open(self, file: Attached) -> None:
        if not file.is_picture:
            self._save(file)
            return
        pictures = [one for one in self._files if one.is_picture and not self._presence(one).missing]
        if file in pictures:
            viewer = Viewer(self, self.around.desk, pictures, pictures.index(file))
            viewer.exec()
            viewer.deleteLater()

    def _presence(self, file: Attached) -> Presence:
        return self._states.get(file.file, FileState(Presence.WAITS)).presence

    def _save(self, file: Attached) -> None:
        save_as(self, self.around.desk, file, self.around.desk.shell.tell)

    def _fetch(self, files: Sequence[FileId]) -> None:
        desk, record = self.around.desk, self.around.record

        def asked(changes: Changes) -> None:
            desk.news.announce(changes)
            self._look()
            desk.shell.sync_now()

        desk.ask(self, lambda workspace: workspace.fetch_files(record, files), asked)

    def _remove(self, file: Attached) -> None:
        self._files.remove(file)
        self._show()
        self._forget_removed()
        self._removed = file
        self._undo_row.addWidget(label(self.around.say("files.was_removed", name=file.name), "small", wrap=True), 1)
        back = button(self.around.say("files.undo"), self._put_back, icon="undo", role="quiet")
        self._undo_row.addWidget(back)
        self._undo.show()
        back.setFocus()
        self.edited.emit(Draft(Mark(self.path, file.member(), False)))

    def _put_back(self) -> None:
        file = self._removed
        self._forget_removed()
        if file is not None and file not in self._files:
            self._files = all_attached([*(one.member() for one in self._files), file.member()])
            self._show()
            self.edited.emit(Draft(Mark(self.path, file.member())))

    def _forget_removed(self) -> None:
        self._removed = None
        empty(self._undo_row)
        self._undo.hide()


def _content(file: Attached, workspace: "Workspace") -> bytes:
    return workspace.file_content(file)


def _handed(mime: QMimeData) -> list[Handed]:
    """What somebody drags or pastes: files of this computer, else a picture."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
    files: list[Handed] = [path for path in paths if path.is_file()]
    image = mime.imageData() if not files and mime.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else files
