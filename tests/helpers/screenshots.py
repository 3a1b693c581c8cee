"""Every screen of a filled workspace, one after another: ``tour``.

Whoever wants to see them all takes the tour with a camera of her own: this module with one that takes pictures, in both
languages and both themes (``python -m tests.helpers.screenshots FOLDER``), tests/ui/test_walks.py with one that looks
for what is cut off, cannot be reached, is not translated or is hard to read. A new screen is a ``camera.take`` here, or
a ``camera.take_once`` where one picture tells all, which keeps the folder at some 35 MB.

Real windows, real files, a real relay service in the same process. The lesson plan is the openly licensed one beside
the repository where it lies there, else the short one that ships with the program.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TONGXING_ISOLATED", "1")

from PySide6.QtWidgets import QApplication

from app.ids import RecordId
from app.paths import Home
from app.records.edits import SetValue, WriteProse
from app.records.values import Row, Value
from app.resources import LANGUAGES, resource
from app.settings import Settings
from app.text import Texts
from app.ui.desk import Computer, Protection
from app.ui.forms.grid_dialog import GridDialog
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.ui.people.page import PeoplePage
from app.ui.start.gate import Gate
from app.ui.sync.stick import StickDialog
from app.ui.tasks import Tasks
from app.ui.theme.colours import THEMES
from app.ui.theme.style import apply_theme
from app.workspace.signing_in import People
from app.workspace.views import Changes, StickPlace, StickReport
from app.workspace.workspace import Workspace
from tests.helpers import finding_screens as finding
from tests.helpers import form_screens as forms
from tests.helpers import review_screens as review
from tests.helpers import safekeeping_screens as safekeeping
from tests.helpers.camera import Camera
from tests.helpers.caring_screens import take_caring
from tests.helpers.evidence_screens import take_evidence
from tests.helpers.file_screens import take_files
from tests.helpers.importing_screens import take_importing
from tests.helpers.kind_screens import take_kinds
from tests.helpers.kit_screens import take_about, take_from_stick, take_kit, take_welcome
from tests.helpers.listening_screens import take_listening
from tests.helpers.observing_screens import take_observing
from tests.helpers.paper_screens import take_paper
from tests.helpers.partner_screens import take_partner
from tests.helpers.pupil_screens import take_pupils
from tests.helpers.term_screens import take_term
from tests.helpers.together_screens import take_together
from tests.helpers.update_screens import take_updates
from tests.helpers.world import World
from tests.helpers.writing_screens import take_writing

_PLAN = Path(__file__).parents[2].parent / "shared/data/zh-lesson-plan-csunplugged/how-binary-digits-work.md"
_SIZE = (1366, 740)

_STEPS: tuple[tuple[str, int, str, str, str], ...] = (
    (
        "导入：卡片上有几个点",
        5,
        "出示 1、2、4、8、16 点的卡片，请五位同学上台当“位”，先不让大家看到点数。",
        "观察卡片，猜一猜下一张有几个点，并说出理由。",
        "从游戏进入，让学生自己发现成倍增加的规律。",
    ),
    (
        "探究：用卡片表示数",
        15,
        "提问：怎样恰好显示 9 个点？要不要 16 点的卡片？要不要 8 点的？逐张追问理由。",
        "两人一组翻卡片，试着表示 9、21 和 31，把翻开记为 1、盖上记为 0。",
        "学生自己得出转换的步骤，教师不直接告诉算法。",
    ),
    (
        "练习：生日的二进制",
        12,
        "巡视，请先完成的同学说说自己的方法，再请不同方法的同学补充。",
        "把自己的生日写成五位二进制数，和同桌交换验算。",
        "和自己有关的数更愿意算；交换验算能当堂发现错误。",
    ),
    (
        "小结与作业",
        5,
        "请学生用一句话说出二进制和十进制的相同与不同。",
        "说一句话小结，记下作业。",
        "用学生自己的话收束。",
    ),
)


#: A reflection as it is written: longer than a line, with every mark.
_FORMATTED = """# 课后想到的
1、四年级小组合作时，学习较慢的学生容易被代替，下次先给他们三分钟独立做，再请他们第一个说。
2、板书太多。
  - 先写关键词
  - 再补例题
