"""The growth archive (成长档案): what one did, by chapter and school year; gathered by itself, for oneself alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.records.groups import GROWTH
from app.ui.archive.best import BestDialog
from app.ui.archive.feedback import FeedbackCard
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.safekeeping.card import SectionCard
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import empty, page_column
from app.workspace.archive import ArchiveView, ChapterView, Entry, Part

#: The page's name in the window.
ARCHIVE = "archive"
#: Lines of one sort that stand there before somebody asks for the rest.
_FIRST = 6
#: A drawing for each chapter.
_ICONS = {"basics": "person", "plan": "step", "plans": "plan", "plc": "circle", "mentoring": "talk", "stories": "pen"}


class ArchivePage(QScrollArea):
    """One card for each chapter in which there is anything, and one for what others said."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._open: set[tuple[str, str]] = set()
        self.year: int | None = None
        self.term = 0
        self.years: dict[int | None, QPushButton] = {}
        self.setAccessibleName(self._say("archive.title"))
        column = page_column(self)
        column.setContentsMargins(24, 14, 24, 18)
        column.addWidget(GroupStrip(desk, GROWTH, ARCHIVE))
        column.addWidget(label(self._say("archive.title"), "hero"))
        column.addWidget(label(self._say("archive.why"), "quiet", wrap=True))
        self.pack = button(self._say("archive.to_pack"), partial(desk.shell.open_page, "pack"), icon="print")
        column.addWidget(self.pack, 0, Qt.AlignmentFlag.AlignLeft)
        self._group = QButtonGroup(self)
        self._years = Flow(gap=6)
        column.addLayout(self._years)
        self.terms = {
            term: button(self._say(f"archive.term_{term}"), partial(self.choose_term, term), role="chip")
            for term in (0, 1, 2)
        }
        self._of_year = QWidget()
        chips, group = Flow(self._of_year, gap=6), QButtonGroup(self)
        for term, chip in self.terms.items():
            chip.setCheckable(True)
            chip.setChecked(term == 0)
            group.addButton(chip)
            chips.addWidget(chip)
        self._of_year.hide()
        column.addWidget(self._of_year)
        self.chapters = QVBoxLayout()
        self.chapters.setSpacing(12)
        column.addLayout(self.chapters)
        self.feedback = FeedbackCard(desk, self.shown)
        column.addWidget(self.feedback)
        column.addStretch(1)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the first thing that can be done."""
        self.pack.setFocus(reason)

    def shown(self) -> None:
        """Gather and draw; called whenever the page comes to the front."""
        year, term, language = self.year, self.term, self._desk.texts.language
        self._desk.ask(self, lambda workspace: workspace.archive(year, language, term), self._show)

    def leave(self) -> None:
        """Nothing to save: what is added is kept at once."""

    def choose(self, year: int | None) -> None:
        """Show one school year, or all (None)."""
        if year != self.year:
            self.year = year
            self._of_year.setVisible(year is not None)
            self.shown()

    def choose_term(self, term: int) -> None:
        """Show one term of the year, or both (0)."""
        if term != self.term:
            self.term = term
            self.shown()

    def _show(self, view: ArchiveView) -> None:
        if (view.year, view.term) != (self.year, self.term):
            return
        self._show_years(view)
        empty(self.chapters)
        if view.basics:
            card = SectionCard(self._say("archive.basics"), "person")
            for words, line in view.basics:
                card.body.addWidget(label(self._say("archive.fact", label=words, line=line), wrap=True))
            self.chapters.addWidget(card)
        for chapter in view.chapters:
            if chapter.chapter.key != "basics" and (chapter.chapter.starred or chapter.parts):
                self.chapters.addWidget(self._card(chapter))
        if not view.chapters:
            self.chapters.addWidget(label(self._say("archive.nothing"), "quiet", wrap=True))
        self.feedback.show_feedback(view.feedback)

    def _show_years(self, view: ArchiveView) -> None:
        wanted: list[int | None] = [*view.years, None]
        if list(self.years) != wanted:
            for chip in self.years.values():
                self._group.removeButton(chip)
            empty(self._years)
            self.years = {year: self._year(year) for year in wanted}
        self.years[self.year].setChecked(True)

    def _year(self, year: int | None) -> QPushButton:
        words = (
            self._say("archive.all_years") if year is None else self._say("archive.year", begins=year, ends=year + 1)
        )
        chip = button(words, partial(self.choose, year), role="chip")
        chip.setCheckable(True)
        self._group.addButton(chip)
        self._years.addWidget(chip)
        return chip

    def _card(self, view: ChapterView) -> QFrame:
        name = self._desk.texts.label(view.chapter.label)
        card = SectionCard(name, _ICONS.get(view.chapter.key, "document"))
        for part in view.parts:
            self._add_part(card, view, part)
        if view.chapter.starred:
            if not view.parts:
                card.body.addWidget(label(self._say("archive.no_best"), "quiet", wrap=True))
            choose = button(self._say("archive.choose_best"), partial(self._choose_best, view.choosable), icon="done")
            choose.setEnabled(bool(view.choosable))
            card.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_part(self, card: SectionCard, view: ChapterView, part: Part) -> None:
        sort = self._desk.texts.label(part.label)
        words = "archive.hours" if part.hours else "archive.count"
        card.body.addWidget(label(self._say(words, sort=sort, count=len(part.entries), hours=part.hours), "field"))
        if part.counted:
            return
        key = (view.chapter.key, sort)
        shown = part.entries if key in self._open else part.entries[:_FIRST]
        for entry in shown:
            card.body.addWidget(self._line(entry))
        if len(shown) < len(part.entries):
            more = button(
                self._say("archive.more", count=len(part.entries) - len(shown)), partial(self._more, key), role="quiet"
            )
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, entry: Entry) -> QWidget:
        day = self._desk.words.iso_day(entry.day, self._desk.now())
        hours = self._say("archive.so_many_hours", count=entry.hours) if entry.hours else ""
        return Line(
            entry.title or self._say("ui.untitled"),
            day,
            partial(self._desk.shell.open_record, entry.record),
            icon=KIND_ICONS.get(entry.kind_key, "document"),
            chip=hours,
        )

    def _more(self, key: tuple[str, str]) -> None:
        self._open.add(key)
        self.shown()

    def _choose_best(self, choosable: tuple[Entry, ...]) -> None:
        BestDialog(self._desk, choosable, self.shown, self).open()
