"""Pictures of caring for pupils: a call for help, a talk in a minute, growth messages and slips, reaching families."""

import tempfile
from pathlib import Path

from app.records.edits import WriteProse
from app.records.values import Row
from app.text import Texts
from app.ui.families.asking import AskDialog
from app.ui.families.granting import GrantDialog
from app.ui.families.page import FamiliesPage
from app.ui.growth.page import MessagesPage
from app.ui.main_window import MainWindow
from app.ui.paper.page import PrintPage
from app.ui.quick.page import QuickPage
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.care import CareSchool, a_call

_NAMES = ("王小明", "张𠮷", "古丽·艾力", "买买提·艾力·阿不都热依木", "欧阳䴙")
_SPOTS = (
    "课间扶起了摔倒的一年级同学，还陪他走到校医室，一路上都在安慰他。",
    "数学课上主动讲了自己想错的地方，全班给他鼓掌。",
    "下雨天把伞借给同桌，自己淋着跑回宿舍。",
)
_WORDS = (
    "，这学期老师看到你一点一点地长大。你扶起摔倒的小同学，一路陪他走到校医室；你敢在全班面前讲自己想错的地方，"
    "让大家都学会了不怕错。这些事你自己也许已经忘了，老师一直记得。谢谢你让我们班更暖。"
)


def take_caring(camera: Camera, texts: Texts, size: tuple[int, int]) -> None:
    """What a mentor sees who cares for five pupils, and a colleague who asks her."""
    with tempfile.TemporaryDirectory() as folder:
        school = CareSchool(Path(folder), *_NAMES)
        try:
            _filled(school)
            mentor = _window(camera, texts, school, school.staff[1], size)
            camera.take("urgent-today", mentor)
            _quick(camera, mentor)
            _messages(camera, mentor)
            _families(camera, mentor)
            mentor.close()
            asking = _window(camera, texts, school, school.staff[2], size)
            _ask(camera, asking)
            asking.close()
        finally:
            school.world.close()


def _filled(school: CareSchool) -> None:
    mentor, other = school.staff[1:]
    pupils = school.pupils
    for what in _SPOTS:
        mentor.jot("bright_spot", {"name": _NAMES[0], "pupil": pupils[0], "what": what})
    for row in mentor.messages("zh").rows[:4]:
        message = mentor.begin_message(row, "zh")
        mentor.edit(
            message, [WriteProse("message", row.name + _WORDS), WriteProse("hope", "新学期，愿你多讲给我们听。")]
        )
        mentor.finish_message(message, finished=row.name != _NAMES[0])
    care = mentor.care_space(pupils[0])
    a_call(mentor, care)
    people: list[Row] = [{"who": "王大山", "relation": "爸爸", "phone": "139 0000 1234"}]
    mentor.create("family_contact", {"name": _NAMES[0], "pupil": pupils[0], "people": people}, care)
    school.settle()
    family = next(one for one in other.families() if one.name == _NAMES[1])
    other.ask_contact(family, family.mentors[0][0], ["p", "v"], "想请家长来看运动会，孩子要跑接力。", "")
    school.settle()


def _window(camera: Camera, texts: Texts, school: CareSchool, who: Workspace, size: tuple[int, int]) -> MainWindow:
    window = MainWindow(who, camera.tasks, texts, school.world.clock.now)
    window.care.stop()
    window.resize(*size)
    window.show()
    camera.settle()
    return window


def _quick(camera: Camera, window: MainWindow) -> None:
    window.turn_to("quick:talk")
    page = window.page("quick:talk")
    assert isinstance(page, QuickPage)
    camera.settle(lambda: page.pupil.found.count() > 0)
    page.pupil.line.setText("w")
    camera.take("quick-who", window)
    page.pupil.choose(page.pupil._all[0])
    camera.take("quick-talk", window)
    page.leave()


def _messages(camera: Camera, window: MainWindow) -> None:
    window.turn_to("messages")
    page = window.page("messages")
    assert isinstance(page, MessagesPage)
    camera.settle(page.print.isEnabled)
    at = next(at for at, row in enumerate(page._view.rows) if row.name == _NAMES[0])
    page.pupils.setCurrentRow(at)
    camera.take("growth-messages", window)
    page.print.click()
    paper = window.stack.currentWidget()
    assert isinstance(paper, PrintPage)
    camera.settle(paper.to_pdf.isEnabled)
    camera.take("growth-slips", window)
    window.go_back()


def _families(camera: Camera, window: MainWindow) -> None:
    window.turn_to("families")
    page = window.page("families")
    assert isinstance(page, FamiliesPage)
    camera.take("families", window)
    (request,) = window.desk.tasks.do(window.desk.workspace.contact_requests)
    dialog = GrantDialog(window.desk, page, request)
    dialog.open()
    camera.take("families-grant", dialog)
    dialog.reject()


def _ask(camera: Camera, window: MainWindow) -> None:
    window.turn_to("families")
    page = window.page("families")
    assert isinstance(page, FamiliesPage)
    camera.take("families-colleague", window)
    family = next(one for one in page._families if one.name == _NAMES[0])
    dialog = AskDialog(window.desk, page, family)
    dialog.open()
    camera.take("families-ask", dialog)
    dialog.reject()
