"""Three short steps: my name, my PIN, start writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AccessError
from app.text import Sentence, Texts
from app.ui.desk import explained
from app.ui.start.parts import foot, pin_box, titled
from app.ui.tasks import Tasks
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_boxes import LineBox
from app.workspace.signing_in import People

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST_NAME = 60
_STEPS = 3


class FirstStart(QWidget):
    """Makes a new person on this computer."""

    entered = Signal(object, str)
    back = Signal()
    coming_back = Signal()
    has_stick = Signal()

    def __init__(self, people: People, tasks: Tasks, texts: Texts, *, may_go_back: bool) -> None:
        super().__init__()
        self._people, self._tasks, self._texts, self._may_go_back = people, tasks, texts, may_go_back
        self._workspace: Workspace | None = None
        self._progress = label("", "small")
        self._steps = QStackedWidget()
        self.notice = Notice()
        self.name = LineBox(_LONGEST_NAME)
        self.pin, self.again = pin_box(texts, "start.pin"), pin_box(texts, "start.pin_again")
        self._steps.addWidget(self._name_step())
        self._steps.addWidget(self._pin_step())
        self._steps.addWidget(self._ready_step())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 26, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._progress)
        column.addWidget(self._steps, 1)

    def begin(self) -> None:
        """Turn to the first step."""
        self._turn_to(0)

    @property
    def untouched(self) -> bool:
        """Is it at its first step, with nothing typed?"""
        return self._steps.currentIndex() == 0 and not self.name.text() and not self.name.composing

    def _turn_to(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.notice.clear()
        self._progress.setText(self._texts.say("start.step_of", step=step + 1, steps=_STEPS))
        (self.name, self.pin, self.write)[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, title: str, explanation: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._title = label(self._texts.say(title), "hero")
        column.addWidget(self._title)
        column.addWidget(label(self._texts.say(explanation), "quiet", wrap=True))
        column.addSpacing(8)
        return page, column

    def _name_step(self) -> QWidget:
        page, column = self._page("start.name_title", "start.name_why")
        self.name.setPlaceholderText(self._texts.say("start.name_example"))
        column.addWidget(titled(self._texts.say("start.name"), self.name))
        column.addStretch(1)
        self.to_pin = button(self._texts.say("start.next"), self._named, role="primary")
        self.name.returnPressed.connect(self._named)
        self.name.typed.connect(self._name_changed)
        back = button(self._texts.say("start.back_to_list"), self.back.emit, role="quiet", icon="back")
        back.setVisible(self._may_go_back)
        column.addLayout(foot(back, self.to_pin))
        again = button(self._texts.say("back.entry"), self.coming_back.emit, role="quiet", icon="lock")
        again.setVisible(not self._may_go_back)
        stick = self.stick = button(self._texts.say("kit.have_stick"), self.has_stick.emit, role="quiet", icon="stick")
        column.addLayout(foot(again, stick))
        self._name_changed()
        return page

    def _pin_step(self) -> QWidget:
        page, column = self._page("start.pin_title", "start.pin_why")
        column.addWidget(titled(self._texts.say("start.pin"), self.pin))
        column.addWidget(titled(self._texts.say("start.pin_again"), self.again))
        column.addWidget(self.notice)
        column.addStretch(1)
        self.make = button(self._texts.say("start.next"), self._chosen, role="primary")
        self.pin.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._chosen)
        back = button(self._texts.say("start.back"), lambda: self._turn_to(0), role="quiet", icon="back")
        column.addLayout(foot(back, self.make))
        return page

    def _ready_step(self) -> QWidget:
        page, column = self._page("start.ready_title", "start.ready_why")
        self._hello = column.itemAt(0).widget()
        self.write = button(
            self._texts.say("start.write_first"), lambda: self._enter("write"), role="primary", icon="pen"
        )
        column.addWidget(self.write)
        column.addWidget(button(self._texts.say("start.join_first"), lambda: self._enter("join"), icon="ticket"))
        column.addWidget(button(self._texts.say("start.look_first"), lambda: self._enter(""), icon="today"))
        column.addStretch(1)
        return page

    def _name_changed(self) -> None:
        self.to_pin.setEnabled(bool(self.name.text().strip()))

    def _named(self) -> None:
        if self.name.text().strip():
            self._turn_to(1)

    def _chosen(self) -> None:
        if self.pin.text() != self.again.text():
            self.notice.say(self._texts.say("start.pins_differ"), self._texts.say("start.pins_differ_next"))
            self.again.clear()
            self.again.setFocus()
            return
        name, pin = self.name.text().strip(), self.pin.text()
        self.make.setEnabled(False)
        self._tasks.document(self, lambda: self._people.create(name, pin), self._made, self._failed)

    def _made(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.pin.clear()
        self.again.clear()
        if isinstance(self._hello, QLabel):
            self._hello.setText(self._texts.say("start.ready_title_named", name=self.name.text().strip()))
        self._turn_to(2)

    def _failed(self, error: BaseException) -> None:
        self.make.setEnabled(True)
        sentence: Sentence = explained(self._texts, error)
        self.notice.explain(sentence, "note" if isinstance(error, AccessError) else "trouble")
        self.pin.setFocus()

    def _enter(self, first: str) -> None:
        if self._workspace is not None:
            workspace, self._workspace = self._workspace, None
            self.entered.emit(workspace, first)

    def abandoned(self) -> Workspace | None:
        """The workspace that was made but never entered, when the window closes at the last step."""
        return self._workspace
