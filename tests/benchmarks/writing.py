"""How quickly writing begins and tables are filled: a plan from the last one or a template, 300 rows pasted; and how
many bytes an agenda is that goes out to the schools.

    python3 dev.py bench writing

Real windows, offscreen, over real encrypted files; the relay's real service in the same process, headers not counted.
Beside each figure stands its baseline of the same run: an empty plan, a table of 12 rows, the bare text compressed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

import backports.zstd as zstd
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QScrollArea

from app.ids import RecordId
from app.records.values import Row
from app.ui.beginning.menu import begun, copied
from app.ui.forms.page import FormPage
from app.ui.forms.rows import RowsInput
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median
from tests.benchmarks.screens import Bench, p95
from tests.helpers.plc import COLLEAGUES
from tests.helpers.themes import themed_application
from tests.helpers.windows import parts
from tests.helpers.world import World, world_in

RUNS, ROWS, FEW = 20, 300, 12
_LONGEST_SECONDS = 60.0
_STEP = "出示卡片，请五位同学上台，先不让大家看到点数，再逐张追问理由"


def main() -> int:
    """Run all."""
    themed_application()
    with tempfile.TemporaryDirectory() as folder, world_in(Path(folder)) as world:
        teacher, mentor = world.pair()
        _agenda(world, teacher, mentor)
        _windows(teacher)
    # What lies on the clipboard belongs to the program; without a screen Qt looks for it once Python is gone.
    QApplication.clipboard().clear()
    return 0


def _agenda(world: World, teacher: Workspace, mentor: Workspace) -> None:
    agenda: list[Row] = [{"item": f"第{number}项：各校的做法和想商量的事", "minutes": 15} for number in range(1, 6)]
    tasks: list[Row] = [{"task": "整理书单，发到圈里", "owner": name, "due": "2026-12-04"} for name in COLLEAGUES[:4]]
    values = {
        "topic": "整本书阅读怎样起步",
        "held_at": "2026-11-20T14:30",
        "place": "中心校二楼会议室",
        "chair": "赵国庆",
    }
    last = teacher.create(
        "plc_meeting", {**values, "invited": COLLEAGUES, "agenda": agenda, "tasks": tasks}, world.shared()
    )
    for workspace in (teacher, mentor, teacher):
        workspace.visit()
    copy = teacher.copy(last, "zh")
    teacher.share(copy, world.shared())
    report = teacher.visit()
    text = teacher.export_text(copy, "zh")
    figure("agenda_packet_bytes", report.bytes_up, "B")
    figure("agenda_text_zstd_bytes", len(zstd.compress(text.encode(), 19)), "B")


def _windows(teacher: Workspace) -> None:
    steps: list[Row] = [{"name": f"第{at}步", "minutes": 3, "teacher": _STEP, "pupils": _STEP} for at in range(FEW)]
    last = teacher.create("lesson_plan", {"topic": "秋天的雨", "steps": steps})
    shipped = next(one for one in teacher.beginnings("lesson_plan", "zh").templates if one.built_in)
    bench = Bench(teacher)
    window = bench.window
    ways: dict[str, Callable[[], None]] = {
        "begin_empty": lambda: window.begin_record("lesson_plan"),
        "begin_from_last": lambda: copied(window, window.desk, last),
        "begin_from_template": lambda: begun(window, window.desk, "lesson_plan", shipped),
    }
    for name, way in ways.items():
        found = [_began(bench, way) for _ in range(RUNS + 1)][1:]
        figure(f"{name}_ms", p95(found), "ms")
        figure(f"{name}_median_ms", median(found), "ms")
    _pastes(bench, teacher)
    window.close()
    bench.tasks.close()


def _began(bench: Bench, way: Callable[[], None]) -> float:
    """Milliseconds from the last click until the first fields of the new record take typing."""
    bench.window.open_people()
    bench.settle()
    began = time.perf_counter()
    way()
    return _until(lambda: _ready(bench), began)


def _ready(bench: Bench) -> bool:
    page = bench.window.stack.currentWidget()
    return isinstance(page, FormPage) and page.form is not None and page.updatesEnabled()


def _pastes(bench: Bench, teacher: Workspace) -> None:
    for count, name in ((FEW, "paste_12_rows"), (ROWS, "paste_300_rows")):
        plan = teacher.create("lesson_plan", {"topic": "粘贴"})
        page, steps = _steps(bench, plan)
        source = QMimeData()
        source.setText("\n".join(f"第{at}步\t2分钟\t{_STEP}\t{_STEP}" for at in range(count)))
        QApplication.clipboard().setMimeData(source)
        began = time.perf_counter()
        steps.paste_table()
        figure(f"{name}_shown_ms", (time.perf_counter() - began) * 1_000, "ms")
        page.autosave.flush()
        longest, turn = 0.0, time.perf_counter()
        while page.unsaved or not bench.tasks.idle:
            QApplication.processEvents()
            longest, turn = max(longest, time.perf_counter() - turn), time.perf_counter()
        figure(f"{name}_saved_ms", (time.perf_counter() - began) * 1_000, "ms")
        figure(f"{name}_longest_wait_ms", longest * 1_000, "ms")
        bench.settle()
        _walk(bench, page, steps, name)


def _walk(bench: Bench, page: FormPage, steps: RowsInput, name: str) -> None:
    """Scroll to the end, move a row there, all by what the window itself does."""
    area = next(one for one in parts(page, QScrollArea) if one.isAncestorOf(steps))
    bar = area.verticalScrollBar()
    turns = []
    for at in range(0, bar.maximum(), max(1, bar.maximum() // 60)):
        began = time.perf_counter()
        bar.setValue(at)
        QApplication.processEvents()
        turns.append((time.perf_counter() - began) * 1_000)
    figure(f"{name}_scroll_step_ms", p95(turns), "ms")
    bench.settle()
    began = time.perf_counter()
    steps.rows[-2].moved.emit(1)
    QApplication.processEvents()
    figure(f"{name}_move_ms", (time.perf_counter() - began) * 1_000, "ms")
    bench.settle()


def _steps(bench: Bench, plan: RecordId) -> tuple[FormPage, RowsInput]:
    bench.window.open_record(plan)
    page = bench.window.page(f"record:{plan}")
    assert isinstance(page, FormPage)
    _until(lambda: page.form is not None and page.form.whole, time.perf_counter())
    frame = page.form.frame("steps") if page.form is not None else None
    assert frame is not None
    assert isinstance(frame.input, RowsInput)
    page.scroll_to(frame)
    bench.settle()
    return page, frame.input


def _until(true: Callable[[], bool], began: float) -> float:
    while not true():
        assert time.perf_counter() - began < _LONGEST_SECONDS, "nothing came of it"
        QApplication.processEvents()
    return (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main())
