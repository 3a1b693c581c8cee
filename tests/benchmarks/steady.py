"""Whether memory stays flat over an hour of work with 2,000 records: pages, words, searches, visits to nobody.

    python3 dev.py bench steady [ROUNDS]

One round does what a busy person does in half a minute: it turns to every page, opens a record and writes in it, looks
for something, opens and closes dialogs, tries a visit that finds no relay. 120 rounds are an hour. Memory is what the
process holds after the collector has run and what is free has gone back to the system; widgets and Python's objects are
counted beside it, since they tell what grows. The last figure is the slope over all but the first tenth, in which
pages, fonts and caches are made for the first time.
"""

import ctypes
import gc
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog

from app.ids import RecordId
from app.text import Texts
from app.ui.forms.page import FormPage
from app.ui.lists.page import ListPage
from app.ui.main_window import SIZE, MainWindow
from app.ui.people.page import PeoplePage
from app.ui.tasks import Tasks
from app.ui.theme.colours import DARK, LIGHT
from app.ui.theme.style import apply_theme
from app.ui.widgets.text_boxes import ProseBox
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure
from tests.benchmarks.wire import PROSE
from tests.helpers.themes import themed_application
from tests.helpers.world import World, world_in

RECORDS, ROUNDS, TENTHS = 2_000, 120, 10
_PAGES = ("today", "list:lesson_plan", "find", "reviews", "people", "safekeeping", "settings", "keys")


class Hour:
    """A person at her window."""

    def __init__(self, world: World, workspace: Workspace, records: list[RecordId]) -> None:
        self._world, self._records = world, records
        self.application = QApplication.instance()
        self.tasks = Tasks(_raise)
        self.window = MainWindow(workspace, self.tasks, Texts("zh"), world.clock.now)
        self.window.care.stop()
        self.window.resize(*SIZE)
        self.window.show()
        self.opened = 0
        self.settle()

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything that is under way come to its end."""
        quiet, end = 0, time.monotonic() + 20
        while quiet < 3 and time.monotonic() < end:
            QApplication.processEvents()
            quiet = quiet + 1 if self.tasks.idle and until() else 0
            time.sleep(0.001)
        # A page or dialog that was left goes when the event loop comes round, and there is none around a benchmark.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def round(self, number: int) -> None:
        """Half a minute of a busy person."""
        for name in _PAGES:
            self.window.turn_to(name)
            self.settle()
            self.opened += 1
        self._write(number)
        self._search(number)
        self._dialogs()
        self.window.sync_now()
        self.settle(lambda: not self.window.visits.running)
        self._world.links.clear()  # kept by the double, not by the program
        if number % 10 == 0:
            self._theme()

    def _write(self, number: int) -> None:
        record = self._records[number * 37 % len(self._records)]
        self.window.open_record(record)
        page = self.window.page(f"record:{record}")
        assert isinstance(page, FormPage)
        self.settle(lambda: page.form is not None and page.form.whole)
        boxes: list[ProseBox] = [*page.findChildren(ProseBox)]
        for _ in range(20):
            event = QInputMethodEvent()
            event.setCommitString("课")
            QApplication.sendEvent(boxes[0], event)
        page.save_now()
        self.settle()
        self.window.open_review(record)
        self.settle()
        self.opened += 2

    def _search(self, number: int) -> None:
        self.window.open_list("lesson_plan")
        page = self.window.page("list:lesson_plan")
        assert isinstance(page, ListPage)
        for text in ("学", "学生", ""):
            page.search.setText(text + str(number % 7) if text else "")
            page.search.returnPressed.emit()
            self.settle()
        self.opened += 1

    def _dialogs(self) -> None:
        self.window.open_people()
        page = self.window.page("people")
        assert isinstance(page, PeoplePage)
        for dialog in (page.open_join(), page.open_found()):
            self.settle()
            dialog.reject()
        self.window.open_stick()
        self.settle()
        others: list[QDialog] = [*self.window.findChildren(QDialog)]
        for other in others:
            other.reject()
        self.settle()
        self.opened += 3

    def _theme(self) -> None:
        assert isinstance(self.application, QApplication)
        for colours in (DARK, LIGHT):
            apply_theme(self.application, colours)
            self.settle()


def megabytes() -> float:
    """What the process holds when what is free has gone back (Linux, glibc)."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    (held,) = re.findall(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(held) / 1_000


def slope(values: list[float]) -> float:
    """The rise from one value to the next, by least squares."""
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    above = sum((at - middle) * (value - mean) for at, value in enumerate(values))
    return above / sum((at - middle) ** 2 for at in range(len(values)))


def main(rounds: int = ROUNDS) -> int:
    """Fill a file, work on it, and tell after each tenth; gives 1 when the texts are not there."""
    if not PROSE.exists():
        print(f"The texts to measure on are not there: {PROSE}", file=sys.stderr)
        return 1
    application = themed_application()
    with tempfile.TemporaryDirectory() as folder, world_in(Path(folder)) as world:
        teacher, _mentor = world.pair()
        world.weather.down = True
        texts = [json.loads(line)["text"] for line in PROSE.read_text("utf-8").splitlines()]
        records = [
            teacher.create("lesson_plan", {"topic": f"第 {at} 课", "notes": texts[at % len(texts)]})
            for at in range(RECORDS)
        ]
        hour = Hour(world, teacher, records)
        figure("steady_start_mb", megabytes(), "MB")
        held = []
        for number in range(rounds):
            hour.round(number)
            if (number + 1) % (rounds // TENTHS) == 0:
                held.append(megabytes())
                figure(f"steady_{len(held)}_mb", held[-1], "MB")
                figure(f"steady_{len(held)}_widgets", len(application.allWidgets()), "widgets")
                figure(f"steady_{len(held)}_objects", len(gc.get_objects()), "objects")
        figure("steady_openings", hour.opened, "pages and dialogs")
        figure("steady_slope_mb_an_hour", slope(held[1:]) * TENTHS, "MB")
        hour.window.close()
        hour.tasks.close()
    return 0


def _raise(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    sys.exit(main(*(int(rounds) for rounds in sys.argv[1:])))
