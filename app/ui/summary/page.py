"""The summary of a group's term (学期小结): which group, which time; one sheet for the centre school."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton

from app.ids import SpaceId
from app.records.archive import school_year_of, span_of
from app.records.blocks import Pages
from app.records.groups import PLC
from app.ui.desk import Desk
from app.ui.lists.strip import GroupStrip
from app.ui.paper.bound import Bound
from app.ui.paper.leaving import PaperPage
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.views import SpaceView

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: The page's name in the window.
SUMMARY = "summary"


class SummaryPage(PaperPage):
    """A group is chosen once; the time is this term until another is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "summary.choices")
        self.title.setText(self._say("summary.title"))
        self.group = QComboBox()
        self.spans: dict[tuple[str, str], QPushButton] = {}
        self.span: tuple[str, str] = ("", "")
        self.unreleased = label("", "small", wrap=True)
        self._lay_out_side()
        self.column.insertWidget(0, GroupStrip(desk, PLC, SUMMARY))
        self.group.currentIndexChanged.connect(lambda _at: self._set())

    def shown(self) -> None:
        """Fetch which groups there are; those of teaching research first."""
        self._desk.ask(self, _groups, self._show_groups, self._failed)

    def leave(self) -> None:
        """What is under way is let go of."""
        self.stop()

    def word_file(self) -> Callable[[Workspace], bytes] | None:
        """The same sheet for Word."""
        space, (begins, ends), language = self.group.currentData(), self.span, self._desk.texts.language
        if space is None:
            return None
        return lambda workspace: workspace.summary_word(SpaceId(space), begins, ends, language)

    def _show_groups(self, groups: list[SpaceView]) -> None:
        kept = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        for one in groups:
            self.group.addItem(one.name, one.space)
        place = self.group.findData(kept)
        self.group.setCurrentIndex(max(place, 0 if groups else -1))
        self.group.blockSignals(False)
        self.group.setEnabled(bool(groups))
        if not groups:
            self.count.setText(self._say("summary.no_group"))
        self._set()

    def _choose(self, span: tuple[str, str], on: bool) -> None:
        if on:
            self.span = span
            self._set()

    def _set(self) -> None:
        space, (begins, ends), language = self.group.currentData(), self.span, self._desk.texts.language
        self._ready(False)
        if space is None:
            return

        def one(workspace: Workspace) -> Sequence[Pages]:
            return (workspace.summary_pages(SpaceId(space), begins, ends, language),)

        def left_out(workspace: Workspace) -> int:
            return workspace.unreleased(SpaceId(space), begins, ends)

        def tell(left: int) -> None:
            self.unreleased.setText(self._say("summary.unreleased", count=left) if left else "")

        self.setting.begin_parts([one], Bound(self._foot))
        self._desk.ask(self, left_out, tell, self._failed)

    def _lay_out_side(self) -> None:
        self.side.addWidget(label(self._say("summary.why"), "small", wrap=True))
        self.side.addWidget(label(self._say("summary.group"), "field"))
        self.group.setAccessibleName(self._say("summary.group"))
        self.side.addWidget(self.group)
        today = datetime.fromtimestamp(self._desk.now()).date().isoformat()
        year, term = school_year_of(today)
        chips = QButtonGroup(self)
        for words, span in (("this_term", span_of(year, term)), ("this_year", span_of(year))):
            chip = button(self._say(f"packs.{words}"), role="chip")
            chip.setCheckable(True)
            chips.addButton(chip)
            self.spans[span] = chip
            self.side.addWidget(chip)
            chip.toggled.connect(partial(self._choose, span))
        self.span = next(iter(self.spans))
        self.spans[self.span].setChecked(True)
        self.side.addWidget(self.unreleased)
        self.side.addStretch(1)


def _groups(workspace: Workspace) -> list[SpaceView]:
    shared = [space for space in workspace.spaces() if not space.private]
    return sorted(shared, key=lambda space: workspace.purpose(space.space) != PLC)
