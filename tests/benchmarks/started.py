"""The process that ``start`` measures: a bare window, or ours; prints one number and ends."""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTextEdit


class FirstPaint(QObject):
    """Ends the process when a field that has the focus, and so takes typing, has been painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit):
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        print(time.time(), flush=True)
        QApplication.exit(0)


def bare(application: QApplication) -> None:
    """What PySide6 costs alone: one window with one text field."""
    window = QMainWindow()
    field = QTextEdit()
    window.setCentralWidget(field)
    window.resize(1366, 740)
    window.show()
    field.setFocus()
    application.exec()


def full(home: str) -> None:
    """The whole program as a teacher starts it, up to the field for her PIN."""
    from app.startup import main

    main(["--home", home])


def resident(home: str, person: str, pin: str) -> None:
    """Megabytes in memory with the person signed in, the start page and a list of her plans shown."""
    from app.clock import SystemClock
    from app.paths import open_home
    from app.settings import Settings
    from app.text import Texts
    from app.ui.application import Program
    from app.workspace.signing_in import People

    people = People(open_home(Path(home)), SystemClock())
    program = Program(people, Settings(), Path(home) / "settings.toml", Texts("zh"))
    program.begin()
    window = program.enter(people.sign_in(person, pin))
    window.open_list("lesson_plan")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        QApplication.processEvents()
    status = Path("/proc/self/status").read_text("ascii")
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    print(kilobytes / 1_000, flush=True)
    program.end()


def run(what: str, home: str, person: str, pin: str) -> None:
    """Do what ``start`` asks for."""
    application = QApplication([])
    watch = FirstPaint()
    if what == "resident":
        resident(home, person, pin)
        return
    application.installEventFilter(watch)
    if what == "bare":
        bare(application)
    else:
        full(home)
