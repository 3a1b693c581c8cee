"""Pictures of reviewing and of history, for ``tests.helpers.screenshots``: a plan that two changed while apart."""

from app.ids import RecordId
from app.records.edits import RemoveRow, SetValue, WriteProse
from app.records.people import person_value
from app.records.values import Row, Value
from app.ui.history.page import HistoryPage
from app.ui.main_window import MainWindow
from app.ui.review.page import ReviewPage
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera
from tests.helpers.world import World, desk_of


def two_write_apart(world: World, teacher: Workspace, mentor: Workspace, plan: RecordId) -> None:
    """The mentor has read the plan; then both write into it for two days without a link, and a task is agreed on."""
    mentor.mark_read(plan)
    steps = teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    rows = [row for row in steps if isinstance(row, dict)]
    first, last = rows[0], rows[-1]
    does = str(first["teacher"]).replace("请五位同学上台当“位”", "请后排的五位同学上台当“位”，先猜再翻")
    world.clock.pass_seconds(86_400)
    teacher.edit(plan, [
        WriteProse(f"steps/{first['id']}/teacher", does),
        SetValue(f"steps/{first['id']}/minutes", 8),
        WriteProse("key_point", "每一位的值是右边一位的两倍，让学生自己说出来。"),
    ])  # fmt: skip
    world.clock.pass_seconds(3_600)
    mentor.edit(plan, [
        WriteProse("difficult_point", "学生容易从左边数起；请一位同学上来从右往左数一遍，自己发现最小的一位在最右边。"),
        RemoveRow("steps", str(last["id"])),
    ])  # fmt: skip
    world.clock.pass_seconds(86_400)
    teacher.edit(plan, [SetValue("slot", 4), WriteProse("guidance", "先独立翻卡片，再同桌交流，最后全班说一说方法。")])
    owner = person_value(desk_of(teacher).person)
    tasks: list[Row] = [
        {"task": "做一套点数卡片，带到下次活动", "owner": owner, "due": "2026-12-02"},
        {"task": "找三份学生的作业", "owner": "张老师"},
    ]
    meeting: dict[str, Value] = {
        "topic": "单元整体备课：二进制与编码",
        "held_at": "2026-11-18T14:30",
        "tasks": tasks,
    }
    mentor.create("plc_meeting", meeting, world.shared())
    for workspace in (teacher, mentor, teacher):
        workspace.visit()


def take_review(camera: Camera, window: MainWindow, plan: RecordId) -> None:
    """A review with changes since the last reading, and a comment that is begun."""
    window.open_review(plan)
    camera.settle()
    page = window.page(f"review:{plan}")
    assert isinstance(page, ReviewPage)
    camera.take("review-changes", window)
    page.sheet.select("key_point", 0, 5)
    page.sheet.finished.emit()
    page.margin.composer.insertPlainText("这样问，学生自己就会说出来。")
    camera.take("review", window)
    page.margin.composer.receive("")


def take_history(camera: Camera, window: MainWindow, plan: RecordId) -> None:
    """The time line, a sitting compared with the one before and with now."""
    window.open_history(plan)
    camera.settle()
    page = window.page(f"history:{plan}")
    assert isinstance(page, HistoryPage)
    camera.take("history", window)
    page.timeline.setCurrentRow(page.timeline.count() - 1)
    page.against.setCurrentIndex(1)
    page.against.activated.emit(1)
    camera.take("history-now", window)
    page.side.click()
    camera.settle()
    camera.take("history-side", window)
    page.side.click()
    camera.settle()
    page.go_back(["key_point"])
    camera.take("history-restored", window)
