"""The list of one kind: search, filter by space, sort, open."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ids import RecordId, SpaceId
from app.records.terms import Terms
from app.ui.beginning.menu import BeginButton
from app.ui.desk import Desk
from app.ui.lists.cells import Manner
from app.ui.lists.columns import columns_of_kind, hidden_columns
from app.ui.lists.model import RecordTable
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.views import Changes, RecordRow, SpaceView

#: Rows that are fetched before the first paint, and at once after it; in between the window has time for its person.
_FIRST, _LATER, _BREATH_MS = 100, 500, 30
_SEARCH_PAUSE_MS = 250
_LONGEST_SEARCH = 100
_ROW = 38

#: Chosen in place of a space: the records that somebody deleted, each of which can be had back.
_DELETED = "deleted"


class ListPage(QWidget):
    """Every record of a kind that this person may read, newest first until another order is asked for."""

    def __init__(self, desk: Desk, kind_key: str) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        kind = desk.workspace.kinds.get(kind_key)
        assert kind is not None  # the rail offers known kinds only
        self._kind = kind
        self._names: dict[str, str] = {}
        self._asked = 0
        self.setProperty("role", "page")
        self.search = LineBox(_LONGEST_SEARCH)
        self.spaces = QComboBox()
        manner = Manner(desk.words, Terms(), desk.texts.language, self._names, desk.now())
        self.model = RecordTable(columns_of_kind(kind, desk.texts, manner))
        self.table = QTableView()
        self._middle = QStackedWidget()
        self._empty_title, self._empty_words = label("", "head"), label("", "quiet", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE_MS)
        self._lay_out()
        self._dress_table()
        self.setFocusProxy(self.table)
        self._pause.timeout.connect(self._load)
        self.search.typed.connect(self._pause.start)
        self.search.returnPressed.connect(self._load)
        self.spaces.currentIndexChanged.connect(lambda _index: self._load())
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch spaces and rows; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.spaces(), self._show_spaces)
        self._load()

    def leave(self) -> None:
        """Nothing to save."""

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    @property
    def empty_words(self) -> str:
        """What stands in place of the rows when there are none."""
        return self._empty_title.text()

    # Fetching

    def _load(self) -> None:
        self._asked += 1
        self._ask_part(self._asked, 0, _FIRST)

    def _ask_part(self, asked: int, offset: int, limit: int) -> None:
        if asked != self._asked:
            return
        text = self.search.text().strip()
        space = self.spaces.currentData()
        where = SpaceId(space) if isinstance(space, bytes) else None
        deleted = space == _DELETED
        self._desk.ask(
            self,
            lambda workspace: workspace.list_records(self._kind.key, text, where, offset, limit, deleted),
            lambda rows: self._show(asked, offset, limit, rows),
        )

    def _show(self, asked: int, offset: int, limit: int, rows: list[RecordRow]) -> None:
        if asked != self._asked:
            return
        if offset:
            self.model.append(rows)
        else:
            chosen = self._chosen()
            self.model.begin_anew(rows)
            if chosen is not None and (at := self.model.row_of(chosen)) is not None:
                self.table.selectRow(at)
        self._show_state()
        if len(rows) == limit:
            QTimer.singleShot(_BREATH_MS, self, partial(self._ask_part, asked, offset + limit, _LATER))

    def _show_state(self) -> None:
        found, searched = bool(self.model.rows), self.search.text().strip()
        self._middle.setCurrentIndex(0 if found else 1)
        self._count.setText(str(len(self.model.rows)))
        self._count.setVisible(found)
        kind = self._desk.texts.label(self._kind.label)
        if searched:
            self._empty_title.setText(self._say("lists.not_found", text=searched))
            self._empty_words.setText(self._say("lists.not_found_next"))
        elif self.spaces.currentData() == _DELETED:
            self._empty_title.setText(self._say("lists.none_deleted", kind=kind))
            self._empty_words.setText(self._say("lists.none_deleted_next"))
        else:
            self._empty_title.setText(self._say("lists.empty", kind=kind))
            self._empty_words.setText(self._say("lists.empty_next"))
        self._begin.setVisible(not searched)

    def _show_spaces(self, spaces: list[SpaceView]) -> None:
        self._names.update({member.person: member.name for space in spaces for member in space.members})
        wanted = self.spaces.currentData()
        self.spaces.blockSignals(True)
        self.spaces.clear()
        self.spaces.addItem(self._say("lists.all_spaces"), None)
        for space in spaces:
            self.spaces.addItem(self._say("ui.private") if space.private else space.name, bytes(space.space))
        self.spaces.addItem(self._say("lists.deleted"), _DELETED)
        self.spaces.setCurrentIndex(max(0, self.spaces.findData(wanted)))
        self.spaces.blockSignals(False)

    # Looks

    def _lay_out(self) -> None:
        kind = self._desk.texts.label(self._kind.label)
        self._count = label("", "count")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(kind, "hero"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self.begin = BeginButton(self._desk, self._kind)
        self.new = self.begin.blank
        self.take_in = button(self._say("lists.import"), self._choose_file, role="quiet", icon="document")
        head.addWidget(self.take_in)
        head.addWidget(self.begin)
        self.search.setPlaceholderText(self._say("lists.search"))
        self.search.setAccessibleName(self._say("lists.search"))
        self.search.setClearButtonEnabled(True)
        self.spaces.setAccessibleName(self._say("lists.space"))
        self.spaces.setMinimumWidth(180)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.spaces)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty_state(kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(self._middle, 1)

    def _empty_state(self, kind: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(8)
        column.addStretch(2)
        self._begin = button(self._say("lists.new", kind=kind), self._create, icon="pen")
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._empty_title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._empty_words)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return holder

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self._desk.texts.label(self._kind.label))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at, column in enumerate(self.model.columns):
            if column.width:
                table.setColumnWidth(at, column.width)
        table.setSortingEnabled(True)
        table.clicked.connect(self._open)
        table.installEventFilter(self)

    def _fit_columns(self) -> None:
        hidden = hidden_columns(list(self.model.columns), self.table.width() - 16)
        for at in range(len(self.model.columns)):
            self.table.setColumnHidden(at, at in hidden)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the chosen row; columns give way before the title does."""
        if watched is self.table and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and watched is self.table and self.table.currentIndex().isValid():
                self._open(self.table.currentIndex())
                return True
        return super().eventFilter(watched, event)

    # Doing

    def _chosen(self) -> RecordId | None:
        index = self.table.currentIndex()
        return self.model.rows[index.row()].record if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        self._desk.shell.open_record(self.model.rows[index.row()].record)

    def import_file(self, path: Path) -> None:
        """Show what would become of a file; what is then taken is opened, if it is one draft."""
        from app.ui.importing.dialog import ImportDialog

        dialog = ImportDialog(self._desk, self._kind, path, self)
        dialog.taken.connect(self._imported)
        dialog.open()

    def _choose_file(self) -> None:
        from app.ui.importing.dialog import choose_file

        chosen = choose_file(self._desk, self)
        if chosen is not None:
            self.import_file(chosen)

    def _imported(self, records: list[RecordId]) -> None:
        if len(records) == 1:
            self._desk.shell.open_record(records[0])

    def _create(self) -> None:
        self._desk.shell.begin_record(self._kind.key)
