"""One's own second preparation in the form of a common plan: a card for the whole lesson, a band beneath each stage.

It is another record, saved by an autosave of its own: neither can change the other. What colleagues have shared stands
beside it, to be read.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from shiboken6 import isValid

from app.errors import RecordError
from app.ids import RecordId
from app.records.edits import AddRow, SetValue
from app.records.fields import columns_of
from app.records.kind import Kind
from app.ui.autosave import Autosave, Draft
from app.ui.desk import Desk
from app.ui.forms.around import Around
from app.ui.forms.input import Input
from app.ui.forms.inputs import make_input
from app.ui.forms.row_box import RowBox
from app.ui.forms.rows import RowsInput
from app.ui.forms.single import make_cell
from app.ui.messages import confirm
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty
from app.workspace.views import Changes, PreparationView, RecordView, Saved

#: Where the kind keeps what is noted on the whole, and on the rows.
_WHOLE, _NOTES, _NAME, _TEXT = "body", "notes", "name", "text"


class Band(QFrame):
    """What I note on one stage, and what colleagues have noted on it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.input: Input | None = None
        self.title = label(title, "small")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 6, 10, 8)
        self.column.setSpacing(4)
        self.column.addWidget(self.title)
        self._others = QVBoxLayout()
        self._others.setSpacing(2)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addLayout(self._others)

    def show_others(self, lines: Sequence[str]) -> None:
        """What colleagues have shared about this place."""
        empty(self._others)
        for line in lines:
            self._others.addWidget(label(line, "", wrap=True))


