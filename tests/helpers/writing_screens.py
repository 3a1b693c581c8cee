"""Screens of writing: attendance, the next meeting, a row's menu, a pasted table, a second preparation."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QMenu

from app.ids import RecordId
from app.records.values import Row
from app.ui.forms.page import FormPage
from app.ui.forms.rows import RowsInput
from app.ui.forms.texts import ProseInput
from app.ui.main_window import MainWindow
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.plc import COLLEAGUES
from tests.helpers.windows import parts

_AGENDA: list[Row] = [{"item": "各校的做法", "minutes": 30}, {"item": "定一件事", "minutes": 10}]
_TASKS: list[Row] = [
    {"task": "整理书单，发到圈里", "owner": "钱进", "due": "2026-11-06"},
    {"task": "每人试一次“读前猜”", "owner": "孙梅", "due": "2026-11-13", "done": True},
]
_TABLE = "环节\t时间\t教师活动\t学生活动\n听写\t5分钟\t念十个词，巡视\t写，同桌互查\n读文\t12分钟\t范读，请人接读\t轮读"


def take_writing(camera: Camera, window: MainWindow, workspace: Workspace, plan: RecordId) -> None:
    """All of them; ``plan`` is one that others can read too."""
    meeting = camera.tasks.do(
        lambda: workspace.create(
            "plc_meeting",
            {
                "topic": "整本书阅读怎样起步",
                "held_at": "2026-10-23T14:30",
                "invited": COLLEAGUES[:13],
                "present": COLLEAGUES[:10],
                "absent": COLLEAGUES[10:13],
                "agenda": _AGENDA,
                "tasks": _TASKS,
            },
        )
    )
    _take(camera, window, meeting, "present", "meeting-attendance")
    copy = camera.tasks.do(lambda: workspace.copy(meeting, window.desk.texts.language))
    _take(camera, window, copy, "agenda", "meeting-next")
    draft = camera.tasks.do(lambda: workspace.create("lesson_plan", {"topic": "秋天的雨"}))
    page = _opened(camera, window, draft)
    steps = _rows(page)
    source = QMimeData()
    source.setText(_TABLE)
    QApplication.clipboard().setMimeData(source)
    steps.paste_table()
    camera.settle(lambda: not page.unsaved)
    page.scroll_to(steps)
    camera.take("rows-pasted", window)
    steps.rows[0].parts.handle.click()
    camera.settle(lambda: any(menu.isVisible() for menu in parts(steps, QMenu)))
    menu = next(menu for menu in parts(steps, QMenu) if menu.isVisible())
    camera.take("row-menu", menu)
    menu.close()
    _take_apart(camera, window, plan)
    for record in (meeting, copy, draft):
        camera.tasks.do(lambda gone=record: workspace.delete(gone))  # type: ignore[misc]  # mypy cannot type a default


def _take_apart(camera: Camera, window: MainWindow, plan: RecordId) -> None:
    page = _opened(camera, window, plan)
    apart = page.apart
    assert apart is not None
    apart.begin.click()
    camera.settle(lambda: isinstance(apart.whole.input, ProseInput))
    assert isinstance(apart.whole.input, ProseInput)
    apart.whole.input.box.insertPlainText("放慢，练习减两题。")
    camera.settle(lambda: not page.unsaved)
    page.scroll_to(_rows(page))
    camera.take("second-preparation", window)
    page.scroll_to(apart)
    camera.take("second-preparation-whole", window)


def _take(camera: Camera, window: MainWindow, record: RecordId, field: str, name: str) -> None:
    page = _opened(camera, window, record)
    frame = page.form.frame(field) if page.form is not None else None
    assert frame is not None
    page.scroll_to(frame)
    camera.take(name, window)


def _opened(camera: Camera, window: MainWindow, record: RecordId) -> FormPage:
    window.open_record(record)
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    camera.settle(lambda: page.form is not None and page.form.whole)
    return page


def _rows(page: FormPage) -> RowsInput:
    rows = page.form.rows_of("steps") if page.form is not None else None
    assert rows is not None
    return rows
