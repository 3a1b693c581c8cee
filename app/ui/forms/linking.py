"""Inputs that point at something: another record, or a person's confirmation."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.edits import SetValue
from app.records.fields import Field, Link
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.desk import Desk
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.messages import plain_dialog
from app.ui.theme.icons import KIND_ICONS, icon
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button, tiny
from app.ui.widgets.labels import OneLine
from app.ui.widgets.text_boxes import LineBox
from app.workspace.views import RecordRow, RecordView

_MOST_OFFERED = 50
_LONGEST_SEARCH = 100


class LinkInput(Input):
    """Another record, by its title."""

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self._target: RecordId | None = None
        self._editable = True
        self.title = OneLine(around.say("form.no_link"), "quiet")
        self.open = tiny("right", around.say("form.open_link"), self._open)
        self.pick = button(around.say("form.pick_link"), self._pick, role="quiet")
        self.pick.setAccessibleName(f"{self.name}: {around.say('form.pick_link')}")
        self.clear = tiny("close", around.say("form.clear_link", field=self.name), lambda: self._set(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        for control in (self.open, self.clear, self.pick):
            row.addWidget(control)
        self.begins_with(self.pick)
        self._show()

    def be_compact(self, compact: bool) -> None:
        self.pick.setText("…" if compact else self.around.say("form.pick_link"))

    def show_value(self, value: Value | None) -> None:
        target = RecordId(value) if isinstance(value, str) and value else None
        if target != self._target:
            self._target = target
            self._show()

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self._show()

    def _show(self) -> None:
        target = self._target
        self.open.setVisible(target is not None)
        self.clear.setVisible(target is not None and self._editable)
        self.pick.setVisible(self._editable)
        if target is None:
            self.title.setText(self.around.say("form.no_link"))
            return
        self.title.setText("…")
        self.around.desk.ask(
            self,
            lambda workspace: workspace.view(target),
            self._show_title,
            lambda _sentence: self.title.setText(self.around.say("form.link_not_here")),
        )

    def _show_title(self, view: RecordView) -> None:
        if view.record == self._target:
            self.title.setText(view.title or self.around.say("ui.untitled"))

    def _open(self) -> None:
        if self._target is not None:
            self.around.desk.shell.open_record(self._target)

    def _pick(self) -> None:
        kinds = self.field.kinds if isinstance(self.field, Link) else ()
        picked = pick_record(self, self.around.desk, self.name, kinds)
        if picked is not None:
            self._set(picked)

    def _set(self, target: RecordId | None) -> None:
        self._target = target
        self._show()
        self.edited.emit(Draft(SetValue(self.path, target)))


class SignatureInput(Input):
    """A person's confirmation: her name and the time, in one value."""

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.signed = OneLine("", "")
        self.sign = button(around.say("form.sign"), self._sign, icon="pen")
        self.sign.setAccessibleName(f"{self.name}: {around.say('form.sign')}")
        self.clear = tiny("close", around.say("form.unsign", field=self.name), self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.signed, 1)
        row.addWidget(self.clear)
        row.addWidget(self.sign)
        self.begins_with(self.sign)
        self.show_value(None)

    def show_value(self, value: Value | None) -> None:
        when, _, name = (value if isinstance(value, str) else "").partition(" ")
        self.signed.setText(f"{name} · {when.replace('T', ' ')}" if name else self.around.say("form.not_signed"))
        self.clear.setVisible(bool(name))
        self.sign.setVisible(not name)

    def _sign(self) -> None:
        desk = self.around.desk
        value = f"{datetime.fromtimestamp(desk.now()):%Y-%m-%dT%H:%M} {desk.workspace.me.name}"
        self.show_value(value)
        self.edited.emit(Draft(SetValue(self.path, value)))

    def _clear(self) -> None:
        self.show_value(None)
        self.edited.emit(Draft(SetValue(self.path, None)))


def pick_record(parent: QWidget, desk: Desk, title: str, kinds: tuple[str, ...]) -> RecordId | None:
    """Let the person choose a record by title or by a word in it; None if she does not."""
    dialog, column = plain_dialog(parent, title)
    picker = RecordPicker(desk, kinds)
    column.addWidget(picker)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button(desk.texts.say("ui.cancel"), dialog.reject))
    take = button(desk.texts.say("form.take"), dialog.accept, role="primary")
    take.setDefault(True)
    row.addWidget(take)
    column.addLayout(row)
    picker.found.itemActivated.connect(lambda _item: dialog.accept())
    return picker.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None


class RecordPicker(QWidget):
    """A search line and what it finds."""

    def __init__(self, desk: Desk, kinds: tuple[str, ...]) -> None:
        super().__init__()
        self._desk, self._kinds, self._asked = desk, kinds, 0
        self.search = LineBox(_LONGEST_SEARCH)
        self.search.setPlaceholderText(desk.texts.say("lists.search"))
        self.search.setAccessibleName(desk.texts.say("lists.search"))
        self.found = QListWidget()
        self.found.setAccessibleName(desk.texts.say("form.pick_link"))
        hold(self.found, height=280)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.found)
        self.search.typed.connect(self._load)
        self._load()

    def chosen(self) -> RecordId | None:
        """The record that is marked."""
        item = self.found.currentItem()
        return RecordId(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _load(self) -> None:
        self._asked += 1
        asked, text = self._asked, self.search.text().strip()
        offered = self._kinds or tuple(kind.key for kind in self._desk.workspace.kinds if kind.alone)
        self._desk.ask(
            self,
            lambda workspace: [
                row for kind in offered for row in workspace.list_records(kind, text, None, 0, _MOST_OFFERED)
            ],
            lambda rows: self._show(asked, rows),
        )

    def _show(self, asked: int, rows: list[RecordRow]) -> None:
        if asked != self._asked:
            return
        self.found.clear()
        for row in sorted(rows, key=lambda row: -row.changed)[:_MOST_OFFERED]:
            item = QListWidgetItem(icon(KIND_ICONS.get(row.kind_key, "document")), row.title)
            item.setText(row.title or self._desk.texts.say("ui.untitled"))
            item.setData(Qt.ItemDataRole.UserRole, row.record)
            self.found.addItem(item)
        if self.found.count():
            self.found.setCurrentRow(0)