| 环节     | 计划 | 实际 |
| -------- | ---- | ---- |
| 导入     | 5    | 9    |
| 小组合作 | 15   | 18   |
孩子们自己说出了“每一位是右边一位的两倍”。"""


class Studio:
    """A world in which a teacher and her mentor have worked for a while."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.teacher, self.mentor = self.world.pair()
        self.plan = self._plan()
        self._review()
        self.teacher.create("mentoring_log", {"step": "提问后等三秒再点名", "held_on": "2026-11-17"})
        self.teacher.create("plc_meeting", {"topic": "单元整体备课：二进制与编码", "held_at": "2026-11-20T14:30"})
        self.teacher.create(
            "lesson_plan", {"topic": "《秋天的雨》第二课时", "subject": "zh", "class_name": "三（1）班"}
        )
        for topic, subject in (("认识钟表：整时和半时", "ma"), ("水的三态变化", "sc"), ("校园里的植物", "sc")):
            self._shared({"topic": topic, "subject": subject, "grades": ["3", "4"], "taught_on": "2026-11-27"})
        self.world.clock.pass_seconds(9_000)
        self.teacher.visit()
        self.mentor.visit()
        self._apart()
        review.two_write_apart(self.world, self.teacher, self.mentor, self.plan)

    def close(self) -> None:
        self.world.close()

    def _shared(self, values: dict[str, Value]) -> RecordId:
        self.world.clock.pass_seconds(3_600)
        return self.teacher.create("lesson_plan", values, self.world.shared())

    def _plan(self) -> RecordId:
        source = _PLAN if _PLAN.exists() else next(resource("demo").glob("*.md"))
        plan = self.teacher.import_text("lesson_plan", source.read_bytes())
        rows: list[Row] = [
            {"name": name, "minutes": minutes, "teacher": does, "pupils": do, "intent": why}
            for name, minutes, does, do, why in _STEPS
        ]
        objectives: list[Row] = [
            {"text": "能用五张卡片表示 0 到 31 的数，说出每一位代表多少。"},
            {"text": "能把自己的生日写成二进制数，并向同桌解释方法。"},
        ]
        made = self.teacher.create(
            "lesson_plan",
            {
                "topic": "二进制数的操作原理",
                "subject": "it",
                "grades": ["5", "6"],
                "class_name": "五（2）班",
                "taught_on": "2026-11-24",
                "slot": 3,
                "objectives": objectives,
                "key_point": "每一位的值是右边一位的两倍。",
                "difficult_point": "学生容易从左边数起；要让他们自己发现最小的一位在最右边。",
                "steps": rows,
                "board": "16   8   4   2   1\n 0   1   0   0   1   =  9\n 1   0   1   0   1   = 21",
            },
            self.world.shared(),
        )
        notes = self.teacher.view(plan).values
        longest = max((str(value) for value in notes.values() if isinstance(value, str)), key=len)
        self.teacher.edit(made, [WriteProse("notes", longest)])
        self.teacher.delete(plan)
        return made

    def _review(self) -> None:
        self.world.clock.pass_seconds(86_400)
        self.teacher.visit()
        self.mentor.visit()
        view = self.mentor.view(self.plan)
        steps = view.values["steps"]
        assert isinstance(steps, list)
        first, second = (f"steps/{row['id']}" for row in steps[:2] if isinstance(row, dict))
        self.mentor.comment(
            self.plan, f"{first}/teacher", 22, 36, "先让学生猜再翻开，悬念会更足。可以请后排的同学来当“位”。"
        )
        self.mentor.comment(
            self.plan, f"{second}/teacher", 3, 14, "这个问题问得好。停三秒再点名，让慢一点的孩子也想完。"
        )
        self.mentor.comment(self.plan, "key_point", 0, 13, "建议让学生自己说出这句话。")
        self.mentor.set_step(self.plan, "提问后等三秒再点名，下节课试一次", "2026-11-27", self.teacher.me.person)
        self.mentor.visit()
        self.teacher.visit()

    def _apart(self) -> None:
        self.world.clock.pass_seconds(5_000)
        self.mentor.edit(self.plan, [SetValue("class_name", "五（1）班")])
        self.world.clock.pass_seconds(60)
        self.teacher.edit(self.plan, [SetValue("class_name", "五（2）、五（3）班"), SetValue("slot", 2)])
        self.mentor.visit()
        self.teacher.visit()
        self.world.clock.pass_seconds(8_000)
        self.teacher.edit(self.plan, [WriteProse("guidance", "先独立翻卡片，再同桌交流，最后全班分享方法。")])


