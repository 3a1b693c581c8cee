"""Pictures of a school's term: its year, three each term, the progress page with its answers, and the report."""

from functools import partial

from app.ids import RecordId
from app.records.values import Row, Value
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.ui.term.calendar import CalendarPage
from app.ui.term.progress import ProgressPage
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.school import value_of
from tests.helpers.world import World

_TERMS: list[Row] = [
    {"name": "第一学期", "begins": "2026-09-01", "ends": "2027-01-22"},
    {"name": "第二学期", "begins": "2027-02-22", "ends": "2027-07-09"},
]
_DAYS: list[Row] = [
    {"name": "国庆节", "begins": "2026-10-01", "ends": "2026-10-07"},
    {"name": "元旦", "begins": "2027-01-01"},
]
_EXAMS: list[Row] = [
    {"name": "期中考试", "begins": "2026-11-19", "ends": "2026-11-20"},
    {"name": "期末考试", "begins": "2027-01-14", "ends": "2027-01-15"},
]
_PUPILS = ("张小花", "欧阳萧宧", "买买提江·阿不都热合曼", "𠮷田美", "扎西·乌兰其其格")


def take_term(camera: Camera, window: MainWindow, world: World) -> None:
    """A school with a calendar, five pupils of the teacher's, and colleagues who give their numbers."""
    workspace = window.desk.workspace
    window.turn_to("calendar")
    camera.take("calendar-empty", window)
    camera.tasks.do(partial(_term, workspace, world, window.desk.texts.language))
    window.turn_to("today")
    camera.take("today-term", window)
    window.turn_to("three")
    camera.take("three", window)
    window.turn_to("calendar")
    page = window.page("calendar")
    assert isinstance(page, CalendarPage)
    camera.take("calendar", window)
    page.as_grid.click()
    camera.take("calendar-grid", window)
    window.turn_to("progress")
    camera.take("progress", window)
    progress = window.page("progress")
    assert isinstance(progress, ProgressPage)
    bar = progress.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("progress-more", window)
    window.turn_to("answers")
    camera.take("answers", window)
    _open(camera, window, workspace.list_records("school")[0].record)
    camera.take("school", window)
    report = camera.tasks.do(partial(_report, workspace, window.desk.texts.language))
    _open(camera, window, report)
    camera.take("report", window)
    window.turn_to(f"print:{report}")
    camera.take("report-paper", window)


def _open(camera: Camera, window: MainWindow, record: RecordId) -> None:
    """A form, once all of it is there."""
    window.open_record(record)
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    camera.settle(lambda: page.form is not None and page.form.whole)


def _term(teacher: Workspace, world: World, language: str) -> None:
    home, _name = teacher.schools()[0]
    others, pair = [world.person(name) for name in ("陈静怡", "赵强", "周建国")], world.space
    world.space = home
    for one in others:
        world.bring(teacher, one)
    world.space = pair  # what follows is told of the pair
    calendar = teacher.from_built_in("calendar", "mentorship_year", language)
    steps = teacher.view(calendar).values["milestones"]
    teacher.delete(calendar)
    year: dict[str, Value] = {"year": "2026—2027学年", "terms": _TERMS, "days": _DAYS, "exams": _EXAMS}
    teacher.create("calendar", {**year, "milestones": steps}, home)
    teacher.create("school", {"name": "柳河镇中心小学", "stage": "pr", "lesson_minutes": 40}, home)
    pupils = [_paired(teacher, one, teacher, home) for one in _PUPILS]
    _paired(teacher, "李明", others[0], home)
    for pupil, name in zip(pupils[:3], _PUPILS, strict=False):
        teacher.create(
            "home_visit", {"name": name, "pupil": pupil, "visited_at": "2026-08-24T16:00", "talked": "妈妈说他爱画画。"}
        )
    teacher.create("talk", {"name": _PUPILS[0], "pupil": pupils[0], "held_on": "2026-11-18", "own_words": "想学画画。"})
    teacher.begin_task("talk", pupils[1])
    for topic, held in (("怎样让每个孩子都开口", "2026-05-20T14:00"), ("观课之后说什么", "2026-10-21T14:00")):
        teacher.create("plc_meeting", {"topic": topic, "held_at": held}, home)
    told = {
        "title": "一把伞",
        "body": "下雨天，他把伞让给了低年级的同学，自己跑回家。",
        "consent": "2026-11-20T10:00 李秀兰",
    }
    teacher.create("story", told, home)
    for _ in range(2):
        for one in (teacher, *others):
            one.visit()
    for one in (teacher, *others):
        one.agree_to_counts(home, True)
    for _ in range(2):
        for one in (teacher, *others):
            one.visit()


def _paired(keeper: Workspace, name: str, mentor: Workspace, home: bytes) -> RecordId:
    space = keeper.schools()[0][0]
    assert space == home
    pupil = keeper.create("pupil", {"name": name, "class_name": "三（1）班", "grade": "3"}, space)
    agreed: dict[str, Value] = {"lead": True, "mentor_agrees": True, "pupil_agrees": True}
    keeper.create("pairing", {"pupil": pupil, "mentor": value_of(mentor), **agreed}, space)
    return pupil


def _report(teacher: Workspace, language: str) -> RecordId:
    return teacher.draft_report(teacher.schools()[0][0], language)
