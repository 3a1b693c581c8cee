"""Where a mentor sets the one action step: what, until when, for whom."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.records.edits import SetValue
from app.records.fields import LIMIT, Date, Prose
from app.records.label import Label
from app.ui.autosave import Draft
from app.ui.desk import Desk
from app.ui.forms.around import Around
from app.ui.forms.dates import DateInput
from app.ui.forms.input import CalmCombo
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import ProseBox
from app.workspace.views import RecordView


class StepForm(QFrame):
    """Emits ``made`` with the text, the day in ISO form or nothing, and the person's hexadecimal id."""

    made = Signal(str, str, str)

    def __init__(self, desk: Desk, view: RecordView) -> None:
        super().__init__()
        assert view.kind is not None  # a record of an unknown kind cannot be commented on
        self._say, self._due = desk.texts.say, ""
        self.setProperty("role", "sunken")
        self.text = ProseBox(LIMIT[Prose], least=2, most=5)
        self.text.setPlaceholderText(self._say("review.new_step_hint"))
        self.text.setAccessibleName(self._say("review.new_step"))
        words = self._say("review.due")
        around = Around(desk, view.record, view.kind, today=lambda: _today(desk))
        self.due = DateInput(Date("due", "d", Label(words, words)), "due", around)
        self.due.edited.connect(self._due_changed)
        self.owner = CalmCombo()
        # However long a colleague's name is, the margin stays as wide as it is.
        self.owner.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.owner.setMinimumContentsLength(4)
        self.owner.setAccessibleName(self._say("review.owner"))
        for member in sorted(view.space.members, key=lambda member: (member.name != view.author, member.me)):
            self.owner.addItem(member.name, member.person)
        self.set = button(self._say("review.set_step"), self._send, role="primary")
        self.text.typed.connect(self.allow)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 10)
        column.setSpacing(6)
        column.addWidget(label(self._say("review.new_step"), "field"))
        column.addWidget(self.text)
        column.addWidget(self.due)
        row = QHBoxLayout()
        row.addWidget(self.owner, 1)
        row.addWidget(self.set)
        column.addLayout(row)
        self.allow()

    def empty(self) -> None:
        """Ready for another step."""
        self.text.receive("")
        self.due.show_value(None)
        self._due = ""
        self.allow()

    def _due_changed(self, draft: Draft) -> None:
        if isinstance(draft.edit, SetValue):
            self._due = str(draft.edit.value or "")

    def allow(self) -> None:
        """A step can be set once it has words."""
        self.set.setEnabled(bool(self.text.text.strip()))

    def _send(self) -> None:
        self.set.setEnabled(False)
        self.made.emit(self.text.text.strip(), self._due, str(self.owner.currentData()))


def _today(desk: Desk) -> str:
    return datetime.fromtimestamp(desk.now()).date().isoformat()
