"""Updates (更新): which version runs, whether there is a newer one, what it brings and costs, and the way back.

Nothing is asked or fetched by itself. Sizes stand there before anything comes, and everything can be stopped.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QScrollArea

from app.errors import UpdateError
from app.ui.desk import Desk
from app.ui.messages import confirm
from app.ui.safekeeping.card import SectionCard
from app.ui.tasks import Stop
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import page_column
from app.workspace import updating

if TYPE_CHECKING:
    from app.workspace.updating import Found, Standing


class UpdatesPage(QScrollArea):
    """Three cards: what runs, what is newer, the way back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._found: Found | None = None
        self._standing: Standing | None = None
        self._stop: Stop | None = None
        column = page_column(self)
        column.addWidget(label(self._say("updates.title"), "hero"))
        column.addWidget(label(self._say("updates.why"), "quiet", wrap=True))
        self.back_card = self._way_back()
        for card in (self._running(), self._newer(), self.back_card):
            column.addWidget(card)
        column.addStretch(1)

    def shown(self) -> None:
        """How the program stands, and what the sticks have that are plugged in; both cost nothing."""
        self._desk.tasks.aside(self, updating.standing, self.show_standing, self._failed)
        if self._found is None and self._stop is None:
            self._desk.tasks.aside(self, updating.look_at_sticks, self._seen_on_stick, self._failed)

    def leave(self) -> None:
        """Nothing to save; an update that is under way goes on."""

    def _running(self) -> SectionCard:
        card = SectionCard(self._say("updates.running"), "info")
        self.version = label("", "strong")
        self.sort = label(self._say("updates.test"), "chip-note")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.version)
        row.addWidget(self.sort)
        row.addStretch(1)
        card.body.addLayout(row)
        self.waits, self.failed = Notice(), Notice()
        card.body.addWidget(self.waits)
        card.body.addWidget(self.failed)
        self.restart = button(self._say("updates.restart"), self._restart, role="primary", icon="redo")
        card.body.addWidget(self.restart, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _newer(self) -> SectionCard:
        card = SectionCard(self._say("updates.newer"), "box")
        card.body.addWidget(label(self._say("updates.ask_why"), "quiet", wrap=True))
        self.look = button(self._say("updates.look"), self._look, icon="stick")
        self.choose = button(self._say("updates.choose"), self._choose, icon="document")
        self.ask = button(self._say("updates.ask"), self._ask, icon="relay")
        asking = Flow()
        for one in (self.look, self.choose, self.ask):
            asking.addWidget(one)
        card.body.addLayout(asking)
        self.notice = Notice()
        card.body.addWidget(self.notice)
        self.offered = label("", "strong", wrap=True)
        self.news = label("", wrap=True)
        self.cost = label("", "quiet", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self._say("updates.progress"))
        self.stage = label("", "small", wrap=True)
        self.take = button(self._say("updates.take"), self._take, role="primary", icon="box")
        self.stop = button(self._say("updates.stop"), self._ask_to_stop, icon="close")
        taking = Flow()
        taking.addWidget(self.take)
        taking.addWidget(self.stop)
        for shown in (self.offered, self.news, self.cost, self.progress, self.stage):
            card.body.addWidget(shown)
        card.body.addLayout(taking)
        self._show_found(None)
        return card

    def _way_back(self) -> SectionCard:
        card = SectionCard(self._say("updates.back"), "undo")
        self.back_why = label("", "quiet", wrap=True)
        card.body.addWidget(self.back_why)
        self.back = button("", self._go_back, icon="undo")
        card.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        card.hide()
        return card

    def show_standing(self, standing: Standing) -> None:
        """Draw which version runs, which comes next, and whether there is a way back."""
        self._standing = standing
        self.version.setText(self._say("updates.version", version=standing.version))
        self.sort.setVisible(standing.test)
        waiting = standing.installed and standing.following != standing.version
        self.restart.setVisible(waiting)
        if waiting:
            self.waits.say(self._say("updates.waits", version=standing.following), self._say("updates.waits_next"))
        elif not standing.installed:
            self.waits.explain(self._desk.explain(UpdateError("update.not_installed")), "note")
        elif not standing.changeable:
            self.waits.explain(self._desk.explain(UpdateError("update.not_writable")), "note")
        else:
            self.waits.clear()
        if standing.failed:
            said = self._say("updates.failed", version=standing.failed)
            self.failed.say(said, self._say("updates.failed_next"))
        else:
            self.failed.clear()
        for one in (self.look, self.choose, self.ask):
            one.setEnabled(standing.installed and self._stop is None)
        self.back_card.setVisible(bool(standing.previous) and standing.changeable)
        self.back_why.setText(self._say("updates.back_why", version=standing.previous))
        self.back.setText(self._say("updates.go_back", version=standing.previous))
        self.back.setAccessibleName(self.back.text())

    def _look(self) -> None:
        self._begin(self._say("updates.looking"))
        self._desk.tasks.aside(
            self, updating.look_at_sticks, lambda found: self._answered(found, "stick"), self._failed
        )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._say("updates.choose"))
        if chosen:
            self._begin(self._say("updates.looking"))
            folder = Path(chosen)
            answered = partial(self._answered, where="stick")
            self._desk.tasks.aside(self, lambda: updating.look(folder), answered, self._failed)

    def _ask(self) -> None:
        self._begin(self._say("updates.asking"))
        workspace, tasks = self._desk.workspace, self._desk.tasks
        answered = partial(self._answered, where="relay")
        tasks.network(self, lambda: workspace.ask_for_update(tasks.do), answered, self._failed)

    def _seen_on_stick(self, found: Found | None) -> None:
        if found is not None and self._stop is None:
            self._show_found(found)

    def _answered(self, found: Found | None, where: str) -> None:
        self._over()
        self._show_found(found)
        if found is None:
            self.notice.say(self._say(f"updates.nothing_{where}"), self._say("updates.nothing_next"))

    def _show_found(self, found: Found | None) -> None:
        self._found = found
        for one in (self.offered, self.news, self.cost, self.take):
            one.setVisible(found is not None)
        for other in (self.progress, self.stage, self.stop):
            other.setVisible(self._stop is not None)
        if found is None:
            return
        offer, words = found.offer, self._desk.words
        self.offered.setText(self._say("updates.offered", version=offer.version))
        self.news.setText(offer.news(self._desk.texts.language))
        room = words.size(2 * offer.installed_size)
        if found.relay is None:
            self.cost.setText(self._say("updates.cost_stick", size=words.size(offer.size), room=room))
        else:
            time = words.duration(found.seconds)
            self.cost.setText(self._say("updates.cost_relay", size=words.size(offer.size), time=time, room=room))

    def _take(self) -> None:
        found = self._found
        if found is None or self._stop is not None:
            return
        stop = self._begin("", stoppable=True)
        tasks = self._desk.tasks

        def told(stage: str, done: int, whole: int) -> bool:
            tasks.on_main(self, lambda: self._progressed(stage, done, whole))
            return not stop()

        tasks.network(self, lambda: updating.take(found, told), lambda _none: self._taken(), self._failed)

    def _progressed(self, stage: str, done: int, whole: int) -> None:
        if self._stop is not None and whole:
            # A bar of a thousand: bytes of a whole system do not fit what Qt counts with.
            self.progress.setRange(0, 1_000)
            self.progress.setValue(done * 1_000 // whole)
            size = self._desk.words.size
            self.stage.setText(self._say(f"updates.stage_{stage}", done=size(done), whole=size(whole)))

    def _taken(self) -> None:
        self._over()
        self._show_found(None)
        self.notice.say(self._say("updates.taken"), self._say("updates.taken_next"), "good")
        self._desk.tasks.aside(self, updating.standing, self._show_taken, self._failed)

    def _show_taken(self, standing: Standing) -> None:
        self.show_standing(standing)
        self.ensureWidgetVisible(self.restart)
        self.restart.setFocus()

    def _go_back(self) -> None:
        standing = self._standing
        if standing is None or self._stop is not None:
            return
        title = self._say("updates.go_back", version=standing.previous)
        means = self._say("updates.back_means", version=standing.previous)
        if confirm(self, self._desk.texts, title, means, title):
            self._desk.tasks.aside(self, updating.back, lambda _version: self.shown(), self._failed)

    def _restart(self) -> None:
        # The window saves what is still in a field, and stays if it cannot; only then may another one open.
        if self.window().close():
            updating.start_anew()

    def _ask_to_stop(self) -> None:
        if self._stop is not None:
            self._stop.ask()

    def _begin(self, words: str, *, stoppable: bool = False) -> Stop:
        self._stop = Stop()
        self.notice.clear()
        self.progress.setRange(0, 0)
        self.stage.setText(words)
        self._enable(False)
        self.stop.setVisible(stoppable)
        return self._stop

    def _over(self) -> None:
        self._stop = None
        self._enable(True)

    def _enable(self, enabled: bool) -> None:
        for one in (self.look, self.choose, self.ask, self.take, self.back, self.restart):
            one.setEnabled(enabled)
        for other in (self.progress, self.stage, self.stop):
            other.setVisible(not enabled)

    def _failed(self, error: BaseException) -> None:
        self._over()
        look = "note" if getattr(error, "code", "") == "update.stopped" else "trouble"
        self.notice.explain(self._desk.explain(error), look)
