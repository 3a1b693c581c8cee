"""Saving while somebody types: an edit leaves its field at most two seconds after the keystroke.

Edits are gathered for a short pause, sent in their order, one batch at a time, and kept until the file has them. A
batch that fails for the world's sake (full disk, locked file) is tried again, and the second failure is told. An edit
that breaks a rule of its record is handed back to its field at once, and does not hold up the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, QTimer, Signal

from app.errors import RecordError
from app.ids import RecordId
from app.logs import note_failure
from app.records.edits import Edit, SetValue, WriteProse, field_of
from app.records.values import Value
from app.ui.rebase import rebase
from app.ui.tasks import Tasks
from app.workspace.views import Saved

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

PAUSE_MS, CEILING_MS = 800, 1_800
_RETRY_MS = (1_000, 2_000, 5_000, 10_000, 30_000)
_TOLD_AFTER = 2


@dataclass(frozen=True)
class Draft:
    """An edit on its way; ``base`` is the text that a prose field last had from the document."""

    edit: Edit
    base: str | None = None

    @property
    def place(self) -> str | None:
        """The path whose later edit replaces this one; None for edits that must all be made."""
        return self.edit.path if isinstance(self.edit, SetValue | WriteProse) else None


class Autosave(QObject):
    """The edits of one record that the file does not have yet."""

    saved = Signal(object, object)  # Saved, tuple[Draft, ...]
    refused = Signal(object, object)  # Draft, RecordError
    trouble = Signal(object)  # the error, after the second failure; None when saving works again

    def __init__(self, tasks: Tasks, workspace: Workspace, record: RecordId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._workspace, self._record = tasks, workspace, record
        self._waiting: list[Draft] = []
        self._sent: tuple[Draft, ...] = ()
        self._failures = 0
        self._oldest = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    def be_about(self, record: RecordId) -> None:
        """Be about this record: what was made ahead knows none."""
        self._record = record

    @property
    def unsaved(self) -> bool:
        """Is there anything that the file does not have yet?"""
        return bool(self._waiting or self._sent)

    def unsaved_in(self, field: str) -> bool:
        """Is an edit of this field, or of one of its rows or members, on its way?"""
        return any(field_of(draft.edit) == field for draft in (*self._sent, *self._waiting))

    def put(self, draft: Draft) -> None:
        """Take an edit; a later one of the same place stands for the earlier."""
        for at, earlier in enumerate(self._waiting):
            if draft.place is not None and earlier.place == draft.place:
                self._waiting[at] = Draft(draft.edit, earlier.base)
                break
        else:
            self._waiting.append(draft)
        if not self._oldest.isValid():
            self._oldest.start()
        if not self._sent and not self._failures:
            self._timer.start(max(0, min(PAUSE_MS, CEILING_MS - self._oldest.elapsed())))

    def put_new(self, drafts: Sequence[Draft]) -> None:
        """Take the edits that make new rows: nothing that waits can be of the same places."""
        *most, last = drafts
        self._waiting += most
        self.put(last)

    def flush(self) -> None:
        """Send what waits, now; it follows by itself when an earlier batch is still under way."""
        self._timer.stop()
        if self._sent or not self._waiting:
            return
        self._sent, self._waiting = tuple(self._waiting), []
        self._oldest.invalidate()
        drafts = self._sent
        self._tasks.document(self, lambda: save(self._workspace, self._record, drafts), self._ended, self._failed)

    def flush_and_wait(self) -> bool:
        """Send everything and wait for the file to have it, as before closing. False if it could not be saved."""
        failures = self._failures
        self.flush()
        while self._sent and self._failures == failures:
            self._tasks.do(lambda: None)
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            if not self._sent and self._waiting and self._failures in (0, failures):
                self.flush()
        return not self.unsaved

    def _ended(self, outcome: Outcome) -> None:
        made, self._sent = self._sent, ()
        texts = {draft.place: draft.edit.text for draft in made if isinstance(draft.edit, WriteProse)}
        self._waiting = [
            Draft(draft.edit, texts[draft.place]) if draft.place in texts else draft for draft in self._waiting
        ]
        if self._failures:
            self._failures = 0
            self.trouble.emit(None)
        for draft, error in outcome.refused:
            self.refused.emit(draft, error)
        if outcome.saved is not None:
            self.saved.emit(outcome.saved, made)
        if self._waiting:
            self._timer.start(max(0, min(PAUSE_MS, CEILING_MS - self._oldest.elapsed())))

    def _failed(self, error: BaseException) -> None:
        note_failure(error)
        newer = {draft.place for draft in self._waiting if draft.place is not None}
        bases = {draft.place: draft.base for draft in self._sent}
        self._waiting = [draft for draft in self._sent if draft.place not in newer] + [
            Draft(draft.edit, bases.get(draft.place, draft.base)) for draft in self._waiting
        ]
        self._sent = ()
        self._failures += 1
        if self._failures >= _TOLD_AFTER:
            self.trouble.emit(error)
        self._timer.start(_RETRY_MS[min(self._failures, len(_RETRY_MS)) - 1])


@dataclass(frozen=True)
class Outcome:
    """What became of a batch: the last answer of the file, and the edits that broke a rule."""

    saved: Saved | None
    refused: tuple[tuple[Draft, RecordError], ...]


def save(workspace: Workspace, record: RecordId, drafts: tuple[Draft, ...]) -> Outcome:
    """On the document worker: make the edits; if one breaks a rule, make all the others.

    A prose field is saved as its whole text. If a merge changed the document since the field last showed it, what
    was typed is carried onto the merged text first, so that saving never undoes somebody else's words.
    """
    edits = _carried(workspace, record, drafts)
    try:
        return Outcome(workspace.edit(record, edits), ())
    except RecordError:
        pass
    saved: Saved | None = None
    refused: list[tuple[Draft, RecordError]] = []
    for draft, edit in zip(drafts, edits, strict=True):
        try:
            saved = workspace.edit(record, [edit])
        except RecordError as error:
            refused.append((draft, error))
    return Outcome(saved, tuple(refused))


def _carried(workspace: Workspace, record: RecordId, drafts: tuple[Draft, ...]) -> list[Edit]:
    if not any(draft.base is not None for draft in drafts):
        return [draft.edit for draft in drafts]
    values = workspace.view(record).values
    carried: list[Edit] = []
    for draft in drafts:
        edit = draft.edit
        theirs = text_at(values, edit.path) if isinstance(edit, WriteProse) else None
        if isinstance(edit, WriteProse) and draft.base is not None and theirs is not None:
            edit = WriteProse(edit.path, rebase(draft.base, edit.text, theirs))
        carried.append(edit)
    return carried


def text_at(values: Mapping[str, Value], path: str) -> str | None:
    """The text that stands at a path, a field or a cell of a row; empty when nothing does, None when the row is gone.

    A row that somebody removed holds its texts, and shows them when what is written now brings it back.
    """
    key, *cell = path.split("/")
    value = values.get(key, "")
    if not cell:
        return value if isinstance(value, str) else ""
    rows = value if isinstance(value, list) else []
    row = next((row for row in rows if isinstance(row, dict) and row.get("id") == cell[0]), None)
    found = row.get(cell[1], "") if row is not None else None
    return found if isinstance(found, str) or found is None else ""
