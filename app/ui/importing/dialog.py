"""What would become of a file: the drafts as they would be, what was left behind, and the button that takes them."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextEdit, QWidget

from app.ids import RecordId
from app.records.kind import Kind
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.messages import PlainDialog
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.workspace.importing import FilePreview, bytes_of
from app.workspace.views import Changes

_WIDTH, _HEIGHT = 720, 300
#: Drafts whose text is shown; of a long list the first few tell whether its columns were understood.
_SHOWN = 10
ENDINGS = "*.docx *.docm *.csv *.md *.txt *.doc *.wps"


class ImportDialog(PlainDialog):
    """One file, from the moment it is chosen. Emits ``taken`` with the drafts that were made."""

    taken = Signal(list)

    def __init__(self, desk: Desk, kind: Kind, path: Path, parent: QWidget) -> None:
        self._desk, self._say, self._kind = desk, desk.texts.say, kind
        super().__init__(parent, self._say("importing.title", name=path.name))
        self._preview: FilePreview | None = None
        self.column.addStrut(px(_WIDTH - 44))
        self.why = label(self._say("importing.reading"), "quiet", wrap=True)
        self.page = QTextEdit()
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        hold(self.page, least_height=_HEIGHT)
        self.page.setAccessibleName(self._say("importing.page"))
        self.page.hide()
        self.left = Notice()
        self.trouble = Notice()
        self.cancel = button(self._say("ui.cancel"), self.reject)
        self.take = button(self._say("importing.take", count=1), self._take, role="primary")
        self.take.setDefault(True)
        self.take.setEnabled(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        for part in (self.why, self.page, self.left, self.trouble):
            self.column.addWidget(part)
        self.column.addLayout(foot)
        language = desk.texts.language
        self._desk.ask(
            self,
            lambda workspace: workspace.preview_file(kind.key, path.name, bytes_of(path), language),
            self._show,
            self._failed,
        )

    def _show(self, preview: FilePreview) -> None:
        self._preview = preview
        count = len(preview.drafts)
        self.why.setText(self._say("importing.look" if count == 1 else "importing.look_many", count=count))
        pages = [draft.page for draft in preview.drafts[:_SHOWN]]
        if count > _SHOWN:
            pages.append(self._say("importing.more", count=count - _SHOWN))
        plain = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        self.page.document().setMarkdown("\n\n".join(pages), plain)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.page.show()
        unplaced = sum(draft.unplaced for draft in preview.drafts)
        main = self._kind.field(self._kind.main).label.in_language(self._desk.texts.language)
        told = [self._say(f"importing.left_{left.code}", count=left.count) for left in preview.left]
        if unplaced:
            told.append(self._say("importing.unplaced", count=unplaced, field=main))
        if told:
            self.left.say(self._say("importing.to_know"), "\n".join(told))
        self.take.setText(self._say("importing.take" if count == 1 else "importing.take_many", count=count))
        self.take.setEnabled(count > 0)
        self.take.setFocus()
        self.adjustSize()

    def _take(self) -> None:
        preview = self._preview
        if preview is None:
            return
        self.take.setEnabled(False)
        self._desk.ask(self, lambda workspace: workspace.take_file(preview), self._taken, self._failed)

    def _taken(self, records: list[RecordId]) -> None:
        self._desk.news.announce(Changes(frozenset(records), sync=True))
        self.taken.emit(records)
        self.accept()

    def _failed(self, sentence: Sentence) -> None:
        self.why.hide()
        self.take.setEnabled(self._preview is not None)
        self.trouble.explain(sentence)
        self.adjustSize()


def choose_file(desk: Desk, parent: QWidget, title: str, sort: str, endings: str) -> Path | None:
    """Ask which file, under this title; those of the sort with these endings are offered first. None when nobody chose
    one. ``title`` and ``sort`` are keys of texts."""
    say = desk.texts.say
    words = f"{say(sort)} ({endings});;{say('importing.all_files')} (*)"
    chosen, _filter = QFileDialog.getOpenFileName(parent, say(title), "", words)
    return Path(chosen) if chosen else None
