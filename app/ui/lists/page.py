"""The list of one kind: search, narrow, sort, choose several, open; the deleted ones, and having them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ids import RecordId
from app.records.terms import Terms
from app.ui.beginning.menu import BeginButton
from app.ui.desk import Desk
from app.ui.finding.filters import PERSON, SPACE, TIME, Filters
from app.ui.group_pages import LIST
from app.ui.keys import bind
from app.ui.lists.columns import columns_of_kind, hidden_columns
from app.ui.lists.model import PAGE, RecordTable
from app.ui.lists.strip import GroupStrip
from app.ui.sharing.dialog import share
from app.ui.theme.scale import px
from app.ui.widgets.buttons import button
from app.ui.widgets.cells import Manner
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox
from app.workspace.listing import Outline, Sorting
from app.workspace.views import Changes, RecordRow, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_SEARCH_PAUSE_MS = 250
_LONGEST_SEARCH = 100
_ROW = 38
#: With nothing chosen, the key for printing offers so many rows of the list to choose from.
_MOST_PRINTED = 200


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
        self.strip = GroupStrip(desk, kind.group, LIST + kind.key)
        self.search = LineBox(_LONGEST_SEARCH)
        self.filters = Filters(desk, (PERSON, SPACE, TIME))
        self.deleted = button(self._say("lists.deleted"), self._load, role="chip")
        self.deleted.setCheckable(True)
        self.choose = button(self._say("lists.choose"), self._turn_choosing, role="quiet", icon="done")
        self.choose.setCheckable(True)
        self._sorting = Sorting()
        manner = Manner(desk.words, Terms(), desk.texts.language, self._names, desk.now())
        self.model = RecordTable(columns_of_kind(kind, desk.texts, manner))
        self.table = QTableView()
        self._bar = self._make_bar()
        self.print = self.add_verb(self._say("paper.print"), "print", self._print_chosen)
        bind("print_list", self, lambda: self._print_chosen(self.chosen_records() or self.model.order[:_MOST_PRINTED]))
        self.share = self.add_verb(self._say("form.share"), "share", self._share_chosen)
        self._restore = self.add_verb(self._say("lists.restore"), "undo", self._restore_chosen)
        self._middle = QStackedWidget()
        self._empty_title, self._empty_words = label("", "head"), label("", "quiet", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE_MS)
        self._lay_out()
        self._dress_table()
        self._pause.timeout.connect(self._load)
        self.search.typed.connect(self._pause.start)
        self.search.returnPressed.connect(self._load)
        self.filters.changed.connect(self._pause.start)
        self._pause.stop()
        self.model.wanted.connect(self._fetch)
        self.model.ordered.connect(self._sort)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._show_chosen())
        desk.news.changed.connect(self._changed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the rows. (A focus proxy would let Tab pass by the search, which stands before them.)"""
        self.table.setFocus(reason)

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

    def chosen_records(self) -> list[RecordId]:
        """The records that are chosen, in the order of the list: for verbs that take several, as printing does."""
        return [self.model.order[index.row()] for index in self._selected()]

    def add_verb(self, words: str, drawing: str, do: Callable[[list[RecordId]], None]) -> QPushButton:
        """Offer something that can be done with all chosen records; it stands there while any is chosen."""
        made = button(words, lambda: do(self.chosen_records()), icon=drawing)
        self._verbs.addWidget(made)
        return made

    # Fetching

    def _load(self) -> None:
        self._asked += 1
        asked, query, sorting = self._asked, self.filters.query(self.search.text().strip()), self._sorting
        deleted, kind, language = self.deleted.isChecked(), self._kind.key, self._desk.texts.language
        self._desk.ask(
            self,
            lambda workspace: workspace.outline(kind, query, sorting, deleted=deleted, language=language, first=PAGE),
            lambda outline: self._show(asked, outline),
        )

    def _show(self, asked: int, outline: Outline) -> None:
        if asked != self._asked:
            return
        chosen, at = set(self.chosen_records()), self.table.verticalScrollBar().value()
        self.model.begin_anew(outline.records, outline.rows)
        self._choose_again(chosen)
        self.table.verticalScrollBar().setValue(at)
        self._show_state()

    def _choose_again(self, chosen: set[RecordId]) -> None:
        selection = QItemSelection()
        for at, record in enumerate(self.model.order if chosen else ()):
            if record in chosen:
                selection.select(self.model.index(at, 0), self.model.index(at, len(self.model.columns) - 1))
        if not selection.isEmpty():
            keep = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.table.setCurrentIndex(selection.indexes()[0])
            self.table.selectionModel().select(selection, keep)

    def _fetch(self, records: list[RecordId]) -> None:
        asked = self._asked

        def fill(rows: list[RecordRow]) -> None:
            if asked == self._asked:
                self.model.fill(rows)

        self._desk.ask(self, lambda workspace: workspace.rows(records), fill)

    def _sort(self, key: str, descending: bool) -> None:
        self._sorting = Sorting(key, descending) if key else Sorting()
        self._load()

    def _show_state(self) -> None:
        found, searched = bool(self.model.order), self.search.text().strip()
        self._middle.setCurrentIndex(0 if found else 1)
        self._count.setText(str(len(self.model.order)))
        self._count.setVisible(found)
        self._show_chosen()
        kind = self._desk.texts.label(self._kind.label)
        if searched:
            self._empty_title.setText(self._say("lists.not_found", text=searched))
            self._empty_words.setText(self._say("lists.not_found_next"))
        elif self.deleted.isChecked():
            self._empty_title.setText(self._say("lists.none_deleted", kind=kind))
            self._empty_words.setText(self._say("lists.none_deleted_next"))
        elif self.filters.chosen:
            self._empty_title.setText(self._say("lists.none_here", kind=kind))
            self._empty_words.setText(self._say("lists.none_here_next"))
        else:
            self._empty_title.setText(self._say("lists.empty", kind=kind))
            self._empty_words.setText(self._say("lists.empty_next"))
        self._begin.setVisible(not searched and not self.filters.chosen and not self.deleted.isChecked())

    def _show_spaces(self, spaces: list[SpaceView]) -> None:
        self._names.update({member.person: member.name for space in spaces for member in space.members})
        self.filters.fill(spaces)

    # Choosing several

    def _selected(self) -> list[QModelIndex]:
        rows: list[QModelIndex] = list(self.table.selectionModel().selectedRows())
        return sorted(rows, key=lambda index: index.row())

    def _choosing(self) -> bool:
        return self.choose.isChecked()

    def _turn_choosing(self) -> None:
        mode = QAbstractItemView.SelectionMode
        self.table.setSelectionMode(mode.MultiSelection if self._choosing() else mode.ExtendedSelection)
        self.table.clearSelection()
        self._show_chosen()

    def _show_chosen(self) -> None:
        count = len(self._selected()) if self._choosing() or self.table.hasFocus() else 0
        several = self._choosing() or count > 1
        self._bar.setVisible(several)
        self._bar_words.setText(self._say("lists.chosen", count=count) if count else self._say("lists.choose_how"))
        self._restore.setVisible(self.deleted.isChecked())
        for at in range(self._verbs.count()):
            item = self._verbs.itemAt(at)
            verb = item.widget() if item is not None else None
            if verb is not None:
                verb.setEnabled(count > 0)

    def _restore_chosen(self, records: list[RecordId]) -> None:
        def restore(workspace: Workspace) -> Changes:
            changes = Changes()
            for record in records:
                changes |= workspace.undelete(record)
            return changes

        self._desk.ask(self, restore, self._desk.news.announce)

    def _share_chosen(self, records: Sequence[RecordId]) -> None:
        share(self._desk, self, records, lambda: True)  # nothing stands in a list that the file does not have

    def _print_chosen(self, records: Sequence[RecordId]) -> None:
        if records:
            self._desk.shell.open_page("print:" + ",".join(records))

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
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.choose)
        narrow = QHBoxLayout()
        narrow.setSpacing(8)
        narrow.addWidget(self.filters, 1)
        narrow.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignTop)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty_state(kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addLayout(head)
        column.addLayout(tools)
        column.addLayout(narrow)
        column.addWidget(self._bar)
        column.addWidget(self._middle, 1)

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "good")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self._bar_words = label("", "strong")
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(8)
        row.addWidget(self._bar_words)
        row.addStretch(1)
        row.addLayout(self._verbs)
        row.addWidget(button(self._say("lists.choose_all"), self.table.selectAll, role="quiet"))
        row.addWidget(button(self._say("lists.choose_none"), self.table.clearSelection, role="quiet"))
        bar.hide()
        return bar

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
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        # Not setSortingEnabled, which asks for an order at once: the list has its own until another is asked for.
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self.model.sort)
        table.clicked.connect(self._clicked)
        table.installEventFilter(self)

    def retheme(self) -> None:
        """Rows and columns grow with the words in them."""
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Every column as wide as it is meant to be, or as its head; those for which there is no room give way."""
        header = self.table.horizontalHeader()
        self.table.verticalHeader().setDefaultSectionSize(px(_ROW))
        wide = [
            replace(column, width=max(px(column.width), header.sectionSizeHint(at)) if column.width else 0)
            for at, column in enumerate(self.model.columns)
        ]
        hidden = hidden_columns(wide, self.table.width() - px(16))
        for at, column in enumerate(wide):
            if column.width:
                self.table.setColumnWidth(at, column.width)
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

    def _clicked(self, index: QModelIndex) -> None:
        """A click opens, unless somebody is choosing several."""
        if not self._choosing() and QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self._desk.shell.open_record(self.model.order[index.row()])

    def import_file(self, path: Path) -> None:
        """Show what would become of a file; what is then taken is opened, if it is one draft."""
        from app.ui.importing.dialog import ImportDialog

        dialog = ImportDialog(self._desk, self._kind, path, self)
        dialog.taken.connect(self._imported)
        dialog.open()

    def _choose_file(self) -> None:
        from app.ui.importing.dialog import ENDINGS, choose_file

        chosen = choose_file(self._desk, self, "lists.import", "importing.files", ENDINGS)
        if chosen is not None:
            self.import_file(chosen)

    def _imported(self, records: list[RecordId]) -> None:
        if len(records) == 1:
            self._desk.shell.open_record(records[0])

    def _create(self) -> None:
        self._desk.shell.begin_record(self._kind.key)
