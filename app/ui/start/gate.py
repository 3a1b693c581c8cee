"""The small window before the main one: first start, the list of people, the PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.logs import note_failure
from app.text import Texts
from app.ui.start.first_start import FirstStart
from app.ui.start.from_copy import FromCopy
from app.ui.start.parts import CurrentStack
from app.ui.start.sign_in import SignIn
from app.ui.tasks import Tasks
from app.ui.theme.icons import picture
from app.ui.theme.scale import hold
from app.ui.widgets.busy import Busy
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.invitations import Invitations, find_invitations
from app.workspace.signing_in import People
from app.workspace.views import PersonEntry

if TYPE_CHECKING:
    from app.ui.start.coming_back import ComingBack
    from app.ui.start.from_stick import FromStick
    from app.ui.start.post import PostDialog
    from app.workspace.workspace import Workspace

SIZE = (860, 540)
#: The window is there before anything is looked for.
_LOOK_MS = 100


class Gate(QWidget):
    """Lets somebody in; ``entered`` carries the open workspace and what she wants to do first."""

    entered = Signal(object, str)
    language_chosen = Signal(str)

    def __init__(self, people: People, tasks: Tasks, texts: Texts, entries: list[PersonEntry]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(texts.say("ui.name"))
        self.resize(*SIZE)
        self._texts = texts
        self._pages = CurrentStack()
        self.sign_in = SignIn(people, tasks, texts, entries)
        self.first_start = FirstStart(people, tasks, texts, may_go_back=bool(entries))
        self._people, self._tasks = people, tasks
        self.coming_back: ComingBack | None = None
        self.from_stick: FromStick | None = None
        self._invitations: Invitations | None = None
        for page in (self.sign_in, self.first_start):
            self._pages.addWidget(page)
            page.entered.connect(self.entered)
        self._first: SignIn | FirstStart = self.sign_in if entries else self.first_start
        self.sign_in.coming_back.connect(self.come_back)
        self.first_start.coming_back.connect(self.come_back)
        self.sign_in.newcomer.connect(self._newcomer)
        self.first_start.back.connect(lambda: self._turn_to(self.sign_in))
        self.first_start.has_stick.connect(self.from_a_stick)
        right = QVBoxLayout()
        right.setContentsMargins(44, 14, 44, 24)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addStretch(1)
        self.post = button(texts.say("stick.post"), self.open_post, role="quiet", icon="stick")
        top.addWidget(self.post)
        self.from_copy = FromCopy(people, tasks, texts)
        self.from_copy.entered.connect(self.entered)
        top.addWidget(self.from_copy)
        self.other_language = button(
            texts.say("start.other_language"), self._other_language, role="quiet", icon="language"
        )
        top.addWidget(self.other_language)
        right.addLayout(top)
        right.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._brand())
        row.addLayout(right, 1)
        Busy(self, tasks, texts)
        self._turn_to(self._first)
        QTimer.singleShot(_LOOK_MS, self, self.look)

    def choose(self, person: str) -> None:
        """Ready for the PIN of somebody in the list."""
        self.sign_in.choose(person)

    def come_back(self) -> ComingBack:
        """Turn to the page for those without a PIN; made when it is first wanted, since it reads the most of all."""
        page = self.coming_back
        if page is None:
            page = self.coming_back = _coming_back(self._people, self._tasks, self._texts)
            self._pages.addWidget(page)
            page.entered.connect(self.entered)
            page.back.connect(lambda: self._turn_to(self._first))
        self._turn_to(page)
        return page

    def open_post(self) -> PostDialog:
        """Post the letters of somebody's stick; nobody need be known here."""
        from app.ui.start.post import PostDialog

        dialog = PostDialog(self, self._tasks, self._texts)
        dialog.open()
        return dialog

    def look(self) -> None:
        """Look for an invitation on a stick; on a computer that nobody uses yet, show it."""
        self._tasks.network(self, find_invitations, self.show_invitations, _not_found)

    def show_invitations(self, found: Invitations | None) -> None:
        """An invitation was found, or none: whoever has not begun to type is shown it."""
        self._invitations = found
        untouched = self._pages.currentWidget() is self.first_start and self.first_start.untouched
        if found is not None and untouched and self._first is self.first_start:
            self.from_a_stick().show_found(found)

    def from_a_stick(self) -> FromStick:
        """Turn to the page for those who begin from a stick."""
        page = self.from_stick
        if page is None:
            page = self.from_stick = _from_stick(self._people, self._tasks, self._texts)
            self._pages.addWidget(page)
            page.entered.connect(self.entered)
            page.without.connect(lambda: self._turn_to(self.first_start))
        self._turn_to(page)
        return page

    def _newcomer(self) -> None:
        """One more person on this computer: by the invitation that is there, if there is one."""
        if self._invitations is not None:
            self.from_a_stick().show_found(self._invitations)
        else:
            self._turn_to(self.first_start)

    def _turn_to(self, page: SignIn | FirstStart | ComingBack | FromStick) -> None:
        self._pages.setCurrentWidget(page)
        page.begin()

    def _other_language(self) -> None:
        self.language_chosen.emit("en" if self._texts.language == "zh" else "zh")

    def _brand(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "rail")
        hold(frame, width=280)
        column = QVBoxLayout(frame)
        column.setContentsMargins(32, 40, 28, 32)
        column.setSpacing(14)
        column.addWidget(picture("people", "accent", 44))
        column.addWidget(label(self._texts.say("ui.name"), "hero"))
        column.addWidget(label(self._texts.say("start.motto"), "quiet", wrap=True))
        column.addStretch(1)
        for drawing, key in (("lock", "start.promise_private"), ("pen", "start.promise_offline")):
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(picture(drawing, "quiet"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(self._texts.say(key), "small", wrap=True), 1)
            column.addLayout(line)
        return frame

    def abandoned(self) -> Workspace | None:
        """A workspace that was made but never entered, when the window closes at the last step."""
        made = self.from_stick.abandoned() if self.from_stick is not None else None
        return made or self.first_start.abandoned()


def _not_found(error: BaseException) -> None:
    """She begins without an invitation then; what went wrong stands in the log."""
    note_failure(error)


def _from_stick(people: People, tasks: Tasks, texts: Texts) -> FromStick:
    from app.ui.start.from_stick import FromStick

    return FromStick(people, tasks, texts)


def _coming_back(people: People, tasks: Tasks, texts: Texts) -> ComingBack:
    from app.ui.start.coming_back import ComingBack

    return ComingBack(people, tasks, texts)
