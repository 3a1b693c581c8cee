"""How quickly a mentor can read: a joint plan that two edited while apart for six days, and a queue of 2,000.

    python3 dev.py bench reviewing

Real windows, offscreen, over real encrypted files. A review is readable when the page is painted with its changes in
their authors' colours; a queue when its lines are. Beside them, in the same run, a bare QTextEdit that shows the same
words. Both people save 40 times a day for six days, in ten fields, without hearing of each other.
"""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

import random

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QTextEdit

from app.ids import DeviceId, RecordId, SpaceId, new_record_id
from app.records.edits import WriteProse
from app.records.filling import edits_for
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from app.records.values import Row
from app.store.content import content_of
from app.ui.review.page import ReviewPage
from app.ui.review.queue import QueuePage
from app.ui.widgets.lines import Line
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median
from tests.benchmarks.screens import Bench, Painted, p95
from tests.helpers.themes import themed_application
from tests.helpers.world import World, desk_of, world_in

DAYS, SAVES, WAITING, RUNS = 6, 40, 2_000, 15
SENTENCE = "请五位同学上台当“位”，先不让大家看到点数，再请他们说说自己是怎么想的。"
_LONGEST_SECONDS = 60.0


def until(true: Callable[[], bool], began: float) -> float:
    """Milliseconds until it came true."""
    while not true():
        assert time.perf_counter() - began < _LONGEST_SECONDS, "nothing came to its end"
        QApplication.processEvents()
    return (time.perf_counter() - began) * 1_000


def joint_plan(world: World, teacher: Workspace, mentor: Workspace) -> RecordId:
    """A plan that the mentor has read, and that both then changed for six days."""
    rows: list[Row] = [{"name": f"环节{number}", "minutes": 4, "teacher": SENTENCE * 3} for number in range(10)]
    plan = teacher.create("lesson_plan", {"topic": "二进制", "notes": SENTENCE * 20, "steps": rows}, world.shared())
    for workspace in (teacher, mentor):
        workspace.visit()
    mentor.mark_read(plan)
    steps = teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    paths = ["notes", *(f"steps/{row['id']}/teacher" for row in steps if isinstance(row, dict))]
    chance = random.Random(1)
    for _ in range(DAYS):
        world.clock.pass_seconds(86_400)
        for _ in range(SAVES):
            world.clock.pass_seconds(90)
            for workspace, words in ((teacher, "再想一想"), (mentor, "说理由")):
                path = chance.choice(paths)
                document = desk_of(workspace).open(plan).record
                kind_path = LESSON_PLAN.path(path)
                name = kind_path.leaf.code if kind_path.row is None else f"r.{kind_path.row}.{kind_path.leaf.code}"
                text = document.document.prose(name)
                at = chance.randrange(len(text) + 1)
                workspace.edit(plan, [WriteProse(path, text[:at] + words + text[at + chance.randrange(4) :])])
    for workspace in (teacher, mentor):
        workspace.visit()
    return plan


def fill_queue(world: World, mentor: Workspace) -> None:
    """2,000 plans of others that nobody has read."""
    desk, author = desk_of(mentor), DeviceId(b"elsewher")
    space = SpaceId(world.shared())
    with desk.store.transaction():
        for number in range(WAITING):
            edits = edits_for(LESSON_PLAN, {"topic": f"第{number}课 秋天的雨", "notes": SENTENCE * (1 + number % 20)})
            record = Record.create(LESSON_PLAN, author, 1_770_000_000 + number, edits)
            now = desk.clock.now() + number
            desk.store.documents.merged(
                new_record_id(), space, content_of(record), now, author=author, pending=False, unread=True
            )


def open_review(bench: Bench, plan: RecordId) -> float:
    """Milliseconds from the click until the page is painted with its changes."""
    bench.window.open_people()
    bench.settle()
    began = time.perf_counter()
    bench.window.open_review(plan)
    page = bench.window.page(f"review:{plan}")
    assert isinstance(page, ReviewPage)
    painted = Painted(page.sheet, lambda: bool(page.sheet.places))
    return until(lambda: painted.seen, began)


def open_queue(bench: Bench) -> float:
    """Milliseconds from the click until the queue's lines are painted."""
    bench.window.open_people()
    bench.settle()
    page = bench.window.page("reviews")
    assert isinstance(page, QueuePage)
    page.waiting.show_lines([])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    began = time.perf_counter()
    bench.window.turn_to("reviews")
    painted = Painted(page, lambda: bool(page.waiting.findChildren(Line)))
    return until(lambda: painted.seen, began)


def bare(text: str) -> float:
    """Milliseconds until a bare field has painted the same words."""
    field = QTextEdit()
    field.resize(800, 600)
    began = time.perf_counter()
    field.setPlainText(text)
    painted = Painted(field, lambda: True)
    field.show()
    return until(lambda: painted.seen, began)


def measure(folder: Path) -> None:
    """Fill two files, and measure on the mentor's."""
    with world_in(folder) as world:
        teacher, mentor = world.pair()
        plan = joint_plan(world, teacher, mentor)
        bench = Bench(mentor)
        bench.window.care.stop()
        reviews = [open_review(bench, plan) for _ in range(RUNS)]
        figure("review_joint_plan_ms", p95(reviews), "ms")
        figure("review_joint_plan_median_ms", median(reviews), "ms")
        page = bench.window.page(f"review:{plan}")
        assert isinstance(page, ReviewPage)
        figure("review_joint_plan_changes", len(page.sheet.places), "places")
        figure("review_bare_ms", median([bare(page.sheet.toPlainText()) for _ in range(RUNS)]), "ms")
        bench.settle()
        began = time.perf_counter()
        mentor.timeline(plan)
        figure("timeline_ms", (time.perf_counter() - began) * 1_000, "ms")
        fill_queue(world, mentor)
        began = time.perf_counter()
        mentor.queue()
        figure("queue_2000_asked_ms", (time.perf_counter() - began) * 1_000, "ms")
        queues = [open_queue(bench) for _ in range(RUNS)]
        figure("queue_2000_ms", p95(queues), "ms")
        figure("queue_2000_median_ms", median(queues), "ms")
        bench.settle()
        bench.window.close()
        bench.tasks.close()


def main() -> None:
    """Measure, and print the figures."""
    themed_application()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))


if __name__ == "__main__":
    main()
