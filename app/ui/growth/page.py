"""Growth messages of a term (成长寄语): pupils one after another, bright spots at the left, the message at the right.

Who is done and who is not is told for oneself alone; a key leads to the next pupil. What is finished goes on paper as
slips, as many to a sheet as the school has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.groups import PUPILS
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.desk import Desk
from app.ui.forms.texts import ProseInput
from app.ui.keys import bind, written
from app.ui.lists.strip import GroupStrip
from app.ui.quick.few_fields import FewFields
from app.ui.theme.icons import icon
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.panel import Panel
from app.workspace.growth import MESSAGE, MessageRow, MessagesView, SpotView
from app.workspace.views import Changes

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

NAME = "messages"
_TEXT, _HOPE = "message", "hope"
_LIST_WIDE, _SPOTS_WIDE, _SPOTS_LEAST = 168, 284, 216


class MessagesPage(QWidget):
    """The pupils, what was seen of the one who is chosen, and the words for her."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self.setProperty("role", "page")
        kind = desk.workspace.kinds.get(MESSAGE)
        assert kind is not None  # it ships with the program
        self._view = MessagesView("", ())
        self._at: MessageRow | None = None
        self.pupils = QListWidget()
        self.pupils.setAccessibleName(self._say("growth.pupils"))
        self.pupils.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pupils.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.fields = FewFields(desk, kind, (_TEXT, _HOPE), self._begin)
        self.count = label("", "quiet")
        self.length = label("", "small")
        self.about = label("", "title", wrap=True)
        self.spots = Panel(self._say("growth.spots"), "star", self._say("growth.no_spots"))
        self.take_all = button(self._say("growth.take_all"), self._take_all, icon="add")
        self.done = button("", self.finish, role="primary", icon="done", tip=written("done"))
        self.whole = button(self._say("quick.whole"), self._open_whole, role="quiet", icon="document")
        self.print = button("", self._print, icon="print")
        self._right = QWidget()
        self._nobody = label(self._say("growth.nobody"), "quiet", wrap=True)
        self._lay_out()
        self.pupils.currentRowChanged.connect(self._turn)
        self.fields.edited.connect(self._count_words)
        bind("done", self, self.finish)
        bind("next_pupil", self, partial(self._walk, 1), 0)
        bind("next_pupil", self, partial(self._walk, -1), 1)
        desk.news.changed.connect(self._changed)

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, lambda workspace: workspace.messages(self._desk.texts.language), self._show)

    def leave(self) -> None:
        """Send what is in the fields."""
        self.save_now()

    def save_now(self) -> bool:
        """Save and wait. False if the file would not take it."""
        return self.fields.save_now()

    @property
    def unsaved(self) -> bool:
        """Is there anything that the file does not have yet?"""
        return self.fields.unsaved

    def finish(self) -> None:
        """Sign this one with today's date, or take that back; the next one that is not done follows."""
        if self._at is None or not self.save_now() or self.fields.record is None:
            return
        record, finished = self.fields.record, not self._at.finished

        def after(changes: Changes) -> None:
            self._desk.news.announce(changes)
            self._desk.ask(
                self,
                lambda workspace: workspace.messages(self._desk.texts.language),
                partial(self._show, further=finished),
            )

        self._desk.ask(self, lambda workspace: workspace.finish_message(record, finished), after)

    # Who

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible() and not self.fields.unsaved:
            self.shown()

    def _show(self, view: MessagesView, further: bool = False) -> None:
        self._view = view
        key = _key(self._at) if self._at is not None else None
        at = next((number for number, row in enumerate(view.rows) if _key(row) == key), 0)
        if further:
            at = next((number for number in _after(at, len(view.rows)) if not view.rows[number].finished), at)
        self.pupils.blockSignals(True)
        self.pupils.clear()
        for row in view.rows:
            item = QListWidgetItem(icon("done" if row.finished else "pen"), row.name)
            state = self._say("growth.is_done" if row.finished else "growth.is_open")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name} {state}")
            item.setToolTip(" ".join(part for part in (row.name, row.class_name, state) if part))
            self.pupils.addItem(item)
        self.pupils.setCurrentRow(at if view.rows else -1)
        self.pupils.blockSignals(False)
        done = sum(row.finished for row in view.rows)
        self.count.setText(self._say("growth.count", done=done, all=len(view.rows), term=view.term))
        self.print.setText(self._say("growth.print", count=done))
        self.print.setEnabled(done > 0)
        self._right.setVisible(bool(view.rows))
        self._nobody.setVisible(not view.rows)
        if view.rows:
            self._be_about(view.rows[at])

    def _turn(self, at: int) -> None:
        if 0 <= at < len(self._view.rows) and self.save_now():
            self._be_about(self._view.rows[at])
            self.shown()

    def _walk(self, step: int) -> None:
        if self._view.rows:
            self.pupils.setCurrentRow((self.pupils.currentRow() + step) % len(self._view.rows))

    def _be_about(self, row: MessageRow) -> None:
        same = self._at is not None and _key(self._at) == _key(row)
        self._at = row
        self.about.setText("　".join(part for part in (row.name, row.class_name) if part))
        self.done.setText(self._say("growth.not_done" if row.finished else "growth.done"))
        self.spots.show_lines([self._spot(spot) for spot in row.spots])
        self.take_all.setVisible(bool(row.spots))
        record = row.message
        if same and (self.fields.unsaved or record == self.fields.record):
            return
        if record is None:
            self._fill(row, {})
        else:
            self._desk.ask(self, lambda workspace: workspace.view(record).values, partial(self._fill, row))

    def _fill(self, row: MessageRow, values: Mapping[str, Value]) -> None:
        if self._at is not None and _key(self._at) == _key(row) and not self.fields.unsaved:
            self.fields.show_values(row.message, values)
            self._count_words()

    def _begin(self, workspace: Workspace) -> RecordId:
        assert self._at is not None  # there is a field to write in only when somebody is chosen
        return workspace.begin_message(self._at, self._desk.texts.language)

    # What was seen of her

    def _spot(self, spot: SpotView) -> QWidget:
        made = QWidget()
        made.setProperty("role", "clear")
        column = QVBoxLayout(made)
        column.setContentsMargins(4, 2, 4, 2)
        column.setSpacing(0)
        column.addWidget(label(spot.what, wrap=True))
        day = self._desk.words.iso_day(spot.day, self._desk.now()) if spot.day else ""
        row = QHBoxLayout()
        row.addWidget(OneLine(" · ".join(part for part in (day, spot.by) if part), "small"), 1)
        take = button(self._say("growth.take"), partial(self._take, [spot]), role="quiet", icon="right")
        take.setAccessibleName(self._say("growth.take_this", what=spot.what))
        row.addWidget(take)
        column.addLayout(row)
        return made

    def _take_all(self) -> None:
        if self._at is not None:
            self._take(self._at.spots)

    def _take(self, spots: tuple[SpotView, ...] | list[SpotView]) -> None:
        """Put what was seen at the end of the message, to be made into a sentence to the pupil; the record keeps where
        it is from."""
        place = self.fields.inputs[_TEXT]
        if not isinstance(place, ProseInput) or self._at is None:
            return
        before = place.box.text
        fresh = [spot.what for spot in spots if spot.what not in before]
        if fresh:
            joined = "\n".join([before, *fresh] if before else fresh)
            base = before
            place.box.receive(joined)
            self.fields.put(Draft(WriteProse(_TEXT, joined), base))
        place.setFocus()

    def _count_words(self) -> None:
        place = self.fields.inputs[_TEXT]
        words = len("".join(place.box.text.split())) if isinstance(place, ProseInput) else 0
        self.length.setText(self._say("growth.length", count=words))

    # Elsewhere

    def _open_whole(self) -> None:
        if self.save_now() and self.fields.record is not None:
            self._desk.shell.open_record(self.fields.record)

    def _print(self) -> None:
        """All that are done; the printer's page says how many sheets they take."""
        finished = [row.message for row in self._view.rows if row.finished and row.message is not None]
        if finished and self.save_now():
            self._desk.shell.open_page("print:" + ",".join(finished))

    def _lay_out(self) -> None:
        hold(self.pupils, width=_LIST_WIDE)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._say("growth.title"), "hero"))
        words.addWidget(self.count)
        head.addLayout(words, 1)
        head.addWidget(self.print)
        seen = QWidget()
        seen.setProperty("role", "page-body")
        seen_column = QVBoxLayout(seen)
        seen_column.setContentsMargins(0, 0, 0, 0)
        seen_column.addWidget(self.spots)
        seen_column.addWidget(self.take_all)
        seen_column.addStretch(1)
        left = _scrolling(seen)
        hold(left, least_width=_SPOTS_LEAST, most_width=_SPOTS_WIDE)
        fields = QWidget()
        fields.setProperty("role", "page-body")
        words_column = QVBoxLayout(fields)
        words_column.setContentsMargins(0, 0, 6, 0)
        words_column.addWidget(self.fields)
        words_column.addWidget(self.length)
        words_column.addStretch(1)
        write = QVBoxLayout()
        write.addWidget(self.about)
        write.addWidget(_scrolling(fields), 1)
        foot = Flow(gap=8)
        foot.addWidget(self.done)
        foot.addWidget(self.whole)
        write.addLayout(foot)
        inner = QHBoxLayout(self._right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        inner.addWidget(self.pupils)
        inner.addWidget(left, 1)
        inner.addLayout(write, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(GroupStrip(self._desk, PUPILS, NAME))
        column.addLayout(head)
        column.addWidget(self._nobody)
        column.addWidget(self._right, 1)


def _scrolling(body: QWidget) -> QScrollArea:
    """A part of the page that scrolls by itself on a low screen."""
    made = QScrollArea()
    made.setProperty("role", "page")
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(body)
    return made


def _key(row: MessageRow) -> tuple[RecordId | None, str]:
    return row.pupil, row.name


def _after(at: int, count: int) -> list[int]:
    """The places behind one, round to it."""
    return [(at + step) % count for step in range(1, count + 1)] if count else []
