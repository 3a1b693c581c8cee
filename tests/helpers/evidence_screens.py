"""Pictures of what a person gathers of her own work: archive, pack, trail, a copy without names, a term's summary."""

from PySide6.QtWidgets import QPushButton

from app.ids import PersonId
from app.records.people import person_value
from app.ui.archive.best import BestDialog
from app.ui.archive.page import ArchivePage
from app.ui.main_window import MainWindow
from app.ui.nameless.page import NamelessPage
from app.ui.paper.leaving import PaperPage
from tests.helpers.camera import Camera
from tests.helpers.windows import parts
from tests.helpers.world import World


def take_evidence(camera: Camera, window: MainWindow, world: World) -> None:
    """The pages of one's own growth, and the sheet of a group."""
    workspace = window.desk.workspace
    me = person_value(PersonId(bytes.fromhex(workspace.me.person)))
    camera.tasks.do(
        lambda: workspace.create(
            "story",
            {
                "title": "他第一次自己举起了手：一个从不说话的孩子怎样在小组里找到位置",
                "told_on": "2026-10-09",
                "body": "请他当“位”，他把卡片翻得比谁都快。",
            },
        )
    )
    camera.tasks.do(
        lambda: workspace.create(
            "plc_meeting",
            {
                "topic": "怎样让慢一点的孩子也想完",
                "held_at": "2026-10-20T14:30",
                "chair": me,
                "summary": "大家商量了提问后等三秒的做法，约定每人试两周再交流。",
                "may_tell": True,
            },
            world.shared(),
        )
    )
    log = camera.tasks.do(
        lambda: workspace.create(
            "mentoring_log",
            {
                "step": "请不说话的孩子先说一句",
                "mentor": me,
                "mentee": "赵小燕",
                "discussion": "赵小燕说，买买提·艾力的同桌帮他翻了卡片，小燕也没想到。",
            },
        )
    )
    camera.tasks.do(
        lambda: workspace.give_feedback("2026-11-18", "王敏", "会等学生了，课堂比以前安静。", "继续等三秒。")
    )
    window.open_page("archive")
    archive = window.stack.currentWidget()
    assert isinstance(archive, ArchivePage)
    camera.settle(lambda: bool(archive.years))
    camera.take("archive", window)
    _best(camera, window, archive)
    for name in ("pack", "trail", "summary"):
        window.open_page(name)
        page = window.stack.currentWidget()
        assert isinstance(page, PaperPage)
        camera.settle(page.to_printer.isEnabled)
        camera.take(name, window)
    window.open_page(f"nameless:{log}")
    nameless = window.stack.currentWidget()
    assert isinstance(nameless, NamelessPage)
    camera.settle(lambda: bool(nameless.boxes))
    camera.take("nameless", window)


def _best(camera: Camera, window: MainWindow, archive: ArchivePage) -> None:
    choose = window.desk.texts.say("archive.choose_best")
    next(one for one in parts(archive, QPushButton) if one.text() == choose).click()
    (best,) = parts(archive, BestDialog)
    camera.take("archive-best", best)
    best.reject()
