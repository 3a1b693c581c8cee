"""On the page of a charter: who agrees to what stands there now, by name, and one's own click."""

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.agreement import AgreementView
from app.workspace.views import RecordView


class Agreeing(QFrame):
    """Hidden for a record to which nobody need agree, and in a draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._record = RecordId("")
        self.setProperty("role", "good")
        self._words = label("", "", wrap=True)
        self.agree = button(self._say("agreeing.agree"), partial(self._tick, True), role="primary", icon="done")
        self.withdraw = button(self._say("agreeing.withdraw"), partial(self._tick, False), role="quiet")
        ways = QHBoxLayout()
        ways.addStretch(1)
        ways.addWidget(self.withdraw)
        ways.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addLayout(ways)
        self.hide()

    @property
    def words(self) -> str:
        """All that is said."""
        return self._words.text()

    def refresh(self, view: RecordView) -> None:
        """Fetch and draw, for a record that one may write."""
        self._record = view.record
        if view.kind is None or view.kind.agreeing is None or view.space.private or view.deleted:
            self.hide()
            return
        may = view.may_write
        self._desk.ask(self, lambda workspace: workspace.agreement(view.record), partial(self._show, may))

    def _show(self, may: bool, found: AgreementView | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        comma = self._say("form.comma")
        groups = (("agreed", found.agreed), ("earlier", found.earlier), ("waiting", found.waiting))
        lines = [self._say(f"agreeing.{key}", names=comma.join(names)) for key, names in groups if names]
        self._words.setText("\n".join(lines))
        self.agree.setText(self._say("agreeing.again" if found.mine == "earlier" else "agreeing.agree"))
        self.agree.setVisible(may and found.mine != "agreed")
        self.withdraw.setVisible(may and found.mine == "agreed")

    def _tick(self, agreed: bool) -> None:
        record = self._record
        self._desk.ask(self, lambda workspace: workspace.agree(record, agreed), self._desk.news.announce)
