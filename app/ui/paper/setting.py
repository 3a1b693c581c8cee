"""Sets chosen records on sheets in the background: each is fetched on the worker for documents and set on that for
pages, so that whoever types meanwhile does not wait."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.ids import RecordId
from app.records.blocks import Pages
from app.records.paper import PrintChoice
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.paper.choices import Foot
from app.ui.paper.job import Job, Printed


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
        self._turn += 1
        self.busy = True
        self.progress.emit(0, len(records))
        self._fetch(self._turn, tuple(records), choice, 0, Job(self._foot))

    def stop(self) -> None:
        """Let go of what is under way."""
        self._turn += 1
        self.busy = False

    def _fetch(self, turn: int, records: tuple[RecordId, ...], choice: PrintChoice, at: int, job: Job) -> None:
        if turn != self._turn:
            return
        if at == len(records):
            self._desk.tasks.aside(self, job.printed, lambda printed: self._end(turn, printed))
            return

        def add(pages: Pages) -> None:
            if turn != self._turn:
                return
            if at == 0:
                self.file_name = pages.file_name

            def after(_none: None) -> None:
                self._set(turn, records, choice, at, job)

            self._desk.tasks.aside(self, lambda: job.add(pages), after)

        self._desk.ask(self, lambda workspace: workspace.pages(records[at], choice), add, self._fail)

    def _set(self, turn: int, records: tuple[RecordId, ...], choice: PrintChoice, at: int, job: Job) -> None:
        if turn == self._turn:
            self.progress.emit(at + 1, len(records))
            self._fetch(turn, records, choice, at + 1, job)

    def _end(self, turn: int, printed: Printed) -> None:
        if turn == self._turn:
            self.busy = False
            self.done.emit(printed)

    def _fail(self, sentence: Sentence) -> None:
        self.stop()
        self.failed.emit(sentence)
