"""How quickly the screens answer: opening a record, a list of 10,000, a keystroke; beside a bare QPlainTextEdit.

    python3 dev.py bench screens

Real windows, offscreen, over a real encrypted file. A record is open when its first fields are painted and take
typing; its form is whole when everything is there that is open from the beginning. Each figure is the 95th percentile
of many runs, after one that is not counted. The next form of a kind is begun while nobody does anything, so a record
that is opened at once after another one takes longer than one that is opened after two seconds: both are measured.
The plan is the openly licensed one beside the repository where it lies there, else the short one that ships with the
program; either has twelve stages.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QScrollArea

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.values import Row
from app.resources import resource
from app.text import Texts
from app.ui.application import spare_the_collector
from app.ui.forms.page import FormPage
from app.ui.forms.texts import ProseInput
from app.ui.lists.page import ListPage
from app.ui.main_window import SIZE, MainWindow
from app.ui.tasks import Tasks
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median
from tests.helpers.themes import themed_application
from tests.helpers.world import desk_of, world_in

PLAN = Path(__file__).resolve().parents[3] / "shared/data/zh-lesson-plan-csunplugged/how-binary-digits-work.md"
OPENINGS, AT_ONCE, LISTINGS, KEYSTROKES = 30, 20, 20, 300
RECORDS, STAGES, LONG = 10_000, 12, 20_000
_LONGEST_SECONDS = 30.0


class Painted(QObject):
    """Notes that a part of the window has been painted while ``ready`` was true."""

    def __init__(self, area: QAbstractScrollArea, ready: Callable[[], bool]) -> None:
        super().__init__(area)
        self._ready, self.seen = ready, False
        area.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._ready():
            self.seen = True
        return False


class Opening(NamedTuple):
    """Milliseconds until a record is open, until its form is whole, and the longest that a key would wait between."""

    opened: float
    whole: float
    longest_wait: float


class Bench:
    """A person's window, and ways to wait for what she waits for."""

    def __init__(self, workspace: Workspace) -> None:
        self.tasks = Tasks(_raise)
        self.window = MainWindow(workspace, self.tasks, Texts("zh"))
        self.window.resize(*SIZE)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Let everything that is under way come to its end."""
        quiet = 0
        while quiet < 5:
            QApplication.processEvents()
            quiet = quiet + 1 if self.tasks.idle else 0
            time.sleep(0.002)
        # A page that was left goes when the event loop comes round, and there is none around a benchmark.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def come_back(self, record: RecordId) -> float:
        """Milliseconds until a record that was left a moment ago is painted again."""
        self.window.open_people()
        self.settle()
        page = self.window.page(f"record:{record}")
        assert isinstance(page, FormPage)
        shown = Painted(_area(page), lambda: True)
        began = time.perf_counter()
        self.window.open_record(record)
        return _until(lambda: shown.seen, began)

    def rest(self) -> None:
        """Do nothing for as long as somebody reads: the next form of the kind is begun meanwhile."""
        began = time.perf_counter()
        while not self.window.desk.spares:
            assert time.perf_counter() - began < _LONGEST_SECONDS, "no form was begun"
            QApplication.processEvents()
            time.sleep(0.002)

    def open_record(self, record: RecordId, *, rested: bool = True) -> Opening:
        """Open a record from another page, and wait until its form is whole. One that was not open: those left last
        are kept. ``rested``: two seconds after the one before, not at once."""
        if rested:
            self.rest()
        self.window.open_people()
        self.settle()
        began = time.perf_counter()
        self.window.open_record(record)
        page = self.window.page(f"record:{record}")
        assert isinstance(page, FormPage)
        first = Painted(_area(page), lambda: page.form is not None)
        opened = _until(lambda: first.seen, began)
        longest = 0.0
        while not _whole(page):
            longest = max(longest, _turn())
        return Opening(opened, (time.perf_counter() - began) * 1_000, longest)

    def open_list(self) -> float:
        """Milliseconds until the first rows of the list of plans are painted."""
        self.window.open_people()
        self.settle()
        page = self.window.page("list:lesson_plan")
        assert isinstance(page, ListPage)
        page.model.begin_anew([])
        began = time.perf_counter()
        self.window.open_list("lesson_plan")
        rows = Painted(page.table, lambda: page.model.rowCount() > 0)
        return _until(lambda: rows.seen, began)


def keystroke(box: QPlainTextEdit) -> float:
    """Milliseconds from a key to the painted character."""
    shown = Painted(box, lambda: True)
    began = time.perf_counter()
    QTest.keyClick(box, Qt.Key.Key_A)
    taken = _until(lambda: shown.seen, began)
    box.viewport().removeEventFilter(shown)
    shown.deleteLater()
    return taken


def measure(folder: Path) -> None:
    """Fill a file, and measure on it."""
    with world_in(folder) as world:
        teacher = world.person("李秀兰")
        plans = [_plan(teacher) for _ in range(1 + AT_ONCE + OPENINGS)]
        plan = plans[-1]
        bench = Bench(teacher)
        bench.open_record(plans[0], rested=False)
        spare_the_collector()  # as the program does when somebody has come in
        at_once = [bench.open_record(one, rested=False).opened for one in plans[1 : AT_ONCE + 1]]
        figure("open_record_at_once_ms", p95(at_once), "ms")
        figure("open_record_at_once_median_ms", median(at_once), "ms")
        openings = [bench.open_record(one) for one in plans[AT_ONCE + 1 :]]
        figure("open_record_ms", p95([one.opened for one in openings]), "ms")
        figure("open_record_median_ms", median([one.opened for one in openings]), "ms")
        figure("form_whole_ms", p95([one.whole for one in openings]), "ms")
        figure("form_whole_median_ms", median([one.whole for one in openings]), "ms")
        figure("form_longest_wait_ms", p95([one.longest_wait for one in openings]), "ms")
        figure("come_back_ms", p95([bench.come_back(plan) for _ in range(OPENINGS)]), "ms")
        page = bench.window.page(f"record:{plan}")
        assert isinstance(page, FormPage)
        notes = page.frame_of("notes")
        assert isinstance(notes, ProseInput)
        bench.settle()
        page.scroll_to(notes)
        bench.settle()
        typed = _keystrokes(notes.box)
        bare = QPlainTextEdit()
        bare.resize(800, 400)
        bare.setPlainText(notes.box.text)
        bare.show()
        figure("keystroke_ms", p95(typed), "ms")
        figure("keystroke_bare_ms", p95(_keystrokes(bare)), "ms")
        bare.close()
        _long(bench, page, teacher, plan)
        bench.settle()
        _fill(teacher)
        bench.open_list()
        figure("list_10000_ms", p95([bench.open_list() for _ in range(LISTINGS)]), "ms")
        bench.settle()
        bench.window.close()
        bench.tasks.close()


def p95(values: Sequence[float]) -> float:
    """The value under which 95 of 100 lie."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def _long(bench: Bench, page: FormPage, teacher: Workspace, plan: RecordId) -> None:
    """A text of 20,000 characters with headings, lists and a table, saved as it is typed, with all that can be undone:
    at its end, and in a line in the middle."""
    lines = ["# 教学反思", "1、学生自己说出了规律，比老师讲十遍都管用。", "| 环节 | 计划 | 实际 |", "| 导入 | 5 | 9 |"]
    text = "\n".join([*lines, "今天这节课的小组合作花的时间比计划多，下次先讲清楚分工再发卡片。" * 3] * 1_000)[:LONG]
    bench.settle()
    teacher_edit = [WriteProse("reflection", text)]
    bench.tasks.do(lambda: teacher.edit(plan, teacher_edit))
    page.shown()
    bench.settle()
    place = page.frame_of("reflection")
    assert isinstance(place, ProseInput)
    bench.settle()
    page.scroll_to(place)
    bench.settle()
    place.box.moveCursor(QTextCursor.MoveOperation.End)
    figure("keystroke_long_end_ms", p95(_keystrokes(place.box)), "ms")
    bench.settle()
    cursor = place.box.textCursor()
    cursor.setPosition(LONG // 2)
    place.box.setTextCursor(cursor)
    figure("keystroke_long_middle_ms", p95(_keystrokes(place.box)), "ms")
    bench.settle()


def _keystrokes(box: QPlainTextEdit) -> list[float]:
    box.setFocus()
    for _ in range(5):
        keystroke(box)
    return [keystroke(box) for _ in range(KEYSTROKES)]


def _plan(teacher: Workspace) -> RecordId:
    source = PLAN if PLAN.exists() else next(resource("demo").glob("*.md"))
    imported = teacher.import_text("lesson_plan", source.read_bytes())
    values = teacher.view(imported).values
    stages: list[Row] = [
        {
            "name": f"第{number}个环节：卡片上有几个点",
            "minutes": 3,
            "teacher": "出示 1、2、4、8、16 点的卡片，请五位同学上台当“位”，先不让大家看到点数。",
            "pupils": "观察卡片，猜一猜下一张有几个点，并说出理由。",
            "intent": "从游戏进入，让学生自己发现成倍增加的规律。",
        }
        for number in range(1, STAGES + 1)
    ]
    return teacher.create("lesson_plan", {**values, "grades": ["5", "6"], "steps": stages})


def _fill(teacher: Workspace) -> None:
    with desk_of(teacher).store.transaction():
        for number in range(RECORDS):
            teacher.create("lesson_plan", {"topic": f"第{number}课 秋天的雨", "class_name": "三（1）班"})


def _area(page: FormPage) -> QScrollArea:
    area: object = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area


def _whole(page: FormPage) -> bool:
    return page.form is not None and page.form.whole


def _turn() -> float:
    began = time.perf_counter()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1_000


def _until(true: Callable[[], bool], began: float) -> float:
    while not true():
        assert time.perf_counter() - began < _LONGEST_SECONDS, "nothing came to its end"
        QApplication.processEvents()
    return (time.perf_counter() - began) * 1_000


def _raise(error: BaseException) -> None:
    raise error


def main() -> None:
    """Measure, and print the figures."""
    themed_application()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))


if __name__ == "__main__":
    main()
