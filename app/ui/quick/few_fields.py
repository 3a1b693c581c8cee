"""A few fields of one record, without the rest of its form: saved as a form is, from the first word on.

A record that is not there yet is begun with the first edit, so that looking in leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.errors import TongxingError
from app.ids import RecordId
from app.records.edits import SetValue
from app.records.fields import Choice, Field
from app.records.kind import Kind
from app.records.values import Value
from app.ui.autosave import Autosave, Draft
from app.ui.desk import Desk
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.forms.inputs import make_input
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: Turns that one waits for a record that is being begun.
_MOST_TURNS = 200


class OneChip(Input):
    """One term of a short list, each a chip: one click, and another one takes it back."""

    wide = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        flow = Flow(self)
        offered = around.terms.offer(field.terms) if isinstance(field, Choice) else ()
        for term in offered:
            words = around.desk.texts.label(term.label)
            chip = button(words, partial(self._press, term.code), role="chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{self.name}: {words}")
            self.chips[term.code] = chip
            self._group.addButton(chip)
            flow.addWidget(chip)
        if self.chips:
            self.begins_with(next(iter(self.chips.values())))

    def show_value(self, value: Value | None) -> None:
        for code, chip in self.chips.items():
            chip.setChecked(code == value)

    def _press(self, code: str) -> None:
        chosen = code if self.chips[code].isChecked() else None
        self.show_value(chosen)
        self.edited.emit(Draft(SetValue(self.path, chosen)))


class FewFields(QWidget):
    """Fields of a kind, by key. ``begin`` makes the record on the worker when the first word is there."""

    edited = Signal()

    def __init__(self, desk: Desk, kind: Kind, keys: Sequence[str], begin: Callable[[Workspace], RecordId]) -> None:
        super().__init__()
        self._desk, self._begin = desk, begin
        self.record: RecordId | None = None
        self._beginning = False
        self._early: list[Draft] = []
        self.autosave = Autosave(desk.tasks, desk.workspace, RecordId(""), self)
        around = Around(desk, RecordId(""), kind)
        self.inputs: dict[str, Input] = {}
        self.notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for key in keys:
            field = kind.field(key)
            made = OneChip(field, key, around) if isinstance(field, Choice) else make_input(field, key, around)
            self.inputs[key] = made
            column.addWidget(label(desk.texts.label(field.label), "field"))
            if field.help is not None:
                column.addWidget(label(desk.texts.label(field.help), "small", wrap=True))
            column.addWidget(made)
            column.addSpacing(5)
            made.edited.connect(self.put)
            made.refused.connect(self._refuse)
        column.addWidget(self.notice)
        self.autosave.saved.connect(self._saved)
        self.autosave.refused.connect(lambda _draft, error: self._refuse(error))
        self.autosave.trouble.connect(self._refuse)

    def show_values(self, record: RecordId | None, values: Mapping[str, Value]) -> None:
        """Be about this record, or about one that is not there yet. Call ``save_now`` before."""
        self.record, self._beginning, self._early = record, False, []
        if record is not None:
            self.autosave.be_about(record)
        for key, made in self.inputs.items():
            made.show_value(values.get(key))
        self.notice.clear()

    def put(self, draft: Draft) -> None:
        """Take an edit."""
        self.edited.emit()
        if self.record is not None:
            self.autosave.put(draft)
            return
        self._early.append(draft)
        if not self._beginning:
            self._beginning = True
            self._desk.ask(self, self._begin, self._begun, self._failed)

    @property
    def unsaved(self) -> bool:
        """Is there anything that the file does not have yet?"""
        return bool(self._early) or self.autosave.unsaved

    def save_now(self) -> bool:
        """Save and wait. False if the file would not take it."""
        turns = 0
        while self._beginning and self.record is None and turns < _MOST_TURNS:
            turns += 1
            self._desk.tasks.do(lambda: None)
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return self.record is None or self.autosave.flush_and_wait()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first field."""
        next(iter(self.inputs.values())).setFocus(reason)

    def _begun(self, record: RecordId) -> None:
        self.record, self._beginning = record, False
        self.autosave.be_about(record)
        early, self._early = self._early, []
        for draft in early:
            self.autosave.put(draft)

    def _failed(self, sentence: object) -> None:
        self._beginning = False
        self._desk.shell.tell(sentence)  # type: ignore[arg-type]  # the desk gives a sentence

    def _saved(self, _saved: object, drafts: tuple[Draft, ...]) -> None:
        for draft in drafts:
            for made in self.inputs.values():
                if draft.place == made.path:
                    made.was_saved(draft)

    def _refuse(self, error: TongxingError | None) -> None:
        if error is None:
            self.notice.clear()
        else:
            self.notice.explain(self._desk.explain(error))
