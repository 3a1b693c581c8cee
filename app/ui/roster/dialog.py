"""A list of pupils from a file: what each column is, each line as it would become, what cannot be taken; then it is.

Nothing is stored before the click. The pupils are made in pieces, so that what somebody types meanwhile is saved
between two of them.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.ids import RecordId, SpaceId
from app.records.roster import COLUMNS, SHEET, RosterPupil
from app.records.terms import Terms
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.messages import PlainDialog
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.workspace.importing import bytes_of
from app.workspace.rosters import STEP, RosterPreview
from app.workspace.views import Changes

_WIDTH, _TABLE_HIGH, _LEFT_HIGH = 760, 200, 84
#: Lines that are shown at once, columns that are asked about in one row, and characters of a cell as an example.
_SHOWN, _ACROSS, _EXAMPLE = 200, 3, 12
ENDINGS = "*.xlsx *.xlsm *.csv *.txt *.xls *.et"


class RosterDialog(PlainDialog):
    """One file. Emits ``taken`` with the number of pupils that were made."""

    taken = Signal(int)

    def __init__(self, desk: Desk, space: SpaceId, space_name: str, path: Path, parent: QWidget) -> None:
        self._desk, self._say, self._space = desk, desk.texts.say, space
        super().__init__(parent, self._say("roster.title", name=path.name))
        self.preview: RosterPreview | None = None
        self._left: list[RosterPupil] = []
        self._made: set[RecordId] = set()
        self.column.addStrut(px(_WIDTH - 44))
        self.why = label(self._say("roster.reading"), "quiet", wrap=True)
        self.columns: list[QComboBox] = []
        self._grid = QGridLayout()
        self.table = self._make_table()
        self.problems_title = label("", "strong")
        self.problems = QListWidget()
        self.problems.setAccessibleName(self._say("roster.problems"))
        hold(self.problems, height=_LEFT_HIGH)
        self.note = Notice()
        self.trouble = Notice()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self._say("roster.progress"))
        self.cancel = button(self._say("ui.cancel"), self.reject)
        self.take = button(self._say("roster.take", count=0), self._take, role="primary")
        self.take.setDefault(True)
        self._space_name = space_name
        self._lay_out()
        self._desk.ask(
            self,
            lambda workspace: workspace.preview_roster(space, path.name, bytes_of(path)),
            self._first,
            self._failed,
        )

    def _first(self, preview: RosterPreview) -> None:
        """Offer a field for each column that has a head or words, and show what comes of it."""
        shown = 0
        for at, head in enumerate(preview.roster.heads):
            example = next((line.cells[at] for line in preview.roster.lines if line.cells[at]), "")
            if not example:
                self.columns.append(QComboBox(self))
                self.columns[-1].hide()
                continue
            words = self._say("roster.sheet") if head == SHEET else head
            chooser = QComboBox()
            chooser.addItem(self._say("roster.not_taken"), "")
            for field in COLUMNS:
                chooser.addItem(self._say(f"roster.column_{field}"), field)
            chooser.setCurrentIndex(max(0, chooser.findData(preview.columns[at])))
            chooser.setAccessibleName(self._say("roster.what_is", head=words))
            chooser.activated.connect(self._choose)
            self.columns.append(chooser)
            name = label(self._say("roster.head", head=words[:_EXAMPLE], example=example[:_EXAMPLE]), "small")
            name.setBuddy(chooser)
            row, column = divmod(shown, _ACROSS)
            shown += 1
            self._grid.addWidget(name, row, 2 * column)
            self._grid.addWidget(chooser, row, 2 * column + 1)
        self._show(preview)

    def _choose(self) -> None:
        preview = self.preview
        if preview is not None:
            columns = [str(one.currentData() or "") for one in self.columns]
            self._desk.ask(self, lambda workspace: workspace.roster_with(preview, columns), self._show, self._failed)

    def _show(self, preview: RosterPreview) -> None:
        self.preview = preview
        taken, left = preview.taken, preview.not_taken
        self.why.setText(self._say("roster.look", count=len(taken), space=self._space_name))
        self._fill_table(taken)
        self.problems.clear()
        for one in left[:_SHOWN]:
            self.problems.addItem(self._told(one))
        self.problems_title.setText(self._say("roster.problems_title", count=len(left)))
        for part in (self.problems_title, self.problems):
            part.setVisible(bool(left))
        told = [self._say(f"roster.left_{one.code}", count=one.count) for one in preview.left]
        filled = sum(1 for one in taken if one.filled)
        if filled:
            told.append(self._say("roster.filled", count=filled))
        if "name" not in preview.columns:
            told.append(self._say("roster.no_name_column"))
        self.note.clear()
        if told:
            self.note.say(self._say("roster.to_know"), "\n".join(told))
        self.take.setText(self._say("roster.take", count=len(taken)))
        self.take.setEnabled(bool(taken))
        for shown in (self.table, self.take):
            shown.show()
        self.fit()

    def _take(self) -> None:
        if self.preview is None:
            return
        self._left = list(self.preview.taken)
        self.take.setEnabled(False)
        self.trouble.clear()
        for one in self.columns:
            one.setEnabled(False)
        self.bar.setRange(0, len(self._left))
        self.bar.show()
        self._next()

    def _next(self) -> None:
        """The next few; the worker is free for others in between."""
        piece, self._left = self._left[:STEP], self._left[STEP:]
        space = self._space
        self._desk.ask(self, lambda workspace: workspace.take_pupils(space, piece), self._took, self._failed)

    def _took(self, changes: Changes) -> None:
        self._made |= changes.records
        self.bar.setValue(self.bar.maximum() - len(self._left))
        if self._left:
            self._next()
            return
        self._announce()
        self.taken.emit(len(self._made))
        self.accept()

    def reject(self) -> None:
        """Stop after the piece that is under way; what was made stays, and is known as made the next time."""
        self._left = []
        self._announce()
        super().reject()

    def _announce(self) -> None:
        if self._made:
            self._desk.news.announce(Changes(frozenset(self._made), sync=True))

    def _failed(self, sentence: Sentence) -> None:
        self._left = []
        self.bar.hide()
        self.why.setVisible(self.preview is not None)
        self.take.setEnabled(self.preview is not None)
        for one in self.columns:
            one.setEnabled(True)
        self.trouble.explain(sentence)
        self.fit()

    def _told(self, one: RosterPupil) -> str:
        where = self._say("roster.line", number=one.line.number)
        if one.line.sheet:
            where = self._say("roster.line_of_sheet", sheet=one.line.sheet, number=one.line.number)
        words = " ".join(cell for cell in one.line.cells if cell)[:60]
        return self._say("roster.problem", where=where, why=self._say(f"roster.why_{one.problem}"), words=words)

    def _fill_table(self, taken: tuple[RosterPupil, ...]) -> None:
        terms, language = Terms(), self._desk.texts.language
        self.table.setRowCount(min(len(taken), _SHOWN))
        for row, one in enumerate(taken[:_SHOWN]):
            for column, field in enumerate(COLUMNS):
                words = one.values.get(field, "")
                words = terms.show("grades", words, language) if field == "grade" else words
                self.table.setItem(row, column, QTableWidgetItem(words))

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS))
        table.setHorizontalHeaderLabels([self._say(f"roster.column_{field}") for field in COLUMNS])
        table.setAccessibleName(self._say("roster.pupils"))
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        hold(table, height=_TABLE_HIGH)
        return table

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for column in (1, 3, 5):
            self._grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        self.column.addWidget(self.why)
        self.column.addLayout(self._grid)
        for part in (self.table, self.problems_title, self.problems, self.note, self.trouble):
            self.column.addWidget(part)
        self.column.addLayout(foot)
        unseen: tuple[QWidget, ...] = (self.table, self.problems_title, self.problems, self.bar, self.take)
        for one in unseen:
            one.hide()
