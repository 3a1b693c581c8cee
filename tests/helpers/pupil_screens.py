"""Pictures of a school's pupils: the list from a file, the matching, a suggestion, circles, and who the few are."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog

from app.ids import SpaceId
from app.records.edits import Mark, SetValue
from app.ui.main_window import MainWindow
from app.ui.matching.few import FewDialog
from app.ui.matching.page import ALL, MatchingPage
from app.ui.roster.dialog import RosterDialog
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.sheets import sheets
from tests.helpers.world import World

_NAMES = (
    "王芳", "欧阳萧宧", "买买提·艾力", "扎西·乌兰", "𠮷田美", "李雷", "韩梅梅", "张骞",
    "司马萍", "王衠", "刘玉英", "贾晶", "袁淑兰", "孟雪梅", "任金凤", "骆慧",
)  # fmt: skip
_ROWS: list[Sequence[object]] = [
    ["柳河镇中心小学二〇二六年秋季学生名单"],
    ["序号", "学生姓名", "所在班级", "班主任", "家庭住址"],
    *(
        [at, name, "三（1）班" if at < 9 else "四（2）班", "李秀兰" if at < 9 else "陈老师", "柳河村"]
        for at, name in enumerate(_NAMES, 1)
    ),
    ["", "合计 16 人"],
    [17, "", "四（2）班"],
    [18, "王芳", "三（1）班"],
]  # fmt: skip


def take_pupils(camera: Camera, window: MainWindow, world: World, folder: Path) -> None:
    """A school of the teacher's own, with colleagues who are known by name and one member."""
    home = camera.tasks.do(partial(_school, window.desk.workspace, world))
    name = f"matching:{home.hex()}"
    window.turn_to(name)
    page = window.page(name)
    assert isinstance(page, MatchingPage)
    camera.settle(lambda: page.view is not None)
    camera.take("matching-empty", window)
    _roster(camera, page, home, folder)
    camera.tasks.do(partial(_match, window.desk.workspace, home))
    page.shown()
    camera.settle(lambda: page.view is not None and len(page.view.without_mentor) == 11)
    camera.take("matching", window)
    page.show_only(ALL)
    paired = next(at for at, one in enumerate(page.model.pupils) if len(one.open) > 1)
    page.table.selectRow(paired)
    camera.take("matching-several", window)
    page.open_suggestion()
    suggestion = _dialog(page)
    camera.take("matching-suggestion", suggestion)
    suggestion.reject()
    page.open_circles()
    camera.settle(lambda: bool(_dialogs(page)))
    camera.take("matching-circles", _dialog(page))
    view = page.view
    assert view is not None
    few = FewDialog(window.desk, page, view)
    few.open()
    camera.take("matching-few", few)
    few.reject()
    window.open_record(view.pupils[4].record)
    camera.settle()
    camera.take("pupil-card", window)
    camera.tasks.do(partial(_attend, window.desk.workspace, home))
    window.open_list("attention")
    camera.take("attention-list", window)
    window.turn_to("today")
    camera.take("today-matching", window)


def _roster(camera: Camera, page: MatchingPage, home: SpaceId, folder: Path) -> None:
    path = folder / "柳河镇中心小学名单.xlsx"
    path.write_bytes(sheets(名单=_ROWS))
    dialog = RosterDialog(page._desk, home, "柳河镇中心小学", path, page)
    dialog.open()
    camera.settle(lambda: dialog.preview is not None)
    camera.take("roster", dialog)
    dialog.take.click()
    camera.settle(lambda: page.view is not None and len(page.view.pupils) == len(_NAMES))


def _school(teacher: Workspace, world: World) -> SpaceId:
    space = teacher.found_space("柳河镇中心小学", world.card).space
    teacher.set_purpose(space, "school")
    teacher.set_profile({"strengths": "会听孩子说话，带过三届毕业班", "subjects": ["zh"], "grades": ["3"]})
    return space


def _match(teacher: Workspace, home: SpaceId) -> None:
    pupils = teacher.pupils(home)
    for one, mentor in zip(pupils, ("周校长", "陈老师", "王敏", teacher.me.person), strict=False):
        teacher.wish(one.record, mentor)
        teacher.propose(one.record, mentor)
    teacher.propose(pupils[0].record, teacher.me.person)
    teacher.propose(pupils[4].record, "王敏")
    (first, *_) = teacher.pupil(pupils[4].record).open
    teacher.reassign(first.record, "周校长", "王老师去支教")
    teacher.wish(pupils[5].record, "陈老师")


def _attend(teacher: Workspace, home: SpaceId) -> None:
    teacher.found_attention(home, "重点关注 · 柳河镇中心小学", [])
    flag = teacher.flag(teacher.pupils(home)[5].record)
    assert flag is not None
    teacher.edit(flag, [Mark("needs", "alone"), Mark("needs", "gift"), SetValue("look_again", "2026-12-04")])


def _dialogs(page: MatchingPage) -> list[QDialog]:
    found: list[QDialog] = [*page.findChildren(QDialog)]
    return [one for one in found if one.isVisible()]


def _dialog(page: MatchingPage) -> QDialog:
    return _dialogs(page)[-1]
