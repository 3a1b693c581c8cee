"""Pictures of walking along with a lesson: an observation while it goes on, what belongs to a plan, an agreement with
its counters, an assessment that waits and one that is open, joint preparation, a reflection; with long texts."""

from collections.abc import Callable
from functools import partial

from app.ids import RecordId
from app.records.people import person_value
from app.records.values import Row, Value
from app.ui.forms.page import FormPage
from app.ui.forms.timed_rows import TimedRowsInput
from app.ui.main_window import MainWindow
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.world import World, desk_of

_SEEN: list[Row] = [
    {"id": "", "time": 0, "stage": "谈话导入", "teacher": "出示一幅秋天的山路，请大家先看再说",
     "pupils": "三年级八人都举了手，四年级先在本子上写",
     "evidence": "“老师，叶子上有雨点，它在跳舞。”", "remark": "问题问得小，人人有话说"},
    {"id": "", "time": 312, "stage": "初读课文", "teacher": "范读，圈出三处停顿", "pupils": "跟读，后排两人没有翻开书"},
    {"id": "", "time": 905, "stage": "研读第二自然段", "teacher": "追问：为什么是“铺满”？等了四秒",
     "pupils": "同桌说，再请没举手的学生说", "evidence": "“铺满就是一点地方也不剩。”"},
]  # fmt: skip
_LEVELS: list[Row] = [
    {"id": "", "dimension": "s", "level": "4", "evidence": "12:30 以后，二十三人里有十九人开过口"},
    {"id": "", "dimension": "p", "level": "3", "evidence": "三次追问，每次都等了三秒以上"},
]
_DUTIES: tuple[list[Row], list[Row]] = (
    [{"id": "", "duty": "w", "words": "每学期到校或看录像"}, {"id": "", "duty": "d", "times": 2, "per": "m"}],
    [{"id": "", "duty": "p"}, {"id": "", "duty": "r"}, {"id": "", "duty": "b"}],
)
_OPINIONS: list[Row] = [
    {"id": "", "person": "阿依努尔·买买提艾力江", "place": "第二课时导入",
     "text": "我们班没见过大海，换成戈壁上的洪水更近", "adopted": True},
    {"id": "", "person": "陈建国", "place": "作业", "text": "复式班四年级可以当小老师，作业减一题", "adopted": False},
]  # fmt: skip


def take_observing(camera: Camera, window: MainWindow, world: World, mentor: Workspace, plan: RecordId) -> None:
    """All of them, as the teacher sees them; what the mentor made came before."""
    teacher = window.desk.workspace
    do = camera.tasks.do
    seen, agreement, thought = do(partial(_made, world, teacher, mentor, plan))
    _open(camera, window, "observing-plan", plan)
    page = _open(camera, window, "observing-answer", seen)
    _scroll_to(camera, window, page, "answer", "observing-levels")
    _open(camera, window, "observing-agreement", agreement)
    _open(camera, window, "observing-reflection", thought)
    _open(camera, window, "observing-joint", do(partial(_joint, world, teacher, plan)))
    _watch(camera, window, do(lambda: teacher.create("class_observation", {"topic": "圆的周长", "record": _SEEN})))
    about: dict[str, Value] = {
        "period": "2026年秋季学期", "whom": person_value(desk_of(mentor).person),
        "helped": "十月那次听课，您没有先说我哪里不好，而是把小军那句“雨点在跳舞”念给我听。",
        "thanks": "谢谢您每个星期三都等我的电话。",
    }  # fmt: skip
    hers = do(lambda: teacher.create("assessment", about))
    _open(camera, window, "observing-assessment-new", hers)
    do(lambda: teacher.be_ready(hers))
    _open(camera, window, "observing-assessment-waiting", hers)
    do(partial(_answered, world, teacher, mentor))
    _open(camera, window, "observing-assessment-open", hers)


