"""The times of the rural teacher's morning: her PIN to typing, another person, the start page, a mentor's comment.

    python3 dev.py bench morning

A laptop that two people share, with 2,000 records of real prose in each file and the program's own lock; windows
offscreen. The first three are medians of several runs from the key that ends the PIN; the baseline is the lock alone,
which is slow on purpose (app/crypto/passphrase.py). A comment is opened from the start page by one click.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.clock import SystemClock
from app.paths import open_home
from app.records.values import Row
from app.settings import Settings
from app.text import Texts
from app.ui.application import Program
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.ui.start.gate import Gate
from app.ui.today.page import TodayPage
from app.ui.widgets.lines import Line
from app.workspace.signing_in import People
from tests.benchmarks.figures import figure, median, took
from tests.benchmarks.screens import Bench, p95
from tests.benchmarks.wire import PROSE
from tests.helpers.world import desk_of, world_in

RUNS, RECORDS, OPENINGS, PIN = 5, 2_000, 20, "2580"
_LONGEST_SECONDS = 60.0


def main() -> int:
    """Measure; gives 1 when the texts are not there."""
    if not PROSE.exists():
        print(f"The texts to measure on are not there: {PROSE}", file=sys.stderr)
        return 1
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        _morning(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        _comment(Path(folder))
    del application
    return 0


def _morning(folder: Path) -> None:
    home = open_home(folder)
    people = People(home, SystemClock())
    paragraphs = [json.loads(line) for line in PROSE.read_text("utf-8").splitlines()]
    for name in ("李秀兰", "周敏"):
        workspace = people.create(name, PIN)
        with desk_of(workspace).store.transaction():
            for number in range(RECORDS):
                paragraph = paragraphs[number % len(paragraphs)]
                workspace.create("lesson_plan", {"topic": paragraph["title"], "notes": paragraph["text"]})
        workspace.close()
    program = Program(people, Settings(), home.settings, Texts("zh"))
    program.begin()
    lock, entering, typing, switching = [], [], [], []
    for run in range(RUNS):
        person = people.entries()[run % 2].person
        lock.append(took(partial(people.check, person, PIN)))
        gate = program.window
        assert isinstance(gate, Gate)
        gate.sign_in.choose(person)
        began = time.perf_counter()
        _enter(program, gate)
        window = program.window
        assert isinstance(window, MainWindow)
        entering.append(_since(began))
        today = window.page("today")
        assert isinstance(today, TodayPage)
        today.write.click()
        _until(lambda window=window: isinstance(window.focusWidget(), (QLineEdit, QPlainTextEdit)))  # type: ignore[misc]  # mypy cannot type a lambda's default
        typing.append(_since(began))
        other = people.entries()[(run + 1) % 2].person
        began = time.perf_counter()
        window.switch_person.emit(other)
        _until(lambda: isinstance(program.window, Gate))
        gate = program.window
        assert isinstance(gate, Gate)
        _enter(program, gate)
        switching.append(_since(began))
        window = program.window
        assert isinstance(window, MainWindow)
        window.switch_person.emit("")
        _until(lambda: isinstance(program.window, Gate))
    figure("lock_alone_ms", median(lock), "ms")
    figure("pin_to_start_page_ms", median(entering), "ms")
    figure("pin_to_typing_ms", median(typing), "ms")
    figure("switch_person_ms", median(switching), "ms")
    program.end()


def _comment(folder: Path) -> None:
    with world_in(folder) as world:
        teacher, mentor = world.pair()
        steps: list[Row] = [{"name": f"环节{at}", "teacher": "出示卡片，请同学说一说。"} for at in range(12)]
        plan = teacher.create("lesson_plan", {"topic": "秋天的雨", "notes": "一把钥匙", "steps": steps}, world.shared())
        teacher.visit()
        mentor.visit()
        bench = Bench(teacher)
        opened: list[float] = []
        start: list[float] = []
        for _ in range(OPENINGS):
            bench.window.open_people()
            bench.settle()
            mentor.comment(plan, "notes", 0, 2, "好")
            mentor.visit()
            bench.tasks.do(teacher.visit)
            today = bench.window.page("today")
            assert isinstance(today, TodayPage)
            began = time.perf_counter()
            bench.window.turn_to("today")
            _until(lambda: bench.tasks.idle)
            start.append(_since(began))
            bench.settle()
            lines: list[Line] = list(today.comments.findChildren(Line))
            line = next(one for one in lines if not one.isHidden())
            began = time.perf_counter()
            line.click()
            page = bench.window.page(f"record:{plan}")
            assert isinstance(page, FormPage)
            _until(lambda page=page: page._chosen is not None)  # type: ignore[misc]  # mypy cannot type a lambda's default
            opened.append(_since(began))
            bench.settle()
        figure("start_page_ms", p95(start), "ms")
        figure("comment_from_start_page_ms", p95(opened), "ms")
        bench.window.close()
        bench.tasks.close()


def _enter(program: Program, gate: Gate) -> None:
    gate.sign_in.pin.setText(PIN)
    QTest.keyClick(gate.sign_in.pin, Qt.Key.Key_Return)
    _until(lambda: isinstance(program.window, MainWindow) and program.tasks.idle)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1_000


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_SECONDS
    while not true():
        assert time.monotonic() < end, "nothing came to its end"
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
