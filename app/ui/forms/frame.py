"""A field on the form: label, input, help; and beneath it what concerns this place: trouble, rival values, remarks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import RecordError
from app.records.edits import SetValue
from app.records.fields import Field
from app.records.rules import Notice as Remark
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.inputs import make_input
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.rivals import Rivals
from app.workspace.views import RivalView

#: Remarks that a field says of itself elsewhere, or that the label says already.
_SAID_ELSEWHERE = ("notice.required", "notice.minutes_over", "notice.minutes_under", "notice.minutes_fit")


class FieldFrame(QWidget):
    """One field with all that belongs to it."""

    edited = Signal(object)

    def __init__(self, field: Field, around: Around, *, titled: bool = True) -> None:
        """``titled`` is False where the section's heading says the same already."""
        super().__init__()
        self.field, self._around = field, around
        self.input = make_input(field, field.key, around)
        self._notice: Notice | None = None  # what stands beneath a field is made when it is first needed
        self._remark: QLabel | None = None
        self._rivals: Rivals | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if titled:
            column.addLayout(self._head())
        self.help = label(around.desk.texts.label(field.help), "small", wrap=True) if field.help is not None else None
        if self.help is not None and self.input.wide:  # what is long is read before it is written, and ends far below
            column.addWidget(self.help)
        column.addWidget(self.input)
        if self.help is not None and not self.input.wide:
            column.addWidget(self.help)
        self._below = QVBoxLayout()
        self._below.setSpacing(4)
        column.addLayout(self._below)
        column.addStretch(1)
        self.input.edited.connect(self.edited)
        self.input.refused.connect(self.refuse)

    @property
    def notice(self) -> Notice:
        """Where trouble with this field is told."""
        if self._notice is None:
            self._notice = Notice(dismiss=self._around.say("ui.dismiss"))
            self._below.addWidget(self._notice)
        return self._notice

    def show_rivals(self, rivals: dict[str, Sequence[RivalView]]) -> None:
        """Show the values that people set while apart, side by side, until somebody picks one."""
        if self._rivals is not None:
            self._below.removeWidget(self._rivals)
            self._rivals.hide()
            self._rivals.deleteLater()
            self._rivals = None
        if not rivals:
            return
        around = self._around
        names = {member.person: member.name for member in around.members}
        self._rivals = Rivals(around.desk, around.kind, rivals, around.values, names)
        self._rivals.picked.connect(self._pick)
        self._below.addWidget(self._rivals)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this field, in order: what people wrote while apart is picked right behind it."""
        return [*self.input.stops(), *(self._rivals.stops() if self._rivals is not None else ())]

    def show_remarks(self, remarks: list[Remark]) -> None:
        """Show what the kind's rules say about this field, unless it is said elsewhere."""
        said = " ".join(self._around.notice_words(one) for one in remarks if one.key not in _SAID_ELSEWHERE)
        if self._remark is None and said:
            self._remark = label("", "small", wrap=True)
            self._below.addWidget(self._remark)
        if self._remark is not None:
            self._remark.setText(said)
            self._remark.setVisible(bool(said))

    @property
    def remark(self) -> str:
        """What the kind's rules say about this field just now."""
        return self._remark.text() if self._remark is not None else ""

    def refuse(self, error: RecordError | None) -> None:
        """Say why an edit was not taken; None when the trouble is over."""
        if error is not None:
            self.notice.explain(self._around.desk.texts.explain(error), "note")
        elif self._notice is not None:
            self._notice.clear()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        name = label(self.input.name, "field")
        name.setBuddy(self.input)
        row.addWidget(name)
        if self.field.required:
            row.addWidget(label(self._around.say("form.required"), "small"))
        row.addStretch(1)
        return row

    def _pick(self, path: str, value: Value) -> None:
        self.show_rivals({})
        if isinstance(value, str | int | bool):
            self.edited.emit(Draft(SetValue(path, value)))