def _made(world: World, teacher: Workspace, mentor: Workspace, plan: RecordId) -> tuple[RecordId, RecordId, RecordId]:
    hers, his = (person_value(desk_of(one).person) for one in (teacher, mentor))
    space, day = world.shared(), desk_of(teacher).situation().today
    seen = mentor.create(
        "class_observation",
        {
            "topic": "二进制与编码：不插电的第一课", "taught_by": hers, "observer": his, "observed_on": day,
            "subject": "it",
            "class_name": "三年级、四年级 三四复式班", "class_size": 23, "plan": plan, "focus": "后排学生开了几次口",
            "record": _SEEN, "lasted": 2400, "levels": _LEVELS, "strengths": "每个问题都等到有人想好。",
            "suggestion": "提问后在心里数三下，再请没举手的学生。", "overall": "一节让孩子敢说的课。",
        },
        space,
    )  # fmt: skip
    mentor.give_step(seen)
    agreement = mentor.create(
        "mentorship_agreement",
        {
            "focus": "把“追问”练成习惯", "mentor": his, "mentees": [hers], "school": "向阳镇中心小学", "subject": "zh",
            "level": "c", "begins": "2026-09-01", "ends": "2027-08-31", "next_step": "一起看一节录像课",
            "next_on": "2026-09-02", "mentor_duties": _DUTIES[0], "mentee_duties": _DUTIES[1],
        },
        space,
    )  # fmt: skip
    mentor.create("mentoring_log", {"step": "先问再讲", "mentor": his, "mentee": hers, "held_on": day}, space)
    for workspace in (mentor, teacher, mentor, teacher):
        workspace.visit()
    return seen, agreement, teacher.begin_from(seen, "reflection", "zh")


def _joint(world: World, teacher: Workspace, plan: RecordId) -> RecordId:
    values: dict[str, Value] = {
        "topic": "《海上日出》单元整体备课", "subject": "zh", "grades": ["3", "4"], "lead": "张桂芳", "stage": "2",
        "members": ["阿依努尔·买买提艾力江", "陈建国", "李秀兰"], "held_at": "2026-11-24T14:30",
        "draft": plan, "final": plan,
        "opinions": _OPINIONS, "talk": "学生最容易卡住的是长句子的停顿。",
    }  # fmt: skip
    return teacher.create("joint_preparation", values, world.shared())


def _answered(world: World, teacher: Workspace, mentor: Workspace) -> None:
    for workspace in (teacher, mentor):
        workspace.visit()
    his = mentor.create(
        "assessment",
        {
            "period": "2026年秋季学期",
            "whom": person_value(desk_of(teacher).person),
            "helped": "您每次都先把问题写下来。",
        },
    )
    mentor.be_ready(his)
    for workspace in (mentor, teacher, mentor, teacher):
        workspace.visit()


def _open(
    camera: Camera, window: MainWindow, name: str, record: RecordId, until: Callable[[], bool] = lambda: True
) -> FormPage:
    window.open_record(record)
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    page.shown()
    camera.settle(lambda: page.form is not None and page.form.whole and until())
    camera.take(name, window)
    return page


def _scroll_to(camera: Camera, window: MainWindow, page: FormPage, key: str, name: str) -> None:
    frame = page.form.frame(key) if page.form is not None else None
    assert frame is not None
    camera.settle()
    page.scroll_to(frame)
    camera.take(name, window)


def _watch(camera: Camera, window: MainWindow, record: RecordId) -> None:
    """While a lesson goes on: the fourth line has just been begun."""
    page = _open(camera, window, "observing-new", record)
    rows = page.form.rows_of("record") if page.form is not None else None
    assert isinstance(rows, TimedRowsInput)
    rows.bar.time.receive("15:40")
    rows.bar.time.typed.emit()
    rows.bar.begin_row()
    camera.settle(lambda: rows.whole)
    page.scroll_to(rows)
    camera.take("observing-record", window)
    page.save_now()
