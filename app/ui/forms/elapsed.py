"""The input for minutes and seconds since something began, in any usual way of writing them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.records.edits import SetValue
from app.records.elapsed import elapsed_text, seconds_of
from app.records.fields import Field
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.theme.scale import hold
from app.ui.widgets.text_boxes import LineBox

_LONGEST, _LEAST_WIDTH, _WIDTH = 16, 52, 84


class ElapsedInput(Input):
    """A time on a stop-watch, which may be typed and corrected."""

    one_line = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.box = LineBox(_LONGEST)
        self.box.setAccessibleName(self.name)
        self.box.setPlaceholderText(around.say("watch.example"))
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        hold(self.box, least_width=_LEAST_WIDTH, most_width=_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)
        self.begins_with(self.box)
        self.box.typed.connect(self._typed)
        self.box.left.connect(self._left)
        self.box.composed.connect(self.composed)

    def show_value(self, value: Value | None) -> None:
        self.box.receive(elapsed_text(value) if isinstance(value, int) else "")

    def set_editable(self, editable: bool) -> None:
        self.box.setReadOnly(not editable)

    def _typed(self) -> None:
        text = self.box.text().strip()
        seconds = seconds_of(text)
        if seconds is not None or not text:
            self.refused.emit(None)
            self.edited.emit(Draft(SetValue(self.path, seconds)))

    def _left(self) -> None:
        text = self.box.text().strip()
        seconds = seconds_of(text)
        if seconds is not None:
            self.box.receive(elapsed_text(seconds))
        elif text:
            self.bad_value()
        self.left.emit()
