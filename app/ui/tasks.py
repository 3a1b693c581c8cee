"""The only file with threads: one worker for documents, one for the network, one for what needs neither.

Results come back on the main thread.

Every call of the workspace runs on the document worker, one after another, so that no two ever meet in a document or
in the file. A visit runs on the network thread and hands its short pieces of document work over through ``do``.
"""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from app.errors import Bug
from app.ui.collecting import Collector

#: What takes longer than this is shown to be under way.
SLOW_MS = 500

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[BaseException], None]


class Stop:
    """A flag that the main thread raises and a long piece of work looks at."""

    def __init__(self) -> None:
        self._raised = threading.Event()

    def ask(self) -> None:
        """Ask the work to stop at the next possible moment."""
        self._raised.set()

    def __call__(self) -> bool:
        return self._raised.is_set()


class Tasks(QObject):
    """Runs work away from the main thread and brings its end back to it."""

    #: A piece of document work has been under way for half a second; and False when it is over.
    slow = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, on_failure: Failed) -> None:
        """``on_failure`` hears, on the main thread, of each failure for which nobody else cared."""
        super().__init__()
        self._on_failure = on_failure
        self._documents = ThreadPoolExecutor(1, thread_name_prefix="documents")
        self._network = ThreadPoolExecutor(1, thread_name_prefix="network")
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="aside")
        self._running = 0
        self._documents_running = 0
        self._is_slow = False
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(lambda: self._show_slow(True))
        self._collector = Collector(self)
        #: Is no more work taken? What begins by itself must ask; what a person begins has no window any more.
        self.closed = False
        # Work may have ended before its end can be asked for: even then nothing is told inside the call that began it.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Is nothing under way whose end has still to be delivered?"""
        return self._running == 0

    def document(
        self, owner: QObject, work: Callable[[], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run ``work`` on the document worker; its end is dropped if ``owner`` is gone by then."""
        self._start(self._documents, owner, work, done, failed)
        if not self.closed:
            self._documents_running += 1
            if not self._waiting.isActive() and not self._is_slow:
                self._waiting.start(SLOW_MS)

    def network(
        self, owner: QObject, work: Callable[[], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run ``work`` on the network thread; it reaches documents through ``do`` only."""
        self._start(self._network, owner, work, done, failed)

    def aside(
        self, owner: QObject, work: Callable[[], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run ``work`` that takes long and touches neither documents nor the network, as making a picture smaller."""
        self._start(self._aside, owner, work, done, failed)

    def do(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the document worker and wait for its result; for the network thread, and for closing.

        Raises CancelledError when the program has ended meanwhile: what goes on beside the worker stops there, and
        nobody is told.
        """
        try:
            asked = self._documents.submit(work)
        except RuntimeError as error:
            # The pool says no more than that it takes no more work.
            raise CancelledError from error
        return asked.result()

    def on_main(self, owner: QObject, call: Callable[[], None]) -> None:
        """From any thread: have ``call`` run on the main thread, unless ``owner`` is gone by then."""
        self._arrived.emit((owner, call, None))

    def close(self) -> None:
        """Take no more work; what has begun ends by itself. What is asked for later, as by a timer, is passed over."""
        self.closed = True
        self._network.shutdown(wait=False, cancel_futures=True)
        self._aside.shutdown(wait=False, cancel_futures=True)
        self._documents.shutdown(wait=True)
        self._collector.end()

    def _start(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        work: Callable[[], T],
        done: Done[T] | None,
        failed: Failed | None,
    ) -> None:
        if QThread.currentThread() is not self.thread():
            raise Bug("bug", "work was started away from the main thread")
        if self.closed:
            return
        self._running += 1

        def ended(future: "Future[T]") -> None:
            if not shiboken6.isValid(self):
                return
            error = CancelledError() if future.cancelled() else future.exception()
            if isinstance(error, CancelledError):
                self._arrived.emit((owner, None, pool))
            elif error is not None:
                self._arrived.emit((owner, lambda: (failed or self._on_failure)(error), pool))
            elif done is not None:
                self._arrived.emit((owner, lambda: done(future.result()), pool))
            else:
                self._arrived.emit((owner, None, pool))

        pool.submit(work).add_done_callback(ended)

    def _deliver(self, parcel: tuple[QObject, Callable[[], None] | None, ThreadPoolExecutor | None]) -> None:
        owner, call, pool = parcel
        self._running -= pool is not None
        if pool is self._documents:
            self._one_less()
        if call is not None and shiboken6.isValid(owner):
            call()

    def _one_less(self) -> None:
        """What is next in the line has its own half second; a row of quick pieces is never shown."""
        self._documents_running -= 1
        if not self._documents_running:
            self._waiting.stop()
            self._show_slow(False)
        elif not self._is_slow:
            self._waiting.start(SLOW_MS)

    def _show_slow(self, slow: bool) -> None:
        if slow != self._is_slow:
            self._is_slow = slow
            self.slow.emit(slow)
