"""Leaving a trail (工作留痕): which sorts stand in it, who has witnessed it, the page, and the file to hand over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout

from app.ids import RecordId
from app.records.blocks import Pages
from app.records.groups import GROWTH
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.paper.bound import Bound
from app.ui.paper.job import Printed
from app.ui.paper.leaving import PaperPage
from app.ui.paper.saving import save
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.importing import bytes_of
from app.workspace.trails import TrailView, check_file, pages_of_trail

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The page's name in the window.
TRAIL = "trail"
ENDING = ".trail"


class TrailPage(PaperPage):
    """``choose_open`` asks for a file of a colleague's. A file that was opened is shown in place of one's own page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "trail.choices")
        self._view: TrailView | None = None
        self._checking = False
        self.boxes: dict[str, QCheckBox] = {}
        self.choose_open: Callable[[], str] = self._ask_open
        self.title.setText(self._say("trail.title"))
        self.to_file = button(self._say("trail.to_file"), self.save_file, icon="save")
        self.witness = button(self._say("trail.ask"), self.ask, icon="sync")
        self.seen = button(self._say("trail.sign_seen"), self.sign_seen, icon="pen")
        self.check = button(self._say("trail.check"), self.check_file, icon="done")
        self.state = label("", "small", wrap=True)
        self._sorts = QVBoxLayout()
        self.to_word.hide()
        self._lay_out_side()
        self.column.insertWidget(0, GroupStrip(desk, GROWTH, TRAIL))

    def shown(self) -> None:
        """Fetch which sorts there are, and how the witnesses stand."""
        self._desk.ask(self, lambda workspace: workspace.trail(), self._show_view, self._failed)

    def leave(self) -> None:
        """What is under way is let go of."""
        self.stop()

    def records(self) -> list[RecordId]:
        """The records of the sorts that are ticked, each once."""
        sorts = self._view.sorts if self._view is not None else ()
        chosen = (sort for sort in sorts if self.boxes[sort.key].isChecked())
        return list(dict.fromkeys(entry.record for sort in chosen for entry in sort.part.entries))

    # What can be done

    def save_file(self) -> None:
        """Write the file that somebody else can check."""
        path, records = self._path(ENDING), self.records()
        if path is None:
            return

        def work(workspace: Workspace) -> None:
            save(path, workspace.trail_file(records))

        self._desk.ask(self, work, lambda _none: self._saved(path), self._failed)

    def ask(self) -> None:
        """Let the relays sign; uses the network, beside the worker of documents."""
        self.witness.setEnabled(False)
        desk = self._desk

        def work() -> int:
            return desk.workspace.ask_witness(desk.tasks.do)

        def done(_time: int) -> None:
            self.notice.say(self._say("trail.asked"), look="good")
            self.shown()

        def failed(error: BaseException) -> None:
            self.witness.setEnabled(True)
            self._broke(error)

        desk.tasks.network(self, work, done, failed)

    def sign_seen(self) -> None:
        """Sign that one has seen a colleague's file today; the file is written anew."""
        path = self._opened()
        if path is None:
            return

        def work(workspace: Workspace) -> None:
            save(path, workspace.sign_seen(bytes_of(path)))

        def done(_none: None) -> None:
            self.notice.say(self._say("trail.signed"), self._say("paper.saved_at", path=str(path)), look="good")

        self._desk.ask(self, work, done, self._failed)

    def check_file(self) -> None:
        """Check somebody's file, and show what it says."""
        path = self._opened()
        if path is None:
            return
        language = self._desk.texts.language

        def one(_workspace: Workspace) -> Sequence[Pages]:
            return (pages_of_trail(check_file(bytes_of(path)), language),)

        self.notice.clear()
        self._checking = True
        self.setting.begin_parts([one], Bound(self._foot))

    def _show(self, printed: Printed) -> None:
        super()._show(printed)
        if self._checking:
            self._checking = False
            self.notice.say(self._say("trail.whole"), look="good")

    def _failed(self, sentence: Sentence) -> None:
        self._checking = False
        super()._failed(sentence)

    # Showing

    def _show_view(self, view: TrailView) -> None:
        self._view = view
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        first = not self.boxes
        empty(self._sorts)
        self.boxes = {}
        for sort in view.sorts:
            words = self._say("packs.sort", sort=self._desk.texts.label(sort.part.label), count=len(sort.part.entries))
            box = self.boxes[sort.key] = QCheckBox(words.replace("&", "&&"))
            box.setChecked(first or sort.key in ticked)
            box.toggled.connect(lambda _on: self._set())
            self._sorts.addWidget(box)
        self.witness.setEnabled(view.relays > 0 and view.since > 0)
        if view.witnessed is None:
            self.state.setText(self._say("trail.never" if view.relays else "trail.no_relay"))
        else:
            when = self._desk.words.moment(view.witnessed, self._desk.now())
            self.state.setText(self._say("trail.last", when=when, count=view.since))
        self._set()

    def _set(self) -> None:
        records, language = self.records(), self._desk.texts.language
        self._ready(False)
        self.to_file.setEnabled(bool(records))
        if not records:
            self.setting.stop()
            self.count.setText(self._say("paper.nothing_chosen"))
            return

        def one(workspace: Workspace) -> Sequence[Pages]:
            return (workspace.trail_pages(records, language),)

        self.setting.begin_parts([one], Bound(self._foot))

    def _opened(self) -> Path | None:
        chosen = self.choose_open()
        return Path(chosen) if chosen else None

    def _ask_file(self, name: str) -> str:
        if not name.endswith(ENDING):
            return super()._ask_file(name)
        words = f"{self._say('trail.files')} (*{ENDING})"
        chosen, _ = QFileDialog.getSaveFileName(self, self._say("trail.to_file"), name, words)
        return chosen

    def _ask_open(self) -> str:
        words = f"{self._say('trail.files')} (*{ENDING})"
        chosen, _ = QFileDialog.getOpenFileName(self, self._say("trail.title"), "", words)
        return chosen

    def _lay_out_side(self) -> None:
        self.side.addWidget(label(self._say("trail.why"), "small", wrap=True))
        self.side.addLayout(self._sorts)
        self.side.addWidget(self.to_file)
        self.side.addWidget(label(self._say("trail.witnesses"), "head"))
        for widget in (self.state, self.witness):
            self.side.addWidget(widget)
        self.side.addWidget(label(self._say("trail.of_colleagues"), "head"))
        self.side.addWidget(label(self._say("trail.colleagues_why"), "small", wrap=True))
        for widget in (self.check, self.seen):
            self.side.addWidget(widget)
        self.side.addStretch(1)
