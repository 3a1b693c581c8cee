"""Coming back: by the recovery card, or with two colleagues' help; then a new PIN."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import AccessError, StoreError
from app.text import Texts
from app.ui.desk import explained
from app.ui.start.asking import Asking
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
    from app.workspace.workspace import Workspace

_WIDE = 490
_LONGEST_WORDS, _LONGEST_CODE = 2_000, 4_000


class ComingBack(QWidget):
    """Emits ``entered`` with the workspace of somebody who is back, and that a visit is wanted."""

    entered = Signal(object, str)
    back = Signal()

    def __init__(self, people: People, tasks: Tasks, texts: Texts) -> None:
        super().__init__()
        self._people, self._tasks, self._say, self._texts = people, tasks, texts.say, texts
        self._returning: Returning | None = None
        self.notice = Notice()
        self._steps = CurrentStack()
        self._card = self._card_step()
        self.asking = Asking(people, tasks, texts)
        self._pin = self._pin_step()
        for step in (self._card, self.asking, self._pin):
            self._steps.addWidget(step)
        self.asking.returned.connect(self._known)
        self.asking.back.connect(lambda: self._turn_to(self._card))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps, 1)
        column.addWidget(self.notice)

    def begin(self) -> None:
        """Turn to the card, or to the request that is under way."""
        under_way = coming_back.asking(self._people) is not None
        self._turn_to(self.asking if under_way else self._card)

    def _turn_to(self, step: QWidget) -> None:
        self.notice.clear()
        self._steps.setCurrentWidget(step)
        if step is self.asking:
            self.asking.begin()
        elif step is self._card:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card_step(self) -> QWidget:
        page, column = _page(self._say("back.title"), self._say("back.why"))
        self.words = ProseBox(_LONGEST_WORDS, least=2, most=3)
        self.code = ProseBox(_LONGEST_CODE, least=2, most=3)
        self.code.setPlaceholderText("RC1-…")
        column.addWidget(titled(self._say("back.words"), self.words, _WIDE))
        column.addWidget(titled(self._say("back.code"), self.code, _WIDE))
        column.addWidget(label(self._say("back.code_why"), "small", wrap=True))
        column.addStretch(1)
        help_me = button(self._say("back.no_card"), lambda: self._turn_to(self.asking), role="quiet", icon="people")
        self.read = button(self._say("start.next"), self._read_card, role="primary")
        row = foot(button(self._say("start.back"), self.back.emit, role="quiet", icon="back"), self.read)
        row.insertWidget(1, help_me)
        column.addLayout(row)
        return page

    def _pin_step(self) -> QWidget:
        page, column = _page(self._say("back.pin_title"), self._say("back.pin_why"))
        self._hello = label("", "strong", wrap=True)
        self.name = LineBox(LONGEST_NAME)
        self._name_row = titled(self._say("start.name"), self.name)
        self.pin, self.again = pin_box(self._texts, "start.pin"), pin_box(self._texts, "start.pin_again")
        column.addWidget(self._hello)
        column.addWidget(self._name_row)
        column.addWidget(titled(self._say("start.pin"), self.pin))
        column.addWidget(titled(self._say("start.pin_again"), self.again))
        column.addWidget(label(self._say("back.drafts"), "small", wrap=True))
        column.addStretch(1)
        self.enter = button(self._say("start.enter"), self._enter, role="primary")
        self.pin.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._enter)
        back = button(self._say("start.back"), lambda: self._turn_to(self._card), role="quiet", icon="back")
        column.addLayout(foot(back, self.enter))
        return page

    def _read_card(self) -> None:
        words, code = self.words.text, self.code.text
        self.read.setEnabled(False)
        self._tasks.document(self, lambda: coming_back.read_card(self._people, words, code), self._known, self._failed)

    def _known(self, returning: Returning) -> None:
        self._returning = returning
        self.read.setEnabled(True)
        self.words.setPlainText("")
        self.code.setPlainText("")
        self._turn_to(self._pin)
        self._name_row.setVisible(not returning.here)
        self._hello.setText(self._say("back.here", name=returning.name) if returning.here else "")
        (self.pin if returning.here else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        returning, name, pin = self._returning, self.name.text().strip(), self.pin.text()
        if returning is None or not self.enter.isEnabled():
            return
        if pin != self.again.text():
            self.notice.say(self._say("start.pins_differ"), self._say("start.pins_differ_next"))
            self.again.clear()
            self.again.setFocus()
            return
        self.enter.setEnabled(False)
        self._tasks.document(self, lambda: self._people.come_back(returning, name, pin), self._entered, self._failed)

    def _entered(self, workspace: Workspace) -> None:
        self._returning = None
        self.pin.clear()
        self.again.clear()
        # A request that cannot be removed opens nothing without the PIN, and must not keep her out now.
        with contextlib.suppress(StoreError):
            coming_back.stop_asking(self._people)
        self.entered.emit(workspace, "sync")

    def _failed(self, error: BaseException) -> None:
        self.read.setEnabled(True)
        self.enter.setEnabled(True)
        self.notice.explain(explained(self._texts, error), "note" if isinstance(error, AccessError) else "trouble")


def _page(title: str, why: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(label(title, "hero"))
    column.addWidget(label(why, "quiet", wrap=True))
    return page, column
