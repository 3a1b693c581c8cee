"""Pictures of the page for printing, and of pages of every kind as they come out of the printer."""

from app.ids import PersonId, RecordId
from app.records.paper import Layout, Length
from app.records.people import person_value
from app.records.values import Row
from app.ui.main_window import MainWindow
from app.ui.paper.drawing import picture
from app.ui.paper.page import PrintPage
from tests.helpers.camera import Camera

_WIDTH = 640


def take_paper(camera: Camera, window: MainWindow, plan: RecordId) -> None:
    """The page for one record and for several, and a sheet of each kind."""
    page = _open(camera, window, plan)
    assert page.choices is not None
    page.choices.comments.setChecked(True)
    _settle(camera, page)
    camera.take("print", window)
    for layout, length in ((Layout.TABLE, Length.FULL), (Layout.TEXT, Length.FULL), (Layout.TABLE, Length.SHORT)):
        page.choices.layouts[layout].click()
        page.choices.lengths[length].click()
        _settle(camera, page)
        for number, sheet in enumerate(page._printed.sheets[:2], start=1):
            camera.keep(f"paper-plan-{layout.value}-{length.value}-{number}", picture(sheet, _WIDTH))
    camera.take("print-text", window)
    page.choices.layouts[Layout.TABLE].click()
    page.choices.lengths[Length.FULL].click()
    log, meeting = _log(window), _meeting(window)
    camera.keep("paper-log", picture(_open(camera, window, log)._printed.sheets[0], _WIDTH))
    camera.keep("paper-meeting", picture(_open(camera, window, meeting)._printed.sheets[0], _WIDTH))
    rows = window.desk.workspace
    plans = camera.tasks.do(lambda: rows.list_records("lesson_plan"))
    _open(camera, window, *[row.record for row in plans])
    camera.take("print-several", window)


def _open(camera: Camera, window: MainWindow, *records: RecordId) -> PrintPage:
    window.open_page("print:" + ",".join(records))
    page = window.stack.currentWidget()
    assert isinstance(page, PrintPage)
    _settle(camera, page)
    return page


def _settle(camera: Camera, page: PrintPage) -> None:
    camera.settle(lambda: page.to_printer.isEnabled() and page.preview.sheets.drawn > 0)


def _log(window: MainWindow) -> RecordId:
    her = person_value(PersonId(bytes.fromhex(window.desk.workspace.me.person)))
    return window.desk.tasks.do(
        lambda: window.desk.workspace.create(
            "mentoring_log",
            {
                "held_on": "2026-11-17", "mentor": "王敏", "mentee": her, "way": "o", "minutes": 40,
                "question": "学生回答总是一两个字，怎么让他们多说？",
                "discussion": "看录像：提问后平均等 0.8 秒就点名。\n- 先等三秒\n- 让同桌先说给对方听\n- 再请人回答",
                "support": ["d", "l"], "step": "提问后等三秒再点名", "due": "2026-11-27",
                "outcome": "试了两节课，回答变长了。",
            },
        )
    )  # fmt: skip


def _meeting(window: MainWindow) -> RecordId:
    speeches: list[Row] = [
        {"id": "a", "speaker": "李秀兰", "said": "卡片活动学生喜欢，但复式班里四年级跟不上。"},
        {"id": "b", "speaker": "魏𪣻", "said": "可以先让四年级数点，五年级再讲规律。"},
    ]
    findings: list[Row] = [
        {
            "id": "c",
            "problem": "两个年级进度不同",
            "views": "分开讲费时；一起讲四年级听不懂",
            "consensus": "同一材料，两个层次的问题",
        }
    ]
    tasks: list[Row] = [{"id": "d", "task": "把卡片做成两套", "owner": "魏𪣻", "due": "2026-12-01", "done": False}]
    return window.desk.tasks.do(
        lambda: window.desk.workspace.create(
            "plc_meeting",
            {
                "topic": "单元整体备课：二进制与编码", "held_at": "2026-11-20T14:30", "place": "中心小学会议室",
                "way": "f", "type": "j", "chair": "王敏", "scribe": "李秀兰", "present": ["李秀兰", "王敏", "魏𪣻"],
                "purpose": "定下第三单元的课时和分工。", "speeches": speeches, "findings": findings,
                "decision": "第一课时用卡片，第二课时联系生日。", "tasks": tasks,
            },
        )
    )  # fmt: skip
