"""The input for pictures and files: what is attached, to be taken out again and put back."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.edits import Mark
from app.records.fields import Field
from app.records.files import Attached, all_attached
from app.records.values import Value
from app.records.written import size_text
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.widgets.buttons import tiny
from app.ui.widgets.labels import OneLine
from app.ui.widgets.panel import empty


class FilesInput(Input):
    """What is attached, one below the other."""

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self._files: list[Attached] = []
        self._editable = True
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self._show()

    def show_value(self, value: Value | None) -> None:
        files = all_attached(value)
        if files != self._files:
            self._files = files
            self._show()

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self._show()

    def _show(self) -> None:
        empty(self.rows)
        if not self._files:
            self.rows.addWidget(OneLine(self.around.say("files.none"), "quiet"))
        for file in self._files:
            self.rows.addWidget(self._row(file))
        self.grown.emit()

    def _row(self, file: Attached) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(OneLine(f"{file.name} · {size_text(file.size)}", ""), 1)
        if self._editable:
            line.addWidget(tiny("close", self.around.say("files.remove", name=file.name), partial(self._remove, file)))
        return row

    def _remove(self, file: Attached) -> None:
        self._files.remove(file)
        self._show()
        self.edited.emit(Draft(Mark(self.path, file.member(), False)))
