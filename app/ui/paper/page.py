"""The page for printing: at the left what is chosen, at the right the sheets as they will come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy

from app.ids import RecordId
from app.records.kind import Kind
from app.ui.desk import Desk
from app.ui.paper.choices import Choices, preference_of
from app.ui.paper.job import Printed
from app.ui.paper.leaving import PaperPage
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.workspace.views import Printable

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: Of a longer list nothing is chosen to begin with: nobody wants four hundred plans by one click too many.
_ALL_AT_ONCE = 40


class PrintPage(PaperPage):
    """Records on the way to a printer or into a PDF."""

    def __init__(self, desk: Desk, records: Sequence[RecordId]) -> None:
        super().__init__(desk)
        self._records = tuple(records)
        self.boxes: dict[RecordId, QCheckBox] = {}
        self.choices: Choices | None = None

    def shown(self) -> None:
        """Fetch what the records are called and what was chosen last time; then set the pages."""
        if self.choices is not None:
            self._set()
            return
        self._desk.ask(self, self._fetch, self._build, self._failed)

    def leave(self) -> None:
        """Keep what was chosen; what is under way is let go of."""
        self.stop()
        if self.choices is not None:
            key, kept = preference_of(self._kind), self.choices.kept()
            self._desk.ask(self, lambda workspace: workspace.set_preference(key, kept))

    def chosen(self) -> list[RecordId]:
        """The records that are ticked."""
        return [record for record, box in self.boxes.items() if box.isChecked()]

    def word_file(self) -> Callable[[Workspace], bytes] | None:
        """The chosen records, in the layout and length chosen."""
        if self.choices is None:
            return None
        records, choice = self.chosen(), self.choices.choice()
        return lambda workspace: workspace.word_file(records, choice)

    def good_name(self) -> str:
        """One record gives its name; several give their kind's and their number."""
        if len(self.chosen()) > 1 and self._kind is not None:
            return f"{self._desk.texts.label(self._kind.label)}-{len(self.chosen())}"
        return self.setting.file_name

    # Fetching and setting

    def _fetch(self, workspace: Workspace) -> tuple[tuple[Printable, ...], str]:
        found = workspace.printables(self._records)
        self._kind: Kind | None = workspace.kinds.get(found[0].kind_key) if found else None
        return found, workspace.preference(preference_of(self._kind), "")

    def _build(self, fetched: tuple[tuple[Printable, ...], str]) -> None:
        found, kept = fetched
        self.copies = self._kind.on_paper.copies if self._kind is not None else 1
        kind = self._desk.texts.label(self._kind.label) if self._kind is not None else self._say("ui.newer_kind")
        untitled = self._say("ui.untitled")
        several = self._say("paper.title_of_several", count=len(found), kind=kind)
        self.title.setText(self._say("paper.title", title=found[0].title or untitled) if len(found) == 1 else several)
        choices = self.choices = Choices(self._desk.texts, self._kind)
        choices.show_kept(kept)
        self.side.addWidget(choices)
        for one in found:
            box = self.boxes[one.record] = QCheckBox((one.title or untitled).replace("&", "&&"))
            box.setToolTip(one.title)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setChecked(len(found) <= _ALL_AT_ONCE)
            box.toggled.connect(lambda _on: self._set())
        if len(found) > 1:
            self._list_records()
        self.side.addStretch(1)
        choices.changed.connect(self._set)
        self._set()

    def _list_records(self) -> None:
        row = QHBoxLayout()
        row.addWidget(label(self._say("paper.records"), "field"), 1)
        for words, on in (("paper.all_records", True), ("paper.no_record", False)):
            row.addWidget(button(self._say(words), partial(self.choose_all, on), role="quiet"))
        self.side.addLayout(row)
        for box in self.boxes.values():
            self.side.addWidget(box)

    def choose_all(self, on: bool) -> None:
        """Tick every record, or none."""
        for box in self.boxes.values():
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._set()

    def _set(self) -> None:
        if self.choices is None:
            return
        self._ready(False)
        self.notice.clear()
        chosen = self.chosen()
        if chosen:
            self.setting.begin(chosen, self.choices.choice())
        else:
            self.setting.stop()
            self._show(Printed(()))
            self.count.setText(self._say("paper.nothing_chosen"))
