"""Finding among 100,000 records of real prose, and lists of 50,000: beside a scan with LIKE in the same file.

    python3 dev.py bench finding

The file is made once, which takes some minutes, and is kept in the temporary folder (many_records.py). Queries are cut
from the texts and titles themselves with a seed: 40 of each sort, each asked once, after the program has answered one
other. A figure is the whole way of a query on the worker: names looked up, the index asked, 50 rows fetched, and the
line of each hit made; "index" is the index's share, "processor" the time that the processor worked, which other work on
the machine does not lengthen. A frame of scrolling is what the window takes to show what is next.
"""

import os
import random
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtWidgets import QApplication

from app.records.edits import WriteProse
from app.records.pinyin import readings
from app.ui.application import spare_the_collector
from app.ui.lists.page import ListPage
from app.workspace.finding import Query, asked_of
from app.workspace.listing import Sorting
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median, took
from tests.benchmarks.many_records import DATA, TEACHER, Prose, filled_world
from tests.benchmarks.screens import Bench, p95
from tests.helpers.themes import themed_application
from tests.helpers.world import World, desk_of

RECORDS, QUERIES, SCANS, FRAMES = 100_000, 40, 5, 200
_RUN = re.compile("[\u4e00-\u9fff]{4,}")


def queries(prose: Prose) -> dict[str, list[str]]:
    """What is asked, by sort."""
    chance = random.Random(9)
    runs: list[str] = [run for sentence in prose.sentences for run in _RUN.findall(sentence)]

    def cut(length: int) -> str:
        run = chance.choice(runs)
        at = chance.randrange(len(run) - length + 1)
        return run[at : at + length]

    titles: list[str] = [run for topic in prose.topics for run in _RUN.findall(topic)]

    def read(shorten: Callable[[str], str]) -> str:
        title = chance.choice(titles)
        return "".join(shorten(readings(one)[0]) if readings(one) else "" for one in title[:4])

    asked = {f"{length}_characters": [cut(length) for _ in range(QUERIES)] for length in (1, 2, 3, 4)}
    asked["initials"] = [read(lambda said: said[0]) for _ in range(QUERIES)]
    asked["pinyin"] = [read(str)[: chance.randrange(4, 12)] for _ in range(QUERIES)]
    asked["name_and_2"] = [f"wangmin {cut(2)}" for _ in range(QUERIES)]
    asked["latin"] = [chance.choice(("scratch", "python", "3", "2024", "led", "game")) for _ in range(QUERIES)]
    return asked


def measure_finding(world: World, teacher: Workspace, prose: Prose) -> None:
    """Queries of every sort, without and with what narrows them."""
    now = world.clock.now()
    month = now - 30 * 86_400
    ways = {
        "": Query(),
        "_in_kind": Query(kind="mentoring_log"),
        "_in_space_month": Query(space=world.shared(), since=month),
        "_by_person": Query(person=teacher.me.person),
    }
    asked = queries(prose)
    teacher.find(Query("开始"))
    for sort, texts in asked.items():
        timed, worked = list[float](), list[float]()
        for text in texts:
            before = time.thread_time()
            timed.append(took(partial(teacher.find, Query(text))))
            worked.append((time.thread_time() - before) * 1_000)
        figure(f"find_{sort}_p50_ms", median(timed), "ms")
        figure(f"find_{sort}_ms", p95(timed), "ms")
        figure(f"find_{sort}_processor_ms", p95(worked), "ms")
        figure(f"find_{sort}_index_ms", p95([took(index_alone(teacher, text)) for text in texts]), "ms")
    for way, narrowed in list(ways.items())[1:]:
        texts = asked["2_characters"]
        wanted = [narrowed_to(narrowed, text) for text in texts]
        timed = [took(partial(teacher.find, query)) for query in wanted]
        figure(f"find_2_characters{way}_p50_ms", median(timed), "ms")
        figure(f"find_2_characters{way}_ms", p95(timed), "ms")
    scans = [took(scan(teacher, text)) for text in asked["4_characters"][:SCANS]]
    figure("scan_with_like_4_characters_ms", median(scans), "ms")


