"""A suggestion for all who have no mentor yet: looked at line by line, and proposed only for those that are ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.messages import PlainDialog
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.pupil_views import PupilView, Suggestion

_WIDTH, _HEIGHT = 640, 330


class SuggestedDialog(PlainDialog):
    """The list, all ticked. Emits ``taken`` with pupil and mentor of those that stay so."""

    taken = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget, pupils: Sequence[PupilView], found: Sequence[Suggestion]) -> None:
        say = self._say = desk.texts.say
        super().__init__(parent, say("matching.suggested_title"))
        self.column.addStrut(px(_WIDTH - 44))
        self.column.addWidget(label(say("matching.suggested_why"), "quiet", wrap=True))
        self._found = tuple(found)
        names = {one.record: one for one in pupils}
        self.list = QListWidget()
        self.list.setAccessibleName(say("matching.suggested_title"))
        hold(self.list, height=_HEIGHT)
        for one in self._found:
            pupil = names[one.pupil]
            words = say(
                "matching.suggested_line",
                pupil=pupil.name,
                class_name=pupil.class_name,
                mentor=one.mentor.name,
                why=say(f"matching.suggested_{one.why}"),
            )
            item = QListWidgetItem(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.left = label("", "quiet", wrap=True)
        left_out = len([one for one in pupils if not one.open]) - len(self._found)
        self.left.setText(say("matching.suggested_left", count=left_out))
        self.left.setVisible(left_out > 0)
        self.take = button("", self._take, role="primary")
        self.take.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(say("ui.cancel"), self.reject))
        foot.addWidget(self.take)
        self.column.addWidget(self.list)
        self.column.addWidget(self.left)
        self.column.addLayout(foot)
        self.list.itemChanged.connect(lambda _item: self._count())
        self._count()

    def ticked(self) -> list[tuple[RecordId, str]]:
        """Pupil and mentor of each line that is ticked."""
        return [
            (one.pupil, one.mentor.key)
            for at, one in enumerate(self._found)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        count = len(self.ticked())
        self.take.setText(self._say("matching.suggested_take", count=count))
        self.take.setEnabled(count > 0)

    def _take(self) -> None:
        self.taken.emit(self.ticked())
        self.accept()
