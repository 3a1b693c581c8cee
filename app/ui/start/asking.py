"""Two colleagues help: a request that travels by any way, digits on the telephone, and their answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AccessError, FileError, StoreError
from app.text import Texts
from app.ui.desk import explained
from app.ui.start.parts import CurrentStack, foot, pin_box, titled
from app.ui.tasks import Tasks
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace import coming_back
from app.workspace.signing_in import LONGEST_NAME, People

if TYPE_CHECKING:
    from app.workspace.returning import Returning

_WIDE = 490
_LONGEST_ANSWER = 20_000


class Asking(QWidget):
    """Emits ``returned`` when two answers have fitted together."""

    returned = Signal(object)
    back = Signal()

    def __init__(self, people: People, tasks: Tasks, texts: Texts) -> None:
        super().__init__()
        self._people, self._tasks, self._say, self._texts = people, tasks, texts.say, texts
        self._request = ""
        self.notice = Notice()
        self._steps = CurrentStack()
        self._make, self._wait = self._make_step(), self._wait_step()
        self._steps.addWidget(self._make)
        self._steps.addWidget(self._wait)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self._say("back.ask_title"), "hero"))
        column.addWidget(self._steps, 1)
        column.addWidget(self.notice)

    def begin(self) -> None:
        """Show the request that is under way, or how to make one."""
        self.notice.clear()
        under_way = coming_back.asking(self._people)
        self._steps.setCurrentWidget(self._make if under_way is None else self._wait)
        if under_way is None:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._request = under_way.request
        self.count.setText(self._say("back.answers", count=under_way.answers))

    def _make_step(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.name = LineBox(LONGEST_NAME)
        self.new_pin, self.again = pin_box(self._texts, "start.pin"), pin_box(self._texts, "start.pin_again")
        column.addWidget(label(self._say("back.ask_why"), "quiet", wrap=True))
        column.addWidget(titled(self._say("start.name"), self.name))
        column.addWidget(titled(self._say("start.pin"), self.new_pin))
        column.addWidget(titled(self._say("start.pin_again"), self.again))
        column.addStretch(1)
        self.make = button(self._say("back.make_request"), self._begin, role="primary")
        self.again.returnPressed.connect(self._begin)
        column.addLayout(foot(button(self._say("start.back"), self.back.emit, role="quiet", icon="back"), self.make))
        return page

    def _wait_step(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self._say("back.send_why"), "quiet", wrap=True))
        self.save = button(self._say("back.save_request"), self._save, icon="save")
        self.copy = button(self._say("back.copy_request"), self._copy, icon="copy")
        sending = QHBoxLayout()
        sending.addWidget(self.save)
        sending.addWidget(self.copy)
        sending.addStretch(1)
        column.addLayout(sending)
        self.asked = LineBox(20)
        self.number = label("", "title")
        self.number.setAccessibleName(self._say("back.number"))
        self.asked.typed.connect(self._show_number)
        telephone = QHBoxLayout()
        telephone.addWidget(titled(self._say("back.asked"), self.asked, 200))
        telephone.addWidget(self.number, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(telephone)
        self.answer = ProseBox(_LONGEST_ANSWER, least=2, most=2)
        self.answer.setPlaceholderText("RA1-…")
        column.addWidget(titled(self._say("back.answer"), self.answer, _WIDE))
        self.pin = pin_box(self._texts, "back.pin_of_request")
        self.open = button(self._say("protection.open_file"), self._open, icon="document")
        self.take = button(self._say("back.take_answer"), self._take, role="primary")
        taking = QHBoxLayout()
        taking.addWidget(self.open)
        taking.addWidget(self.pin, 1)
        taking.addWidget(self.take)
        self.pin.setPlaceholderText(self._say("back.pin_of_request"))
        self.pin.returnPressed.connect(self._take)
        column.addLayout(taking)
        self.count = label("", "small")
        column.addWidget(self.count)
        column.addStretch(1)
        stop = button(self._say("back.stop_asking"), self._stop, role="quiet", icon="delete")
        column.addLayout(foot(button(self._say("start.back"), self.back.emit, role="quiet", icon="back"), stop))
        return page

    def _begin(self) -> None:
        name, pin = self.name.text().strip(), self.new_pin.text()
        if not name:
            self.name.setFocus()
            return
        if pin != self.again.text():
            self.notice.say(self._say("start.pins_differ"), self._say("start.pins_differ_next"))
            self.again.clear()
            return
        self.make.setEnabled(False)
        self._tasks.document(self, lambda: coming_back.ask(self._people, name, pin), self._made, self._failed)

    def _made(self, _asking: object) -> None:
        self.make.setEnabled(True)
        self.new_pin.clear()
        self.again.clear()
        self.begin()

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self._say("back.save_request"), self._say("back.request_file"))
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the request into a file, to be carried or sent."""
        try:
            path.write_text(self._say("back.request_text") + "\n\n" + self._request + "\n", "utf-8")
        except OSError as error:
            self._failed(FileError("file.unwritable", type(error).__name__))
            return
        self.notice.say(self._say("back.saved"), look="good")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._say("back.request_text") + "\n\n" + self._request)
        self.notice.say(self._say("back.copied"), look="good")

    def _show_number(self) -> None:
        try:
            number = coming_back.number_for(self._people, self.asked.text())
        except AccessError:
            self.number.setText("")
            return
        self.number.setText(self._say("back.read_back", number=f"{number[:3]} {number[3:]}"))

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._say("protection.open_file"))
        if name:
            self.open_from(Path(name))

    def open_from(self, path: Path) -> None:
        """Take an answer out of a file."""
        try:
            self.answer.setPlainText(path.read_bytes()[:_LONGEST_ANSWER].decode("utf-8", "replace"))
        except OSError as error:
            self._failed(FileError("file.unreadable", type(error).__name__))

    def _take(self) -> None:
        text, pin = self.answer.text, self.pin.text()
        if not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        self._tasks.document(self, lambda: coming_back.take_answer(self._people, text, pin), self._taken, self._failed)

    def _taken(self, returning: Returning | None) -> None:
        self.take.setEnabled(True)
        self.answer.setPlainText("")
        if returning is not None:
            self.pin.clear()
            self.returned.emit(returning)
            return
        self.begin()
        self.notice.say(self._say("back.one_more"), look="good")

    def _stop(self) -> None:
        try:
            coming_back.stop_asking(self._people)
        except StoreError as error:
            self._failed(error)
            return
        self.begin()

    def _failed(self, error: BaseException) -> None:
        self.make.setEnabled(True)
        self.take.setEnabled(True)
        self.notice.explain(explained(self._texts, error), "note" if isinstance(error, AccessError) else "trouble")