def narrowed_to(query: Query, text: str) -> Query:
    """The same place, for another text."""
    return Query(text, query.kind, query.space, query.person, query.since, query.until)


def index_alone(teacher: Workspace, text: str) -> Callable[[], object]:
    """The index's share of a query."""
    desk = desk_of(teacher)
    pieces, narrowed = asked_of(desk, Query(text))
    return lambda: desk.store.search.find(pieces, 50, narrowed)


def scan(teacher: Workspace, text: str) -> Callable[[], object]:
    """The baseline: every record's columns read, and its words looked for with LIKE."""
    database = desk_of(teacher).store._database
    wanted = f"%{text}%"
    return lambda: database.rows(
        "SELECT r.record FROM records r LEFT JOIN kind_lesson_plan p ON p._record = r.record"
        " LEFT JOIN kind_comment c ON c._record = r.record LEFT JOIN kind_mentoring_log m ON m._record = r.record"
        " LEFT JOIN kind_plc_meeting g ON g._record = r.record WHERE r.title LIKE ?1 OR p.notes LIKE ?1 OR"
        " p.steps LIKE ?1 OR c.body LIKE ?1 OR m.discussion LIKE ?1 OR g.notes LIKE ?1"
        " ORDER BY r.changed DESC LIMIT 50",
        (wanted,),
    )


def measure_saving(teacher: Workspace) -> None:
    """What a save of a plan costs among so many."""
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨", "notes": "雨" * 300})
    texts = ["落叶" * 200 + str(at) for at in range(30)]
    timed = [took(partial(teacher.edit, plan, [WriteProse("notes", text)])) for text in texts]
    figure("save_among_100000_ms", p95(timed), "ms")
    teacher.delete(plan)


def measure_list(teacher: Workspace) -> None:
    """The list of 50,000 plans: opened, sorted, and scrolled in a real window."""
    plain, sorted_ = Sorting(), Sorting("title", False)
    outlines = [took(lambda: teacher.outline("lesson_plan", Query(), plain)) for _ in range(10)]
    figure("outline_50000_ms", p95(outlines), "ms")
    figure("sort_50000_by_title_ms", took(lambda: teacher.outline("lesson_plan", Query(), sorted_)), "ms")
    bench = Bench(teacher)
    spare_the_collector()
    bench.open_list()
    figure("list_50000_ms", p95([bench.open_list() for _ in range(10)]), "ms")
    bench.settle()
    page = bench.window.page("list:lesson_plan")
    assert isinstance(page, ListPage)
    bar = page.table.verticalScrollBar()
    frames: list[float] = []
    worked: list[float] = []
    for _ in range(FRAMES):
        bar.setValue(bar.value() + 120)
        before = time.thread_time()
        frames.append(took(QApplication.processEvents))
        worked.append((time.thread_time() - before) * 1_000)
        time.sleep(0.004)
    figure("scroll_frame_ms", p95(frames), "ms")
    figure("scroll_frame_processor_ms", p95(worked), "ms")
    figure("scroll_longest_frame_ms", max(frames), "ms")
    began = time.perf_counter()
    bar.setValue(bar.maximum())
    last = len(page.model.order) - 1
    while str(page.model.data(page.model.index(last, 0))) == "…":
        QApplication.processEvents()
    figure("scroll_to_the_end_ms", (time.perf_counter() - began) * 1_000, "ms")
    bench.settle()
    bench.window.close()
    bench.tasks.close()


def resident() -> float:
    """Megabytes of this process in memory."""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1_000


def main() -> int:
    """Measure, and print the figures; gives 1 when the texts are not there."""
    if not DATA.exists():
        print(f"The texts to measure on are not there: {DATA}", file=sys.stderr)
        return 1
    themed_application()
    world = filled_world(RECORDS)
    teacher = world.people[TEACHER]
    before = resident()
    measure_finding(world, teacher, Prose())
    figure("resident_more_by_finding_mb", resident() - before, "MB")
    measure_saving(teacher)
    measure_list(teacher)
    world.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
