"""Helping a colleague back: her request, the telephone, and the answer that goes to her."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.errors import FileError
from app.ui.desk import Desk
from app.ui.forms.input import CalmCombo
from app.ui.people.frame import SpaceDialog
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox, ProseBox

if TYPE_CHECKING:
    from app.workspace.circle import HelpView

_LONGEST = 20_000


class HelpDialog(SpaceDialog):
    """First the request, then the digits, then the answer."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        say = desk.texts.say
        super().__init__(
            desk, parent, say("protection.help"), say("protection.help_why"), say("protection.read_request")
        )
        self._view: HelpView | None = None
        self.answer = ""
        self.text = ProseBox(_LONGEST, least=2, most=3)
        self.text.setPlaceholderText("RQ1-…")
        self._text_title = self.field(say("protection.request"), self.text)
        self.open_file = button(say("protection.open_file"), self._choose, icon="document")
        self.body.addWidget(self.open_file, 0, Qt.AlignmentFlag.AlignLeft)
        self.who = CalmCombo()
        self.asked = label("", "hero")
        self.heard = LineBox(20)
        self._second = QWidget()
        self._fields: list[QWidget] = [
            self.field(say("protection.whose"), self.who),
            self.who,
            self.field(say("protection.asked"), self.asked),
            self.asked,
            self.field(say("protection.heard"), self.heard),
            self.heard,
        ]
        row = QHBoxLayout()
        self.copy = button(say("protection.copy_answer"), self._copy, icon="copy")
        self.save = button(say("protection.save_answer"), self._save, icon="save")
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addStretch(1)
        self.body.addLayout(row)
        self._show([*self._fields, self.copy, self.save], False)
        self.text.setFocus()

    def open_from(self, path: Path) -> None:
        """Take a request out of a file."""
        try:
            self.text.setPlainText(path.read_bytes()[:_LONGEST].decode("utf-8", "replace"))
        except OSError as error:
            self.failed(self.desk.explain(FileError("file.unreadable", type(error).__name__)))

    def begin(self) -> None:
        """Read the request, or answer it."""
        self.busy(True)
        if self._view is None:
            text = self.text.text
            self.desk.ask(self, lambda workspace: workspace.open_request(text), self._opened, self.failed)
            return
        view, giver, heard = self._view, str(self.who.currentData() or ""), self.heard.text()
        self.desk.ask(
            self,
            lambda workspace: workspace.answer_request(view.request, giver, view.asked, heard),
            self._answered,
            self.failed,
        )

    def save_to(self, path: Path) -> None:
        """Write the answer into a file."""
        try:
            path.write_text(self.say("protection.answer_text") + "\n\n" + self.answer + "\n", "utf-8")
        except OSError as error:
            self.failed(self.desk.explain(FileError("file.unwritable", type(error).__name__)))
            return
        self.notice.say(self.say("protection.answer_saved"), look="good")

    def _opened(self, view: HelpView) -> None:
        self.busy(False)
        if not view.holders:
            self.notice.say(self.say("protection.no_holders"), self.say("protection.no_holders_next"))
            return
        self._view = view
        self.why.setText(self.say("protection.telephone", name=view.name))
        self.who.clear()
        for person, name in view.holders:
            self.who.addItem(name, person)
        self.who.setCurrentIndex(max(self.who.findText(view.name), 0))
        self.asked.setText(f"{view.asked[:3]} {view.asked[3:]}")
        self._show([self.text, self._text_title, self.open_file], False)
        self._show(self._fields, True)
        self.go.setText(self.say("protection.make_answer"))
        self.heard.setFocus()
        self.adjustSize()

    def _answered(self, answer: str) -> None:
        self.busy(False)
        self.answer = answer
        self._show(self._fields, False)
        self._show([self.copy, self.save], True)
        self.go.hide()
        self.cancel.setText(self.say("ui.close"))
        self.why.setText(self.say("protection.answer_ready"))
        self.copy.setFocus()
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.say("protection.answer_text") + "\n\n" + self.answer)
        self.notice.say(self.say("protection.answer_copied"), look="good")

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.say("protection.save_answer"), self.say("protection.answer_file")
        )
        if name:
            self.save_to(Path(name))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.say("protection.open_file"))
        if name:
            self.open_from(Path(name))

    @staticmethod
    def _show(widgets: list[QWidget], shown: bool) -> None:
        for widget in widgets:
            widget.setVisible(shown)
