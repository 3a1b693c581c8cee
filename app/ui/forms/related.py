"""What belongs to a record, above its form: the records it names and those that name it, each a click away; and what
may be begun from it, as a reflection on the lesson, or an action step for the teacher who was observed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.ids import RecordId
from app.ui.desk import Desk
from app.ui.theme.icons import KIND_ICONS
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.panel import empty
from app.workspace.relating import RelatedView
from app.workspace.views import Changes, RecordView

#: Characters of a title on a chip.
_LONGEST = 18


class RelatedStrip(QFrame):
    """Chips and buttons; hidden where there is nothing to show or to begin."""

    def __init__(self, desk: Desk, save_now: Callable[[], bool]) -> None:
        super().__init__()
        self._desk, self._say, self._save_now = desk, desk.texts.say, save_now
        self._record = RecordId("")
        self.chips: dict[RecordId, QPushButton] = {}
        self.begins: dict[str, QPushButton] = {}
        self.give: QPushButton | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(self._say("related.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        holder = QWidget()
        self._flow = Flow(holder, gap=8)
        column.addWidget(holder)
        self.hide()

    def refresh(self, view: RecordView) -> None:
        """Show what belongs to the record as it stands now."""
        self._record = view.record
        if view.kind is None or not view.kind.alone or view.template or view.deleted:
            self.hide()
            return
        self._desk.ask(self, lambda workspace: workspace.related_view(view.record), self._show)

    def _show(self, found: RelatedView) -> None:
        if found.record != self._record:
            return
        focused = next((name for name, one in self.begins.items() if one.hasFocus()), "")
        empty(self._flow)
        self.chips, self.begins, self.give = {}, {}, None
        if found.reuse is not None and (found.reuse.uses or found.reuse.copies):
            words = self._say("related.reuse", uses=found.reuse.uses, copies=found.reuse.copies)
            self._flow.addWidget(label(words, "chip-accent"))
        if found.rows:
            self._flow.addWidget(label(self._say("related.title"), "small"))
        for row in found.rows:
            kind = self._desk.workspace.kinds.get(row.kind_key)
            name = self._desk.texts.label(kind.label) if kind is not None else ""
            title = row.title if len(row.title) <= _LONGEST else row.title[: _LONGEST - 1] + "…"
            parts = [name, title, self._desk.words.iso_day(row.day, self._desk.now()) if row.day else "", row.author]
            words = self._say("related.gap").join(part for part in parts if part)
            chip = button(words, partial(self._open, row.record), icon=KIND_ICONS.get(row.kind_key, "document"))
            self.chips[row.record] = chip
            self._flow.addWidget(chip)
        for kind_key, offered in found.begins.items():
            self.begins[kind_key] = button(
                self._desk.texts.label(offered), partial(self._begin, kind_key), role="quiet", icon="add"
            )
            self._flow.addWidget(self.begins[kind_key])
        if found.gives:
            self.give = button(self._say("related.give", name=found.gives), self._give, role="quiet", icon="step")
            self._flow.addWidget(self.give)
        self.setVisible(bool(self.chips or self.begins or self.give))
        if focused in self.begins:
            self.begins[focused].setFocus()

    def _open(self, record: RecordId) -> None:
        self._desk.shell.open_record(record)

    def _begin(self, kind: str) -> None:
        if not self._save_now():
            return
        record, language = self._record, self._desk.texts.language

        def begun(made: RecordId) -> None:
            self._desk.news.announce(Changes(frozenset({made, record}), sync=True))
            self._desk.shell.open_record(made)

        self._desk.ask(self, lambda workspace: workspace.begin_from(record, kind, language), begun)

    def _give(self) -> None:
        if self._save_now():
            record = self._record
            self._desk.ask(self, lambda workspace: workspace.give_step(record), self._desk.news.announce)
