"""The left rail: the way to every page, always with words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from app.records.registry import Registry
from app.text import Texts
from app.ui.keys import key, native, written
from app.ui.theme.icons import KIND_ICONS, RAIL, RAIL_GAP, give_icon, picture
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.views import PersonEntry

TODAY, FIND, REVIEWS, PEOPLE = "today", "find", "reviews", "people"
SAFEKEEPING, SETTINGS = "safekeeping", "settings"
LIST = "list:"
_WIDTH = 188
#: Names in the menu; who is not among them is at the gate.
_MOST_OTHERS = 6


class Rail(QFrame):
    """Emits ``chosen`` with a page's name: today, reviews, people, safekeeping, settings, or list:<kind>; ``switch_to``
    with a person's id."""

    chosen = Signal(str)
    leave = Signal()
    switch_to = Signal(str)
    lock = Signal()
    language = Signal()
    rename = Signal()

    def __init__(self, texts: Texts, kinds: Registry, me: str, others: Sequence[PersonEntry] = ()) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("role", "rail")
        hold(self, width=_WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 14, 10, 10)
        self._column.setSpacing(2)
        self._column.addLayout(self._brand(texts))
        self._column.addSpacing(10)
        self._add(FIND, f"{texts.say('finding.entry')}    {native(key('find').keys[0])}", "search")
        self._buttons[FIND].setProperty("role", "search")
        self._add(TODAY, texts.say("ui.today"), "today")
        self._heading(texts.say("ui.records"))
        for kind in kinds:
            if kind.alone:
                self._add(LIST + kind.key, texts.label(kind.label), KIND_ICONS.get(kind.key, "document"))
        self._heading(texts.say("ui.together"))
        self._add(REVIEWS, texts.say("ui.reviews"), "review")
        self._add(PEOPLE, texts.say("ui.people_short"), "people")
        self._add(SAFEKEEPING, texts.say("ui.safekeeping"), "lock")
        self._add(SETTINGS, texts.say("settings.entry"), "settings")
        self._column.addStretch(1)
        self.me = self._me(texts, me, others)
        self.name_me(me)
        self._column.addWidget(self.me)

    def show_chosen(self, name: str) -> None:
        """Mark the entry of the page that is in front; a page without an entry leaves none marked."""
        chosen = self._buttons.get(name)
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
        self._column.addWidget(heading)

    def _add(self, name: str, words: str, drawing: str) -> None:
        entry = button(words, lambda: self.chosen.emit(name), role="rail")
        give_icon(entry, drawing, RAIL, gap=RAIL_GAP)
        entry.setCheckable(True)
        entry.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        entry.setToolTip(words if self.fontMetrics().horizontalAdvance(words) > px(_WIDTH - 70) else "")
        self._group.addButton(entry)
        self._buttons[name] = entry
        self._column.addWidget(entry)

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
