"""The left rail: the way to every page, always with words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.records.groups import GROUPS
from app.records.registry import Registry
from app.text import Texts
from app.ui.group_pages import GROUP, group_of, shown_groups
from app.ui.keys import key, native, written
from app.ui.theme.icons import RAIL, RAIL_GAP, give_icon, picture
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.views import PersonEntry

TODAY, FIND, REVIEWS, PEOPLE = "today", "find", "reviews", "people"
SAFEKEEPING, SETTINGS = "safekeeping", "settings"
#: Which drawing stands for a group.
_DRAWINGS = {
    "lessons": "plan",
    "mentoring": "talk",
    "plc": "circle",
    "pupils": "pupils",
    "growth": "growth",
    "school": "school",
}
_WIDTH = 188
#: From this height on every entry has its full room, in usual pixels.
_ROOMY = 640
#: Names in the menu; who is not among them is at the gate.
_MOST_OTHERS = 6


class Rail(QFrame):
    """Emits ``chosen`` with a page's name: today, reviews, people, safekeeping, settings, or group:<group>;
    ``switch_to`` with a person's id."""

    chosen = Signal(str)
    leave = Signal()
    switch_to = Signal(str)
    lock = Signal()
    language = Signal()
    rename = Signal()

    def __init__(self, texts: Texts, kinds: Registry, me: str, others: Sequence[PersonEntry] = ()) -> None:
        super().__init__()
        self._texts, self._kinds = texts, kinds
        self.setProperty("role", "rail")
        hold(self, width=_WIDTH)
        self._group = QButtonGroup(self)
        self._tight = False
        self._buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 14, 10, 10)
        self._column.setSpacing(2)
        self._column.addLayout(self._brand(texts))
        self._column.addSpacing(10)
        self._headings: list[QLabel] = []
        ways = self._scrolled()
        self._add(FIND, f"{texts.say('finding.entry')}    {native(key('find').keys[0])}", "search")
        self._buttons[FIND].setProperty("role", "search")
        self._column.addWidget(self._buttons[FIND])  # it stays while the others are scrolled
        self._column.addWidget(ways, 1)
        self._add(TODAY, texts.say("ui.today"), "today")
        self._heading(texts.say("ui.records"))
        for group in shown_groups(kinds):
            self._add(GROUP + group, texts.label(GROUPS[group]), _DRAWINGS[group])
        self._heading(texts.say("ui.together"))
        self._add(REVIEWS, texts.say("ui.reviews"), "review")
        self._add(PEOPLE, texts.say("ui.people_short"), "people")
        self._add(SAFEKEEPING, texts.say("ui.safekeeping"), "lock")
        self._add(SETTINGS, texts.say("settings.entry"), "settings")
        self._ways.addStretch(1)
        self.me = self._me(texts, me, others)
        self.name_me(me)
        self._column.addWidget(self.me)

    def show_chosen(self, name: str) -> None:
        """Mark the entry of the page that is in front; a page without an entry leaves none marked."""
        group = group_of(self._kinds, name)
        chosen = self._buttons.get(GROUP + group if group else name)
        self._group.setExclusive(chosen is not None)
        for entry in self._buttons.values():
            entry.setChecked(entry is chosen)

    def entry(self, name: str) -> QPushButton:
        """The button of a page."""
        return self._buttons[name]

    def name_me(self, me: str) -> None:
        """Show the person's name, which may have changed."""
        room = self.fontMetrics().elidedText(me, Qt.TextElideMode.ElideRight, px(_WIDTH - 76))
        self.me.setText(room.replace("&", "&&"))
        self.me.setToolTip(me)
        self.me.setAccessibleName(self._texts.say("ui.me_menu", name=me))

    def _brand(self, texts: Texts) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(picture("people", "accent", 24))
        row.addWidget(label(texts.say("ui.name"), "title"), 1)
        return row

    def _heading(self, words: str) -> None:
        heading = label(words, "small")
        heading.setContentsMargins(11, 12, 0, 2)
        self._headings.append(heading)
        self._ways.addWidget(heading)

    def _scrolled(self) -> QScrollArea:
        """Where the ways stand: on a low screen with large words some of them are reached by scrolling."""
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._ways = QVBoxLayout(inside)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self._ways.setSpacing(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setProperty("role", "bare")
        area.setWidget(inside)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, entries come closer and their headings go."""
        super().resizeEvent(event)
        self._make_room()

    def retheme(self) -> None:
        """With larger words there is less room."""
        self._make_room()

    def _make_room(self) -> None:
        tight = self.height() < px(_ROOMY)
        if tight == self._tight:
            return
        self._tight = tight
        for heading in self._headings:
            heading.setVisible(not tight)
        for entry in (*self._buttons.values(), self.me):
            entry.setProperty("tight", tight)
            entry.style().unpolish(entry)
            entry.style().polish(entry)

    def _add(self, name: str, words: str, drawing: str) -> None:
        entry = button(words, lambda: self.chosen.emit(name), role="rail")
        give_icon(entry, drawing, RAIL, gap=RAIL_GAP)
        entry.setCheckable(True)
        entry.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        entry.setToolTip(words if self.fontMetrics().horizontalAdvance(words) > px(_WIDTH - 70) else "")
        self._group.addButton(entry)
        self._buttons[name] = entry
        self._ways.addWidget(entry)

    def _me(self, texts: Texts, me: str, others: Sequence[PersonEntry]) -> QPushButton:
        entry = button(me, role="rail", icon="person")
        menu = self.menu = QMenu(entry)
        give_icon(menu.addAction(f"{texts.say('lock.now')}\t{written('lock')}", self.lock.emit), "lock")
        give_icon(menu.addAction(texts.say("naming.me"), self.rename.emit), "pen")
        give_icon(menu.addAction(texts.say("start.other_language"), self.language.emit), "language")
        menu.addSeparator()
        for other in others[:_MOST_OTHERS]:
            name = other.name.replace("&", "&&")
            give_icon(menu.addAction(name, lambda person=other.person: self.switch_to.emit(person)), "person")
        give_icon(menu.addAction(texts.say("ui.switch_person"), self.leave.emit), "leave")
        entry.clicked.connect(
            lambda _checked=False: menu.popup(entry.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        )
        return entry
