"""Pictures of getting together: the start page with an invitation and the next meeting, charter, directory, card, a
term's plan, and the dialogs; with long names and much of everything."""

from datetime import date, timedelta

from app.ids import RecordId
from app.records.purposes import PLC
from app.records.values import Row, Value
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.ui.people.directory import DirectoryPage
from app.ui.people.gather import GatherDialog, InviteDialog, ways_of
from app.ui.people.guests import GuestDialog
from app.ui.people.member import MemberDialog
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.world import World

_GROUP = "向阳镇中心小学与市实验小学三至六年级语文跨校教研共同体"
_CARDS: dict[str, dict[str, Value]] = {
    "阿依努尔·买买提艾力江·阿不都热合曼": {
        "school": "红旗镇第二中心小学（寄宿制）", "duties": ["c", "s", "m"], "subjects": ["zh", "mo", "ar"],
        "grades": ["3", "4", "5"], "editions": ["tb"], "class_name": "四（2）班", "strengths": "复式教学、朗读指导",
        "about": "在牧区教了二十二年，喜欢带孩子们把身边的故事写下来。",
    },
    "张桂芳": {
        "school": "市实验小学", "duties": ["r", "h", "m"], "subjects": ["zh"], "grades": ["5", "6"], "level": "c",
        "sort": "l", "capacity": 2, "strengths": "习作讲评、单元整体设计", "contact": "周三下午有空；先发一份教案给我",
    },
    "陈建国": {"school": "山背小学", "duties": ["p", "s"], "subjects": ["ma", "sc"], "grades": ["1", "2", "3"]},
}  # fmt: skip


def take_together(camera: Camera, window: MainWindow, world: World, mentor: Workspace) -> None:
    """All of them, at the end of the teacher's part of the tour."""
    teacher = window.desk.workspace
    day = date.fromtimestamp(world.clock.now()) + timedelta(days=5)
    _prepare(camera, world, mentor, teacher, day)
    window.turn_to("today")
    camera.take("today-asked", window)
    charter = camera.tasks.do(lambda: teacher.begin_charter(world.shared()))
    _form(camera, window, "charter", charter)
    plan = camera.tasks.do(lambda: teacher.create("plc_plan", _plan(teacher, day), world.shared()))
    _form(camera, window, "plc-plan", plan)
    _form(camera, window, "profile", camera.tasks.do(teacher.my_card))
    window.turn_to("directory")
    page = window.page("directory")
    assert isinstance(page, DirectoryPage)
    camera.settle(lambda: bool(page.cards))
    camera.take("directory", window)
    _dialogs(camera, window, mentor)


def _prepare(camera: Camera, world: World, mentor: Workspace, teacher: Workspace, day: date) -> None:
    me = teacher.me.person
    for name, card in _CARDS.items():
        person = world.person(name)
        world.bring(mentor, person)
        person.set_profile(card)
        person.visit()
    rules: dict[str, Value] = {
        "name": "秀兰和王敏", "purpose": "pair", "goal": "让每个孩子都愿意开口读、敢于写。", "goal_types": ["c", "t"],
        "begins": "2026-09-01", "ends": "2027-07-10", "every": 2, "weekday": str(day.isoweekday()), "time": "14:30",
        "place": "图书室，线上同步", "rules": "每次只谈一件事；先说看到的，再说想法；记录当天写完。",
    }  # fmt: skip
    charter = mentor.create("charter", rules, world.shared())
    mentor.agree(charter)
    mentor.gather(_GROUP, PLC, [me], world.shared())
    mentor.visit()
    camera.tasks.do(teacher.visit)
    camera.tasks.do(lambda: teacher.set_profile({"school": "向阳小学", "duties": ["c", "s"], "subjects": ["zh"]}))


def _plan(teacher: Workspace, day: date) -> dict[str, Value]:
    activities: list[Row] = [
        {"activity": "同课异构《秋天的雨》", "sort": "o", "form": "o", "due": day.isoformat(), "minutes": 90},
        {"activity": "朗读指导的三个难点", "sort": "t", "form": "a", "minutes": 60, "done": True},
        {"activity": "期末反思：一节我还想重上的课", "sort": "r", "form": "g", "minutes": 40},
    ]  # fmt: skip
    return {"name": "第一学期语文教研计划", "goal": "每位老师上一节公开课。", "activities": activities}


def _form(camera: Camera, window: MainWindow, name: str, record: object) -> None:
    window.turn_to(f"record:{record}")
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    camera.settle(lambda: page.form is not None and page.form.whole)
    camera.take(name, window)


def _dialogs(camera: Camera, window: MainWindow, mentor: Workspace) -> None:
    """Those of whoever keeps a space."""
    ways = ways_of(mentor)
    gather = GatherDialog(window.desk, window, ways, [one.person for one in mentor.colleagues()[:2]], PLC)
    gather.name.setText(_GROUP)
    gather.name.typed.emit()
    gather.open()
    camera.take("gather", gather)
    gather.reject()
    guests = GuestDialog(window.desk, window, RecordId("AAAAAAAAAAAA"), "《秋天的雨》第二课时", ways)
    guests.until.setText("2027-01-20")
    guests.open()
    camera.take("guests", guests)
    guests.reject()
    space = next(one for one in ways.spaces if one.purpose == "pair")
    group = next(one for one in ways.spaces if one.purpose == PLC)
    invite = InviteDialog(window.desk, window, group, ways)
    invite.open()
    camera.take("invite", invite)
    invite.reject()
    member = next(one for one in space.members if not one.me)
    guest = MemberDialog(window.desk, space, member, window)
    guest.open()
    camera.settle()
    guest.until.setText("2027-01-20")
    guest.until.typed.emit()
    camera.take("member-until", guest)
    guest.reject()
