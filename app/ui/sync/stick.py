"""The stick: one click opens this, and the second exchanges with the stick that is plugged in.

It tells what went, what came and what was merged; and where others' letters lie on the stick, it offers to post them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.errors import Known
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.tasks import Stop
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.closing import goes_when_closed
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.workspace.updating import Found, look_at_sticks
from app.workspace.views import CarryReport, StickPlace, StickReport

_WIDTH, _HIGHEST = 560, 600


class StickDialog(QDialog):
    """The sticks that are there, a folder of one's own choice, and what came of it."""

    def __init__(self, desk: Desk, parent: QWidget, before: Callable[[], object]) -> None:
        """``before`` saves what is still in the fields, so that it goes along."""
        super().__init__(parent)
        self.desk, self.say, self._before = desk, desk.texts.say, before
        self._stop: Stop | None = None
        self._folder: Path | None = None
        self.setWindowTitle(self.say("stick.title"))
        hold(self, width=_WIDTH)
        goes_when_closed(self)
        self.setMaximumHeight(_HIGHEST)
        self.why = label(self.say("stick.why"), "quiet", wrap=True)
        self.places = QVBoxLayout()
        self.places.setSpacing(8)
        self.choose = button(self.say("stick.choose"), self._choose, icon="document")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.say("stick.progress"))
        self.progress.hide()
        self.outcome = label("", wrap=True)
        self.outcome.hide()
        self.notice = Notice()
        self.letters = label("", "quiet", wrap=True)
        self.letters.hide()
        self.carry = button(self.say("stick.carry"), self._carry, icon="relay")
        self.carry.hide()
        self.prepare = button(self.say("kit.entry"), self._prepare, role="quiet", icon="people")
        self.prepare.setToolTip(self.say("kit.why"))
        self.newer = button("", self._see_newer, role="quiet", icon="box")
        self.newer.hide()
        self.closing = button(self.say("ui.close"), self.reject)
        self._lay_out()
        self.desk.tasks.network(self, desk.workspace.sticks, self.show_places, self._broke)
        self.desk.tasks.aside(self, look_at_sticks, self.show_newer, self._broke)

    def reject(self) -> None:
        """Close; what is under way stops after the piece that it is at."""
        if self._stop is not None:
            self._stop.ask()
        super().reject()

    def exchange(self, folder: Path) -> None:
        """Give and take, in one go."""
        if self._stop is not None:
            return
        self._before()
        stop = self._began(folder)
        workspace, tasks = self.desk.workspace, self.desk.tasks

        def progress(done: int, whole: int, _phase: str) -> None:
            tasks.on_main(self, lambda: self._progressed(done, whole))

        tasks.network(
            self,
            lambda: workspace.exchange_with_stick(folder, do=tasks.do, progress=progress, stop=stop),
            self.show_outcome,
            self._broke,
        )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.say("stick.choose"))
        if chosen:
            self.exchange(Path(chosen))

    def _carry(self) -> None:
        folder, workspace = self._folder, self.desk.workspace
        if folder is not None and self._stop is None:
            stop = self._began(folder)
            self.desk.tasks.network(self, lambda: workspace.carry_letters(folder, stop), self._carried, self._broke)

    def _prepare(self) -> None:
        """Set somebody up by a stick instead: a page of its own."""
        self.reject()
        self.desk.shell.open_page("kit")

    def show_places(self, places: list[StickPlace]) -> None:
        """A button for each stick that is there."""
        empty(self.places)
        for place in places:
            words = self.say("stick.exchange_with", name=place.name)
            role = "primary" if place is places[0] else ""
            one = button(words, partial(self.exchange, Path(place.path)), role=role, icon="stick")
            self.places.addWidget(one)
        if places:
            first = self.places.itemAt(0).widget()
            if first is not None:
                first.setFocus()
        else:
            self.places.addWidget(label(self.say("stick.none_here"), wrap=True))
            self.choose.setFocus()
        self._fit()

    def show_newer(self, found: Found | None) -> None:
        """A quiet line when a stick has a newer version of the program."""
        if found is not None:
            self.newer.setText(self.say("updates.on_stick", version=found.offer.version))
            self.newer.setToolTip(self.say("updates.see"))
            self.newer.show()
            self._fit()

    def _see_newer(self) -> None:
        self.reject()
        self.desk.shell.open_page("updates")

    def _began(self, folder: Path) -> Stop:
        self._folder, self._stop = folder, Stop()
        self.notice.clear()
        self.outcome.hide()
        self.progress.setRange(0, 0)
        self.progress.show()
        self._enable(False)
        self._fit()
        return self._stop

    def _progressed(self, done: int, whole: int) -> None:
        if whole > 0 and self._stop is not None:
            self.progress.setRange(0, whole)
            self.progress.setValue(min(done, whole))

    def _over(self) -> None:
        self._stop = None
        self.progress.hide()
        self._enable(True)

    def show_outcome(self, report: StickReport) -> None:
        """What went and came, what failed, and whose letters lie there."""
        self._over()
        self.why.hide()
        self.outcome.setText(self._account(report))
        self.outcome.show()
        for code in report.trouble[:1]:
            self.notice.explain(self.desk.texts.explain(Known(code)))
        self._offer(report.others_letters)
        self._fit()
        self.closing.setFocus()
        self.desk.news.announce(report.changes)

    def _account(self, report: StickReport) -> str:
        """What went, what came, what was merged."""
        if not report.given and not report.taken:
            lines = [self.say("stick.nothing_new")]
        else:
            lines = [self.say("stick.done", given=report.given, taken=report.taken, merged=report.merged)]
        if report.on_relay:
            lines.append(self.say("stick.on_relay", count=report.on_relay))
        if report.letters:
            lines.append(self.say("stick.letters_put"))
        return "\n".join(lines)

    def _offer(self, count: int) -> None:
        self.letters.setText(self.say("stick.others_letters", count=count) if count else "")
        self.letters.setVisible(count > 0)
        self.carry.setVisible(count > 0)

    def _carried(self, report: CarryReport) -> None:
        self._over()
        size = self.desk.words.size
        self.outcome.setText(
            self.say("stick.carried", count=report.carried, up=size(report.bytes_up), down=size(report.bytes_down))
        )
        self.outcome.show()
        for code in report.trouble[:1]:
            self.notice.explain(self.desk.texts.explain(Known(code)))
        self._offer(report.left if report.trouble else 0)
        self._fit()

    def _broke(self, error: BaseException) -> None:
        self._over()
        sentence: Sentence = self.desk.explain(error)
        self.notice.explain(sentence)
        self._fit()

    def _enable(self, enabled: bool) -> None:
        for place in range(self.places.count()):
            item = self.places.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(enabled)
        self.choose.setEnabled(enabled)
        self.prepare.setEnabled(enabled)
        self.carry.setEnabled(enabled)
        self.closing.setText(self.say("ui.close") if enabled else self.say("sync.stop"))

    def _fit(self) -> None:
        self.adjustSize()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(self.say("stick.title"), "title", wrap=True))
        column.addWidget(self.why)
        column.addLayout(self.places)
        column.addWidget(self.newer, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(_left(self.choose))
        for widget in (self.progress, self.outcome, self.notice, self.letters):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.prepare)
        foot.addWidget(self.carry)
        foot.addStretch(1)
        foot.addWidget(self.closing)
        column.addStretch(1)
        column.addLayout(foot)


def _left(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch(1)
    return line