class Apart(QFrame):
    """The card at the end of the form; it puts the bands beneath the rows."""

    trouble = Signal(object)
    composed = Signal()  # an input method has finished: what waited for it may be shown

    def __init__(self, desk: Desk, plan: RecordId, kind: Kind, around: Around) -> None:
        super().__init__()
        self._desk, self._plan, self._kind, self._around, self._say = desk, plan, kind, around, desk.texts.say
        self._rows: RowsInput | None = None
        self._view: RecordView | None = None
        self._own: PreparationView | None = None
        self._autosave: Autosave | None = None
        self._added: set[str] = set()
        self._bands: dict[str, Band] = {}
        self.setProperty("role", "card")
        self.begin = button(self._say("apart.begin"), self._begin, icon="pen")
        self.share: QPushButton = button(self._say("apart.share"), self._share, icon="share")
        self.who = label("", "small", wrap=True)
        self.whole = Band(self._say("apart.whole"))
        self._lost = QVBoxLayout()
        self._lay_out()

    @property
    def unsaved(self) -> bool:
        """Is there anything of it that the file does not have yet?"""
        return self._autosave is not None and self._autosave.unsaved

    def save_now(self) -> bool:
        """Save and wait. False if the file would not take it."""
        return self._autosave is None or self._autosave.flush_and_wait()

    def flush(self) -> None:
        """Send what waits."""
        if self._autosave is not None:
            self._autosave.flush()

    def attach(self, rows: RowsInput) -> None:
        """Beneath these rows the bands stand."""
        if self._rows is None:
            self._rows = rows
            rows.grown.connect(self._put_bands)

    def refresh(self, view: RecordView) -> None:
        """Show everybody's preparation as it stands now; what is being typed is left alone."""
        self._view = view
        own = next((one for one in view.apart if one.mine), None)
        if own is not None and (self._own is None or self._own.record != own.record):
            self._open(own)
        self._own = own
        self._added |= {note.row for note in own.notes} if own is not None else set()
        shared = not view.space.private
        self.setVisible(bool(view.apart) or (shared and not view.deleted and not view.template))
        self.begin.setVisible(own is None)
        self.share.setVisible(own is not None and own.private and shared)
        names = self._say("form.comma").join(view.space.readers)
        private = own is None or own.private
        self.who.setText(self._say("apart.only_me") if private else self._say("apart.readers", names=names))
        self._fill(self.whole, _WHOLE, own.body if own is not None else "")
        self.whole.setVisible(bool(view.apart))
        others = [one for one in view.apart if not one.mine]
        self.whole.show_others([_said(one.author, one.body) for one in others if one.body])
        self._put_bands()
        self._show_lost(view)

    # Beneath the rows

    def _put_bands(self) -> None:
        if self._rows is None or self._view is None or not self._view.apart:
            return
        for box in self._rows.rows:
            if box.built:
                self._put_band(box, self._view)

    def _put_band(self, box: RowBox, view: RecordView) -> None:
        said = [
            _said(one.author, note.text)
            for one in view.apart
            if not one.mine
            for note in one.notes
            if note.row == box.row
        ]
        band = self._bands.get(box.row)
        if self._own is None and not said:
            return
        if band is None or not isValid(band):  # it goes with its row
            band = self._bands[box.row] = Band(self._say("apart.mine"))
            box.put_beneath(band)
        notes = self._own.notes if self._own is not None else ()
        self._fill(band, f"{_NOTES}/{box.row}/{_TEXT}", next((one.text for one in notes if one.row == box.row), ""))
        band.show_others(said)

    def _fill(self, band: Band, path: str, text: str) -> None:
        """Show a text of mine in a band, in an input that is made when there is something of mine."""
        if self._own is None or self._autosave is None:
            return
        if band.input is None:
            band.input = self._input(path)
            band.input.edited.connect(partial(self._edited, path))
            band.input.left.connect(self._autosave.flush)
            band.input.refused.connect(partial(self._refuse, band))
            band.input.composed.connect(self.composed)
            band.column.insertWidget(1, band.input)
        if not self._autosave.unsaved_in(path.partition("/")[0]):
            band.input.show_value(text)

    def _input(self, path: str) -> Input:
        key, _, rest = path.partition("/")
        field = self._kind.field(key)
        around = replace(self._around, kind=self._kind, watchers=[])
        if not rest:
            return make_input(field, path, around)
        return make_cell(next(one for one in columns_of(field) if one.key == _TEXT), path, around)

    def _edited(self, path: str, draft: Draft) -> None:
        if self._autosave is None:
            return
        row = path.split("/")[1] if "/" in path else ""
        if row and row not in self._added:
            self._added.add(row)
            self._autosave.put(Draft(AddRow(_NOTES, None, row)))
            self._autosave.put(Draft(SetValue(f"{_NOTES}/{row}/{_NAME}", self._name_of(row))))
        self._autosave.put(draft)

    def _name_of(self, row: str) -> str:
        """What the stage is called, for the day when it is gone."""
        boxes = self._rows.rows if self._rows is not None else []
        values = next((box.values for box in boxes if box.row == row), {})
        first = columns_of(self._rows.field)[0].key if self._rows is not None else ""
        return str(values.get(first, ""))

    def _show_lost(self, view: RecordView) -> None:
        """Notes on stages that are gone from the plan."""
        empty(self._lost)
        there = {box.row for box in self._rows.rows} if self._rows is not None else set()
        for one in view.apart:
            for note in one.notes:
                if note.row not in there and note.text:
                    words = self._say("apart.lost", name=note.name or self._say("ui.untitled"))
                    self._lost.addWidget(label(f"{words} {_said(one.author, note.text)}", "quiet", wrap=True))

    # Doing

    def _begin(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.begin_preparation(self._plan), self._begun)

    def _begun(self, record: RecordId) -> None:
        self._desk.news.announce(Changes(frozenset({record, self._plan}), sync=True))

    def _open(self, own: PreparationView) -> None:
        self._autosave = Autosave(self._desk.tasks, self._desk.workspace, own.record, self)
        self._autosave.saved.connect(self._saved)
        self._autosave.refused.connect(self._refused)
        self._autosave.trouble.connect(self.trouble)

    def _refused(self, draft: Draft, error: RecordError) -> None:
        """The words stay in their field, and beside it is said why the file does not take them."""
        for band in self._bands_there():
            if band.input is not None and band.input.path == draft.place:
                self._refuse(band, error)

    def _refuse(self, band: Band, error: RecordError | None) -> None:
        if error is None:
            band.notice.clear()
        else:
            band.notice.explain(self._desk.texts.explain(error), "note")

    def _bands_there(self) -> list[Band]:
        return [band for band in (self.whole, *self._bands.values()) if isValid(band)]

    def _saved(self, saved: Saved, drafts: tuple[Draft, ...]) -> None:
        inputs = [band.input for band in self._bands_there() if band.input is not None]
        for draft in drafts:
            for one in inputs:
                if draft.place == one.path:
                    one.was_saved(draft)
        if saved.changes.records:
            self._desk.news.announce(saved.changes)

    def _share(self) -> None:
        view, own = self._view, self._own
        if view is None or own is None:
            return
        names = self._say("form.comma").join(view.space.readers)
        sure = confirm(
            self,
            self._desk.texts,
            self._say("apart.share_title"),
            self._say("apart.share_why", names=names),
            self._say("form.share_do"),
        )
        if sure and self.save_now():
            space = view.space.space
            self._desk.ask(
                self, lambda workspace: workspace.share(own.record, space), lambda _changes: self._begun(own.record)
            )

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.begin)
        foot.addWidget(self.share)
        foot.addWidget(self.who, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(label(self._desk.texts.label(self._kind.label), "head"))
        column.addWidget(label(self._say("apart.why"), "small", wrap=True))
        column.addWidget(self.whole)
        column.addLayout(self._lost)
        column.addLayout(foot)


def _said(author: str, text: str) -> str:
    return f"{author}：{text}"


def stand_apart(desk: Desk, record: RecordId, around: Around) -> Apart | None:
    """The card for a record whose kind has preparations apart; None for any other."""
    kind = desk.workspace.kinds.get(around.kind.apart) if around.kind.apart is not None else None
    return Apart(desk, record, kind, around) if kind is not None else None
