"""The pictures and files of a record, in a strip below what is being reviewed; hidden where there are none."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.records.fields import File
from app.records.files import all_attached
from app.ui.desk import Desk
from app.ui.forms.around import Around
from app.ui.forms.files import FilesInput
from app.ui.theme.scale import hold
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.views import RecordView

#: Height of one row of cards with their label, in usual pixels.
_HEIGHT = 236


class PictureStrip(QScrollArea):
    """Every field of files that holds something, one beside the other; nothing can be changed here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inputs: dict[str, FilesInput] = {}
        self._record = ""
        body = QWidget()
        body.setProperty("role", "page-body")
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(18)
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(desk.texts.say("files.strip"))
        self.setWidget(body)
        hold(self, most_height=_HEIGHT)
        self.hide()

    def show_record(self, view: RecordView) -> None:
        """Show what a record names now."""
        fields = [field for field in view.kind.fields() if isinstance(field, File)] if view.kind else []
        held = [field for field in fields if view.values.get(field.key)]
        if (view.record, [field.key for field in held]) != (self._record, list(self._inputs)):
            self._record = view.record
            self._make(view, held)
        for key, made in self._inputs.items():
            made.around.members = view.space.members
            made.show_value(view.values.get(key))
        self.setVisible(bool(held))

    def _make(self, view: RecordView, fields: list[File]) -> None:
        empty(self._row)
        self._inputs = {}
        for field in fields:
            assert view.kind is not None  # a record without a kind has no fields
            column = QVBoxLayout()
            column.addWidget(label(self._desk.texts.label(field.label), "small"))
            made = FilesInput(field, field.key, Around(self._desk, view.record, view.kind, members=view.space.members))
            made.small = True
            made.set_editable(False)
            column.addWidget(made)
            column.addStretch(1)
            self._row.addLayout(column, len(all_attached(view.values.get(field.key))))
            self._inputs[field.key] = made
