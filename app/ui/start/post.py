"""Posting the letters that lie on somebody's stick, on a laptop where nobody signs in: a stranger's, the office's."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.errors import Known
from app.text import Texts
from app.ui.desk import explained
from app.ui.messages import PlainDialog
from app.ui.tasks import Stop, Tasks
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.ui.words import Words

if TYPE_CHECKING:
    from app.workspace.views import CarryReport, StickPlace

_WIDTH, _HIGHEST = 560, 600


class PostDialog(PlainDialog):
    """A button for each stick with letters on it, a folder of one's own choice, and what came of it."""

    def __init__(self, parent: QWidget, tasks: Tasks, texts: Texts) -> None:
        super().__init__(parent, texts.say("stick.post"))
        self._tasks, self._texts, self._say = tasks, texts, texts.say
        self._stop: Stop | None = None
        hold(self, width=_WIDTH)
        self.setMaximumHeight(_HIGHEST)
        self.places = QVBoxLayout()
        self.places.setSpacing(8)
        self.choose = button(self._say("stick.choose"), self._choose, icon="document")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self._say("stick.progress"))
        self.progress.setRange(0, 0)
        self.progress.hide()
        self.notice = Notice()
        self.closing = button(self._say("ui.close"), self.reject)
        choosing, foot = QHBoxLayout(), QHBoxLayout()
        choosing.addWidget(self.choose)
        choosing.addStretch(1)
        foot.addStretch(1)
        foot.addWidget(self.closing)
        self.column.addWidget(label(self._say("stick.post_why"), "quiet", wrap=True))
        self.column.addLayout(self.places)
        self.column.addLayout(choosing)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.column.addLayout(foot)
        tasks.network(self, _sticks, self.show_places, self._broke)

    def reject(self) -> None:
        """Close; what is under way stops after the letter that it is at."""
        if self._stop is not None:
            self._stop.ask()
        super().reject()

    def show_places(self, places: list[StickPlace]) -> None:
        """A button for each stick with letters; where there is none, what to do, unless letters have just gone."""
        empty(self.places)
        with_letters = [place for place in places if place.letters]
        for place in with_letters:
            words = self._say("stick.post_from", name=place.name, count=place.letters)
            role = "primary" if place is with_letters[0] else ""
            one = button(words, partial(self.post, Path(place.path)), role=role, icon="stick")
            self.places.addWidget(one)
            if role:
                one.setFocus()
        if not with_letters and self.notice.text:
            self.closing.setFocus()
        elif not with_letters:
            self.places.addWidget(label(self._say("stick.post_none"), wrap=True))
            self.choose.setFocus()
        self.adjustSize()

    def post(self, folder: Path) -> None:
        """Post what lies there."""
        if self._stop is not None:
            return
        stop = self._stop = Stop()
        self.notice.clear()
        self._at_work(True)

        def posted() -> CarryReport:
            from app.workspace.sticks import carry_letters

            return carry_letters(folder, stop)

        self._tasks.network(self, posted, self.show_outcome, self._broke)

    def show_outcome(self, report: CarryReport) -> None:
        """How many went, and what failed."""
        self._at_work(False)
        size = Words(self._texts).size
        words = self._say("stick.carried", count=report.carried, up=size(report.bytes_up), down=size(report.bytes_down))
        if report.trouble:
            sentence = self._texts.explain(Known(report.trouble[0]))
            self.notice.explain(sentence)
        elif report.carried:
            self.notice.say(words, look="good")
        else:
            self.notice.say(self._say("stick.post_nothing"))
        self._tasks.network(self, _sticks, self.show_places, self._broke)
        self.adjustSize()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._say("stick.choose"))
        if chosen:
            self.post(Path(chosen))

    def _at_work(self, at_work: bool) -> None:
        self._stop = self._stop if at_work else None
        self.progress.setVisible(at_work)
        self.choose.setEnabled(not at_work)
        self.closing.setText(self._say("sync.stop" if at_work else "ui.close"))
        for place in range(self.places.count()):
            item = self.places.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(not at_work)
        self.adjustSize()

    def _broke(self, error: BaseException) -> None:
        self._at_work(False)
        self.notice.explain(explained(self._texts, error))
        self.adjustSize()


def _sticks() -> list[StickPlace]:
    # Read when somebody asks for it: what posts letters is not needed to let a person in.
    from app.workspace.sticks import sticks

    return sticks()