@contextmanager
def studio() -> Iterator[Studio]:
    """A filled world in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        made = Studio(Path(folder))
        try:
            yield made
        finally:
            made.close()


def take_all(application: QApplication, folder: Path, language: str, theme: str = "light") -> None:
    """A picture of every screen in one language and one theme."""
    apply_theme(application, THEMES[theme])
    tour(Camera(application, Tasks(_raise), folder, language, theme), Texts(language))


def tour(camera: Camera, texts: Texts, size: tuple[int, int] = _SIZE) -> None:
    """Open every screen in a window of a size, and show it to a camera."""
    tasks = camera.tasks
    with tempfile.TemporaryDirectory() as home, studio() as made:
        _gate(camera, texts, Path(home))
        take_from_stick(camera, texts, People(Home(Path(home)), _Now()), Path(home))
        people = safekeeping.people_in(Path(home) / "kept", made.world.clock, made.teacher.me.person)
        protection = Protection(people, lambda _minutes: None)
        computer = Computer(lambda: Settings(language=texts.language), lambda _settings: None)
        window = MainWindow(made.teacher, tasks, texts, made.world.clock.now, protection=protection, computer=computer)
        window.care.stop()  # the people of a studio have no card beside their store, which a copy needs
        window.resize(*size)
        window.show()
        camera.take("today", window)
        page = _records(camera, window, made.plan)
        forms.take_questions(camera, window, page)
        forms.take_beginning(camera, window, made.teacher, Path(home))
        take_kinds(camera, window, made.teacher)
        forms.take_finding(camera, window)
        take_writing(camera, window, made.teacher, made.plan)
        forms.take_table(camera, window)
        forms.take_files(camera, window, made.teacher, Path(home))
        finding.take_search(camera, window)
        _people(camera, window)
        _stick(camera, window, Path(home) / "KINGSTON 16GB")
        take_kit(camera, window, Path(home) / "KINGSTON 16GB")
        _kept(camera, window, texts, people)
        _settings(camera, window)
        take_paper(camera, window, made.plan)
        take_importing(camera, window, Path(home))
        take_files(camera, window, made.teacher, Path(home))
        take_observing(camera, window, made.world, made.mentor, made.plan)
        take_together(camera, window, made.world, made.mentor)
        take_pupils(camera, window, made.world, Path(home))
        take_listening(camera, window, made.world, made.mentor)
        take_term(camera, window, made.world)
        take_evidence(camera, window, made.world)
        window.close()
        mentor = MainWindow(made.mentor, tasks, texts, made.world.clock.now)
        mentor.care.stop()
        mentor.resize(*size)
        mentor.show()
        _review(camera, mentor, made.plan)
        take_partner(camera, mentor, made.world, made.teacher)
        mentor.close()
        take_caring(camera, texts, size)
        tasks.close()


def _gate(camera: Camera, texts: Texts, folder: Path) -> None:
    for name in ("people", "logs"):
        (folder / name).mkdir()
    people = People(Home(folder), _Now())
    gate = Gate(people, camera.tasks, texts, [])
    gate.show()
    camera.take("start-1-name", gate)
    first = gate.first_start
    first.name.setText("李秀兰")
    first.name.typed.emit()
    first.to_pin.click()
    first.pin.setText("246810")
    first.again.setText("24681")
    first.make.click()
    camera.take("start-2-pin", gate)
    first.again.setText("246810")
    first.make.click()
    camera.take("start-3-ready", gate)
    workspace = gate.abandoned()
    assert isinstance(workspace, Workspace)
    camera.tasks.do(workspace.close)
    gate.close()
    again = Gate(people, camera.tasks, texts, people.entries())
    again.show()
    camera.take("sign-in", again)
    again.close()


def _records(camera: Camera, window: MainWindow, plan: RecordId) -> FormPage:
    window.open_list("lesson_plan")
    camera.take("list", window)
    window.open_record(plan)
    page = window.page(f"record:{plan}")
    assert isinstance(page, FormPage)
    camera.settle(lambda: page.form is not None and page.form.whole)
    camera.take("form", window)
    frame = page.form.frame("steps") if page.form else None
    assert frame is not None
    camera.settle()
    page.scroll_to(frame)
    camera.take("form-steps", window)
    page.beside.turn_to("steps")
    camera.take("form-step", window)
    page.beside.turn_to("history")
    camera.take("form-history", window)
    _prose(camera, window, page)
    return page


def _prose(camera: Camera, window: MainWindow, page: FormPage) -> None:
    """Prose with headings, lists and a table, and the grid of the table."""
    place = page.frame_of("reflection")
    assert place is not None
    camera.settle()
    page.scroll_to(place)
    place.box.receive(_FORMATTED)
    place.box.setFocus()
    camera.settle()
    camera.take("form-prose", window)
    rows = [["环节", "计划", "实际"], ["导入", "5", "9"], ["小组合作", "15", "18"]]
    grid = GridDialog(window, page.format_bar.texts, rows, True, lambda _rows, _head: None)
    camera.take("form-table", grid)


def _people(camera: Camera, window: MainWindow) -> None:
    window.open_people()
    camera.take("people", window)
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    dialog = page.open_join()
    camera.take("join", dialog)
    dialog.text.insertPlainText("TX1-ABCD-EFGH")
    camera.take("join-damaged", dialog)
    dialog.reject()
    dialog_found = page.open_found()
    camera.take("found", dialog_found)
    dialog_found.reject()


def _stick(camera: Camera, window: MainWindow, folder: Path) -> None:
    """Before and after an exchange, with others' letters on the stick, and with one that was pulled out."""
    folder.mkdir()
    dialog = StickDialog(window.desk, window, lambda: None)
    dialog.show()
    camera.take("stick-none", dialog)
    place = StickPlace(str(folder), folder.name, True, 0, 0)
    dialog.show_places([place, StickPlace("E:/", "E:/", False, 0, 0)])
    camera.take("stick", dialog)
    dialog.exchange(folder)
    camera.settle(lambda: not dialog.outcome.isHidden())
    dialog.show_outcome(StickReport(14, 23, 9, 6, 1, 3, Changes(), ("stick.spoilt",)))
    camera.take("stick-done", dialog)
    dialog.reject()
    window.foot.refresh()
    camera.take("stick-line", window)


