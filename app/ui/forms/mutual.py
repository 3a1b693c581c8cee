"""On an assessment's form: say that it is written, wait for the other, and read both once both are written."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.messages import confirm
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.mutual import MutualView, Stage
from app.workspace.views import Changes, RecordView


class MutualCard(QFrame):
    """What stands between the two, in words, with the button that leads on."""

    def __init__(self, desk: Desk, save_now: Callable[[], bool]) -> None:
        super().__init__()
        self._desk, self._say, self._save_now = desk, desk.texts.say, save_now
        self._view: MutualView | None = None
        self._record = RecordId("")
        self.setProperty("role", "card")
        self.setAccessibleName(self._say("mutual.title"))
        self.words = label("", "strong", wrap=True)
        self.intact = label("", "small", wrap=True)
        self.ready: QPushButton = button(self._say("mutual.ready"), self._ready, role="primary", icon="done")
        self.back: QPushButton = button(self._say("mutual.back"), self._back, icon="pen")
        self.other: QPushButton = button("", self._open, icon="talk")
        foot = QHBoxLayout()
        for control in (self.ready, self.back, self.other):
            foot.addWidget(control)
        foot.addWidget(self.intact, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(label(self._say("mutual.title"), "head"))
        column.addWidget(label(self._say("mutual.why"), "small", wrap=True))
        column.addWidget(self.words)
        column.addLayout(foot)
        self.hide()

    def refresh(self, view: RecordView) -> None:
        """Show how it stands, if the record is of a kind that two write about each other."""
        self._record = view.record
        if view.kind is None or view.kind.mutual is None or view.deleted or view.template:
            self.hide()
            return
        self._desk.ask(self, lambda workspace: workspace.mutual(view.record), self._show)

    def _show(self, found: MutualView | None) -> None:
        if found is None or found.record != self._record:
            return
        self._view, say = found, self._say
        name = found.name or say("mutual.somebody")
        if found.stage is Stage.WRITING:
            key = "mutual.writing" if found.space else "mutual.nobody"
        elif not found.mine:
            key = "mutual.theirs"
        else:
            key = f"mutual.{found.stage.value}" + ("" if found.stage is Stage.WAITING or found.other else "_coming")
        self.words.setText(say(key, name=name, space=found.space))
        self.ready.setVisible(found.stage is Stage.WRITING)
        self.ready.setEnabled(bool(found.space))
        self.back.setVisible(found.stage is Stage.WAITING and found.other is None)
        self.other.setVisible(found.other is not None and found.stage is Stage.OPEN)
        self.other.setText(say("mutual.read" if found.mine else "mutual.read_mine", name=name))
        told = {True: "mutual.intact", False: "mutual.changed", None: ""}[found.intact]
        self.intact.setText(say(told) if told else "")
        self.show()

    def _ready(self) -> None:
        view = self._view
        if view is None or not self._save_now():
            return
        why = self._say("mutual.sure_why", name=view.name, space=view.space)
        if confirm(self, self._desk.texts, self._say("mutual.sure"), why, self._say("mutual.ready")):
            self._desk.ask(self, lambda workspace: workspace.be_ready(view.record), self._done)

    def _back(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.take_back_ready(self._record), self._done)

    def _open(self) -> None:
        if self._view is not None and self._view.other is not None:
            self._desk.shell.open_record(self._view.other)

    def _done(self, changes: Changes) -> None:
        self._desk.news.announce(changes)
