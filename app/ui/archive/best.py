"""Which of one's own plans stand in the archive as the best ones (代表作)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.theme.scale import hold
from app.ui.widgets.labels import label
from app.workspace.archive import Entry
from app.workspace.views import Changes


class BestDialog(QDialog):
    """A tick for each plan; each is kept as it is made."""

    def __init__(self, desk: Desk, choosable: tuple[Entry, ...], done: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._done, say = desk, done, desk.texts.say
        self.setWindowTitle(say("archive.choose_best"))
        hold(self, least_width=460, least_height=420)
        self.boxes: dict[RecordId, QCheckBox] = {}
        inside = QWidget()
        inside.setProperty("role", "page-body")
        lines = QVBoxLayout(inside)
        for entry in choosable:
            day = desk.words.iso_day(entry.day, desk.now())
            words = say("archive.best_line", title=entry.title or say("ui.untitled"), day=day)
            box = self.boxes[entry.record] = QCheckBox(words.replace("&", "&&"))
            box.setChecked(entry.starred)
            box.toggled.connect(partial(self._star, entry.record))
            lines.addWidget(box)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("role", "page")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ending = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        ending.button(QDialogButtonBox.StandardButton.Close).setText(say("ui.close"))
        ending.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(say("archive.best_why"), "quiet", wrap=True))
        column.addWidget(scroll, 1)
        column.addWidget(ending)

    def done(self, result: int) -> None:
        """Close; the page draws itself anew."""
        super().done(result)
        self._done()

    def _star(self, record: RecordId, on: bool) -> None:
        def kept(changes: Changes) -> None:
            self._desk.news.announce(changes)

        self._desk.ask(self, lambda workspace: workspace.star(record, on), kept)
