"""Matching (结对): the pupils at the left, the pupil in hand and the mentors at the right.

By keyboard: Up and Down choose a pupil, Enter goes to the mentors, Enter asks the one who stands chosen (who is wished
for, or suggested), and the next pupil without a mentor is in hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ids import RecordId, SpaceId
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.matching.about import AboutPupil, Does
from app.ui.matching.answers import Answers
from app.ui.matching.choosing import Choosing
from app.ui.matching.pupil_rows import PupilRows
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.workspace.pupil_views import MatchingView, PairingView, PupilView, Suggestion
from app.workspace.views import Changes, SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

NAME = "matching"
ALL, WITHOUT, WAITING = "all", "without", "waiting"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW, _RIGHT, _RIGHT_LEAST, _CHIP_EDGE, _TABLE_HIGH = 34, 400, 260, 28, 180
#: The preference that remembers which space was looked at last (hexadecimal id).
_LAST = "matching last"


@dataclass(frozen=True)
class _Fetched:
    homes: tuple[SpaceView, ...]
    view: MatchingView | None
    suggested: tuple[Suggestion, ...]
    circles: int = 0


class MatchingPage(QWidget):
    """All of one space's matching."""

    def __init__(self, desk: Desk, which: str = "") -> None:
        """``which`` may name a space (hexadecimal id) to begin with."""
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._begin_with = which
        self.setProperty("role", "page")
        self.view: MatchingView | None = None
        self._suggested: dict[RecordId, Suggestion] = {}
        self._only, self._next = "", False
        self.homes, self.classes = QComboBox(), QComboBox()
        for chooser, words in ((self.homes, "matching.space"), (self.classes, "matching.class")):
            chooser.setAccessibleName(self._say(words))
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chips: dict[str, QPushButton] = {}
        self.model = PupilRows(desk)
        self.table = self._make_table()
        self.answers = Answers(desk, self._answer)
        self.about = AboutPupil(desk, Does(self._lead, self._replace, self._end, desk.shell.open_record, self._attend))
        self.choosing = Choosing(desk)
        self.import_ = button(self._say("matching.import"), self.open_import, icon="add")
        self.suggest = button(self._say("matching.suggest"), self.open_suggestion, icon="review")
        self.circles = button(self._say("matching.circles"), self.open_circles, icon="circle")
        self._empty_title, self._empty = label("", "head", wrap=True), label("", "quiet", wrap=True)
        self.found_school = button(self._say("matching.to_people"), desk.shell.open_people, role="primary")
        self._middle = QStackedWidget()
        self._lay_out()
        self.homes.activated.connect(self._choose_home)
        self.classes.activated.connect(lambda _at: self._fill())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_pupil())
        self.table.installEventFilter(self)
        self.choosing.asked.connect(self._propose)
        self.choosing.wished.connect(self._wish)
        self.choosing.instead.connect(self._reassign)
        desk.news.changed.connect(self._changed)

    # Fetching and showing

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        begin_with = self._begin_with
        self._desk.ask(self, lambda workspace: _fetched(workspace, begin_with), self._show)

    def leave(self) -> None:
        """Nothing to save."""

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the pupils."""
        self.table.setFocus(reason)

    def show_only(self, which: str) -> None:
        """Show all pupils, those without a mentor, or those who wait for a yes."""
        self._only = which
        self._fill()

    @property
    def pupil(self) -> PupilView | None:
        """The pupil in hand."""
        row = self.table.currentIndex().row()
        return self.model.pupils[row] if 0 <= row < len(self.model.pupils) else None

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.shown()

    def _show(self, found: _Fetched) -> None:
        self.homes.clear()
        for home in found.homes:
            self.homes.addItem(home.name, home.space)
        self.homes.setVisible(len(found.homes) > 1)
        self.view, self._suggested = found.view, {one.pupil: one for one in found.suggested}
        none, empty = found.view is None, found.view is not None and not found.view.pupils
        self._middle.setCurrentIndex(1 if none or empty else 0)
        self._empty_title.setText(self._say("matching.no_space" if none else "matching.no_pupils"))
        self._empty.setText(self._say("matching.no_space_why" if none else "matching.no_pupils_why"))
        self.found_school.setVisible(none)
        self.import_.setVisible(not none)
        for part in (*self.chips.values(), self.classes, self.suggest, self.circles):
            part.setVisible(not none and not empty)
        if found.view is None:
            return
        self.homes.setCurrentIndex(max(0, self.homes.findData(found.view.space)))
        due = self._say("matching.circles_due", count=found.circles)
        self.circles.setText(due if found.circles else self._say("matching.circles"))
        self._fill_classes(found.view)
        counts = {
            ALL: len(found.view.pupils),
            WITHOUT: len(found.view.without_mentor),
            WAITING: len(found.view.waiting),
        }
        for which, chip in self.chips.items():
            _say_on(chip, self._say(f"matching.only_{which}", count=counts[which]))
        if not self._only and not empty:
            self._only = WITHOUT if counts[WITHOUT] else ALL
        self.answers.show_answers(found.view)
        self._fill()
        self.choosing.show_mentors(found.view.mentors, len(found.view.without_pupils))

    def _fill_classes(self, view: MatchingView) -> None:
        chosen = self.classes.currentData()
        self.classes.clear()
        self.classes.addItem(self._say("matching.all_classes"), "")
        for name in dict.fromkeys(one.class_name for one in view.pupils):
            self.classes.addItem(name or self._say("matching.no_class"), name)
        self.classes.setCurrentIndex(max(0, self.classes.findData(chosen)))

    def _fill(self) -> None:
        if self.view is None:
            return
        for which, chip in self.chips.items():
            chip.setChecked(which == self._only)
        shown = {WITHOUT: self.view.without_mentor, WAITING: self.view.waiting}
        pupils = shown.get(self._only, self.view.pupils)
        class_name = self.classes.currentData() if self.classes.currentIndex() > 0 else None
        before, row = self.pupil, self.table.currentIndex().row()
        self.model.show_pupils([one for one in pupils if class_name is None or one.class_name == class_name])
        kept = self.model.row_of(before.record if before is not None else None)
        # Who was matched has gone from the list of those without: the one below is in hand then.
        at = kept if kept >= 0 and not self._next else (kept + 1 if self._next and kept >= 0 else max(0, row))
        self._next = False
        if self.model.pupils:
            self.table.setCurrentIndex(self.model.index(min(at, len(self.model.pupils) - 1), 0))
        self._show_pupil()

    def _show_pupil(self) -> None:
        one = self.pupil
        if one is not None and self.view is not None:
            self.choosing.model.show_mentors(self.view.mentors)
        self.about.show_pupil(one)
        self.choosing.about(one, self._suggested.get(one.record) if one is not None else None)

    # What can be done

    def open_import(self) -> None:
        """Choose a file with a list of pupils, and look at it."""
        from app.ui.importing.dialog import choose_file
        from app.ui.roster.dialog import ENDINGS, RosterDialog

        if self.view is not None:
            path = choose_file(self._desk, self, "matching.import", "roster.files", ENDINGS)
            if path is not None:
                RosterDialog(self._desk, self.view.space, self.view.space_name, path, self).open()

    def open_suggestion(self) -> None:
        """Show a suggestion for everybody in sight who has no mentor."""
        from app.ui.matching.suggested import SuggestedDialog

        shown = {one.record for one in self.model.pupils}
        dialog = SuggestedDialog(
            self._desk, self, self.model.pupils, [one for pupil, one in self._suggested.items() if pupil in shown]
        )
        dialog.taken.connect(self._propose_many)
        dialog.open()

    def open_circles(self) -> None:
        """Show which spaces the matching asks for."""
        from app.ui.matching.circles import CirclesDialog

        if self.view is not None:
            home = self.view.space
            self._desk.ask(
                self,
                lambda workspace: workspace.planned_circles(home),
                lambda wanted: CirclesDialog(self._desk, self, home, wanted).open(),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a pupil goes to the mentors."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if watched is self.table and pressed and self.pupil is not None:
            self.choosing.search.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _do(self, work: Callable[[Workspace], Changes], *, go_on: bool = False) -> None:
        """``go_on``: when it is done, the next pupil is in hand."""
        self._desk.ask(self, work, partial(self._done, go_on))

    def _done(self, go_on: bool, changes: Changes) -> None:
        self._next = go_on
        self._desk.news.announce(changes)
        self.table.setFocus()

    def _propose(self, mentor: str, reason: str) -> None:
        one = self.pupil
        if one is not None:
            self._do(lambda workspace: workspace.propose(one.record, mentor, reason), go_on=True)

    def _propose_many(self, wanted: Sequence[tuple[RecordId, str]]) -> None:
        self._do(lambda workspace: workspace.propose_many(wanted))

    def _wish(self, mentor: str, wished: bool) -> None:
        one = self.pupil
        if one is not None:
            self._do(lambda workspace: workspace.wish(one.record, mentor, wished))

    def _reassign(self, former: PairingView, mentor: str, reason: str) -> None:
        self._do(lambda workspace: workspace.reassign(former.record, mentor, reason=reason))

    def _lead(self, pairing: PairingView) -> None:
        self._do(lambda workspace: workspace.let_lead(pairing.record))

    def _replace(self, pairing: PairingView) -> None:
        self.choosing.in_place_of(pairing)

    def _end(self, pairing: PairingView) -> None:
        self._do(lambda workspace: workspace.end_pairing(pairing.record))

    def _answer(self, waiting: list[tuple[RecordId, str]], yes: bool) -> None:
        self._do(lambda workspace: workspace.answer_pairings(waiting, yes))

    def _attend(self, one: PupilView) -> None:
        """Open the pupil's flag; the first time of all, ask who the few are."""

        def opened(flag: RecordId | None) -> None:
            if flag is not None:
                self._desk.shell.open_record(flag)
            elif self.view is not None:
                from app.ui.matching.few import FewDialog

                dialog = FewDialog(self._desk, self, self.view)
                dialog.made.connect(lambda: self._attend(one))
                dialog.open()

        self._desk.ask(self, lambda workspace: workspace.flag(one.record), opened)

    def _choose_home(self, at: int) -> None:
        space: SpaceId = self.homes.itemData(at)
        self._begin_with = space.hex()
        self._desk.ask(self, lambda workspace: workspace.set_preference(_LAST, space.hex()), lambda _none: self.shown())

    def _open(self) -> None:
        one = self.pupil
        if one is not None:
            self._desk.shell.open_record(one.record)

    # Around it

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self._say("matching.pupils"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(_ROW))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 97), (1, 86), (3, 100)):
            table.setColumnWidth(column, px(width))
        table.doubleClicked.connect(lambda _index: self._open())
        return table

    def _lay_out(self) -> None:
        bar = QWidget()
        flow = Flow(bar, gap=8)
        flow.addWidget(self.homes)
        for which in (WITHOUT, WAITING, ALL):
            chip = button("", partial(self.show_only, which), role="chip")
            chip.setCheckable(True)
            self.chips[which] = chip
            flow.addWidget(chip)
        for part in (self.classes, self.suggest, self.circles, self.import_):
            flow.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.answers)
        left.addWidget(self.table, 1)
        right = QWidget()
        hold(right, least_width=_RIGHT_LEAST, most_width=_RIGHT)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.about)
        beside.addWidget(self.choosing, 1)
        working = QWidget()
        across = QHBoxLayout(working)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addLayout(left, 3)
        across.addWidget(right, 2)
        nothing = QWidget()
        words = QVBoxLayout(nothing)
        words.setSpacing(8)
        words.addWidget(self._empty_title)
        words.addWidget(self._empty)
        words.addWidget(self.found_school, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        # On a small screen the mentors and the pupil in hand need more height than there is.
        rolling = QScrollArea()
        rolling.setProperty("role", "page")
        rolling.setWidgetResizable(True)
        rolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolling.setFrameShape(QFrame.Shape.NoFrame)
        rolling.setWidget(working)
        hold(self.table, least_height=_TABLE_HIGH)
        self._middle.addWidget(rolling)
        self._middle.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(10)
        column.addWidget(GroupStrip(self._desk, "pupils", NAME))
        column.addWidget(bar)
        column.addWidget(self._middle, 1)


def _say_on(chip: QPushButton, words: str) -> None:
    """Words on a chip, with room for them in the heavier letters of one that is chosen."""
    chip.setText(words)
    heavy = QFont(chip.font())
    heavy.setWeight(QFont.Weight.DemiBold)
    chip.setMinimumWidth(QFontMetrics(heavy).horizontalAdvance(words) + px(_CHIP_EDGE))


def _fetched(workspace: Workspace, begin_with: str) -> _Fetched:
    homes = tuple(workspace.pupil_homes())
    wanted = (begin_with, workspace.preference(_LAST, ""))
    by_id = {home.space.hex(): home for home in homes}
    chosen = next((by_id[one] for one in wanted if one in by_id), homes[0] if homes else None)
    if chosen is None:
        return _Fetched(homes, None, ())
    view = workspace.matching(chosen.space)
    circles = len(workspace.planned_circles(chosen.space))
    return _Fetched(homes, view, tuple(workspace.suggestions(view)), circles)
