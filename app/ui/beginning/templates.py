"""One's templates of a kind: open, rename, delete; and the question for a template's name."""

from functools import partial

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.fields import LIMIT, Line
from app.records.kind import Kind
from app.ui.desk import Desk
from app.ui.messages import PlainDialog, plain_dialog
from app.ui.widgets.buttons import button, tiny
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import empty
from app.ui.widgets.text_boxes import LineBox
from app.workspace.beginning import Beginnings, TemplateView
from app.workspace.views import Changes


class TemplatesDialog(PlainDialog):
    """Every template of a kind that is a record; those that ship with the program stay as they are."""

    def __init__(self, desk: Desk, kind: Kind, parent: QWidget) -> None:
        self._desk, self._kind, self._say = desk, kind, desk.texts.say
        super().__init__(parent, self._say("begin.templates_of", kind=desk.texts.label(kind.label)))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(6)
        self.column.addLayout(self.lines)
        close = button(self._say("ui.close"), self.accept, role="primary")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        self.column.addLayout(row)
        self._load()

    def _load(self) -> None:
        key, language = self._kind.key, self._desk.texts.language
        self._desk.ask(self, lambda workspace: workspace.beginnings(key, language), self._show)

    def _show(self, found: Beginnings) -> None:
        empty(self.lines)
        own = [one for one in found.templates if one.record is not None]
        for template in own:
            self.lines.addWidget(self._line(template))
        if not own:
            self.lines.addWidget(label(self._say("begin.no_own"), "quiet", wrap=True))

    def _line(self, template: TemplateView) -> QWidget:
        holder = QFrame()
        holder.setProperty("role", "sunken")
        row = QHBoxLayout(holder)
        row.setContentsMargins(10, 5, 6, 5)
        row.setSpacing(6)
        row.addWidget(OneLine(template.name, "strong"), 1)
        row.addWidget(label(self._say("ui.private") if template.private else template.about, "chip"))
        record = template.record
        if record is not None:
            named = {"name": template.name}
            row.addWidget(tiny("right", self._say("begin.open_template", **named), partial(self._open, record)))
            if template.may_write:
                rename = partial(self._rename, record, template.name)
                row.addWidget(tiny("pen", self._say("begin.rename_template", **named), rename))
                row.addWidget(tiny("delete", self._say("begin.delete_template", **named), partial(self._drop, record)))
        return holder

    def _open(self, record: RecordId) -> None:
        self.accept()
        self._desk.shell.open_record(record)

    def _rename(self, record: RecordId, name: str) -> None:
        wanted = ask_name(self, self._desk, self._say("begin.rename_title"), name)
        if wanted:
            self._desk.ask(self, lambda workspace: workspace.rename_template(record, wanted), self._changed)

    def _drop(self, record: RecordId) -> None:
        self._desk.ask(self, lambda workspace: workspace.delete(record), self._changed)

    def _changed(self, changes: Changes) -> None:
        self._desk.news.announce(changes)
        self._load()


def ask_name(parent: QWidget, desk: Desk, title: str, name: str) -> str:
    """Ask how a template is to be called; empty if nothing came of it."""
    dialog, column = plain_dialog(parent, title)
    box = LineBox(LIMIT[Line])
    box.setText(name)
    box.selectAll()
    box.setAccessibleName(desk.texts.say("begin.name"))
    caption = QLabel(desk.texts.say("begin.name"))
    caption.setBuddy(box)
    column.addWidget(caption)
    column.addWidget(box)
    keep = button(desk.texts.say("begin.keep"), dialog.accept, role="primary")
    keep.setDefault(True)
    keep.setEnabled(bool(name.strip()))
    box.textChanged.connect(lambda text: keep.setEnabled(bool(text.strip())))
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button(desk.texts.say("ui.cancel"), dialog.reject))
    row.addWidget(keep)
    column.addLayout(row)
    return box.text().strip() if dialog.exec() == QDialog.DialogCode.Accepted else ""
