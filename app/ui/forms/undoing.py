"""Taking back and making again on a record's page: two buttons that say what they would do, and the keys.

There is one list for the record, not one for each field: what has just been typed is saved first, then the last save of
this person's is taken back, wherever it was. What others wrote stays. A field in which an input method composes is left
alone, and with it the whole record: the keys belong to the input method then.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from app.ids import RecordId
from app.records.kind import Kind
from app.ui.desk import Desk
from app.ui.keys import bind, key, native
from app.ui.widgets.buttons import button
from app.workspace.views import Undoable, Undone, UndoStep

UNDO, REDO = "undo", "redo"


class Undoing(QWidget):
    """The two buttons. ``done`` carries the answer of the workspace: the page shows it, and goes to the place."""

    done = Signal(object)

    def __init__(self, desk: Desk, record: RecordId, save_now: Callable[[], bool], page: QWidget) -> None:
        """``page`` is where the keys work."""
        super().__init__(page)
        self._desk, self._record, self._save_now, self._say = desk, record, save_now, desk.texts.say
        self._kind: Kind | None = None
        self._undoable, self._typed = Undoable(), False
        self.undo = self._button(UNDO)
        self.redo = self._button(REDO)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        bind("undo", page, partial(self._take, UNDO), inside=True)
        for place in range(2):
            bind("redo", page, partial(self._take, REDO), place, inside=True)
        self._tell()

    def be_about(self, record: RecordId) -> None:
        """Be about this record: what was made ahead knows none."""
        self._record = record

    def show_kind(self, kind: Kind | None) -> None:
        """Fields are named by this kind's labels."""
        self._kind = kind

    def show_undoable(self, undoable: Undoable) -> None:
        """Say what could be taken back and made again now."""
        self._undoable, self._typed = undoable, False
        self._tell()

    def typed(self) -> None:
        """Something is being typed that is not saved yet: it can be taken back too, and nothing is to be made again."""
        if not self._typed:
            self._typed = True
            self._tell()

    def _button(self, name: str) -> QPushButton:
        return button("", partial(self._take, name), role="quiet", icon=name)

    def _take(self, name: str) -> None:
        focus = QApplication.focusWidget()
        if getattr(focus, "composing", False) or not self._save_now():
            return
        self._desk.ask(self, lambda workspace: getattr(workspace, name)(self._record), self._taken)

    def _taken(self, undone: Undone) -> None:
        self.show_undoable(undone.undoable)
        self.done.emit(undone)

    def _tell(self) -> None:
        for name, control, step in ((UNDO, self.undo, self._undoable.undo), (REDO, self.redo, self._undoable.redo)):
            typed = self._typed and name == UNDO
            control.setEnabled(typed or (step is not None and not self._typed))
            what = self._say("undo.typed") if typed else self._words(step)
            sentence = "undo.would_" if what else "undo.nothing_"
            control.setToolTip(self._say(sentence + name, what=what, keys=native(key(name).keys[0])))
            control.setAccessibleName(self._say(f"undo.{name}") + (f": {what}" if what else ""))

    def _words(self, step: UndoStep | None) -> str:
        if step is None:
            return ""
        labels = {field.key: self._desk.texts.label(field.label) for field in self._kind.fields()} if self._kind else {}
        fields = self._say("form.comma").join(labels.get(one, one) for one in step.fields)
        amounts = {"put_in": step.put_in, "taken_out": step.taken_out}
        said = [self._say(f"undo.{sort}", count=count) for sort, count in amounts.items() if count]
        return " ".join([fields, *said]).strip()
