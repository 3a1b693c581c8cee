"""The history of one record: choose a sitting, see what it changed or what changed since, and go back to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.ids import RecordId
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.history.removed import RemovedRows
from app.ui.history.timeline import Timeline
from app.ui.messages import confirm
from app.ui.review.legend import Legend
from app.ui.review.sheet import Sheet
from app.ui.review.writer import Sheetful
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button, wordless
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.notice import Notice
from app.workspace.history import ChangesView, RemovedRow, SittingView
from app.workspace.views import Changes, RecordView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_WIDTH = 320
#: What a sitting is compared with, besides another one.
_BEFORE, _NOW = "before", "now"


@dataclass(frozen=True)
class _Fetched:
    view: RecordView
    sittings: list[SittingView]
    removed: list[RemovedRow]


@dataclass(frozen=True)
class _Compared:
    """What lies between two points, what has changed since the chosen one, and the earlier text if it is wanted."""

    changes: ChangesView
    since: ChangesView
    former: ChangesView | None


class HistoryPage(QWidget):
    """Time line at the left, the page with its changes at the right."""

    def __init__(self, desk: Desk, record: RecordId) -> None:
        super().__init__()
        self._desk, self.record, self._say = desk, record, desk.texts.say
        self._view: RecordView | None = None
        self._since: ChangesView | None = None
        self._asked = 0
        self.setProperty("role", "page")
        self.title = OneLine("", "head")
        self.below = label(self._say("history.how"), "small", wrap=True)
        self.timeline = Timeline(desk)
        self.removed = RemovedRows(desk)
        self.against = QComboBox()
        self.against.setAccessibleName(self._say("history.compare"))
        self.legend, self.sheet, self.notice = Legend(desk), Sheet(desk), Notice(dismiss=self._say("ui.dismiss"))
        self.former = Sheet(desk)
        self.former.setAccessibleName(self._say("history.former"))
        self.side = button(self._say("history.side_by_side"), self._turn_side, role="chip")
        self.side.setCheckable(True)
        self._said = QWidget()
        self.undo = button(self._say("form.undo"), self._undo, icon="undo")
        self.fields = button(self._say("history.one_field"), role="quiet", icon="down")
        self.back = button(self._say("history.go_back"), self._ask_back, role="primary", icon="history")
        self._may_undo = False
        self._lay_out()
        self.timeline.chosen.connect(self._chosen)
        self.against.activated.connect(lambda _index: self._compare())
        self.removed.wanted.connect(self._bring_row_back)
        desk.news.changed.connect(self._changed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the time line. (A focus proxy would let Tab pass by the head, which stands before it.)"""
        self.timeline.setFocus(reason)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, self._fetch, self._show, self._told)

    def leave(self) -> None:
        """Nothing to save. What is written elsewhere now would be taken back first: going back is no longer offered to
        be undone here."""
        self._may_undo = False
        self.undo.hide()

    def _fetch(self, workspace: Workspace) -> _Fetched:
        record = self.record
        return _Fetched(workspace.view(record), workspace.timeline(record), workspace.rows_removed(record))

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and self.record in changes.records:
            self.shown()

    def _show(self, fetched: _Fetched) -> None:
        view = self._view = fetched.view
        self.title.setText(self._say("history.of", title=view.title or self._say("ui.untitled")))
        self.timeline.show_sittings(fetched.sittings, view.kind)
        names = {member.person: member.name for member in view.space.members}
        self.removed.show_rows(fetched.removed, view.kind, names, may_write=view.may_write)
        self._offer(fetched.sittings)
        self._compare()

    def _offer(self, sittings: list[SittingView]) -> None:
        wanted = self.against.currentData()
        self.against.clear()
        self.against.addItem(self._say("history.before"), _BEFORE)
        self.against.addItem(self._say("history.now"), _NOW)
        for sitting in sittings:
            name = sitting.author.name or self._say("history.somebody")
            said = f"{self.timeline.day(sitting)} {self.timeline.when(sitting)} {name}"
            self.against.addItem(self._say("history.with", sitting=said), sitting.after)
        self.against.setCurrentIndex(max(0, self.against.findData(wanted)))

    # Comparing

    def _chosen(self, _sitting: SittingView) -> None:
        self._compare()

    def _compare(self) -> None:
        sitting = self.timeline.sitting
        if sitting is None:
            return
        self._asked += 1
        asked, other, side = self._asked, self.against.currentData(), self.side.isChecked()
        points = [one.after for one in self._points()]

        def fetch(workspace: Workspace) -> _Compared:
            since = changes = workspace.changes_since(self.record, sitting.after)
            first, last = (sitting.before, sitting.after) if other == _BEFORE else (other, sitting.after)
            if other == _NOW:
                first = sitting.after
            elif other != _BEFORE and points.index(first) < points.index(last):
                first, last = last, first
            if other != _NOW:
                changes = workspace.changes_between(self.record, first, last)
            former = workspace.changes_between(self.record, first, first) if side else None
            return _Compared(changes, since, former)

        self._desk.ask(self, fetch, lambda found: self._draw(asked, found), self._told)

    def _turn_side(self) -> None:
        """The earlier text beside the later one, or the later one alone."""
        self._compare()

    def _points(self) -> list[SittingView]:
        """The sittings as they stand in the time line, newest first."""
        found = [self.timeline.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.timeline.count())]
        return [one for one in found if isinstance(one, SittingView)]

    def _draw(self, asked: int, found: _Compared) -> None:
        if asked != self._asked or self._view is None:
            return
        changes, since, former = found.changes, found.since, found.former
        self._since = since
        self._beside.setVisible(former is not None)
        if former is not None:
            self.former.show_sheetful(Sheetful(self.record, former.kind, former.values, former.names, None))
        self.sheet.show_sheetful(Sheetful(self.record, changes.kind, changes.values, changes.names, changes))
        self.legend.tell(self._say("history.changes"), changes if changes.differences else None)
        differ = bool(since.differences.paths()) and self._view.may_write
        self.back.setEnabled(differ)
        self.fields.setEnabled(differ)
        self.fields.setMenu(self._field_menu(since))

    def _field_menu(self, since: ChangesView) -> QMenu:
        menu = QMenu(self.fields)
        labels = {field.key: self._desk.texts.label(field.label) for field in since.kind.fields()} if since.kind else {}
        for key in since.differences.paths():
            menu.addAction(labels.get(key, key), partial(self.go_back, [key]))
        return menu

    # Going back

    def _ask_back(self) -> None:
        sitting = self.timeline.sitting
        if sitting is None:
            return
        when = f"{self.timeline.day(sitting)} {self.timeline.when(sitting)}"
        title = self._say("history.go_back_title", when=when)
        if confirm(self, self._desk.texts, title, self._say("history.go_back_why"), self._say("history.go_back_do")):
            self.go_back(None)

    def go_back(self, fields: list[str] | None) -> None:
        """Make the record, or some of its fields, read as after the chosen sitting."""
        sitting, since = self.timeline.sitting, self._since
        if sitting is None or since is None:
            return
        self._may_undo = True
        self._desk.ask(
            self,
            lambda workspace: workspace.go_back(self.record, sitting.after, fields),
            partial(self._went, "history.went_back"),
            self._told,
        )

    def _undo(self) -> None:
        """Take one's own going back away, and no words that came from others since."""
        if self._may_undo:
            self._may_undo = False
            self._desk.ask(
                self,
                lambda workspace: workspace.undo(self.record).changes,
                partial(self._went, "history.undone"),
                self._told,
            )

    def _bring_row_back(self, field: str, row: str) -> None:
        self._may_undo = False
        self._desk.ask(
            self,
            lambda workspace: workspace.bring_row_back(self.record, field, row),
            partial(self._went, "history.row_back"),
            self._told,
        )

    def _went(self, said: str, changes: Changes) -> None:
        self._said.show()
        self.notice.say(self._say(said), look="good")
        self.undo.setVisible(self._may_undo)
        self._desk.news.announce(changes)

    def _told(self, sentence: Sentence) -> None:
        self._said.show()
        self.undo.hide()
        self.notice.explain(sentence)

    # Looks

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left())
        right = QVBoxLayout()
        right.setSpacing(0)
        said = QHBoxLayout(self._said)
        said.setContentsMargins(12, 6, 12, 6)
        said.addWidget(self.notice, 1)
        said.addWidget(self.undo)
        self._said.hide()
        self.notice.cleared.connect(self._said.hide)
        right.addWidget(self._said)
        right.addWidget(self.legend)
        sheets = QHBoxLayout()
        sheets.setSpacing(8)
        self._beside = _titled(self._say("history.former"), self.former)
        self._beside.hide()
        sheets.addWidget(self._beside, 1)
        sheets.addWidget(self.sheet, 1)
        right.addLayout(sheets, 1)
        middle.addLayout(right, 1)
        self.sheet.verticalScrollBar().valueChanged.connect(lambda: _follow(self.sheet, self.former))
        column.addLayout(middle, 1)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        leave = wordless("back", self._say("ui.back"), self._desk.shell.go_back)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.below)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 7, 12, 7)
        row.setSpacing(6)
        row.addWidget(leave)
        row.addLayout(words, 1)
        row.addWidget(self.fields)
        row.addWidget(self.back)
        return bar

    def _left(self) -> QFrame:
        left = QFrame()
        left.setProperty("role", "side")
        hold(left, width=_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self._say("history.timeline"), "head"))
        column.addWidget(self.timeline, 1)
        column.addWidget(label(self._say("history.compare"), "field"))
        column.addWidget(self.against)
        column.addWidget(self.side)
        column.addWidget(self.removed)
        return left


def _titled(words: str, sheet: Sheet) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = label(words, "small")
    head.setContentsMargins(16, 6, 16, 0)
    column.addWidget(head)
    column.addWidget(sheet, 1)
    return holder


def _follow(leader: Sheet, follower: Sheet) -> None:
    """Scroll one sheet as far as the other: both begin and end at the same time."""
    led, following = leader.verticalScrollBar(), follower.verticalScrollBar()
    if led.maximum():
        following.setValue(round(led.value() * following.maximum() / led.maximum()))
