"""Inputs for text, numbers, and yes or no."""

from collections.abc import Callable
from unicodedata import normalize

from PySide6.QtCore import QMimeData, QObject, QRegularExpression, Qt
from PySide6.QtGui import QFontDatabase, QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout

from app.records.edits import SetValue, WriteProse
from app.records.fields import Field, Number, Prose
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.theme.fonts import BODY
from app.ui.theme.scale import hold
from app.ui.widgets.formatted_box import FormattedBox
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox, ProseBox

_NUMBER_WIDTH, _LEAST_NUMBER = 84, 40


class BoxInput(Input):
    """An input whose words stand in one ``box``."""

    box: LineBox | ProseBox

    def _listen(self) -> None:
        """Give the box its name, and hear what is done in it."""
        self.box.setAccessibleName(self.name)
        self.begins_with(self.box)
        self.box.typed.connect(self._typed)
        self.box.left.connect(self.left)
        self.box.composed.connect(self.composed)

    def take_tables(self, take: Callable[[QMimeData], bool]) -> None:
        self.box.taking = take

    def set_editable(self, editable: bool) -> None:
        self.box.setReadOnly(not editable)

    def _typed(self) -> None:
        """Send on what stands in the box."""
        raise NotImplementedError


class LineInput(BoxInput):
    """One line."""

    box: LineBox
    one_line = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.box = LineBox(self.limit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        self._listen()
        self.box.refused.connect(self.too_long)

    def show_value(self, value: Value | None) -> None:
        self.box.receive("" if value is None else str(value))

    def _typed(self) -> None:
        self.refused.emit(None)
        self.edited.emit(Draft(SetValue(self.path, self.box.text() or None)))


class ProseInput(BoxInput):
    """Any amount of text. Remembers which text the file has, so that a merge in between can be told apart."""

    box: ProseBox
    wide = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        cell = "/" in path
        fixed = isinstance(field, Prose) and field.fixed_width
        made = ProseBox if fixed else FormattedBox
        self.box = made(self.limit, least=2 if cell else 3, most=12 if cell else 16)
        if fixed:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setFamilies([*font.families(), "Noto Sans Mono CJK SC"])
            font.setPixelSize(BODY)
            self.box.setFont(font)
        self.box.setUndoRedoEnabled(False)  # the page takes back for all fields, across saves
        self._base = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self._listen()
        self.box.refused.connect(self.too_long)

    def show_value(self, value: Value | None) -> None:
        if self.box.receive(value if isinstance(value, str) else ""):
            self._base = self.box.text

    def was_saved(self, draft: Draft) -> None:
        if isinstance(draft.edit, WriteProse):
            self._base = draft.edit.text

    def _typed(self) -> None:
        self.refused.emit(None)
        self.edited.emit(Draft(WriteProse(self.path, self.box.text), self._base))


class Digits(QRegularExpressionValidator):
    """Takes digits alone; wide ones, as an input method gives them, are taken as the digits that they are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(QRegularExpression(r"\d{0,6}"), parent)

    def validate(self, text: str, place: int) -> object:
        """Qt's answer for the narrow digits, which then stand in the field."""
        return super().validate(normalize("NFKC", text), place)


class NumberInput(BoxInput):
    """A whole number with its unit; empty is not set."""

    box: LineBox
    one_line = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.box = LineBox(len(str(self.limit)))
        self.box.setValidator(Digits(self.box))
        self.box.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        hold(self.box, least_width=_LEAST_NUMBER, most_width=_NUMBER_WIDTH)
        self.unit: QLabel | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box)
        if isinstance(field, Number) and field.unit is not None:
            self.unit = label(around.desk.texts.label(field.unit), "quiet")
            row.addWidget(self.unit)
        row.addStretch(1)
        self._listen()

    def be_compact(self, compact: bool) -> None:
        if self.unit is not None:
            self.unit.setVisible(not compact)

    @property
    def number(self) -> int | None:
        """What stands in the field."""
        text = self.box.text()
        return int(text) if text.isdecimal() else None

    def show_value(self, value: Value | None) -> None:
        self.box.receive("" if value is None else str(value))

    def _typed(self) -> None:
        self.refused.emit(None)
        self.edited.emit(Draft(SetValue(self.path, self.number)))


class YesNoInput(Input):
    """A tick."""

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.box = QCheckBox(around.say("form.yes"))
        self.box.setAccessibleName(self.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)
        self.begins_with(self.box)
        self.box.clicked.connect(lambda checked: self.edited.emit(Draft(SetValue(self.path, bool(checked)))))

    def show_value(self, value: Value | None) -> None:
        self.box.setChecked(value is True)
