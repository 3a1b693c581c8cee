"""The main window: the rail, one page at a time, the sync line. Pages are built when they are first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.clock import SystemClock
from app.ids import RecordId
from app.text import Sentence, Texts
from app.ui.desk import Computer, Desk, Protection
from app.ui.finding.indexing import Indexing
from app.ui.forms.place import Place
from app.ui.group_pages import GROUP, LIST, first_of, group_of, shown_groups
from app.ui.keys import bind
from app.ui.messages import confirm
from app.ui.pages import page_of
from app.ui.rail import FIND, PEOPLE, REVIEWS, SETTINGS, TODAY, Rail
from app.ui.refresh import News
from app.ui.safekeeping.care import Care
from app.ui.sync.line import SyncFoot
from app.ui.sync.visits import Visits
from app.ui.tasks import Tasks
from app.ui.widgets.busy import Busy
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.ui.words import Words
from app.workspace.views import Changes, PersonEntry

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

SIZE = (1366, 740)
LEAST = (960, 520)
_MOST_STEPS_BACK = 30
#: Pages of records that stay when they are left: coming back to one is a matter of milliseconds.
_KEPT = 3
#: Milliseconds after which a page that goes is taken apart: not while the next one is being opened.
_LATER = 1_000


class Page(Protocol):
    """What the window asks of a page."""

    def shown(self) -> None:
        """It comes to the front: fetch and draw."""

    def leave(self) -> None:
        """It goes out of sight: save what it holds."""


class MainWindow(QWidget):
    """One signed-in person's window."""

    closed = Signal()
    switch_person = Signal(str)  # the person's id, or empty for the list
    lock = Signal()
    switch_language = Signal()

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        texts: Texts,
        now: Callable[[], int] | None = None,
        *,
        protection: Protection | None = None,
        others: Sequence[PersonEntry] = (),
        computer: Computer | None = None,
    ) -> None:
        """``others`` are those who also use this computer."""
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(texts.say("ui.window_title", name=workspace.me.name))
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        news = News(self)
        self.desk = Desk(
            workspace, tasks, texts, Words(texts), news, self, now or SystemClock().now, protection, computer
        )
        self.visits = Visits(workspace, tasks, texts, news, self.save_now)
        self._pages: dict[str, QWidget] = {}
        self._trail: list[str] = []
        self._at = ""
        self._last_in: dict[str, str] = {}  # the page of each group that was in front last
        self.rail = Rail(texts, workspace.kinds, workspace.me.name, others)
        self._above = QWidget()
        self.notice = Notice(dismiss=texts.say("ui.dismiss"))
        self.stack = QStackedWidget()
        self.stack.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # at first; Tab goes on to the page in it
        self.foot = SyncFoot(self.desk, self.visits)
        self._lay_out()
        self.rail.chosen.connect(self.turn_to)
        self.rail.leave.connect(lambda: self.switch_person.emit(""))
        self.rail.switch_to.connect(self.switch_person)
        self.rail.lock.connect(self.lock)
        self.rail.language.connect(self.switch_language)
        self.rail.rename.connect(self.open_rename_me)
        news.changed.connect(lambda _changes: self._name_me())
        Busy(self, tasks, texts)
        self._shortcuts()
        self.turn_to(TODAY)
        self.stack.setFocus()
        self.foot.refresh()
        self.care = Care(self.desk, self)
        self.indexing = Indexing(self.desk, self)

    # What pages ask of the window (desk.Shell)

    def open_record(self, record: RecordId) -> None:
        """Open a record's form."""
        self.turn_to(f"record:{record}")

    def open_place(self, record: RecordId, path: str, start: int, end: int, said: RecordId | None = None) -> None:
        """Open a record's form at code points [start, end) of a field, or where ``said`` is shown beside it."""
        self.open_record(record)
        page = self.page(f"record:{record}")
        page.go_to(Place(path, start, end, said))  # type: ignore[attr-defined]  # a record's page is a FormPage

    def open_review(self, record: RecordId) -> None:
        """Open a record to read and comment on."""
        self.turn_to(f"review:{record}")

    def open_history(self, record: RecordId) -> None:
        """Open a record's history."""
        self.turn_to(f"history:{record}")

    def open_list(self, kind: str) -> None:
        """Turn to the list of a kind, by its key."""
        self.turn_to(LIST + kind)

    def open_people(self) -> None:
        """Turn to the page of people and spaces."""
        self.turn_to(PEOPLE)

    def open_page(self, name: str) -> None:
        """Turn to a page by its name in the rail."""
        self.turn_to(name)

    def begin_record(self, kind: str) -> None:
        """Make a record of a kind, private until it is shared, and open it."""
        self.desk.ask(self, lambda workspace: workspace.create(kind), self._created)

    def sync_now(self) -> None:
        """Begin a visit to the relays, in the background."""
        self.visits.start()

    def open_stick(self) -> None:
        """Open the dialog that exchanges with a stick."""
        from app.ui.sync.stick import StickDialog

        StickDialog(self.desk, self, self.save_now).open()

    def open_rename_me(self) -> None:
        """Ask for another name of one's own."""
        from app.ui.people.rename import rename_me

        rename_me(self.desk, self)

    def _name_me(self) -> None:
        """She may have been renamed: here, or on another laptop of hers."""
        name = self.desk.workspace.me.name
        self.rail.name_me(name)
        self.setWindowTitle(self.desk.texts.say("ui.window_title", name=name))

    def tell(self, sentence: Sentence, look: str = "trouble") -> None:
        """Say a failure that has no place on the page, above it; with ``look`` "note" what is no failure."""
        self._above.show()
        self.notice.explain(sentence, look)

    def go_back(self) -> None:
        """To the page before this one."""
        if self._trail:
            self._turn(self._trail.pop())
        else:
            self._turn(TODAY)

    # Pages

    def turn_to(self, name: str) -> None:
        """Bring a page to the front; the one that was there saves what it holds. A group opens where it was left."""
        if name.startswith(GROUP):
            group = name.removeprefix(GROUP)
            name = self._last_in.get(group) or first_of(self.desk.workspace.kinds, group)
        if name == self._at:
            self.page(name).shown()  # type: ignore[attr-defined]  # every page has the methods of Page
            return
        if self._at:
            self._trail = [*self._trail, self._at][-_MOST_STEPS_BACK:]
        self._turn(name)

    def page(self, name: str) -> QWidget:
        """The page of a name, made when it is first wanted."""
        if name not in self._pages:
            page = page_of(self.desk, name)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    def save_now(self) -> bool:
        """Save what is still in the fields. False if the file would not take it."""
        saved = [page.save_now() for page in self._pages.values() if hasattr(page, "save_now")]
        return all(saved)

    def settle(self) -> bool:
        """Before the window goes out of sight: take what an input method composes, and save. False as in save_now."""
        boxes: list[ProseBox | LineBox] = [*self.findChildren(ProseBox), *self.findChildren(LineBox)]
        for box in boxes:
            if box.composing:
                box.finish_composing()
        return self.save_now()

    def _turn(self, name: str) -> None:
        leaving = self._pages.get(self._at)
        if leaving is not None:
            leaving.leave()  # type: ignore[attr-defined]  # every page has the methods of Page
        self.notice.clear()
        page = self.page(name)
        self._at = name
        if group := group_of(self.desk.workspace.kinds, name):
            self._last_in[group] = name
        from_rail = self.rail.isAncestorOf(self.focusWidget() or self)
        self.stack.setCurrentWidget(page)
        if not from_rail:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.show_chosen(name)
        page.shown()  # type: ignore[attr-defined]  # every page has the methods of Page
        self._let_go()

    def _let_go(self) -> None:
        """Pages of records go when others have been opened since; those left last stay, for who goes back and forth."""
        self._pages[self._at] = self._pages.pop(self._at)  # the page in front is the newest
        of_records = [name for name in self._pages if name.startswith(("record:", "review:", "history:"))]
        older = [name for name in of_records if name != self._at][:-_KEPT]
        printed = [name for name in self._pages if name.startswith(("print:", "nameless:")) and name != self._at]
        for name in [*older, *printed]:
            page = self._pages[name]
            if not getattr(page, "unsaved", False) and not getattr(page, "unsent", False):
                del self._pages[name]
                self.stack.removeWidget(page)
                QTimer.singleShot(_LATER, page, page.deleteLater)

    def _created(self, record: RecordId) -> None:
        self.desk.news.announce(Changes(frozenset({record}), sync=True))
        self.open_record(record)

    # Around the pages

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        above = QVBoxLayout(self._above)
        above.setContentsMargins(16, 8, 16, 8)
        above.addWidget(self.notice)
        self._above.hide()
        self.notice.cleared.connect(self._above.hide)
        middle.addWidget(self._above)
        middle.addWidget(self.stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.foot)

    def _shortcuts(self) -> None:
        entries = [TODAY, *(GROUP + group for group in shown_groups(self.desk.workspace.kinds)), REVIEWS, PEOPLE]
        for number, name in enumerate(entries[:9]):
            bind("pages", self, partial(self.turn_to, name), number)
        bind("keys", self, partial(self.turn_to, "keys"))
        bind("settings", self, partial(self.turn_to, SETTINGS))
        for place in (0, 1):
            bind("find", self, partial(self.turn_to, FIND), place)
        bind("sync", self, self.sync_now)
        bind("lock", self, self.lock.emit)
        bind("back", self, self.go_back)
        bind("save", self, self.save_now)

    def rest(self) -> None:
        """Begin nothing by itself any more: the window is closed, or another has taken its place."""
        self.visits.end()
        self.care.stop()
        self.indexing.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first; if the file would not take it, ask before anything is lost."""
        self.visits.stop()
        leaving = self._pages.get(self._at)
        if leaving is not None:
            leaving.leave()  # type: ignore[attr-defined]  # every page has the methods of Page
        say, saved = self.desk.texts.say, self.settle()
        if not saved and not confirm(
            self, self.desk.texts, say("ui.unsaved_title"), say("ui.unsaved_why"), say("ui.close_anyway")
        ):
            event.ignore()
            return
        self.rest()
        event.accept()
        self.closed.emit()
