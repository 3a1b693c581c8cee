"""Sets chosen records on sheets in the background: each is fetched on the worker for documents and set on that for
pages, so that whoever types meanwhile does not wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.ids import RecordId
from app.records.blocks import Pages
from app.records.paper import PrintChoice
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.paper.choices import Foot
from app.ui.paper.job import Job, Printed

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

#: Fetches the next pages that are to be set.
Part = Callable[["Workspace"], Sequence[Pages]]


class Sets(Protocol):
    """What takes pages one by one and gives sheets at the end: a job, or a pack's."""

    def add(self, pages: Pages) -> None:
        """Set these pages behind those before."""
        ...

    def printed(self) -> Printed:
        """The sheets of all pages so far."""
        ...


class Setting(QObject):
    """One at a time: another ``begin`` takes the place of what was under way."""

    progress = Signal(int, int)  # records done, of so many
    done = Signal(object)  # Printed
    failed = Signal(object)  # Sentence
    #: The good name of a file with the first record, known once that is fetched.
    file_name = ""

    def __init__(self, desk: Desk, foot: Foot, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._foot = desk, foot
        self._turn = 0
        self.busy = False

    def begin(self, records: Sequence[RecordId], choice: PrintChoice) -> None:
        """Set these; ``done`` follows unless another beginning or ``stop`` comes first."""
        self.begin_parts([partial(_one, record, choice) for record in records], Job(self._foot))

    def begin_parts(self, parts: Sequence[Part], job: Sets) -> None:
        """Set what these parts fetch, one after the other."""
        self._turn += 1
        self.busy = True
        self.progress.emit(0, len(parts))
        self._fetch(self._turn, tuple(parts), 0, job)

    def stop(self) -> None:
        """Let go of what is under way."""
        self._turn += 1
        self.busy = False

    def _fetch(self, turn: int, parts: tuple[Part, ...], at: int, job: Sets) -> None:
        if turn != self._turn:
            return
        if at == len(parts):
            self._desk.tasks.aside(self, job.printed, lambda printed: self._end(turn, printed))
            return

        def add(found: Sequence[Pages]) -> None:
            if turn != self._turn:
                return
            if at == 0 and found:
                self.file_name = found[0].file_name

            def work() -> None:
                for pages in found:
                    job.add(pages)

            def after(_none: None) -> None:
                self._set(turn, parts, at, job)

            self._desk.tasks.aside(self, work, after)

        self._desk.ask(self, parts[at], add, self._fail)

    def _set(self, turn: int, parts: tuple[Part, ...], at: int, job: Sets) -> None:
        if turn == self._turn:
            self.progress.emit(at + 1, len(parts))
            self._fetch(turn, parts, at + 1, job)

    def _end(self, turn: int, printed: Printed) -> None:
        if turn == self._turn:
            self.busy = False
            self.done.emit(printed)

    def _fail(self, sentence: Sentence) -> None:
        self.stop()
        self.failed.emit(sentence)


def _one(record: RecordId, choice: PrintChoice, workspace: Workspace) -> Sequence[Pages]:
    return (workspace.pages(record, choice),)
