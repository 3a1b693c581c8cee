"""The times among the targets of the days (docs/days.md): a plan from a copy, a list, a meeting, the lid opened cold.

    python3 dev.py bench days

Her PIN, another person and a comment are measured by ``morning``, her queue and a joint plan by ``reviewing``. Real
windows, offscreen, over a real encrypted file with 2,000 records, a real relay process on loopback, a folder in place
of a stick. Each figure is the median of several runs with the worst beside it, from the click to what is painted, and
the time that the processor worked meanwhile, which a busy machine changes less; beside it, in the same run, what is
bare of ours: the store's call, the same bytes copied. Targets are for a machine two to three times slower than most, so
each target is given with its figure, and what is left of it, as a factor.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtWidgets import QApplication, QScrollArea

from app.ids import RecordId
from app.records.values import Row
from app.ui.application import spare_the_collector
from app.ui.beginning.menu import copied
from app.ui.forms.choosing import PeopleInput
from app.ui.forms.page import FormPage
from app.ui.lists.page import ListPage
from app.workspace.workspace import Workspace
from tests.benchmarks import days_meeting, days_start
from tests.benchmarks.figures import figure, median
from tests.benchmarks.screens import Bench, Painted
from tests.helpers.themes import themed_application
from tests.helpers.windows import click
from tests.helpers.world import World, desk_of, world_in

RECORDS, RUNS = 2_000, 15
PEOPLE = [f"老师{number}" for number in range(14)]
SENTENCE = "请五位同学上台当“位”，先不让大家看到点数，再请他们说说自己是怎么想的。"
STEPS: list[Row] = [{"name": f"环节{number}", "minutes": 5, "teacher": SENTENCE} for number in range(8)]
_LONGEST_MS, _REST_SECONDS = 120_000, 0.0005


class Taken(NamedTuple):
    """Milliseconds by the clock, and of the processor."""

    clock: float
    processor: float


class Moment:
    """When something began."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def taken(self) -> Taken:
        """How much has passed since."""
        return Taken((time.perf_counter() - self._clock) * 1_000, (time.process_time() - self._processor) * 1_000)


def told(name: str, runs: Sequence[Taken], target: float, bare: float) -> None:
    """A figure with its worst, what is bare, and by how much slower a machine may be that still meets the target."""
    clock = [run.clock for run in runs]
    figure(f"{name}_ms", median(clock), "ms")
    figure(f"{name}_worst_ms", max(clock), "ms")
    figure(f"{name}_processor_ms", median([run.processor for run in runs]), "ms")
    figure(f"{name}_bare_ms", bare, "ms")
    figure(f"{name}_target_ms", target, "ms")
    figure(f"{name}_room", target / max(clock), "x")


def until(true: Callable[[], bool], began: Moment) -> Taken:
    """What it took until it came true. Between two looks the main thread rests, as it does in the program: one that
    turned all the time would take turns with the worker, and make a sign-in look three times as long."""
    while not true():
        assert began.taken().clock < _LONGEST_MS, "nothing came to its end"
        QApplication.processEvents()
        time.sleep(_REST_SECONDS)
    return began.taken()


def took(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = Moment()
    work()
    return began.taken().clock


def fill(workspace: Workspace) -> RecordId:
    """2,000 plans; gives the last."""
    with desk_of(workspace).store.transaction():
        made = [
            workspace.create(
                "lesson_plan",
                {"topic": f"第{number}课 秋天的雨", "class_name": "三（1）班", "notes": SENTENCE * 5, "steps": STEPS},
            )
            for number in range(RECORDS)
        ]
    return made[-1]


def area_of(page: FormPage) -> QScrollArea:
    """What scrolls in a form."""
    found: object = page.findChild(QScrollArea)
    assert isinstance(found, QScrollArea)
    return found


# A plan from the last one's copy, the list, a meeting: one person's window


def open_list(bench: Bench) -> Taken:
    """From the click on the list of plans until its first rows are painted."""
    bench.window.turn_to("today")
    bench.settle()
    page = bench.window.page("list:lesson_plan")
    assert isinstance(page, ListPage)
    page.model.begin_anew([])
    began = Moment()
    bench.window.open_list("lesson_plan")
    rows = Painted(page.table, lambda: page.model.rowCount() > 0)
    return until(lambda: rows.seen, began)


def from_copy(bench: Bench, last: RecordId) -> Taken:
    """From the choice in the menu until the new plan is painted and takes typing."""
    bench.window.turn_to("today")
    bench.settle()
    today = bench.window.page("today")
    began = Moment()
    copied(today, bench.window.desk, last)
    until(lambda: isinstance(bench.window.stack.currentWidget(), FormPage), began)
    page = bench.window.stack.currentWidget()
    assert isinstance(page, FormPage)
    painted = Painted(area_of(page), lambda: page.form is not None)
    return until(lambda: painted.seen, began)


def attendance(bench: Bench, meeting: RecordId) -> Taken:
    """What the machine takes for five clicks that tick fourteen people, until the file has them."""
    bench.window.open_record(meeting)
    page = bench.window.page(f"record:{meeting}")
    assert isinstance(page, FormPage)
    until(lambda: page.form is not None and page.form.whole, Moment())
    bench.settle()
    assert page.form is not None
    inputs = [frame.input for key in ("present", "absent") if (frame := page.form.frame(key)) is not None]
    present, absent = (one for one in inputs if isinstance(one, PeopleInput))
    began = Moment()
    click(present.all)
    for missing in PEOPLE[:2]:
        click(present.chips[missing])
    click(absent.all)
    page.autosave.flush()
    return until(lambda: not page.unsaved, began)


def measure_window(world: World) -> None:
    """A teacher with 2,000 records."""
    teacher, _mentor = world.pair()
    last = fill(teacher)
    bench = Bench(teacher)
    bench.window.care.stop()
    spare_the_collector()
    lists = [open_list(bench) for _ in range(RUNS)]
    told("list_2000", lists, 2_000, median([took(lambda: teacher.list_records("lesson_plan")) for _ in range(RUNS)]))
    from_copy(bench, last)
    copies = [from_copy(bench, last) for _ in range(RUNS)]
    bench.settle()
    told("plan_from_copy", copies, 1_000, median([took(lambda: teacher.copy(last, "zh")) for _ in range(RUNS)]))
    meetings = [teacher.create("plc_meeting", {"topic": "十一月", "invited": PEOPLE}) for _ in range(RUNS)]
    ticked = [attendance(bench, meeting) for meeting in meetings]
    told("attendance_of_14", ticked, 10_000, took(lambda: teacher.create("plc_meeting", {"present": PEOPLE})))
    bench.settle()
    bench.window.close()
    bench.tasks.close()


def main() -> None:
    """Measure, and print the figures."""
    themed_application()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "window").mkdir()
        with world_in(Path(folder) / "window") as world:
            measure_window(world)
        days_meeting.measure(Path(folder))
        days_start.measure(Path(folder))


if __name__ == "__main__":
    main()
