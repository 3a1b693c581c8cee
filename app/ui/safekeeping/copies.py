"""Copies: when the last one was made, whether it can be opened, and making, taking along and bringing back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from app.ui.desk import Desk
from app.ui.safekeeping.card import SectionCard
from app.ui.start.copy_pin import CopyPinDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.workspace.safekeeping import CopyInfo, Safekeeping, TestResult
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.workspace.safekeeping import Restored


class CopiesSection(SectionCard):
    """What is kept of a person's work besides the store itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts.say("safekeeping.copies"), "copy")
        self._desk, self._say = desk, desk.texts.say
        self.last, self.tested = label("", wrap=True), label("", "small", wrap=True)
        self.beside = label("", "small", wrap=True)
        self.repair = Notice(dismiss=self._say("ui.dismiss"))
        self.repair.cleared.connect(self._understood)
        self.notice = Notice(dismiss=self._say("ui.dismiss"))
        self.now = button(self._say("safekeeping.copy_now"), self.copy_now, role="primary", icon="copy")
        self.stick = button(self._say("safekeeping.copy_to"), self.ask_folder, icon="save")
        self.test = button(self._say("safekeeping.test_now"), self.test_now, icon="done")
        self.back = button(self._say("safekeeping.restore"), self.ask_file, icon="undo")
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (self.now, self.stick, self.test, self.back):
            row.addWidget(one)
        row.addStretch(1)
        for part in (self.repair, self.last, self.tested, self.beside, self.notice):
            self.body.addWidget(part)
        self.body.addLayout(row)

    def shown(self) -> None:
        """Fetch and draw."""
        self._desk.ask(self, lambda workspace: workspace.safekeeping(), self._show)

    def copy_now(self) -> None:
        """Make a copy."""
        self._begin(lambda: self._desk.workspace.copy_now(self._desk.tasks.do), self._copied)

    def ask_folder(self) -> None:
        """Choose where copies are put besides, and make one."""
        folder = QFileDialog.getExistingDirectory(self, self._say("safekeeping.copy_to"))
        if folder:
            self.copy_to(Path(folder))

    def copy_to(self, folder: Path) -> None:
        """Make a copy and put it into ``folder``, where the daily ones then go too."""
        self._begin(lambda: self._desk.workspace.copy_now(self._desk.tasks.do, folder), self._copied)

    def test_now(self) -> None:
        """Open the newest copy on trial."""
        self._begin(lambda: self._desk.workspace.test_copies(self._desk.tasks.do), self._was_tested)

    def ask_file(self) -> None:
        """Choose a copy to bring back, and ask for the PIN that was good when it was made."""
        file, _ = QFileDialog.getOpenFileName(self, self._say("safekeeping.restore"), "", "*.tongxing")
        if not file:
            return
        dialog = CopyPinDialog(self, self._desk.texts)
        dialog.given.connect(lambda pin: self.restore(Path(file), pin))
        dialog.open()

    def restore(self, file: Path, pin: str) -> None:
        """Merge a copy; it only adds."""
        self._begin(lambda: self._desk.workspace.restore(file, pin, self._desk.tasks.do), self._restored)

    def _begin(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        for one in (self.now, self.stick, self.test, self.back):
            one.setEnabled(False)
        self.notice.say(self._say("safekeeping.working"))
        self._desk.tasks.network(self, work, done, self._failed)

    def _copied(self, made: object) -> None:
        assert isinstance(made, CopyInfo)  # narrows the type; the work gives nothing else
        self._over(self._say("safekeeping.copied", size=self._desk.words.size(made.size)))

    def _was_tested(self, result: object) -> None:
        assert isinstance(result, TestResult)  # narrows the type; the work gives nothing else
        if result.code:
            self._over(self._say("safekeeping.test_failed"), look="trouble")
        else:
            self._over(self._say("safekeeping.test_passed", records=result.records))

    def _restored(self, restored: object) -> None:
        found: Restored = restored  # type: ignore[assignment]  # the work gives nothing else
        words = self._say("safekeeping.restored", grown=found.grown, back=found.back, same=found.same)
        if found.unread:
            words += self._say("safekeeping.restored_unread", unread=found.unread)
        self._over(words)
        self._desk.news.announce(Changes(spaces=True, sync=True))

    def _over(self, words: str, look: str = "good") -> None:
        self._enable()
        self.notice.say(words, look=look)
        self.shown()

    def _failed(self, error: BaseException) -> None:
        self._enable()
        self.notice.explain(self._desk.explain(error))
        self.shown()

    def _enable(self) -> None:
        for one in (self.now, self.stick, self.test, self.back):
            one.setEnabled(True)

    def _understood(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.repair_understood())

    def _show(self, state: Safekeeping) -> None:
        say, size = self._say, self._desk.words.size
        if state.copies:
            newest, whole = state.copies[0], sum(copy.size for copy in state.copies)
            day = self._day_of(datetime.fromisoformat(newest.day).timestamp())
            self.last.setText(
                say("safekeeping.last", day=day, size=size(newest.size), count=len(state.copies), whole=size(whole))
            )
        else:
            self.last.setText(say("safekeeping.no_copy"))
        self.tested.setText(self._about_test(state))
        there = "safekeeping.beside" if state.folder_there else "safekeeping.beside_gone"
        self.beside.setText(say(there, folder=state.folder) if state.folder else say("safekeeping.beside_none"))
        self._show_repair(state)

    def _about_test(self, state: Safekeeping) -> str:
        if state.test is None:
            return self._say("safekeeping.not_tested")
        day = self._day_of(state.test.time)
        if state.test.code:
            return self._say("safekeeping.tested_bad", day=day)
        following = self._day_of(state.next_test)
        return self._say("safekeeping.tested", day=day, records=state.test.records, next=following)

    def _show_repair(self, state: Safekeeping) -> None:
        repair = state.repair
        if repair is None:
            return
        say = self._say
        key = "safekeeping.repaired" if repair.day else "safekeeping.repaired_alone"
        words = say("safekeeping.repaired_gain", grown=repair.grown, back=repair.back)
        if repair.lost:
            words += say("safekeeping.repaired_lost" if repair.lost > 0 else "safekeeping.repaired_unread")
        words += say("safekeeping.repaired_kept", folder=repair.kept)
        day = self._day_of(datetime.fromisoformat(repair.day).timestamp()) if repair.day else ""
        self.repair.say(say(key, day=day), words, "note")

    def _day_of(self, moment: float) -> str:
        today = datetime.fromtimestamp(self._desk.now()).date()
        return self._desk.words.day(datetime.fromtimestamp(moment).date(), today)
