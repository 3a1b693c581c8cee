"""Who the few are that know of special guidance: ticked by name, once; nobody else's laptop ever holds a word of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.ids import SpaceId
from app.ui.desk import Desk
from app.ui.people.frame import SpaceDialog
from app.ui.theme.scale import hold
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.pupil_views import MatchingView
from app.workspace.views import Changes

_HEIGHT, _LONGEST_NAME = 220, 60


class FewDialog(SpaceDialog):
    """A name for the space, and the colleagues to tick. Emits ``made`` when it stands."""

    made = Signal()

    def __init__(self, desk: Desk, parent: QWidget, view: MatchingView) -> None:
        say = desk.texts.say
        super().__init__(desk, parent, say("matching.few_title"), say("matching.few_why"), say("matching.few_do"))
        self._home: SpaceId = view.space
        self.name = LineBox(_LONGEST_NAME)
        self.name.setText(say("matching.few_name", space=view.space_name))
        self.field(say("people.space_name"), self.name)
        self.list = QListWidget()
        for mentor in view.mentors:
            if mentor.who.person and not mentor.me:
                item = QListWidgetItem(mentor.who.name)
                item.setData(Qt.ItemDataRole.UserRole, mentor.who.person)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                self.list.addItem(item)
        hold(self.list, height=_HEIGHT)
        who = self.field(say("matching.few_who"), self.list)
        alone = not self.list.count()
        who.setHidden(alone)
        self.list.setHidden(alone)
        if alone:
            self.body.addWidget(label(say("matching.few_alone"), wrap=True))
        self.body.addWidget(label(say("matching.few_know"), "small", wrap=True))
        self.name.typed.connect(self._allow)
        self._allow()

    def begin(self) -> None:
        """Found the space and ask them in."""
        self.busy(True)
        name, home, chosen = self.name.text().strip(), self._home, self.ticked()
        self.desk.ask(self, lambda workspace: workspace.found_attention(home, name, chosen), self._made, self.failed)

    def ticked(self) -> list[str]:
        """The people who are ticked (hexadecimal ids)."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked]

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip()))

    def _made(self, _space: SpaceId) -> None:
        self.desk.news.announce(Changes(spaces=True, sync=True))
        self.made.emit()
        self.accept()
