"""Choosing a mentor for the pupil in hand: find her by name, see how many pupils she has, and ask her.

Keyboard: type a name or its first letters, Down to the list, Enter asks. Where one more is above the school's number, a
sentence of why is asked for, and nothing is forbidden.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.matching.mentor_rows import MentorPainter, MentorRows
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.pupil_views import MentorView, PairingView, PupilView, Suggestion

_LONGEST_NAME, _LONGEST_REASON = 60, 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Choosing(QWidget):
    """The search, the list, and the verbs. ``asked``: this mentor for the pupil in hand, with the reason if one was
    needed; ``wished``: note her as a wish, or take it out; ``instead``: in place of a mentor of today."""

    asked = Signal(str, str)
    wished = Signal(str, bool)
    instead = Signal(object, str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say = desk.texts.say
        self._pupil: PupilView | None = None
        self._former: PairingView | None = None
        self.search = LineBox(_LONGEST_NAME)
        self.search.setPlaceholderText(self._say("matching.search"))
        self.search.setAccessibleName(self._say("matching.search"))
        self.search.setClearButtonEnabled(True)
        self.idle = button(self._say("matching.idle", count=0), self._narrow, role="chip")
        self.idle.setCheckable(True)
        self.model = MentorRows(desk)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(MentorPainter(self.model, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self._say("matching.mentors"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        hold(self.list, least_height=150)
        self.why = label("", "quiet", wrap=True)
        self.reason = LineBox(_LONGEST_REASON)
        self.reason.setPlaceholderText(self._say("matching.reason"))
        self.reason.setAccessibleName(self._say("matching.reason"))
        self.ask = button(self._say("matching.ask"), self.ask_now, role="primary")
        self.wish = button(self._say("matching.wish"), self._wish)
        self._lay_out()
        self.search.typed.connect(self._narrow)
        self.search.returnPressed.connect(self.ask_now)
        self.reason.typed.connect(self._allow)
        self.reason.returnPressed.connect(self.ask_now)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._allow())
        self.list.installEventFilter(self)
        self.search.installEventFilter(self)

    def show_mentors(self, mentors: tuple[MentorView, ...], idle: int) -> None:
        """Show these; ``idle`` of them have no pupil yet."""
        self.idle.setText(self._say("matching.idle", count=idle))
        self.idle.setVisible(idle > 0 or self.idle.isChecked())
        self._keeping(lambda: self.model.show_mentors(mentors))

    def about(self, pupil: PupilView | None, suggested: Suggestion | None) -> None:
        """Choose for this pupil; who is wished for or suggested stands chosen."""
        self._pupil, self._former = pupil, None
        self.search.clear()
        self.reason.clear()
        self.model.narrow("", self.idle.isChecked())
        self.model.about(pupil, suggested)
        self._choose_first()

    def in_place_of(self, pairing: PairingView) -> None:
        """The mentor that is chosen next takes the place of this one."""
        self._former = pairing
        self._allow()
        self.search.setFocus()

    @property
    def mentor(self) -> MentorView | None:
        """Who is chosen."""
        index: QModelIndex = self.list.currentIndex()
        return self.model.mentors[index.row()] if index.isValid() and index.row() < len(self.model.mentors) else None

    def ask_now(self) -> None:
        """Ask the mentor who is chosen, if all is there that is needed."""
        mentor = self.mentor
        if mentor is None or not self.ask.isEnabled():
            if mentor is not None and mentor.full:
                self.reason.setFocus()
            return
        who, reason = mentor.who.person or mentor.who.name, self.reason.text().strip()
        if self._former is not None:
            self.instead.emit(self._former, who, reason)
        else:
            self.asked.emit(who, reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a mentor asks her; Down in the search goes to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() in _ENTER:
                self.ask_now()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _wish(self) -> None:
        mentor = self.mentor
        if mentor is not None and self._pupil is not None:
            self.wished.emit(mentor.who.person or mentor.who.name, not self._is_wished(mentor))

    def _is_wished(self, mentor: MentorView) -> bool:
        return self._pupil is not None and any(wish.key == mentor.who.key for wish in self._pupil.wishes)

    def _narrow(self) -> None:
        self.model.narrow(self.search.text(), self.idle.isChecked())
        self._choose_first()

    def _choose_first(self) -> None:
        if self.model.mentors:
            self.list.setCurrentIndex(self.model.index(0))
        self._allow()

    def _keeping(self, change: Callable[[], None]) -> None:
        """Change the rows and keep who is chosen."""
        before = self.mentor
        change()
        keys = [one.who.key for one in self.model.mentors]
        if before is not None and before.who.key in keys:
            self.list.setCurrentIndex(self.model.index(keys.index(before.who.key)))
        else:
            self._choose_first()
        self._allow()

    def _allow(self) -> None:
        mentor, pupil = self.mentor, self._pupil
        over = mentor is not None and pupil is not None and mentor.full
        has = mentor is not None and pupil is not None and any(one.mentor.key == mentor.who.key for one in pupil.open)
        self.reason.setVisible(over and not has)
        told = ""
        if mentor is not None and has:
            told = self._say("matching.has_already", name=mentor.who.name)
        elif mentor is not None and over:
            told = self._say("matching.over", name=mentor.who.name, count=mentor.pupils, limit=mentor.limit)
        elif self._former is not None:
            told = self._say("matching.instead_of", name=self._former.mentor.name)
        self.why.setText(told)
        self.why.setVisible(bool(told))
        may = mentor is not None and pupil is not None and not has and (not over or bool(self.reason.text().strip()))
        self.ask.setEnabled(may)
        self.ask.setText(self._say("matching.ask_instead" if self._former is not None else "matching.ask"))
        self.wish.setEnabled(mentor is not None and pupil is not None)
        wished = mentor is not None and self._is_wished(mentor)
        self.wish.setText(self._say("matching.wish_no_more" if wished else "matching.wish"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 1)
        head.addWidget(self.idle)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.ask)
        foot.addWidget(self.wish)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.why)
        column.addWidget(self.reason)
        column.addLayout(foot)
