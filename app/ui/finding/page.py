"""The page on which everything is found: one field, chips that narrow, and every hit with its line.

While somebody types, the last query wins: one search is under way at a time, and what was typed meanwhile follows it;
what was typed in between is never looked for.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from app.ids import RecordId
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.finding.delegate import HitPainter
from app.ui.finding.filters import Filters
from app.ui.finding.model import Hits
from app.ui.keys import written
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_boxes import LineBox
from app.workspace.finding import PAGE, Found, FoundRow, Query
from app.workspace.views import Changes

#: From the last key to the search: two keys of a quick typist are one query.
PAUSE_MS = 120
_LONGEST = 100
#: Hits that are asked for anew at once; whoever scrolled further comes back to about there.
_MOST_ANEW = 500
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindPage(QWidget):
    """Reached from everywhere by its key or the rail."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._shown = Query()
        self._under_way = False
        self._more: int | None = None
        self.setProperty("role", "page")
        self.box = LineBox(_LONGEST)
        self.filters = Filters(desk)
        self.model = Hits(desk.texts, desk.words, desk.now, self._ask_more)
        self.view = QListView()
        self.notice = Notice()
        self._waiting = label("", "small")
        self._middle = QStackedWidget()
        self._empty_title, self._empty_words = label("", "head"), label("", "quiet", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self._ask)
        self.box.typed.connect(self._pause.start)
        self.box.composed.connect(self._pause.start)
        self.filters.changed.connect(self._pause.start)
        self._pause.stop()
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        desk.news.changed.connect(self._changed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the field. (A focus proxy would let Tab pass by the heading, which stands before it.)"""
        self.box.setFocus(reason)

    def shown(self) -> None:
        """Be ready to type; what was found stays, and is asked for anew."""
        self._desk.ask(self, lambda workspace: workspace.spaces(), self.filters.fill)
        self.box.setFocus()
        self.box.selectAll()
        self._ask()

    def leave(self) -> None:
        """Nothing to save."""
        self._pause.stop()

    def look_for(self, text: str) -> None:
        """Look for something at once, as if it had been typed."""
        self.box.setText(text)
        self._ask()

    @property
    def empty_words(self) -> str:
        """What stands in place of hits when there are none."""
        return self._empty_title.text()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.records or changes.spaces):
            self._ask()

    # Asking: one search at a time

    def _query(self) -> Query:
        return self.filters.query(self.box.text().strip())

    def _ask(self) -> None:
        self._pause.stop()
        if self._under_way:
            return  # what is wanted by then is asked for when it ends
        query = self._query()
        # What is asked anew, as when something came, is as long as what she has scrolled through.
        limit = min(max(PAGE, len(self.model.rows)), _MOST_ANEW) if query == self._shown else PAGE
        self._under_way = True
        self._desk.ask(
            self,
            lambda workspace: workspace.find(query, None, limit),
            lambda found: self._show(query, found),
            self._failed,
        )

    def _ask_more(self) -> None:
        query, before = self._shown, self._more
        self._desk.ask(
            self,
            lambda workspace: workspace.find(query, before),
            lambda found: self._append(query, before, found),
            self._failed,
        )

    def _show(self, query: Query, found: Found) -> None:
        self._under_way = False
        if query != self._query():
            self._ask()
            return
        self.notice.clear()
        same, at = query == self._shown, self.view.verticalScrollBar().value()
        row = self.view.currentIndex().row() if same else 0
        chosen = _which(self.model.rows[row]) if same and 0 <= row < len(self.model.rows) else None
        self._shown, self._more = query, found.more
        self.model.begin_anew(found.rows, more=found.more is not None)
        if found.rows:
            places = [place for place, one in enumerate(found.rows) if _which(one) == chosen]
            place = places[0] if places else max(0, min(row, len(found.rows) - 1))
            self.view.setCurrentIndex(self.model.index(place))
        if same:
            self.view.verticalScrollBar().setValue(at)
        self._show_state(found)

    def _append(self, query: Query, before: int | None, found: Found) -> None:
        if query == self._shown and before == self._more:
            self._more = found.more
            self.model.append(found.rows, more=found.more is not None)

    def _failed(self, sentence: Sentence) -> None:
        self._under_way = False
        self.notice.explain(sentence)

    def _show_state(self, found: Found) -> None:
        self._middle.setCurrentIndex(0 if found.rows else 1)
        self._waiting.setText(self._say("finding.waiting", count=found.waiting))
        self._waiting.setVisible(found.waiting > 0)
        if self._shown.empty:
            self._empty_title.setText(self._say("finding.begin"))
            self._empty_words.setText(self._say("finding.begin_how", keys=written("find")))
        else:
            text = self._shown.text
            self._empty_title.setText(self._say("finding.none", text=text) if text else self._say("finding.none_here"))
            self._empty_words.setText(self._say("finding.none_how"))
        self._widen.setVisible(not found.rows and self.filters.chosen)

    # Doing

    def _open(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        self._desk.shell.open_place(row.record, row.path, row.start, row.end, row.said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from the field into the hits and back, Enter opens, Esc empties the field, then goes back.

        While an input method composes, every key is its own.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.box.composing:
            key = event.key()
            if watched is self.box and self._key_in_box(key):
                return True
            if watched is self.view and self._key_in_view(key):
                return True
        return super().eventFilter(watched, event)

    def _key_in_box(self, key: int) -> bool:
        if key == Qt.Key.Key_Down and self.model.rows:
            self.view.setFocus()
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape and self.box.text():
            self.look_for("")
        elif key == Qt.Key.Key_Escape:
            self._desk.shell.go_back()
        else:
            return False
        return True

    def _key_in_view(self, key: int) -> bool:
        index = self.view.currentIndex()
        if key in _ENTER and index.isValid():
            self._open(index)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and index.row() <= 0):
            self.box.setFocus()
        else:
            return False
        return True

    def _enter(self) -> None:
        """Open the chosen hit, if it is one of what stands in the field; else look for that now."""
        index = self.view.currentIndex()
        if self._query() == self._shown and index.isValid() and self.model.rows:
            self._open(index)
        else:
            self._ask()

    # Looks

    def _lay_out(self) -> None:
        words = self._say("finding.field")
        self.box.setPlaceholderText(words)
        self.box.setAccessibleName(words)
        self.box.setClearButtonEnabled(True)
        self.box.installEventFilter(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(HitPainter(self.model, self.view))
        self.view.setAccessibleName(self._say("finding.hits"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.installEventFilter(self)
        self._middle.addWidget(self.view)
        self._middle.addWidget(self._empty_state())
        head = QHBoxLayout()
        head.addWidget(label(self._say("finding.title"), "hero"))
        head.addStretch(1)
        head.addWidget(self._waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(self.filters)
        column.addWidget(self.notice)
        column.addWidget(self._middle, 1)
        self._waiting.hide()

    def _empty_state(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(8)
        column.addStretch(2)
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._widen = button(self._say("finding.everywhere"), self.filters.clear, icon="search")
        column.addWidget(self._empty_title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._empty_words)
        column.addWidget(self._widen, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return holder


def _which(row: FoundRow) -> tuple[RecordId, RecordId | None]:
    """What a hit is of: a record, or a comment or step beside it."""
    return row.record, row.said