def _kept(camera: Camera, window: MainWindow, texts: Texts, people: People) -> None:
    with safekeeping.cheap_pins():
        safekeeping.take_people(camera, window)
        safekeeping.take_safekeeping(camera, window, people)
        safekeeping.take_notices(camera, window, texts)
        safekeeping.take_menu(camera, window)
        safekeeping.take_lock(camera, texts, people, people.entries()[0])
        safekeeping.take_gate(camera, texts, people)


def _settings(camera: Camera, window: MainWindow) -> None:
    window.turn_to("settings")
    camera.take("settings", window)
    window.turn_to("keys")
    camera.take("keys", window)
    take_about(camera, window)
    take_welcome(camera, window)
    take_updates(camera, window)
    window.turn_to("term")
    camera.take("term", window)


def _review(camera: Camera, window: MainWindow, plan: RecordId) -> None:
    window.turn_to("reviews")
    camera.take("reviews", window)
    review.take_review(camera, window, plan)
    review.take_history(camera, window, plan)
    window.open_people()
    camera.settle()
    people = window.page("people")
    assert isinstance(people, PeoplePage)
    spaces = camera.tasks.do(window.desk.workspace.spaces)
    dialog = people.open_ticket(next(space for space in spaces if not space.private))
    camera.take("ticket", dialog)
    dialog.begin()
    camera.settle(lambda: not dialog.text.isHidden())
    camera.take("ticket-made", dialog)
    dialog.reject()


class _Now:
    def now(self) -> int:
        return int(time.time())

    def monotonic(self) -> float:
        return time.monotonic()


def _raise(error: BaseException) -> None:
    raise error


def main() -> None:
    """Every picture into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    for theme in THEMES:
        for language in sys.argv[2:] or LANGUAGES:
            take_all(application, folder, language, theme)


if __name__ == "__main__":
    main()
