"""Running a visit: on the network thread, with its document work handed over, with progress and a stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, Signal

from app.text import Texts
from app.ui.desk import explained
from app.ui.refresh import News
from app.ui.tasks import Stop, Tasks
from app.workspace.views import VisitReport

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace


class Visits(QObject):
    """At most one visit at a time."""

    began = Signal()
    progressed = Signal(int, int, str)  # bytes done, bytes in all, phase
    ended = Signal(object)  # VisitReport
    failed = Signal(object)  # Sentence

    def __init__(
        self, workspace: Workspace, tasks: Tasks, texts: Texts, news: News, before: Callable[[], object]
    ) -> None:
        """``before`` saves what is still in the fields, so that it goes along."""
        super().__init__()
        self._workspace, self._tasks, self._texts, self._news, self._before = workspace, tasks, texts, news, before
        self._stop: Stop | None = None
        self._over = False
        self.quiet = False

    @property
    def running(self) -> bool:
        return self._stop is not None

    def start(self, quiet: bool = False) -> None:
        """Begin a visit, unless one is under way; a ``quiet`` one was asked for by nobody, and its trouble is not
        told in anybody's face."""
        if self._stop is not None or self._over or self._tasks.closed:
            return
        self.quiet = quiet
        self._before()
        stop = self._stop = Stop()
        self.began.emit()

        def progress(done: int, whole: int, phase: str) -> None:
            self._tasks.on_main(self, lambda: self.progressed.emit(done, whole, phase))

        def visit() -> VisitReport:
            return self._workspace.visit(do=self._tasks.do, progress=progress, stop=stop)

        self._tasks.network(self, visit, self._done, self._broke)

    def stop(self) -> None:
        """Ask the visit to stop; it ends after the envelope that is on its way."""
        if self._stop is not None:
            self._stop.ask()

    def end(self) -> None:
        """Stop, and begin none any more, as when the window is closed: its file and its workers are gone soon after."""
        self._over = True
        self.stop()

    def stop_and_wait(self, milliseconds: int) -> None:
        """Stop, and give the visit so long to end by itself; what it has stored is stored in any case."""
        self.stop()
        waited = QElapsedTimer()
        waited.start()
        while self.running and waited.elapsed() < milliseconds:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 50)

    def _done(self, report: VisitReport) -> None:
        self._stop = None
        self.ended.emit(report)
        self._news.announce(report.changes)

    def _broke(self, error: BaseException) -> None:
        self._stop = None
        self.failed.emit(explained(self._texts, error))
