"""What is done for a person's store by itself: the check, the copy of the day, the test of the month.

Some time after the window stands, and then every hour, beside the worker that saves; nobody waits for it.
"""

from PySide6.QtCore import QObject, QTimer

from app.text import Sentence
from app.ui.desk import Desk
from app.workspace.views import Changes

#: The window is there and takes typing long before; the slowest machine reads a large store in a few seconds.
FIRST_MS, EVERY_MS = 20_000, 3_600_000


class Care(QObject):
    """Asks what is due, and tells what a person has to know."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self.begin)
        self._timer.start()

    def stop(self) -> None:
        """Ask no more, as when the window is closed: its workers are gone soon after."""
        self._timer.stop()

    def begin(self) -> None:
        """Do what is due now, and come back in an hour."""
        desk = self._desk
        if desk.tasks.closed:
            return
        desk.tasks.network(self, lambda: desk.workspace.look_after(desk.tasks.do), self._done, self._failed)

    def _done(self, cared: object) -> None:
        self._again()
        say = self._desk.texts.say
        if not getattr(cared, "sound", True):
            self._desk.shell.tell(Sentence(*(say(f"safekeeping.damaged_{part}") for part in ("what", "safe", "next"))))
            return
        test = getattr(cared, "test", None)
        if test is not None and test.code:
            self._desk.shell.tell(Sentence(*(say(f"safekeeping.trial_{part}") for part in ("what", "safe", "next"))))
        if getattr(cared, "copy", None) is not None:
            self._desk.news.announce(Changes(spaces=True))

    def _failed(self, error: BaseException) -> None:
        self._again()
        self._desk.shell.tell(self._desk.explain(error))

    def _again(self) -> None:
        self._timer.setInterval(EVERY_MS)
        self._timer.start()
