"""A stage for tests of windows: two people with real files and a relay's real service, workers, and a shell that notes.

    def test_something(stage):
        page = stage.show(TodayPage(stage.desk()))
        page.shown()
        stage.settle()

Doubles: ``NotingShell`` stands for the window around a page and writes down what it was asked.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ids import RecordId
from app.records.values import Value
from app.text import Sentence, Texts
from app.ui import autosave
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.qt_words import speak
from app.ui.refresh import News
from app.ui.tasks import Tasks
from app.ui.theme.style import apply_theme
from app.ui.words import Words
from app.workspace.workspace import Workspace
from tests.helpers.world import World

W = TypeVar("W", bound=QWidget)
_LONGEST_SECONDS = 30.0
_QUIET_TURNS = 4


class NotingShell:
    """The window around a page: does nothing, and notes what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.told: list[Sentence] = []
        self.looks: list[str] = []

    def open_record(self, record: RecordId) -> None:
        self.calls.append(("open_record", record))

    def open_place(self, record: RecordId, path: str, start: int, end: int, said: RecordId | None = None) -> None:
        self.calls.append(("open_place", f"{record} {path} {start} {end} {said or ''}".strip()))

    def open_review(self, record: RecordId) -> None:
        self.calls.append(("open_review", record))

    def open_history(self, record: RecordId) -> None:
        self.calls.append(("open_history", record))

    def open_list(self, kind: str) -> None:
        self.calls.append(("open_list", kind))

    def open_people(self) -> None:
        self.calls.append(("open_people", ""))

    def go_back(self) -> None:
        self.calls.append(("go_back", ""))

    def tell(self, sentence: Sentence, look: str = "trouble") -> None:
        self.told.append(sentence)
        self.looks.append(look)

    def sync_now(self) -> None:
        self.calls.append(("sync_now", ""))

    def open_stick(self) -> None:
        self.calls.append(("open_stick", ""))

    def begin_record(self, kind: str) -> None:
        self.calls.append(("begin_record", kind))

    def open_page(self, name: str) -> None:
        self.calls.append(("open_page", name))


class Stage:
    """Everything that a page needs."""

    def __init__(self, bot: QtBot, folder: Path, language: str = "zh") -> None:
        self.bot, self.folder = bot, folder
        self.world = World(folder)
        self.teacher, self.mentor = self.world.pair()
        self.texts = Texts(language)
        self.failures: list[BaseException] = []
        self.tasks = Tasks(self.failures.append)
        self.shell = NotingShell()
        self._kept: list[QWidget] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if not application.styleSheet():
            apply_theme(application)

    def desk(self, workspace: Workspace | None = None) -> Desk:
        """A desk of the teacher's, or of somebody else."""
        news = News()
        clock = self.world.clock
        return Desk(workspace or self.teacher, self.tasks, self.texts, Words(self.texts), news, self.shell, clock.now)

    def show(self, widget: W) -> W:
        """Show a widget and let it settle; it is closed when the test ends."""
        self.bot.addWidget(widget)
        self._kept.append(widget)
        widget.show()
        self.settle()
        return widget

    def window(self, workspace: Workspace | None = None) -> MainWindow:
        """A main window."""
        return self.show(MainWindow(workspace or self.teacher, self.tasks, self.texts, self.world.clock.now))

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything that is under way come to its end, and ``until`` come true."""
        quiet, end = 0, time.monotonic() + _LONGEST_SECONDS
        while quiet < _QUIET_TURNS:
            assert time.monotonic() < end, "nothing came to its end"
            QApplication.processEvents()
            quiet = quiet + 1 if self.tasks.idle and until() else 0
            time.sleep(0.002)

    def plan(self, **values: Value) -> RecordId:
        """A plan of the teacher's that the mentor has too."""
        plan = self.teacher.create("lesson_plan", {"topic": "秋天的雨", **values}, self.world.shared())
        self.exchange()
        return plan

    def exchange(self) -> None:
        """Everybody visits, until everybody has everything."""
        for workspace in (self.teacher, self.mentor, self.teacher):
            workspace.visit()

    def close(self) -> None:
        """Let go of the workers and files."""
        self.settle()
        self.tasks.close()
        self.world.close()
        speak("en")  # as Qt is in a process that showed no window of ours
        # Without a running loop Qt keeps closed windows for ever; thousands of widgets make later tests slower.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A stage in Chinese, on which autosave waits a tenth of its usual pauses (tests/unit/ui/test_autosave.py)."""
    monkeypatch.setattr(autosave, "PAUSE_MS", autosave.PAUSE_MS // 10)
    monkeypatch.setattr(autosave, "CEILING_MS", autosave.CEILING_MS // 10)
    monkeypatch.setattr(autosave, "_RETRY_MS", tuple(pause // 10 for pause in autosave._RETRY_MS))
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def commit(widget: QWidget, text: str) -> None:
    """Type as an input method does: the text comes whole."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, text: str) -> None:
    """Begin or go on composing: the text stands in the field but is not in it yet; empty ends it."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key."""
    QTest.keyClick(widget, key, modifier)


def type_keys(widget: QWidget, text: str) -> None:
    """Type letters on the keyboard."""
    QTest.keyClicks(widget, text)


def click(widget: QWidget) -> None:
    """Click in the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def parts(widget: QWidget, kind: type[W]) -> list[W]:
    """Everything of a kind inside a widget."""
    return [one for one in cast("Iterable[W]", widget.findChildren(kind)) if isinstance(one, kind)]


def marked(box: QPlainTextEdit | QTextEdit) -> list[str]:
    """The stretches of text that are coloured in a field."""
    selections = cast("list[Any]", box.extraSelections())
    return [str(one.cursor.selectedText()) for one in selections]
