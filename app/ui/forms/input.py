"""What every input of a form has in common."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.errors import RecordError
from app.records.fields import LIMIT, Field
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around


class Input(QWidget):
    """The control for one field, or for one cell of a row. ``wide`` ones take the whole line of the form."""

    edited = Signal(object)  # Draft
    edited_many = Signal(object)  # list[Draft], of rows that are new
    refused = Signal(object)  # RecordError, or None when the trouble is over
    left = Signal()
    composed = Signal()
    grown = Signal()  # there are other places to Tab to than before
    wide: ClassVar[bool] = False
    one_line: ClassVar[bool] = False  # Enter means: go on

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__()
        self.field, self.path, self.around = field, path, around
        self.limit = LIMIT[type(field)]
        self.name = around.desk.texts.label(field.label)
        self._first: QWidget | None = None

    def begins_with(self, control: QWidget) -> None:
        """Where the focus goes when this input is asked to take it.

        No focus proxy of Qt's: it takes part in the order of Tab itself, in the place in which it was made, and so
        leads back into the middle of the form, or past all that stands before ``control``.
        """
        self._first = control

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the control with which it begins."""
        if self._first is None:
            super().setFocus(reason)
        else:
            self._first.setFocus(reason)

    @property
    def first_control(self) -> QWidget | None:
        """The control with which it begins."""
        return self._first

    def show_value(self, value: Value | None) -> None:
        """Show what the document has. Never called for a field with an edit under way."""
        raise NotImplementedError

    def was_saved(self, draft: Draft) -> None:
        """The file has this edit."""

    @property
    def whole(self) -> bool:
        """Are all its parts made? Those of a long one are made one after another, between the person's keystrokes."""
        return True

    def build_more(self) -> None:
        """Make one more part."""

    def take_tables(self, take: Callable[[QMimeData], bool]) -> None:
        """Before it pastes something, ask ``take`` whether that is a table, which the rows around it take."""

    def be_compact(self, compact: bool) -> None:
        """Take as little room as in a column of a table, whose heading says the name and the unit."""

    def cell(self, path: str) -> "Input | None":
        """The input at a path inside this one: itself, or a cell of one of its rows, which is made if need be."""
        return self if path == self.path else None

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this input, in order."""
        found: list[QWidget] = list(self.findChildren(QWidget))
        return [
            one
            for one in found
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
            and one.window() is self.window()
        ]

    def set_editable(self, editable: bool) -> None:
        """Let the person change it, or only read it."""
        self.setEnabled(editable)

    def too_long(self, length: int) -> None:
        """Say that a text was not taken."""
        self.refused.emit(RecordError("record.text_too_long", "", length=length, limit=self.limit))

    def bad_value(self) -> None:
        """Say that what stands here has not the right form."""
        self.refused.emit(RecordError("record.bad_value", "", field=self.field.key))


class CalmCombo(QComboBox):
    """A choice that a turning wheel over the form does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll."""
        event.ignore()
