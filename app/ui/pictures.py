"""Pictures of a person's window, as the demonstration leaves them in a folder."""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from operator import methodcaller
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.ids import RecordId
from app.text import Texts
from app.ui.main_window import MainWindow
from app.ui.tasks import Tasks
from app.ui.theme.style import apply_theme
from app.workspace.workspace import Workspace

_LONGEST_SECONDS = 15.0
_QUIET_TURNS = 10
#: The smallest screen that teachers have, without the system's own bars.
_SIZE = (1366, 720)

#: Brings a page to the front.
Turn = Callable[[MainWindow], None]


def take_pictures(workspace: Workspace, record: RecordId, texts: Texts, folder: Path, who: str) -> list[Path]:
    """Pictures of the start page, a record's form and its review, named after ``who``; works without a screen."""
    application = _application()
    pages: dict[str, Turn] = {
        "today": lambda window: None,
        "form": lambda window: window.open_record(record),
        "review": lambda window: window.open_review(record),
    }
    return _taken(application, workspace, texts, folder, who, pages)


def _application() -> QApplication:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(["tongxing"])
    assert isinstance(application, QApplication)  # narrows the type; Qt has no other one here
    apply_theme(application)
    return application


def take_pages(workspace: Workspace, texts: Texts, folder: Path, who: str, names: Sequence[str]) -> list[Path]:
    """Pictures of pages by their names in the window, named after ``who``; works without a screen."""
    pages: dict[str, Turn] = {name.replace(":", "-"): methodcaller("turn_to", name) for name in names}
    return _taken(_application(), workspace, texts, folder, who, pages)


def _taken(
    application: QApplication, workspace: Workspace, texts: Texts, folder: Path, who: str, pages: Mapping[str, Turn]
) -> list[Path]:
    tasks = Tasks(_raise)
    window = MainWindow(workspace, tasks, texts)
    window.resize(*_SIZE)
    window.show()
    taken: list[Path] = []
    for name, turn in pages.items():
        turn(window)
        settle(application, tasks)
        taken.append(_save(window, folder / f"{who}-{name}.png"))
    window.close()
    tasks.close()
    return taken


def settle(application: QApplication, tasks: Tasks) -> None:
    """Let everything that is under way come to its end."""
    quiet, end = 0, time.monotonic() + _LONGEST_SECONDS
    while quiet < _QUIET_TURNS and time.monotonic() < end:
        application.processEvents()
        quiet = quiet + 1 if tasks.idle else 0
        time.sleep(0.01)


def _save(window: QWidget, path: Path) -> Path:
    window.grab().save(str(path))
    return path


def _raise(error: BaseException) -> None:
    raise error
