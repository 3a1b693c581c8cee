"""Work statement and evidence pack (工作陈述与材料袋): at the left span, words and records, at the right the sheets.

What is proposed can go to the printer at once; what is written and ticked is kept in one's private space.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.archive import school_year_of, span_of
from app.records.blocks import Pages
from app.records.groups import GROWTH
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.paper.bound import Bound
from app.ui.paper.leaving import PaperPage
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.names_out import Names
from app.workspace.packs import Choosable, PackChoice, PackView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The page's name in the window.
PACK = "pack"
#: A pause in typing after which the pages are set again.
_PAUSE_MS = 700
_LONGEST_TITLE, _LONGEST_WORDS = 100, 20_000


class PackPage(PaperPage):
    """One pack. ``boxes`` are the records that can be ticked, in the order in which they will stand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "packs.choices")
        self.boxes: dict[RecordId, QCheckBox] = {}
        self.span: tuple[str, str] = ("", "")
        self._fresh = True
        self._kept = PackChoice("", "", "")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._set)
        self.title.setText(self._say("packs.title"))
        self.name = LineBox(_LONGEST_TITLE)
        self.words, self.effect = ProseBox(_LONGEST_WORDS, least=4, most=8), ProseBox(_LONGEST_WORDS, least=3, most=8)
        self.without_names = QCheckBox(self._say("packs.without_names"))
        self.without_names.setChecked(True)
        self.spans: dict[tuple[str, str], QPushButton] = {}
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self._choose_side()
        self.column.insertWidget(0, GroupStrip(desk, GROWTH, PACK))
        for box in (self.name, self.words, self.effect):
            box.typed.connect(self._pause.start)
        self.without_names.toggled.connect(lambda _on: self._set())

    def shown(self) -> None:
        """Fetch what the span holds; what is typed and ticked stays as it was."""
        if self._fresh:
            first = next(iter(self.spans))
            self.spans[first].setChecked(True)

    def leave(self) -> None:
        """Keep what was written and chosen; what is under way is let go of."""
        self.stop()
        self._pause.stop()
        self.save_now()

    def save_now(self) -> bool:
        """Keep what was written and chosen."""
        if not self._fresh and self.unsaved:
            choice = self.choice()
            self._kept = choice
            self._desk.ask(self, lambda workspace: workspace.keep_pack(choice), self._desk.news.announce)
        return True

    @property
    def unsaved(self) -> bool:
        """Is anything other than what is kept?"""
        return not self._fresh and self.choice() != self._kept

    def choice(self) -> PackChoice:
        """What is chosen now."""
        return PackChoice(
            self.name.text().strip() or self._say("packs.usual_title", span=self._year()),
            *self.span,
            self.words.text,
            self.effect.text,
            tuple(record for record, box in self.boxes.items() if box.isChecked()),
            self.without_names.isChecked(),
            self._desk.texts.language,
        )

    def word_file(self) -> Callable[[Workspace], bytes] | None:
        """The same pack for Word, with the pages' numbers as they are on these sheets."""
        choice, numbers = self.choice(), self._printed.numbers
        return lambda workspace: workspace.pack_word(choice, numbers)

    def save_pdf(self) -> None:
        """Write the file; what it says is kept first."""
        self.save_now()
        super().save_pdf()

    def save_word(self) -> None:
        """Write the file; what it says is kept first."""
        self.save_now()
        super().save_word()

    # The span and what it holds

    def _choose(self, span: tuple[str, str], on: bool) -> None:
        if not on:
            return
        self.save_now()
        self.span = span
        self._desk.ask(self, lambda workspace: workspace.pack(*span), self._show_view, self._failed)

    def _show_view(self, view: PackView) -> None:
        if (view.begins, view.ends) != self.span:
            return
        self._fresh = False
        for box, text in ((self.words, view.words), (self.effect, view.effect)):
            box.receive(text)
        self.name.receive(view.title or self._say("packs.usual_title", span=self._year()))
        self.name.setCursorPosition(0)
        empty(self._parts)
        self.boxes = {}
        for choosable in view.parts:
            if not choosable.part.counted:
                self._list(choosable, view.chosen)
        if not self.boxes:
            self._parts.addWidget(label(self._say("packs.nothing"), "quiet", wrap=True))
        self._kept = self.choice()
        self._set()

    def _list(self, choosable: Choosable, chosen: frozenset[RecordId]) -> None:
        part, own = choosable.part, []
        for entry in part.entries:
            if entry.record in self.boxes:
                continue
            box = QCheckBox((entry.title or self._say("ui.untitled")).replace("&", "&&"))
            day = self._desk.words.iso_day(entry.day, self._desk.now())
            box.setToolTip(f"{entry.title}\n{day}")
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setChecked(entry.record in chosen)
            box.toggled.connect(lambda _on: self._pause.start())
            self.boxes[entry.record] = box
            own.append(box)
        if not own:
            return
        row = QHBoxLayout()
        name = self._desk.texts.label(part.label)
        row.addWidget(label(self._say("packs.sort", sort=name, count=len(own)), "field", wrap=True), 1)
        for words, on in (("paper.all_records", True), ("paper.no_record", False)):
            control = button(self._say(words), partial(self._tick, own, on), role="quiet")
            control.setAccessibleName(f"{name} {self._say(words)}")
            row.addWidget(control)
        self._parts.addLayout(row)
        for box in own:
            self._parts.addWidget(box)

    def _tick(self, boxes: Sequence[QCheckBox], on: bool) -> None:
        for box in boxes:
            box.setChecked(on)

    # Setting

    def _set(self) -> None:
        if self._fresh:
            return
        self._ready(False)
        self.notice.clear()
        choice = self.choice()
        names: list[Names | None] = []

        def first(workspace: Workspace) -> Sequence[Pages]:
            names.append(workspace.pack_names(choice))
            return workspace.pack_front(choice, names[0])

        def one(record: RecordId, workspace: Workspace) -> Sequence[Pages]:
            return (workspace.pack_part(record, choice, names[0]),)

        self.setting.begin_parts([first, *(partial(one, record) for record in choice.records)], Bound(self._foot))

    # Looks

    def _year(self) -> str:
        return f"{self.span[0][:4]}—{self.span[1][:4]}"

    def _choose_side(self) -> None:
        self.side.addWidget(label(self._say("packs.why"), "small", wrap=True))
        today = datetime.fromtimestamp(self._desk.now()).date().isoformat()
        year, term = school_year_of(today)
        group, row = QButtonGroup(self), QVBoxLayout()
        row.setSpacing(6)
        offered = (("this_year", span_of(year)), ("this_term", span_of(year, term)), ("last_year", span_of(year - 1)))
        for words, span in offered:
            chip = button(self._say(f"packs.{words}"), role="chip")
            chip.setCheckable(True)
            chip.toggled.connect(partial(self._choose, span))
            group.addButton(chip)
            self.spans[span] = chip
            row.addWidget(chip)
        self.side.addLayout(row)
        boxes: tuple[tuple[str, QWidget], ...] = (
            ("name", self.name), ("words", self.words), ("effect", self.effect),
        )  # fmt: skip
        for words, box in boxes:
            self.side.addWidget(label(self._say(f"packs.{words}"), "field"))
            box.setAccessibleName(self._say(f"packs.{words}"))
            self.side.addWidget(box)
        self.side.addWidget(self.without_names)
        self.side.addWidget(label(self._say("packs.records"), "head"))
        self.side.addLayout(self._parts)
        self.side.addStretch(1)
